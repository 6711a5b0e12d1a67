//! A plan that somebody shared, on its way to an answer.

mod earlier; // the version that was seen before
mod kept; // what a reload must not lose

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blockwright::answer::{Answer, Opinion, Remark, Standing};
use blockwright::envelope::{Carrier, Envelope, Locked, open};
use blockwright::plan_link::{self, PlanLink};
use blockwright::review::changes::{Change, changes};
use blockwright::review::{Own, Review, View, review};
use blockwright::route::Route;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsValue;

pub(crate) use self::earlier::Earlier;
pub(super) use self::kept::held;
use super::Session;
use crate::ui::clock;

/// A text that was handed over: a plan or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// How it came.
    pub(crate) carrier: Carrier,
    /// The text.
    pub(crate) text: Arc<str>,
    /// When it came, as `2026-11-29T08:00:00Z`.
    pub(crate) at: String,
}

impl Shared {
    /// Whether it is a plan, or is meant to be one.
    pub(crate) fn is_plan(&self) -> bool {
        self.text.starts_with('p')
    }
}

/// What became of a text that was handed over.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// Nothing was handed over.
    Nothing,
    /// It was not read, for this reason.
    Refused(String),
    /// It needs a passphrase.
    Locked(Arc<Locked>),
    /// It names a plan that travels as a file.
    Named(String),
    /// It is an answer to a plan.
    Answer,
    /// A plan.
    Plan(Arc<PlanLink>),
}

/// The review view's signals. They stay while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Reviewing {
    /// What became of the text.
    pub(crate) reading: Memo<Reading>,
    /// The plan looked at with the registries of this page; `None` without one.
    pub(crate) review: Memo<Option<Arc<Review>>>,
    /// Its changes; `None` if they cannot be shown.
    pub(crate) changes: Memo<Option<Arc<Vec<Change>>>>,
    /// The version that was seen before it; `None` if it is the first, or not known yet.
    pub(crate) earlier: Memo<Option<Arc<Earlier>>>,
    /// What a passphrase opened.
    pub(crate) unlocked: RwSignal<Option<Arc<Value>>>,
    /// The changes that were opened, by address.
    pub(crate) seen: RwSignal<BTreeSet<String>>,
    /// What is said of changes, by address.
    pub(crate) remarks: RwSignal<BTreeMap<String, Vec<Remark>>>,
    /// What is said of the whole.
    pub(crate) note: RwSignal<String>,
    /// The change that is looked at.
    pub(crate) chosen: RwSignal<Option<String>>,
    /// The answers to plans of a project, with its key: those of the open one, once they are read.
    pub(crate) answers: RwSignal<(String, Arc<[Given]>)>,
}

/// An answer that came back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    /// The answer.
    pub(crate) answer: Answer,
    /// Who stands behind it.
    pub(crate) standing: Standing,
}

impl Reviewing {
    fn new(session: Session) -> Self {
        let shared = session.shared;
        let unlocked = RwSignal::new(None::<Arc<Value>>);
        let reading = Memo::new_with_compare(
            move |_| shared.with(|shared| unlocked.with(|unlocked| read(shared.as_ref(), unlocked.as_ref()))),
            |_, _| true,
        );
        let review = Memo::new_with_compare(
            move |_| reading.with(|reading| look(session, reading)).map(Arc::new),
            |_, _| true,
        );
        let changes = Memo::new_with_compare(
            move |_| {
                let found =
                    review.with(|review| review.as_ref().and_then(|review| changes(review.plan.as_ref()?)));
                found.map(Arc::new)
            },
            |_, _| true,
        );
        let earlier = earlier::follow(session, reading, unlocked, review);
        await_registries(session, review, earlier);
        let reviewing = Self {
            reading,
            review,
            changes,
            earlier,
            unlocked,
            seen: RwSignal::new(BTreeSet::new()),
            remarks: RwSignal::new(BTreeMap::new()),
            note: RwSignal::new(String::new()),
            chosen: RwSignal::new(None),
            answers: RwSignal::default(),
        };
        kept::follow(reviewing);
        reviewing
    }

    /// Forgets what was said of another plan.
    fn begin(self) {
        self.unlocked.set(None);
        self.seen.update(BTreeSet::clear);
        self.remarks.update(BTreeMap::clear);
        self.note.set(String::new());
        self.chosen.set(None);
    }

    /// Looks at a change, which counts as seen from then on.
    pub(crate) fn choose(self, address: Option<&str>) {
        if let Some(address) = address {
            self.seen.update(|seen| {
                seen.insert(address.to_owned());
            });
        }
        self.chosen.set(address.map(str::to_owned));
    }

    /// Takes an opinion of a change back, or gives it in the place of the opposite one.
    pub(crate) fn judge(self, address: &str, opinion: Opinion) {
        self.remarks.update(|remarks| {
            let list = remarks.entry(address.to_owned()).or_default();
            let had = list.iter().any(|remark| remark.opinion == opinion);
            list.retain(|remark| !matches!(remark.opinion, Opinion::Accept | Opinion::Object));
            if !had {
                list.push(Remark { opinion, text: String::new() });
            }
            if list.is_empty() {
                remarks.remove(address);
            }
        });
    }

