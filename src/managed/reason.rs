//! Why a field of a document is none of a configuration's business.

use std::fmt;
use std::sync::Arc;

/// Why a field is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Who made or changed it, and when.
    Stamp,
    /// What runs left behind.
    History,
    /// What a screen of DSS shows and where.
    Display,
    /// To-do lists.
    Notes,
    /// Who may see it or in whose name it runs: a matter of the instance.
    Access,
    /// An id that the server made.
    Id,
    /// It has the value that DSS gives it anyway.
    Default,
    /// It says nothing: null, `""`, `[]` or `{}`.
    Empty,
}

/// A field that is not taken over, because DSS fills it in again or it belongs to one instance. A large
/// project has a hundred thousand, most at places that other documents have too, so that texts are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// The document.
    pub document: Arc<str>,
    /// The place in it.
    pub place: Arc<str>,
    /// Why.
    pub reason: Reason,
}

impl Omission {
    /// The document, and behind a colon the place in it.
    pub fn path(&self) -> String {
        format!("{}: {}", self.document, self.place)
    }
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Stamp,
        Self::History,
        Self::Display,
        Self::Notes,
        Self::Access,
        Self::Id,
        Self::Default,
        Self::Empty,
    ];

    /// The reason that the table of settings calls `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "stamp" => Self::Stamp,
            "history" => Self::History,
            "display" => Self::Display,
            "notes" => Self::Notes,
            "access" => Self::Access,
            "id" => Self::Id,
            _ => return None,
        })
    }

    /// Whether a state has the field all the same, so that a configuration can ask for another value.
    pub(super) fn is_kept_in_state(self) -> bool {
        matches!(self, Self::Id | Self::Default | Self::Empty)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Stamp => "who changed it and when",
            Self::History => "what runs left behind",
            Self::Display => "what a screen shows",
            Self::Notes => "to-do lists",
            Self::Access => "who may see or run it on this instance",
            Self::Id => "ids made by the server",
            Self::Default => "the value that DSS gives it anyway",
            Self::Empty => "it says nothing",
        })
    }
}
