//! Which requests of a connection are under way: at most six, of which one writes (`dss::lanes`).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use blockwright::dss::Request;
use blockwright::dss::lanes::{Lanes, Work};
use js_sys::Function;

use super::channel::Channel;
use super::errand::Errand;
use crate::ui::promise::keep;

/// The requests of one connection.
pub(crate) struct Traffic {
    /// What carries them.
    pub(super) channel: Channel,
    lanes: RefCell<Lanes>,
    /// What lets each one go on that waits.
    waiting: RefCell<BTreeMap<u64, Function>>,
    last: Cell<u64>,
    errands: RefCell<Vec<Weak<Errand>>>,
    is_closed: Cell<bool>,
}

/// A place among the requests; dropping it makes room for the next one.
pub(super) struct Lane {
    traffic: Rc<Traffic>,
    number: u64,
}

impl Traffic {
    pub(super) fn new(channel: Channel) -> Rc<Self> {
        let (lanes, waiting, errands) = Default::default();
        Rc::new(Self { channel, lanes, waiting, last: Cell::new(0), errands, is_closed: Cell::new(false) })
    }

    /// Lets `request` wait for its turn; `go` is called when it has come.
    pub(super) fn queue(self: &Rc<Self>, request: &Request, go: Function) -> Lane {
        let number = self.last.get() + 1;
        self.last.set(number);
        let work = if request.is_read() { Work::Read } else { Work::Write };
        self.waiting.borrow_mut().insert(number, go);
        self.lanes.borrow_mut().add(number, work);
        self.advance();
        Lane { traffic: Rc::clone(self), number }
    }

    fn advance(&self) {
        loop {
            // Apart from the call, which may come back here.
            let Some(number) = self.lanes.borrow_mut().start() else { return };
            let go = self.waiting.borrow_mut().remove(&number);
            if let Some(go) = go {
                keep(&go);
            }
        }
    }

    /// Takes part in what is stopped when the connection ends.
    pub(super) fn join(&self, errand: &Rc<Errand>) {
        let mut errands = self.errands.borrow_mut();
        errands.retain(|known| known.strong_count() > 0);
        errands.push(Rc::downgrade(errand));
    }

    /// Whether the connection has ended.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// Whether requests are under way or wait.
    pub(crate) fn is_busy(&self) -> bool {
        let progress = self.lanes.borrow().progress();
        progress.finished < progress.total
    }

    /// Ends everything: what is under way is stopped, the key forgotten, and nothing is sent any more.
    pub(crate) fn close(&self) {
        self.is_closed.set(true);
        self.channel.close();
        let errands = self.errands.take();
        for errand in errands.iter().filter_map(Weak::upgrade) {
            errand.stop();
        }
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.traffic.waiting.borrow_mut().remove(&self.number);
        self.traffic.lanes.borrow_mut().finish(self.number);
        self.traffic.advance();
    }
}
