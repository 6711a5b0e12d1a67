//! What everything is derived from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::layout::CANVAS_PATH;
use crate::registry::{Condition, Registries, Registry};
use crate::source::Source;

/// From how many bytes of text on a project is large: some 500 blocks.
const LARGE: usize = 100_000;

/// All inputs. Equal workspaces give equal analyses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// The project's files; `project.yml`, `datasets/*`, `recipes/*`, `environments/*` have meaning
    /// (spec 1.4). A single file of any name is a whole configuration.
    pub files: Vec<Source>,
    /// The state file of the environment, if there is one.
    pub state: Option<Arc<str>>,
    /// The environment, as `dev`.
    pub environment: String,
    /// Variables typed for this session.
    pub variables: BTreeMap<String, String>,
    /// Variables that are never substituted here (spec 1.5).
    pub secrets: BTreeSet<String>,
    /// Whether warnings fail.
    pub strict: bool,
    /// Addresses to plan, with what they need; empty for everything.
    pub targets: BTreeSet<String>,
    /// Where blocks and solutions are looked up.
    pub registries: Arc<Registries>,
}

impl Workspace {
    /// Whether both have the same analysis, because they differ in the layout document at most.
    pub fn means_the_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.registries, &other.registries) && self.differs_in_registries_alone(other)
    }

    /// Whether both mean the same, but for registries.
    pub(super) fn differs_in_registries_alone(&self, other: &Self) -> bool {
        let Self { files, state, environment, variables, secrets, strict, targets, registries: _ } = self;
        let is_meant = |(_, source): &(usize, &Source)| source.path != CANVAS_PATH;
        let theirs = other.files.iter().enumerate().filter(is_meant);
        files.iter().enumerate().filter(is_meant).eq(theirs)
            && (state, environment, variables) == (&other.state, &other.environment, &other.variables)
            && (secrets, strict, targets) == (&other.secrets, &other.strict, &other.targets)
    }

    /// Whether registries that the files seem to use are still to come; while none is known, all are. Only
    /// large projects wait for them, because to look at those twice takes its time and its memory.
    pub fn awaits_registries(&self) -> bool {
        if self.files.iter().map(|file| file.text.len()).sum::<usize>() < LARGE {
            return false;
        }
        let is_used = |registry: &Registry| {
            let begin = format!("{}/", registry.key);
            self.files.iter().any(|file| file.text.contains(&begin))
        };
        let mut coming = self.registries.iter().filter(|registry| registry.condition == Condition::Loading);
        self.registries.iter().next().is_none() || coming.any(|registry| is_used(registry))
    }
}
