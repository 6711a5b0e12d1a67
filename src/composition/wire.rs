//! What passes between instances.

use std::sync::Arc;

/// An output of one instance that an input of another reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The instance and port that write.
    pub source: (Arc<str>, Arc<str>),
    /// The instance and port that read.
    pub target: (Arc<str>, Arc<str>),
    /// The object in between, a dataset, folder or model.
    pub dataset: Arc<str>,
    /// Whether both sides say which columns they have.
    pub checked: bool,
}
