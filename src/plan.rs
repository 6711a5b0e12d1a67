//! The plan: what would be done, in which order, and why (spec 5).
//!
//! A plan is a value. Nothing here talks to a server or knows a clock.

mod build;
pub mod condensed;
pub mod context;
mod dependencies;
mod digest;
pub mod downstream;
pub mod fields;
pub mod instances;
pub mod json;
pub mod markdown;
mod order;
mod outcome;
pub mod outline;
mod paint;
mod ranks;
pub mod render;
pub mod rules;
pub mod search;
mod target;
pub mod terraform;
pub mod text;
pub mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use self::build::{Basis, plan};
pub use self::outcome::record;
pub use self::paint::Colour;
use crate::address::Address;
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::{AttributeChange, Scope};
use crate::source::Location;
use crate::state::{Resource, State};

/// What is done to a resource. The order is that of the groups in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// It does not exist yet.
    Create,
    /// It exists and differs.
    Update,
    /// It is no longer wanted.
    Delete,
    /// It is as it should be.
    NoChange,
}

/// A resource and what is done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// To which resource.
    pub address: Address,
    /// The resource as it is, as stored.
    pub before: Option<Arc<Resource>>,
    /// The resource as it should be; of an update, with the current values of ignored attributes.
    pub after: Option<Arc<Resource>>,
    /// Differences of top-level attributes of an update, in display order.
    pub attributes: Vec<AttributeChange>,
    /// Leaf differences of an update, in display order.
    pub changes: Vec<AttributeChange>,
    /// Steps of the same group that come first, in order of their addresses.
    pub depends_on: Vec<Address>,
    /// Why it is done.
    pub reason: Reason,
    /// Whether the change cannot be made in place, because the type changes (spec 5.1).
    pub replaces: bool,
    /// Where the configuration describes the resource.
    pub at: Option<Location>,
}

/// Why a step is in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// In the configuration, not in the state.
    NotInState,
    /// In the state, not in the configuration.
    NotInConfig,
    /// Attributes differ.
    AttributesDiffer,
    /// Nothing differs.
    UpToDate,
}

/// How many steps there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Creates.
    pub create: usize,
    /// Updates.
    pub update: usize,
    /// Deletes.
    pub destroy: usize,
    /// Resources that stay as they are.
    pub unchanged: usize,
}

/// All steps in the order in which they are done: creates, updates, deletes, then no-changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The environment.
    pub environment: String,
    /// The project.
    pub project_key: String,
    /// What the configuration decides about.
    pub scope: Scope,
    /// The state that the configuration asks for.
    pub desired: Arc<State>,
    /// The state it starts from, if there is one.
    pub current: Option<Arc<State>>,
    /// The addresses that were asked for, if the plan covers only them and what they need; empty for
    /// a plan of everything.
    pub targets: BTreeSet<String>,
    /// The steps.
    pub steps: Vec<Step>,
    /// Counts of the steps.
    pub summary: Summary,
    /// What stands against applying it, as a guarded delete (PLN001).
    pub problems: Vec<Diagnostic>,
}

impl Action {
    /// The name in plan data (spec 5.1).
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::NoChange => "no-change",
        }
    }

    /// The sign in plan texts.
    pub fn symbol(self) -> char {
        match self {
            Self::Create => '+',
            Self::Update => '~',
            Self::Delete => '-',
            Self::NoChange => ' ',
        }
    }
}

impl Step {
    /// The resource that the step is about: as it should be, or as it is if it goes.
    pub fn resource(&self) -> Option<&Arc<Resource>> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

impl Plan {
    /// The steps that do something, in order.
    pub fn actions(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.action != Action::NoChange)
    }

    /// Whether anything would be done.
    pub fn has_changes(&self) -> bool {
        self.actions().next().is_some()
    }

    /// Whether the plan covers only a part of the configuration.
    pub fn is_partial(&self) -> bool {
        !self.targets.is_empty()
    }

    /// Whether a problem forbids to apply the plan.
    pub fn is_blocked(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

impl Summary {
    /// Counts `steps`.
    pub fn of(steps: &[Step]) -> Self {
        let count = |action| steps.iter().filter(|step| step.action == action).count();
        Self {
            create: count(Action::Create),
            update: count(Action::Update),
            destroy: count(Action::Delete),
            unchanged: count(Action::NoChange),
        }
    }
}

#[cfg(test)]
mod tests;