    /// Says something of a change, in the place of what was said with the same opinion; nothing for no words.
    pub(crate) fn say(self, address: &str, opinion: Opinion, text: &str) {
        self.remarks.update(|remarks| {
            let list = remarks.entry(address.to_owned()).or_default();
            list.retain(|remark| remark.opinion != opinion);
            if !text.trim().is_empty() {
                list.push(Remark { opinion, text: text.trim().to_owned() });
            }
            if list.is_empty() {
                remarks.remove(address);
            }
        });
    }
}

/// Reads the text, or what a passphrase made of it.
fn read(shared: Option<&Shared>, unlocked: Option<&Arc<Value>>) -> Reading {
    let Some(shared) = shared else { return Reading::Nothing };
    let refused = |why: blockwright::envelope::Refusal| Reading::Refused(why.to_string());
    let link = match open(&shared.text, shared.carrier) {
        Err(why) => return refused(why),
        Ok(Envelope::Named(digest)) => return Reading::Named(digest.text()),
        Ok(Envelope::Open { kind: blockwright::envelope::Kind::Reply, .. }) => return Reading::Answer,
        Ok(Envelope::Locked(locked)) => match unlocked {
            None => return Reading::Locked(Arc::new(locked)),
            Some(payload) => plan_link::read(locked.kind(), locked.digest(), Value::clone(payload))
                .ok_or(blockwright::envelope::Refusal::NoDocument),
        },
        Ok(envelope) => plan_link::read_envelope(envelope),
    };
    link.map_or_else(refused, |link| Reading::Plan(Arc::new(link)))
}

/// What the plans need of registries is read as they come to need it.
fn await_registries(
    session: Session,
    review: Memo<Option<Arc<Review>>>,
    earlier: Memo<Option<Arc<Earlier>>>,
) {
    // For the outside world: registries are read.
    Effect::new(move |_| {
        let missing =
            |review: Option<&Review>| review.map(|review| review.awaited.clone()).unwrap_or_default();
        let mut all = review.with(|review| missing(review.as_deref()));
        let before =
            earlier.with(|earlier| missing(earlier.as_ref().and_then(|earlier| earlier.review.as_deref())));
        for (registry, paths) in before {
            all.entry(registry).or_default().extend(paths);
        }
        let awaited = session.browsing().awaited;
        if awaited.with_untracked(|known| *known != all) {
            awaited.set(all);
        }
    });
}

/// Looks at the plan with what this page has.
fn look(session: Session, reading: &Reading) -> Option<Review> {
    let Reading::Plan(link) = reading else { return None };
    let now =
        session.shared.with(|shared| shared.as_ref().map(|shared| shared.at.clone())).unwrap_or_default();
    Some(session.look_at(link, &now))
}

impl Session {
    /// Looks at a shared plan with the registries of this page and the project that is open in it.
    pub(crate) fn look_at(self, link: &PlanLink, now: &str) -> Review {
        let settings = self.connecting().host.with(|host| host.policies.clone());
        review(link, &View { registries: self.registries().get(), own: self.own(), now, settings })
    }

    /// The open project, as far as it matters to plans of it.
    fn own(self) -> Own {
        let project = self.analysis().with(|analysis| {
            let key = analysis.config.project.as_ref().and_then(|project| project.key.as_ref());
            key.map(|key| key.value.to_string()).unwrap_or_default()
        });
        self.settled().with(|inputs| Own {
            project,
            environment: inputs.environment.clone(),
            state: inputs.state.clone(),
        })
    }

    /// Goes to where a hash leads. A plan or an answer in it is taken out of the address, so that it is in no
    /// screenshot and no history that is synchronised; it stays in memory.
    pub(crate) fn lead_to(self, route: Route) {
        let Route::Shared(text) = &route else { return self.route.set(route) };
        self.take_shared(text, Carrier::Link);
        let address = Route::Review.to_string();
        let replaced = window()
            .history()
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
        // A sandbox may refuse; the address then keeps the link, and the view is right.
        drop(replaced);
        self.route.set(Route::Review);
    }

    /// Takes a text over that somebody shared.
    pub(crate) fn take_shared(self, text: &str, carrier: Carrier) {
        let shared = Shared { carrier, text: text.trim().into(), at: clock::seconds() };
        // The same link once more: what was said of its plan stays.
        if self.shared.with_untracked(|known| known.as_ref().is_none_or(|known| known.text != shared.text)) {
            if let Some(reviewing) = self.reviewing.get_value() {
                reviewing.begin();
            }
            kept::hold(&shared);
        }
        self.shared.set(Some(shared));
    }

    /// The text that was handed over.
    pub(crate) fn shared(self) -> ReadSignal<Option<Shared>> {
        self.shared.read_only()
    }

    /// The review view's signals, made when they are first looked at. Only for the second module.
    pub(crate) fn reviewing(self) -> Reviewing {
        let known = self.reviewing.get_value();
        known.unwrap_or_else(|| {
            let reviewing = self.root.with(|| Reviewing::new(self));
            self.reviewing.set_value(Some(reviewing));
            reviewing
        })
    }
}
