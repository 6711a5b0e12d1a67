//! A task of several requests: within the lanes of its connection, reads sent again with patience, to be
//! stopped at any time, with how far it is.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use blockwright::dss::retry::Patience;
use blockwright::dss::{Call, Error, Interruption, Request, Response, Transport};
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::traffic::Traffic;
use crate::ui::promise::{keep, keep_after, promise};

/// A task of several requests.
pub(crate) struct Errand {
    traffic: Rc<Traffic>,
    stop: AbortController,
    /// What lets everything go on that waits for a lane or a pause, when the errand is stopped.
    waits: RefCell<BTreeMap<u64, Function>>,
    last: Cell<u64>,
    headway: ArcRwSignal<Headway>,
    watcher: RefCell<Option<Watcher>>,
}

/// What is told how far an errand is.
type Watcher = Rc<dyn Fn(Headway)>;

/// How far an errand is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headway {
    /// Requests that have ended, in whatever way.
    pub(crate) finished: usize,
    /// Requests so far.
    pub(crate) total: usize,
    /// Requests that wait to be sent again.
    pub(crate) again: usize,
}

impl Errand {
    /// Begins a task on a connection; `None` if the browser cannot stop requests, which none does.
    pub(super) fn begin(traffic: &Rc<Traffic>) -> Option<Rc<Self>> {
        let errand = Rc::new(Self {
            traffic: Rc::clone(traffic),
            stop: AbortController::new().ok()?,
            waits: RefCell::default(),
            last: Cell::new(0),
            headway: ArcRwSignal::new(Headway::default()),
            watcher: RefCell::default(),
        });
        traffic.join(&errand);
        Some(errand)
    }

    /// Has one operation done.
    ///
    /// # Errors
    /// If it failed, or no whole answer came after all attempts.
    pub(crate) async fn call<T>(&self, call: Call<T>) -> Result<T, Error> {
        let outcome = self.send(call.request.clone()).await;
        call.conclude(outcome)
    }

    /// Stops it: what is under way and what waits. A write that was sent may have been done all the same.
    pub(crate) fn stop(&self) {
        self.stop.abort();
        for go in self.waits.take().into_values() {
            keep(&go);
        }
    }

    /// How far it is.
    pub(crate) fn headway(&self) -> ArcReadSignal<Headway> {
        self.headway.read_only()
    }

    /// Tells `watcher` how far it is, now and at every change, in the place of an earlier one.
    pub(super) fn watch(&self, watcher: impl Fn(Headway) + 'static) {
        self.watcher.replace(Some(Rc::new(watcher)));
        self.tell();
    }

    /// Tells the watcher how far it is.
    pub(super) fn tell(&self) {
        let watcher = self.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher(self.headway.get_untracked());
        }
    }

    fn change(&self, change: impl FnOnce(&mut Headway)) {
        self.headway.update(change);
        self.tell();
    }

    fn is_stopped(&self) -> bool {
        self.stop.signal().aborted() || self.traffic.is_closed()
    }

    /// Waits until what `begin` is handed is called, or the errand is stopped.
    async fn until<T>(&self, begin: impl FnOnce(Function) -> T) -> T {
        let (promise, go) = promise();
        let number = self.last.get() + 1;
        self.last.set(number);
        self.waits.borrow_mut().insert(number, go.clone());
        let waiting = begin(go);
        // The promise is only ever kept.
        drop(JsFuture::from(promise).await);
        self.waits.borrow_mut().remove(&number);
        waiting
    }

    /// Sends a request once, when its turn has come.
    async fn attempt(&self, request: &Request) -> Result<Response, Interruption> {
        if self.is_stopped() {
            return Err(Interruption::Cancelled);
        }
        let _lane = self.until(|go| self.traffic.queue(request, go)).await;
        if self.is_stopped() {
            return Err(Interruption::Cancelled);
        }
        self.traffic.channel.send(request.clone(), &self.stop.signal()).await
    }

    async fn attempts(&self, request: &Request) -> Result<Response, Interruption> {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(request).await;
            let error = match &outcome {
                Ok(response) if response.is_success() => return outcome,
                Ok(response) => Error::refused(request, response),
                Err(interruption) => Error::interrupted(request, interruption.clone()),
            };
            let Some(pause) = Patience::default().pause(attempt, &error) else { return outcome };
            self.change(|headway| headway.again += 1);
            self.until(|go| keep_after(&go, pause)).await;
            self.change(|headway| headway.again -= 1);
            attempt += 1;
        }
    }
}

impl Transport for Errand {
    async fn send(&self, request: Request) -> Result<Response, Interruption> {
        self.headway.update(|headway| headway.total += 1);
        let outcome = self.attempts(&request).await;
        self.headway.update(|headway| headway.finished += 1);
        outcome
    }
}
