//! Which project of which DSS a reading is of, so that it is never compared with another one.

use std::fmt;
use std::sync::Arc;

use leptos::prelude::*;

use super::Session;
use crate::ui::dss::Place;

/// A project of DSS, and the environment it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The key of the project.
    pub(crate) key: String,
    /// The environment; empty if the project has none.
    pub(crate) environment: String,
    /// Which instance, as [`Place::instance`] tells it from others.
    instance: Arc<str>,
    /// The draft that was open when the reading began.
    draft: String,
}

impl Subject {
    /// Whether this project is the one that is open, and no other instance is connected. While a text says
    /// no key, as in the middle of an edit, that is told by the draft.
    pub(super) fn is_open(&self, session: Session) -> bool {
        let is_here = session.settled.with(|inputs| inputs.environment == self.environment);
        let is_elsewhere = session.connecting().connection().is_some_and(|other| !self.is_of(&other.place));
        is_here
            && !is_elsewhere
            && match session.project_key() {
                Some(key) => key == self.key,
                None => session.project.with(|project| project.id == self.draft),
            }
    }

    /// Whether it was read from this instance.
    pub(super) fn is_of(&self, place: &Place) -> bool {
        self.instance == place.instance()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.environment {
            "" => out.write_str(&self.key),
            environment => write!(out, "{} in {environment}", self.key),
        }
    }
}

impl Session {
    /// The key of the project that is open.
    pub(crate) fn project_key(self) -> Option<String> {
        self.analysis.with(|analysis| {
            let key = analysis.config.project.as_ref()?.key.as_ref()?;
            Some(key.value.to_string())
        })
    }

    /// The project that is open, if it has a key, on the instance of `place`.
    pub(super) fn subject(self, place: &Place) -> Option<Subject> {
        Some(Subject {
            instance: place.instance(),
            key: self.project_key()?,
            environment: self.settled.with(|inputs| inputs.environment.clone()),
            draft: self.project.with(|project| project.id.clone()),
        })
    }
}
