//! The plan at its coarsest: how many resources of which type are created, updated, deleted.

use super::render::summary;
use super::text::TITLE;
use super::{Action, Colour, Plan};
use crate::address::ResourceType;
use crate::sorting::sort_by;
use crate::value::push_formatted;

/// Steps of one action on one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What is done.
    pub action: Action,
    /// To resources of this type.
    pub kind: ResourceType,
    /// How many.
    pub count: usize,
}

/// The groups of a plan: by action in the order of the plan, then by type.
pub fn groups(plan: &Plan) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for step in &plan.steps {
        let is_same = |group: &&mut Group| group.action == step.action && group.kind == *step.address.kind();
        match groups.iter_mut().find(is_same) {
            Some(group) => group.count += 1,
            None => groups.push(Group { action: step.action, kind: step.address.kind().clone(), count: 1 }),
        }
    }
    sort_by(&mut groups, |left, right| (left.action, &left.kind).cmp(&(right.action, &right.kind)));
    groups
}

/// The plan with one line per group, as `+ 2 datasets`; unchanged ones are counted as `3 datasets
/// unchanged`.
pub fn condensed_text(plan: &Plan, colour: Colour) -> String {
    let mut out = colour.bold(TITLE);
    out.push_str("\n\n");
    for group in groups(plan) {
        let plural = if group.count == 1 { "" } else { "s" };
        let ending = if group.action == Action::NoChange { " unchanged" } else { "" };
        let line =
            format!("{} {} {}{plural}{ending}", group.action.symbol(), group.count, plural_stem(&group));
        push_formatted(&mut out, format_args!("{}\n", colour.paint(group.action, &line)));
    }
    out.push('\n');
    out.push_str(&summary(plan.summary, colour));
    out
}

/// The type's name, ready for a plural `s`.
fn plural_stem(group: &Group) -> &str {
    match group.kind {
        ResourceType::Library if group.count != 1 => "librarie",
        ref kind => kind.name(),
    }
}
