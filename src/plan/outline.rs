//! What of a plan is on screen: the steps that a filter lets through, in groups or one by one.

use std::collections::BTreeSet;

use super::instances::{InstanceGroup, by_instance};
use super::search::Search;
use super::{Action, Plan, Step};
use crate::address::ResourceType;
use crate::sorting::sort_by;

/// Which steps are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What they must hold.
    pub search: Search,
    /// What is done; `None` for everything.
    pub action: Option<Action>,
    /// The type of the resource; `None` for all.
    pub kind: Option<ResourceType>,
    /// Whether resources that stay as they are are shown as well.
    pub with_unchanged: bool,
}

/// What the steps of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// The action, and the type of resource.
    Kind(Action, ResourceType),
    /// The instance of a block that they belong to, by its path; `None` for no instance.
    Instance(Option<String>),
}

/// Steps that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// What is done to all of them, or to their instance; `None` where only parts change.
    pub action: Option<Action>,
    /// The zone of their instance; empty for other groups.
    pub zone: String,
    /// Their positions in the plan, in its order.
    pub steps: Vec<usize>,
}

/// A line of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// A group, by its position among the groups.
    Group(usize),
    /// A step, by its position in the plan.
    Step(usize),
}

impl Filter {
    /// The positions of the steps that are shown, in the order of the plan.
    pub fn select(&self, plan: &Plan) -> Vec<usize> {
        let shown = plan.steps.iter().enumerate().filter(|(_, step)| self.shows(step));
        shown.map(|(position, _)| position).collect()
    }

    fn shows(&self, step: &Step) -> bool {
        let action = match self.action {
            Some(action) => step.action == action,
            None => self.with_unchanged || step.action != Action::NoChange,
        };
        action && self.kind.as_ref().is_none_or(|kind| kind == step.address.kind()) && self.search.finds(step)
    }
}

/// The steps at `positions` in groups: by action in the order of the plan, then by type.
pub fn group(plan: &Plan, positions: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for position in positions {
        let Some(step) = plan.steps.get(*position) else { continue };
        let key = GroupKey::Kind(step.action, step.address.kind().clone());
        if let Some(group) = groups.iter_mut().find(|group| group.key == key) {
            group.steps.push(*position);
        } else {
            let (action, zone) = (Some(step.action), String::new());
            groups.push(Group { key, action, zone, steps: vec![*position] });
        }
    }
    sort_by(&mut groups, |left, right| left.key.cmp(&right.key));
    groups
}

/// The steps at `positions` by the block they belong to, in the order of the plan.
pub fn by_block(plan: &Plan, positions: &[usize]) -> Vec<Group> {
    let group = |found: InstanceGroup| {
        let InstanceGroup { path, zone, action, steps } = found;
        Group { key: GroupKey::Instance(path), action, zone, steps }
    };
    by_instance(plan, positions).into_iter().map(group).collect()
}

/// Whether the plan is about blocks, so that there is something to group by.
pub fn has_blocks(plan: &Plan) -> bool {
    plan.steps.iter().any(|step| *step.address.kind() == ResourceType::Block)
}

/// One line per group; below those that are `open`, one per step.
pub fn rows(groups: &[Group], open: &BTreeSet<GroupKey>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (position, group) in groups.iter().enumerate() {
        rows.push(Row::Group(position));
        if open.contains(&group.key) {
            rows.extend(group.steps.iter().copied().map(Row::Step));
        }
    }
    rows
}

/// The types that occur in the plan, by rank.
pub fn kinds(plan: &Plan) -> BTreeSet<ResourceType> {
    plan.steps.iter().map(|step| step.address.kind().clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::tests::by_hand::{plan, step};

    fn sample() -> Plan {
        plan(vec![
            step(Action::Create, "dataset.P.A"),
            step(Action::Create, "recipe.P.make"),
            step(Action::Create, "dataset.P.B"),
            step(Action::Update, "project.P"),
            step(Action::NoChange, "dataset.P.C"),
        ])
    }

    #[test]
    fn only_changes_are_shown_unless_asked() {
        let plan = sample();
        let select = |filter: Filter| filter.select(&plan);
        let dataset = || Some(ResourceType::Dataset);
        assert_eq!(select(Filter::default()), [0, 1, 2, 3]);
        assert_eq!(select(Filter { with_unchanged: true, ..Filter::default() }), [0, 1, 2, 3, 4]);
        assert_eq!(select(Filter { kind: dataset(), ..Filter::default() }), [0, 2]);
        assert_eq!(select(Filter { action: Some(Action::NoChange), ..Filter::default() }), [4]);
        assert_eq!(select(Filter { search: Search::new("make"), ..Filter::default() }), [1]);
        assert_eq!(
            select(Filter {
                action: Some(Action::Create),
                kind: Some(ResourceType::Project),
                ..Filter::default()
            }),
            [0_usize; 0]
        );
    }

    #[test]
    fn groups_stand_by_action_and_type_and_keep_the_order_inside() {
        let plan = sample();
        let groups = group(&plan, &[0, 1, 2, 3]);
        let found: Vec<_> = groups.iter().map(|group| (group.key.clone(), group.steps.clone())).collect();
        assert_eq!(
            found,
            [
                (GroupKey::Kind(Action::Create, ResourceType::Dataset), vec![0, 2]),
                (GroupKey::Kind(Action::Create, ResourceType::Recipe), vec![1]),
                (GroupKey::Kind(Action::Update, ResourceType::Project), vec![3]),
            ]
        );
    }

    #[test]
    fn open_groups_show_their_steps() {
        let plan = sample();
        let groups = group(&plan, &[0, 1, 2]);
        let open = BTreeSet::from([GroupKey::Kind(Action::Create, ResourceType::Dataset)]);
        let expected = [Row::Group(0), Row::Step(0), Row::Step(2), Row::Group(1)];
        assert_eq!(rows(&groups, &open), expected);
        assert_eq!(rows(&groups, &BTreeSet::new()), [Row::Group(0), Row::Group(1)]);
    }

    #[test]
    fn the_types_of_a_plan_are_told() {
        let found: Vec<_> = kinds(&sample()).into_iter().collect();
        assert_eq!(found, [ResourceType::Project, ResourceType::Dataset, ResourceType::Recipe]);
    }
}
