//! The project as DSS has it beside the one that is open: reading it, and what differs.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use blockwright::address::Address;
use blockwright::deployed::deployed;
use blockwright::diff::Scope;
use blockwright::drift::{Drift, Sides, drift};
use blockwright::inventory::LeftOut;
use blockwright::managed::Omission;
use blockwright::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::subject::Subject;
use super::{Session, Tone};
use crate::ui::clock;
use crate::ui::dss::{Connection, Errand, Halt, Place, Reader};

/// A project as it was read from DSS.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// Which project.
    pub(crate) subject: Subject,
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
    Underway(Subject),
    /// It ended early, for this reason; what was read by then is kept, so that it can go on.
    Halted(Subject, Halt),
    /// It was read.
    Read(Arc<Picture>),
}

impl Sight {
    /// Which project it is of.
    fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Nothing => None,
            Self::Underway(subject) | Self::Halted(subject, _) => Some(subject),
            Self::Read(picture) => Some(&picture.subject),
        }
    }
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
    /// Whether what is seen is of the project that is open.
    pub(super) is_open: Memo<bool>,
    reader: StoredValue<Option<Rc<Reader>>, LocalStorage>,
    errand: StoredValue<Option<Rc<Errand>>, LocalStorage>,
    attempt: StoredValue<u32>,
}

impl Comparing {
    fn new(session: Session) -> Self {
        let sight = RwSignal::new_local(Sight::Nothing);
        let is_open = Memo::new(move |_| is_open(session, sight));
        let comparing = Self {
            sight,
            progress: RwSignal::new(String::new()),
            drift: Memo::new_with_compare(move |_| compared(session, sight, is_open), |_, _| true),
            is_open,
            reader: StoredValue::new_local(None),
            errand: StoredValue::new_local(None),
            attempt: StoredValue::new(0),
        };
        // For the outside world: requests that are under way for a project that was left are not sent on.
        Effect::new(move |_| {
            if !is_open.get() {
                comparing.forget();
            }
        });
        comparing
    }

    /// Lets go of what was read, also of a reading that is under way.
    fn forget(self) {
        self.reader.set_value(None);
        self.begin(Sight::Nothing);
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

fn is_open(session: Session, sight: RwSignal<Sight, LocalStorage>) -> bool {
    sight.with(|sight| sight.subject().is_none_or(|subject| subject.is_open(session)))
}

fn compared(
    session: Session,
    sight: RwSignal<Sight, LocalStorage>,
    is_open: Memo<bool>,
) -> Option<Arc<Drift>> {
    if !is_open.get() {
        return None;
    }
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

    /// Reads the open project from the connected instance.
    pub(crate) fn read_server(self) {
        self.settle();
        let Some(connection) = untrack(|| self.connecting().connection()) else {
            return self.notify(Tone::Error, "Nothing was read: there is no connection. Connect first.");
        };
        let Some(subject) = untrack(|| self.subject(&connection.place)) else { return };
        let reader = Rc::new(Reader::new(&subject.key));
        self.read_with(connection, subject, reader);
    }

    /// Goes on with a reading that ended early.
    pub(crate) fn read_on(self) {
        self.settle();
        let comparing = self.comparing();
        let subject = comparing.sight.with_untracked(|sight| sight.subject().cloned());
        let connection = untrack(|| self.connecting().connection());
        match (connection, subject, comparing.reader.get_value()) {
            (Some(connection), Some(subject), Some(reader)) if comparing.is_open.get_untracked() => {
                reader.go_on();
                self.read_with(connection, subject, reader);
            }
            _ => self.read_server(),
        }
    }

    /// Stops the reading. What was read by then is let go.
    pub(crate) fn stop_reading(self) {
        self.comparing().forget();
    }

    /// Lets go of what was read of `place`, which is not what it was.
    pub(crate) fn forget_reading_of(self, place: &Place) {
        let comparing = self.comparing();
        let is_of = |subject: &Subject| subject.is_of(place);
        if comparing.sight.with_untracked(|sight| sight.subject().is_some_and(is_of)) {
            comparing.forget();
        }
    }

    fn read_with(self, connection: Connection, subject: Subject, reader: Rc<Reader>) {
        let comparing = self.comparing();
        let Some(errand) = connection.errand() else { return };
        let attempt = comparing.begin(Sight::Underway(subject.clone()));
        comparing.reader.set_value(Some(Rc::clone(&reader)));
        comparing.errand.set_value(Some(Rc::clone(&errand)));
        spawn_local(async move {
            let read = reader.read(&errand, comparing.progress).await;
            // What comes for a project that was left is shown to nobody.
            if comparing.attempt.get_value() != attempt || !comparing.is_open.get_untracked() {
                return;
            }
            let seen = read.and_then(|()| picture(&connection, &subject, &reader));
            comparing.sight.set(match seen {
                Ok(picture) => Sight::Read(Arc::new(picture)),
                Err(halt) => Sight::Halted(subject, halt),
            });
        });
    }
}

fn picture(connection: &Connection, subject: &Subject, reader: &Reader) -> Result<Picture, Halt> {
    let at = clock::iso();
    let (inventory, missed) = reader.take();
    let deployed = deployed(inventory, &subject.environment, &at)
        .map_err(|refusal| Halt::for_good(refusal.to_string()))?;
    let left_out = missed.iter().map(|missed| missed.left_out.clone()).chain(deployed.left_out).collect();
    Ok(Picture {
        subject: subject.clone(),
        place: connection.place.name(),
        at,
        server: deployed.state,
        unread: missed.into_iter().filter_map(|missed| missed.address).collect(),
        left_out,
        omitted: deployed.omitted,
    })
}
