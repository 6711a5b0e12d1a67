//! The project as DSS has it beside the one that is open: reading it, and settling what differs.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use blockwright::acceptance::{Accepted, Choice, accept, accept_all};
use blockwright::address::Address;
use blockwright::deployed::deployed;
use blockwright::diff::Scope;
use blockwright::drift::{Drift, Sides, drift, keep_ours};
use blockwright::inventory::LeftOut;
use blockwright::managed::Omission;
use blockwright::state::State;
use blockwright::state::file::save;
use blockwright::sync::sync;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Tone};
use crate::ui::clock;
use crate::ui::dss::{Connection, Errand, Halt, Reader};

/// A project as it was read from DSS.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// Which instance, in words.
    pub(crate) place: Arc<str>,
    /// When, ISO 8601 in UTC.
    pub(crate) at: String,
    /// What is deployed there.
    pub(crate) server: State,
    /// What could not be read.
    pub(crate) unread: BTreeSet<Address>,
    /// Why it could not be read, and what no state can hold.
    pub(crate) left_out: Vec<LeftOut>,
    /// Fields that DSS keeps for itself.
    pub(crate) omitted: Vec<Omission>,
}

/// How far a reading is.
#[derive(Clone)]
pub(crate) enum Sight {
    /// Nothing was read.
    Nothing,
    /// The project is being read.
    Underway,
    /// It ended early, for this reason; what was read by then is kept, so that it can go on.
    Halted(Halt),
    /// It was read.
    Read(Arc<Picture>),
}

/// The drift view's signals. They stay while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Comparing {
    /// How far the reading is.
    pub(crate) sight: RwSignal<Sight, LocalStorage>,
    /// What is being read, in words.
    pub(crate) progress: RwSignal<String>,
    /// What differs; `None` while there is nothing to compare.
    pub(crate) drift: Memo<Option<Arc<Drift>>>,
    reader: StoredValue<Option<Rc<Reader>>, LocalStorage>,
    errand: StoredValue<Option<Rc<Errand>>, LocalStorage>,
    attempt: StoredValue<u32>,
}

impl Comparing {
    fn new(session: Session) -> Self {
        let sight = RwSignal::new_local(Sight::Nothing);
        Self {
            sight,
            progress: RwSignal::new(String::new()),
            drift: Memo::new_with_compare(move |_| compared(session, sight), |_, _| true),
            reader: StoredValue::new_local(None),
            errand: StoredValue::new_local(None),
            attempt: StoredValue::new(0),
        }
    }

    fn begin(self, sight: Sight) -> u32 {
        if let Some(errand) = self.errand.try_update_value(Option::take).flatten() {
            errand.stop();
        }
        self.attempt.update_value(|attempt| *attempt += 1);
        self.sight.set(sight);
        self.attempt.get_value()
    }
}

fn compared(session: Session, sight: RwSignal<Sight, LocalStorage>) -> Option<Arc<Drift>> {
    sight.with(|sight| {
        let Sight::Read(picture) = sight else { return None };
        session.analysis().with(|analysis| {
            let nothing = State::default();
            let found = drift(Sides {
                stored: analysis.current.as_deref().unwrap_or(&nothing),
                server: &picture.server,
                config: analysis.desired.as_deref()?,
                scope: &Scope::of(&analysis.config),
                unread: &picture.unread,
            });
            Some(Arc::new(found))
        })
    })
}

impl Session {
    /// The drift view's signals, made when they are first looked at. Only for the second module.
    pub(crate) fn comparing(self) -> Comparing {
        let known = self.comparing.get_value();
        known.unwrap_or_else(|| {
            let comparing = self.root.with(|| Comparing::new(self));
            self.comparing.set_value(Some(comparing));
            comparing
        })
    }

    /// The key of the project that is open.
    pub(crate) fn project_key(self) -> Option<String> {
        self.analysis.with(|analysis| {
            let key = analysis.config.project.as_ref()?.key.as_ref()?;
            Some(key.value.to_string())
        })
    }

    /// Reads the open project from the connected instance.
    pub(crate) fn read_server(self) {
        let Some(key) = untrack(|| self.project_key()) else { return };
        self.read_with(Rc::new(Reader::new(&key)));
    }

    /// Goes on with a reading that ended early.
    pub(crate) fn read_on(self) {
        match self.comparing().reader.get_value() {
            Some(reader) => {
                reader.go_on();
                self.read_with(reader);
            }
            None => self.read_server(),
        }
    }

    /// Stops the reading. What was read by then is let go.
    pub(crate) fn stop_reading(self) {
        let comparing = self.comparing();
        comparing.reader.set_value(None);
        comparing.begin(Sight::Nothing);
    }

