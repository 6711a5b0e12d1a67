//! The plan at its coarsest: how many resources of which type are created, updated, deleted.

use super::outline::{GroupKey, group};
use super::render::summary;
use super::text::TITLE;
use super::{Action, Colour, Plan};
use crate::address::ResourceType;
use crate::value::push_formatted;

/// The plan with one line per group, as `+ 2 datasets`; unchanged ones are counted as `3 datasets
/// unchanged`.
pub fn condensed_text(plan: &Plan, colour: Colour) -> String {
    let mut out = colour.bold(TITLE);
    out.push_str("\n\n");
    let all: Vec<usize> = (0..plan.steps.len()).collect();
    for group in group(plan, &all) {
        if let GroupKey::Kind(action, kind) = &group.key {
            let line = colour.paint(*action, &line(*action, kind, group.steps.len()));
            push_formatted(&mut out, format_args!("{line}\n"));
        }
    }
    out.push('\n');
    out.push_str(&summary(plan.summary, colour));
    out
}

fn line(action: Action, kind: &ResourceType, count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    let ending = if action == Action::NoChange { " unchanged" } else { "" };
    format!("{} {count} {}{plural}{ending}", action.symbol(), stem(kind, count))
}

/// The type's name, ready for a plural `s`.
fn stem(kind: &ResourceType, count: usize) -> &str {
    match kind {
        ResourceType::Library if count != 1 => "librarie",
        kind => kind.name(),
    }
}
