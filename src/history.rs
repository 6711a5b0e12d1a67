//! Changes of the project's files and variables, and the way back.
//!
//! Every change is a gesture: what one act of the user did, in all of them together. A gesture is
//! undone as a whole. Time comes in as a value; this module has no clock.

mod change;
mod join;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::workspace::Workspace;
use join::join;

pub use change::{Change, ChangeError, apply, changes_of, changes_that_insert};

/// How many gestures can be undone; older ones are forgotten.
pub const MAX_DEPTH: usize = 2_000;

/// Longest pause in milliseconds between two edits that still count as one piece of typing.
pub const TYPING_PAUSE_MS: u64 = 700;

/// One act of the user, done and undoable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// What it did, as `Rename dataset`; shown next to Undo.
    pub title: Arc<str>,
    /// What was changed, in order.
    pub done: Vec<Change>,
    /// What changes it back, in order.
    pub inverse: Vec<Change>,
}

/// How a gesture came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keys in the source editor: adjoining ones are undone together.
    Typing,
    /// Anything else: always undone on its own.
    Command,
}

/// The gestures that can be undone and those that can be redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: VecDeque<Gesture>,
    undone: Vec<Gesture>,
    /// When the newest gesture was last typed at, in milliseconds; `None` if nothing joins it.
    typed_at: Option<u64>,
}

impl History {
    /// Records a gesture that was made at `now` (milliseconds of any steady clock). What had been
    /// undone can no longer be redone.
    pub fn record(&mut self, gesture: Gesture, kind: Kind, now: u64) {
        self.undone.clear();
        let fresh = self.typed_at.is_some_and(|then| now.saturating_sub(then) <= TYPING_PAUSE_MS);
        self.typed_at = (kind == Kind::Typing).then_some(now);
        let goes_on = fresh && kind == Kind::Typing;
        if let Some(joined) = self.done.back().filter(|_| goes_on).and_then(|last| join(last, &gesture)) {
            self.done.pop_back();
            self.done.push_back(joined);
            return;
        }
        if self.done.len() == MAX_DEPTH {
            self.done.pop_front();
        }
        self.done.push_back(gesture);
    }

    /// Takes the newest gesture back in `inputs`. `None` if there is nothing to undo.
    ///
    /// # Errors
    /// If `inputs` were changed past this history; nothing is then changed.
    pub fn undo(&mut self, inputs: &mut Workspace) -> Result<Option<Gesture>, ChangeError> {
        let Some(gesture) = self.done.back().cloned() else { return Ok(None) };
        apply(inputs, &gesture.inverse)?;
        self.done.pop_back();
        self.undone.push(gesture.clone());
        self.typed_at = None;
        Ok(Some(gesture))
    }

    /// Makes the gesture again that was undone last. `None` if there is none.
    ///
    /// # Errors
    /// As [`History::undo`].
    pub fn redo(&mut self, inputs: &mut Workspace) -> Result<Option<Gesture>, ChangeError> {
        let Some(gesture) = self.undone.last().cloned() else { return Ok(None) };
        apply(inputs, &gesture.done)?;
        self.undone.pop();
        self.done.push_back(gesture.clone());
        self.typed_at = None;
        Ok(Some(gesture))
    }

    /// What undo would take back.
    pub fn undo_title(&self) -> Option<&Arc<str>> {
        self.done.back().map(|gesture| &gesture.title)
    }

    /// What redo would make again.
    pub fn redo_title(&self) -> Option<&Arc<str>> {
        self.undone.last().map(|gesture| &gesture.title)
    }
}

#[cfg(test)]
mod tests;