    fn read_with(self, reader: Rc<Reader>) {
        let comparing = self.comparing();
        let connection = untrack(|| self.connecting().connection());
        let Some((connection, errand)) = connection.and_then(with_errand) else {
            return self.notify(Tone::Error, "Nothing was read: there is no connection. Connect first.");
        };
        let attempt = comparing.begin(Sight::Underway);
        comparing.reader.set_value(Some(Rc::clone(&reader)));
        comparing.errand.set_value(Some(Rc::clone(&errand)));
        spawn_local(async move {
            let read = reader.read(&errand, comparing.progress).await;
            if comparing.attempt.get_value() != attempt {
                return;
            }
            let seen = read.and_then(|()| self.picture(&connection, &reader));
            comparing.sight.set(match seen {
                Ok(picture) => Sight::Read(Arc::new(picture)),
                Err(halt) => Sight::Halted(halt),
            });
        });
    }

    fn picture(self, connection: &Connection, reader: &Reader) -> Result<Picture, Halt> {
        let at = clock::iso();
        let environment = self.workspace.with_untracked(|inputs| inputs.environment.clone());
        let (inventory, missed) = reader.take();
        let deployed =
            deployed(inventory, &environment, &at).map_err(|refusal| Halt::for_good(refusal.to_string()))?;
        let left_out = missed.iter().map(|missed| missed.left_out.clone()).chain(deployed.left_out).collect();
        Ok(Picture {
            place: connection.place.name(),
            at,
            server: deployed.state,
            unread: missed.into_iter().filter_map(|missed| missed.address).collect(),
            left_out,
            omitted: deployed.omitted,
        })
    }

    /// Takes what the server has into the configuration, and notes in the state that it has it; all that
    /// differs if nothing is chosen.
    pub(crate) fn take_theirs(self, choices: &[Choice]) {
        self.settle_now();
        let Some(found) = self.comparing().drift.get_untracked() else { return };
        let analysis = self.analysis.get_untracked();
        let accepted = self.settled.with_untracked(|inputs| match choices {
            [] => accept_all(inputs, &analysis, &found),
            choices => accept(inputs, &analysis, &found, choices),
        });
        let Accepted { changes, refused } = accepted;
        if !changes.is_empty() && !self.change("Take over what DSS has", &changes) {
            return;
        }
        let is_refused = |address: &Address| refused.iter().any(|(refused, _)| refused == address);
        let chosen = found.resources.iter().filter(|resource| !is_refused(&resource.address));
        let settled: Vec<Choice> = match choices {
            [] => chosen.map(|found| Choice { address: found.address.clone(), path: None }).collect(),
            choices => choices.iter().filter(|choice| !is_refused(&choice.address)).cloned().collect(),
        };
        self.note_server(&found, &settled);
        for (address, why) in &refused {
            self.notify(Tone::Warning, format!("{address}: {why}"));
        }
        if refused.is_empty() {
            self.announce("Taken over from DSS.");
        }
    }

    /// Keeps ours: the state notes what the server has, so that the plan shows the way back to ours.
    pub(crate) fn take_ours(self, choices: &[Choice]) {
        let Some(found) = self.comparing().drift.get_untracked() else { return };
        self.note_server(&found, choices);
        self.announce("Ours is kept: the plan now shows the way from what DSS has.");
    }

    fn note_server(self, found: &Drift, choices: &[Choice]) {
        let now = clock::iso();
        let stored = self.analysis.with_untracked(|analysis| analysis.current.clone());
        let environment = self.workspace.with_untracked(|inputs| inputs.environment.clone());
        let stored =
            stored.map_or_else(|| State { environment, ..State::default() }, |state| State::clone(&state));
        let noted = choices.iter().fold(stored, |state, choice| {
            keep_ours(&state, found, &choice.address, choice.path.as_deref(), &now).unwrap_or(state)
        });
        self.set_inputs(|inputs| inputs.state = Some(save(&noted).into()));
    }

    /// Keeps what was read as the state.
    pub(crate) fn keep_as_state(self) {
        let picture = self.comparing().sight.with_untracked(|sight| match sight {
            Sight::Read(picture) => Some(Arc::clone(picture)),
            _ => None,
        });
        let Some(picture) = picture else { return };
        let stored = self.analysis.with_untracked(|analysis| analysis.current.clone());
        let synced = sync(stored.as_deref(), &picture.server, &picture.unread, &picture.at);
        self.set_inputs(|inputs| inputs.state = Some(save(&synced).into()));
        self.notify(Tone::Plain, format!("What {} has is the state now.", picture.place));
    }
}

fn with_errand(connection: Connection) -> Option<(Connection, Rc<Errand>)> {
    let errand = connection.errand()?;
    Some((connection, errand))
}
