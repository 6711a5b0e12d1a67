//! A place in a section, while it is walked.

use std::fmt::Write as _;

/// A place in a section, as a chain that becomes a path only when there is something to say.
#[derive(Clone, Copy)]
pub struct Trail<'a> {
    parent: Option<&'a Trail<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Trail<'a> {
    /// A trail that starts at a section, as `project` or `datasets`.
    pub fn section(name: &'a str) -> Self {
        Self { parent: None, step: Step::Key(name) }
    }

    /// The trail to an element of this list.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Key(key) }
    }

    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map(Trail::path).unwrap_or_default();
        let dot = if path.is_empty() { "" } else { "." };
        let _ = match self.step {
            Step::Key(key) => write!(path, "{dot}{key}"),
            Step::Index(index) => write!(path, "[{index}]"),
        };
        path
    }
}
