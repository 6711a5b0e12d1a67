//! The project that a reviewer has open, and what its state says of the state that a plan starts from.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::View;
use super::badge::{Base, Obstacle, OwnState};
use crate::plan_link::{self, SharedSource};
use crate::state::State;
use crate::state::file;
use crate::workspace::{Workspace, analyze};

/// The project that a reviewer has open: its state counts if it is the one that the plan is for.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Its key; empty for no project.
    pub project: String,
    /// Its environment.
    pub environment: String,
    /// The text of its state; `None` if nothing was ever deployed.
    pub state: Option<Arc<str>>,
}

impl Own {
    /// Whether it is this project in this environment.
    pub(super) fn is_of(&self, project: &str, environment: &str) -> bool {
        !self.project.is_empty() && self.project == project && self.environment == environment
    }
}

/// Whether the plan starts from a state that does not travel along.
pub(super) fn uses_own_state(source: &SharedSource) -> bool {
    source.base.as_ref().is_some_and(|base| base.resources.is_none())
}

/// The inputs with the state that travels along, else with the reviewer's own.
pub(super) fn with_state(
    source: &SharedSource,
    without: Workspace,
    own: Option<&Arc<str>>,
) -> (Workspace, Option<Obstacle>) {
    let Some(base) = &source.base else { return (without, None) };
    if base.resources.is_some() {
        return match plan_link::inputs(source, &without.registries) {
            Some(inputs) => (inputs, None),
            None => (without, Some(Obstacle::NoPlan)),
        };
    }
    match own {
        Some(state) => (Workspace { state: Some(Arc::clone(state)), ..without }, None),
        None => (without, Some(Obstacle::NoState)),
    }
}

/// The digest that the reviewer's own state has for this plan.
pub(super) fn own_digest(inputs: &Workspace, state: Option<&Arc<str>>) -> Option<String> {
    let own = Workspace { state: Some(Arc::clone(state?)), ..inputs.clone() };
    analyze(&own).plan?.state_digest()
}

/// Whether the state that a plan without its source names is still the reviewer's own.
pub(super) fn base_of_plan(plan: &Map<String, Value>, view: &View<'_>) -> Base {
    let text = |key: &str| plan.get(key).and_then(Value::as_str).unwrap_or_default();
    if !view.own.is_of(text("project_key"), text("environment")) {
        return Base::Unknown;
    }
    let named = plan.get("state").filter(|state| !state.is_null());
    let serial = named.and_then(|state| state.get("serial")?.as_u64());
    let lineage = named.and_then(|state| state.get("lineage")?.as_str().map(str::to_owned));
    let base = serial.map(|serial| plan_link::Base { serial, lineage, ..plan_link::Base::default() });
    let Some(own) = &view.own.state else { return Base::of(base.as_ref(), OwnState::Nothing, None) };
    let own: Option<State> = file::load(own, text("environment")).state;
    Base::of(base.as_ref(), own.as_ref().map(OwnState::Known).unwrap_or_default(), None)
}
