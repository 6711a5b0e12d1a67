//! Reading a project from a DSS, object by object, without sending anything: the crawl says which
//! requests are next, and takes in what came of them (`dss-api.md` 3, spec 3.4).
//!
//! Whoever drives it keeps what is outstanding within its lanes, so several are answered at once and in
//! any order. A list that fails halts the crawl: with it, objects would only look deleted. So does
//! whatever would fail for every request, as a key that is refused. Nothing that was read is lost then,
//! and [`Crawl::go_on`] asks again. An object that is gone by the time it is read was deleted meanwhile.

mod task;
mod words;

use std::collections::{BTreeMap, VecDeque};

pub use self::task::Missed;
use self::task::Task;
pub use self::words::halted;
use crate::dss::error::Kind;
use crate::dss::key::HELD_KEY;
use crate::dss::lanes::MOST;
use crate::dss::{Error, Interruption, Request, Response};
use crate::inventory::{Inventory, LeftOut};

/// Why a document is not as DSS has it.
const HELD_KEY_HERE: &str =
    "the key of this connection stood in it; `(key)` stands there now, so do not apply it";

/// Tells the requests of a crawl apart.
pub type Ticket = u32;

/// A project on its way from DSS.
#[derive(Clone, Debug)]
pub struct Crawl {
    inventory: Inventory,
    /// What is to be asked, in order.
    open: VecDeque<Task>,
    /// What was asked and not answered.
    asked: BTreeMap<Ticket, Task>,
    last: Ticket,
    finished: usize,
    missed: Vec<Missed>,
    halt: Option<Error>,
}

/// How far a crawl is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reads that have ended.
    pub finished: usize,
    /// Reads that are known of by now; it grows while lists come in.
    pub known: usize,
}

impl Crawl {
    /// The reading of project `key`, from the start.
    pub fn new(key: &str) -> Self {
        Self {
            inventory: Inventory { key: key.to_owned(), ..Inventory::default() },
            open: Task::FIRST.into(),
            asked: BTreeMap::new(),
            last: 0,
            finished: 0,
            missed: Vec::new(),
            halt: None,
        }
    }

    /// The next request to send; `None` while there is none, or enough are under way, or it is halted.
    pub fn ask(&mut self) -> Option<(Ticket, Request)> {
        if self.halt.is_some() || self.asked.len() >= MOST {
            return None;
        }
        let task = self.open.pop_front()?;
        let request = task.request(&self.inventory.key);
        self.last += 1;
        self.asked.insert(self.last, task);
        Some((self.last, request))
    }

    /// Takes in what came of the request with this ticket. A ticket that is not open is let go.
    pub fn answered(&mut self, ticket: Ticket, outcome: Result<Response, Interruption>) {
        let Some(task) = self.asked.remove(&ticket) else { return };
        let held_key = outcome.as_ref().is_ok_and(|response| response.header(HELD_KEY).is_some());
        if held_key {
            self.missed.push(Missed { address: None, left_out: LeftOut::new(task.path(), HELD_KEY_HERE) });
        }
        match task.take(outcome, &mut self.inventory) {
            Ok(more) => {
                self.finished += 1;
                self.open.extend(more);
            }
            Err(error) => self.failed(task, error),
        }
    }

    fn failed(&mut self, task: Task, error: Error) {
        let is_gone = error.kind == Kind::Missing;
        if task.halts(&error) {
            self.open.push_front(task);
            // The first reason is the one to tell: the others mostly follow from it.
            self.halt.get_or_insert(error);
            return;
        }
        self.finished += 1;
        if !(is_gone && task.is_object()) {
            self.missed.push(task.missed(&self.inventory.key, &error));
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { finished: self.finished, known: self.finished + self.open.len() + self.asked.len() }
    }

    /// Why it stands still; `None` while it does not.
    pub fn halt(&self) -> Option<&Error> {
        self.halt.as_ref()
    }

    /// Whether nothing is under way and nothing is to be sent.
    pub fn is_idle(&self) -> bool {
        self.asked.is_empty() && (self.halt.is_some() || self.open.is_empty())
    }

    /// Whether everything was read that can be.
    pub fn is_complete(&self) -> bool {
        self.asked.is_empty() && self.open.is_empty() && self.halt.is_none()
    }

    /// Asks again for what halted it, and goes on from there. What was still under way is asked again.
    pub fn go_on(&mut self) {
        self.halt = None;
        while let Some((_, task)) = self.asked.pop_last() {
            self.open.push_front(task);
        }
    }

    /// The project as far as it was read.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// Takes the project out of it, as far as it was read; nothing is left there.
    pub fn take_inventory(&mut self) -> Inventory {
        let key = self.inventory.key.clone();
        std::mem::replace(&mut self.inventory, Inventory { key, ..Inventory::default() })
    }

    /// What could not be read, in the order in which it failed. A sync keeps what it knew of it.
    pub fn missed(&self) -> &[Missed] {
        &self.missed
    }
}

#[cfg(test)]
mod tests;
