//! Why a gesture was not made.

use std::fmt;

/// A gesture that was not made. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What stands against it, without a full stop.
    pub reason: String,
    /// What to do next, as a sentence.
    pub remedy: String,
}

impl Refusal {
    /// A refusal for this reason, with what to do next.
    pub(super) fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Nothing was changed: {}. {}", self.reason, self.remedy)
    }
}

impl std::error::Error for Refusal {}
