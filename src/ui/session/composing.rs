//! What the user wishes to compose, what was proposed, and what they take of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use blockwright::composer::request::{HardFilters, Request};
use blockwright::composer::response::{Gap, Match, Response};
use blockwright::composer::{Pick, accept, compose};
use leptos::prelude::*;

use super::Session;

/// The key of a project that has none yet.
const NO_KEY: &str = "NEW_PROJECT";

/// A block that may become part of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Tells slots apart.
    pub(crate) id: usize,
    /// Place of its match in the answer; of an added one it means nothing.
    pub(crate) place: usize,
    /// The block taken.
    pub(crate) reference: String,
    /// Whether it is part of the plan.
    pub(crate) is_ticked: bool,
    /// The words it was added for, if it was added and not found; empty without any.
    pub(crate) added_for: Option<String>,
}

/// A wish with its answer. It stays while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Composing {
    /// The wish as it is typed.
    pub(crate) text: RwSignal<String>,
    /// The wish that is answered.
    pub(crate) asked: RwSignal<Option<String>>,
    /// What every block has to be.
    pub(crate) filters: RwSignal<HardFilters>,
    /// The key of the target project, if the user typed one.
    pub(crate) typed_key: RwSignal<Option<String>>,
    /// The key that is used.
    pub(crate) key: Memo<String>,
    /// Datasets of the project for open inputs, by `instance.PORT`.
    pub(crate) inputs: RwSignal<BTreeMap<String, String>>,
    /// The blocks taken; `None` for all that was found.
    slots: RwSignal<Option<Vec<Slot>>>,
    /// The question as data.
    pub(crate) request: Memo<Option<Request>>,
    /// Everything that was found.
    pub(crate) answer: Memo<Option<Arc<Response>>>,
    /// The answer for the blocks taken.
    pub(crate) proposal: Memo<Option<Arc<Response>>>,
}

impl Composing {
    fn new(session: Session) -> Self {
        let text = RwSignal::new(String::new());
        let asked = RwSignal::new(None::<String>);
        let filters = RwSignal::new(HardFilters::default());
        let typed_key = RwSignal::new(None::<String>);
        let inputs = RwSignal::new(BTreeMap::new());
        let slots = RwSignal::new(None::<Vec<Slot>>);
        let key = Memo::new(move |_| {
            let of_project = || {
                session.analysis().with(|analysis| {
                    let key = analysis.config.project.as_ref()?.key.as_ref()?;
                    Some(key.value.to_string()).filter(|key| !key.is_empty())
                })
            };
            typed_key.get().or_else(of_project).unwrap_or_else(|| NO_KEY.to_owned())
        });
        let request = Memo::new(move |_| {
            let request = Request {
                intent: Some(asked.get()?),
                filters: filters.get(),
                target_project_key: key.get(),
                external_inputs: inputs.get(),
                ..Request::default()
            };
            Some(request)
        });
        let answer = Memo::new(move |_| {
            let request = request.get()?;
            Some(Arc::new(session.catalog().with(|catalog| compose(catalog, &request))))
        });
        let proposal = Memo::new(move |_| {
            let (request, answer) = request.get().zip(answer.get())?;
            Some(slots.with(|slots| match slots {
                None => answer,
                Some(slots) => Arc::new(accepted(session, &request, &answer, slots)),
            }))
        });
        Self { text, asked, filters, typed_key, key, inputs, slots, request, answer, proposal }
    }

