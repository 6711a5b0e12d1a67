//! A file of a registry that is not at hand.

use std::sync::Arc;

/// Why a block is not at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Its file is to be fetched: the path below `blocks/`.
    Unread(Arc<str>),
    /// Its file could not be read: the path and why.
    Unreadable(Arc<str>, Arc<str>),
}
