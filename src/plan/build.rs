//! Changes to plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::dependencies::dependencies;
use super::order::{Direction, Flow, order};
use super::ranks::Ranks;
use super::rules::pln001_guarded_delete;
use super::target::select;
use super::{Action, Plan, Reason, Step, Summary};
use crate::address::Address;
use crate::desired::Places;
use crate::diff::{AttributeChange, Change, ChangeKind, Scope, diff, leaf};
use crate::state::{Resource, State};
use crate::validate::ValidConfig;

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The validated configuration.
    pub config: &'a ValidConfig,
    /// The state it asks for.
    pub desired: &'a Arc<State>,
    /// The state as it is; `None` if nothing was ever deployed.
    pub current: Option<&'a Arc<State>>,
}

/// Plans the way from the current state to the desired one; with `targets`, only for those addresses
/// and what they need.
pub fn plan(basis: Basis<'_>, targets: &BTreeSet<String>) -> Plan {
    let Basis { config, desired, current } = basis;
    let project_key = config.project_key();
    let scope = Scope::of(config.config());
    let changes = match current {
        Some(current) => diff(desired, current, &scope),
        None => diff(desired, &State::default(), &scope),
    };
    let selection = select(changes, targets);
    let composition = config.composition();
    let current_ranks = current.map(|current| Ranks::new(current)).unwrap_or_default();
    let ranks = if composition.instances.is_empty() { Ranks::default() } else { Ranks::new(desired) };
    let places = Places::new(config.config(), composition);
    let steps = steps(selection.changes, &places, [&ranks, &current_ranks]);
    let mut problems = selection.problems;
    problems.extend(steps.iter().filter_map(pln001_guarded_delete::check));
    Plan {
        environment: desired.environment.clone(),
        project_key: project_key.to_owned(),
        scope,
        desired: Arc::clone(desired),
        current: current.cloned(),
        targets: targets.clone(),
        summary: Summary::of(&steps),
        steps,
        problems,
    }
}

fn steps(changes: Vec<Change>, places: &Places<'_>, [desired, current]: [&Ranks<'_>; 2]) -> Vec<Step> {
    let mut groups: [Vec<Change>; 4] = Default::default();
    let mut steps = Vec::with_capacity(changes.len());
    let [creates, updates, deletes, unchanged] = &mut groups;
    for change in changes {
        match change.kind {
            ChangeKind::Added => creates.push(change),
            ChangeKind::Modified => updates.push(change),
            ChangeKind::Removed => deletes.push(change),
            ChangeKind::Unchanged => unchanged.push(change),
        }
    }
    let [creates, updates, deletes, unchanged] = groups;
    add_group(&mut steps, creates, Direction::Build, places, desired);
    add_group(&mut steps, updates, Direction::Build, places, desired);
    add_group(&mut steps, deletes, Direction::TearDown, places, current);
    steps.extend(unchanged.into_iter().map(|change| step(change, Vec::new(), places)));
    steps
}

fn add_group(
    steps: &mut Vec<Step>,
    changes: Vec<Change>,
    direction: Direction,
    places: &Places<'_>,
    ranks: &Ranks<'_>,
) {
    let resources: Vec<&Resource> = changes.iter().filter_map(acting_side).collect();
    let address = |need: usize| resources.get(need).map(|resource| resource.address.clone());
    let flows: Vec<Flow<'_>> = resources.iter().map(|resource| Flow::of(resource)).collect();
    let needs = dependencies(&resources, &flows, direction);
    let needs: Vec<Vec<Address>> =
        needs.into_iter().map(|needs| needs.into_iter().filter_map(address).collect()).collect();
    let order = order(&resources, &flows, direction, ranks);
    let mut slots: Vec<Option<(Change, Vec<Address>)>> = changes.into_iter().zip(needs).map(Some).collect();
    let in_order = order.into_iter().filter_map(|position| slots.get_mut(position)?.take());
    steps.extend(in_order.map(|(change, needs)| step(change, needs, places)));
}

/// The side of a change that its order follows.
fn acting_side(change: &Change) -> Option<&Resource> {
    change.after.as_deref().or(change.before.as_deref())
}

fn step(change: Change, depends_on: Vec<Address>, places: &Places<'_>) -> Step {
    let (action, reason) = match change.kind {
        ChangeKind::Added => (Action::Create, Reason::NotInState),
        ChangeKind::Modified => (Action::Update, Reason::AttributesDiffer),
        ChangeKind::Removed => (Action::Delete, Reason::NotInConfig),
        ChangeKind::Unchanged => (Action::NoChange, Reason::UpToDate),
    };
    let changes = change.attributes.iter().flat_map(|attribute| leaf::expand(attribute, change.comparison));
    Step {
        action,
        changes: changes.collect(),
        replaces: change.attributes.iter().any(changes_type),
        at: places.entry(&change.address),
        address: change.address,
        before: change.before,
        after: change.after,
        attributes: change.attributes,
        depends_on,
        reason,
    }
}

/// DSS cannot give a dataset or recipe another type; it must be deleted and created.
fn changes_type(attribute: &AttributeChange) -> bool {
    attribute.path == "type" && attribute.kind() == ChangeKind::Modified
}