    /// Asks for what `text` says, and takes all that is found.
    pub(crate) fn ask(self, text: &str) {
        self.text.set(text.to_owned());
        self.forget_choices();
        self.asked.set(Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
    }

    /// Changes the filters, and takes all that is found then.
    pub(crate) fn filter(self, change: impl FnOnce(&mut HardFilters)) {
        self.forget_choices();
        self.filters.update(change);
    }

    fn forget_choices(self) {
        self.slots.set(None);
        self.inputs.set(BTreeMap::new());
    }

    /// The blocks that may be taken, in the order of the wish.
    pub(crate) fn slots(self) -> Vec<Slot> {
        let known = self.slots.get();
        known.unwrap_or_else(|| {
            self.answer.with(|answer| {
                let matches = answer.as_ref().map_or(&[][..], |answer| &answer.matches);
                matches.iter().enumerate().map(|(place, found)| slot(place, found)).collect()
            })
        })
    }

    /// A block that may be taken. Asks again only for what changes of it.
    pub(crate) fn slot(self, id: usize) -> Option<Slot> {
        self.slots().into_iter().find(|slot| slot.id == id)
    }

    /// Takes a block, or leaves it out.
    pub(crate) fn tick(self, id: usize, is_ticked: bool) {
        self.change(id, |slot| slot.is_ticked = is_ticked);
    }

    /// Takes another block for the same words.
    pub(crate) fn exchange(self, id: usize, reference: &str) {
        self.change(id, |slot| {
            reference.clone_into(&mut slot.reference);
            slot.is_ticked = true;
        });
    }

    fn change(self, id: usize, change: impl FnOnce(&mut Slot)) {
        let mut slots = untrack(|| self.slots());
        if let Some(slot) = slots.iter_mut().find(|slot| slot.id == id) {
            change(slot);
        }
        self.slots.set(Some(slots));
    }

    /// Takes one more block, before the one that `is_next` finds; at the end if it finds none.
    pub(crate) fn add(self, reference: &str, words: &str, is_next: impl Fn(&Slot) -> bool) {
        let mut slots = untrack(|| self.slots());
        let id = slots.iter().map(|slot| slot.id).max().map_or(0, |last| last + 1);
        let at = slots.iter().position(is_next).unwrap_or(slots.len());
        let added_for = Some(words.to_owned());
        let reference = reference.to_owned();
        slots.insert(at, Slot { id, place: 0, reference, is_ticked: true, added_for });
        self.slots.set(Some(slots));
    }

    /// Takes an added block away.
    pub(crate) fn remove(self, id: usize) {
        let mut slots = untrack(|| self.slots());
        slots.retain(|slot| slot.id != id);
        self.slots.set(Some(slots));
    }

    /// Reads an open input from a dataset of the project; from none if it is empty.
    pub(crate) fn connect(self, input: &str, dataset: &str) {
        self.inputs.update(|inputs| {
            if dataset.is_empty() {
                inputs.remove(input);
            } else {
                inputs.insert(input.to_owned(), dataset.to_owned());
            }
        });
    }

    /// The configuration for a project of its own, which has no dataset of the open one.
    pub(crate) fn config_alone(self, session: Session) -> Option<String> {
        let (mut request, answer) = untrack(|| self.request.get().zip(self.answer.get()))?;
        request.external_inputs.clear();
        let slots = untrack(|| self.slots());
        Some(accepted(session, &request, &answer, &slots).config)
    }
}

fn slot(place: usize, found: &Match) -> Slot {
    Slot { id: place, place, reference: found.reference.clone(), is_ticked: true, added_for: None }
}

fn accepted(session: Session, request: &Request, answer: &Response, slots: &[Slot]) -> Response {
    let ticked = || slots.iter().filter(|slot| slot.is_ticked);
    let pick = |slot: &Slot| Pick { place: slot.place, reference: slot.reference.clone() };
    let picks: Vec<Pick> = ticked().map(pick).collect();
    let mut response = session.catalog().with(|catalog| accept(catalog, request, answer, &picks));
    // Words that nothing was found for stay a gap, until a block is added for them.
    let is_met = |clause: &str| ticked().any(|slot| slot.added_for.as_deref() == Some(clause));
    let unmet = |gap: &&Gap| matches!(gap, Gap::NoMatch { clause, .. } if !is_met(clause));
    response.gaps.splice(0..0, answer.gaps.iter().filter(unmet).cloned());
    response.partial = response.gaps.iter().any(Gap::is_lack);
    response
}

impl Session {
    /// The wish and its answer. It is made when it is first looked at, and then lives as long as the
    /// page. Only for the second module.
    pub(crate) fn composing(self) -> Composing {
        let known = self.composing.get_value();
        known.unwrap_or_else(|| {
            let composing = self.root.with(|| Composing::new(self));
            self.composing.set_value(Some(composing));
            composing
        })
    }
}
