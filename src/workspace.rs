//! The snapshot: everything that is known about a workspace, derived in one pass.
//!
//! [`analyze`] is the only place that knows the order of the stages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::source::Source;
use crate::state::State;

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
}

/// Everything derived from a [`Workspace`].
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Problems of the configuration in display order.
    pub problems: Arc<[Diagnostic]>,
    /// Problems of the state file; empty while the configuration is invalid.
    pub state_problems: Arc<[Diagnostic]>,
    /// Whether the configuration passes validation under the workspace's strictness.
    pub valid: bool,
    /// The configuration, as far as it could be read.
    pub config: Arc<Config>,
    /// The state the configuration asks for; `None` while it is invalid.
    pub desired: Option<Arc<State>>,
    /// The state as stored, if there is one and it could be read.
    pub current: Option<Arc<State>>,
    /// The plan; `None` while the configuration is invalid or the state has errors.
    pub plan: Option<Arc<Plan>>,
}
