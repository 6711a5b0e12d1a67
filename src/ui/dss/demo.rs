//! The demo instance: a DSS that runs in the page and is kept in this browser (`blockwright::simulator`).

mod kept; // its state in the browser's IndexedDB
mod others; // the same in other tabs

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use blockwright::dss::{Interruption, Request, Response, Transport};
use blockwright::simulator::Simulator;
use blockwright::simulator::seed::{self, ADMIN_KEY};
use blockwright::simulator::shared::SharedSimulator;
use leptos::prelude::set_timeout;
use leptos::task::spawn_local;

use kept::Store;
use others::OtherTabs;

use super::connection::Place;
use crate::ui::registries;
use crate::ui::session::{Farewell, Session, Tone};

/// What is said when the browser does not give out what is kept.
const UNREADABLE: &str =
    "The demo instance was not opened: the browser's storage refused. Try it again, or reset it.";

/// How long changes are gathered before they are kept, in milliseconds.
const PAUSE: u64 = 400;

/// The demo instance.
#[derive(Clone)]
pub(crate) struct Demo {
    session: Session,
    simulator: Rc<RefCell<Simulator>>,
    shared: SharedSimulator,
    /// Where it is kept; `None` if the browser keeps nothing for this page.
    store: Option<Rc<Store>>,
    /// Whether it holds what is not kept yet.
    is_changed: Rc<Cell<bool>>,
    others: Rc<Option<OtherTabs>>,
}

/// What is said when another tab has kept its own.
const CHANGED_ELSEWHERE: &str = "The demo instance was changed in another tab, and here it is as it was before. Connect to it again \
     to see the change; what is written here takes its place.";

impl Demo {
    /// Opens it as it was left, or makes it.
    ///
    /// # Errors
    /// In words, if it can be neither opened nor made.
    pub(super) async fn open(session: Session) -> Result<Self, String> {
        let store = Store::open().await.ok().map(Rc::new);
        let kept = match &store {
            Some(store) => store.load().await.map_err(|_| UNREADABLE.to_owned())?,
            None => None,
        };
        let is_new = kept.is_none();
        let simulator = if let Some(text) = kept {
            Simulator::restore(&text)?
        } else {
            let files = registries::demo_files().await?;
            seed::demo(&files, now())?
        };
        let simulator = Rc::new(RefCell::new(simulator));
        let shared = SharedSimulator::new(Rc::clone(&simulator), Some(ADMIN_KEY), Rc::new(now));
        let is_changed = Rc::new(Cell::new(false));
        let others = Rc::new(OtherTabs::watch(move || session.notify(Tone::Warning, CHANGED_ELSEWHERE)));
        let demo = Self { session, simulator, shared, store, is_changed, others };
        if is_new {
            demo.keep_soon();
        }
        Ok(demo)
    }

    /// Answers a request, and keeps what it changed.
    pub(super) async fn send(&self, request: Request) -> Result<Response, Interruption> {
        let may_change = !request.is_read();
        let outcome = self.shared.send(request).await;
        if may_change {
            self.keep_soon();
        }
        outcome
    }

    /// Listens to other tabs no longer.
    pub(super) fn close(&self) {
        if let Some(others) = &*self.others {
            others.stop_listening();
        }
    }

    /// Lets go what is not kept yet.
    pub(super) fn abandon(&self) {
        self.is_changed.set(false);
    }

    fn keep_soon(&self) {
        if !self.is_changed.replace(true) {
            let demo = self.clone();
            set_timeout(move || demo.keep(), Duration::from_millis(PAUSE));
        }
    }

    /// Keeps what is not kept yet. This much also works while the page is being left.
    pub(super) fn keep(&self) {
        if !self.is_changed.replace(false) {
            return;
        }
        let begun = || self.store.as_ref()?.save(&self.simulator.borrow().save().ok()?).ok();
        let begun = begun();
        let (session, others) = (self.session, Rc::clone(&self.others));
        spawn_local(async move {
            let is_kept = match begun {
                Some(transaction) => transaction.await.is_ok_and(|result| result.is_committed()),
                None => false,
            };
            if is_kept {
                if let Some(others) = &*others {
                    others.tell();
                }
            } else {
                let text = "The demo instance is not kept: the browser's storage refused. A reload brings it back as it was.";
                session.notify(Tone::Warning, text);
            }
        });
    }
}

impl Session {
    /// Makes the demo instance what it was at first. Who is connected to it is connected to the new one.
    pub(crate) fn reset_demo(self) {
        let connecting = self.connecting();
        let present = connecting.trial().filter(|trial| trial.connection.place == Place::Demo);
        if let Some(trial) = &present {
            trial.connection.abandon();
        }
        self.disconnect(Farewell::Asked);
        self.forget_reading_of(&Place::Demo);
        spawn_local(async move {
            if kept::forget().await.is_err() {
                let text = "The demo instance was not reset: the browser's storage refused. Try it again.";
                return self.notify(Tone::Error, text);
            }
            self.notify(Tone::Plain, "The demo instance is as it was at first.");
            if present.is_some() {
                self.connect(Place::Demo, None);
            }
        });
    }
}

/// Milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
