//! A plan in sentences: what it does, and why each step is in it.

use super::outline::{Group, GroupKey};
use super::{Action, Plan, Reason, Step, Summary};
use crate::address::ResourceType;
use crate::diagnostic::counts::grouped;
use crate::diff::ChangeKind;

/// Most names that a sentence lists.
const MOST_NAMES: usize = 3;

/// What holds for a step beyond the difference itself, and which rule says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The setting behind it, as `lifecycle.ignore_changes`.
    pub rule: &'static str,
    /// What follows from it here.
    pub text: String,
}

/// The counts in one sentence; what there is nothing of is left out.
pub fn summary(counts: Summary) -> String {
    let parts = [
        (counts.create, "to create"),
        (counts.update, "to update"),
        (counts.destroy, "to destroy"),
        (counts.unchanged, "unchanged"),
    ];
    if parts.iter().take(3).all(|(count, _)| *count == 0) {
        return "No changes. Infrastructure is up-to-date.".to_owned();
    }
    let parts = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(*count)));
    format!("Plan: {}.", parts.collect::<Vec<_>>().join(", "))
}

/// The action as a word on its own.
pub fn action(action: Action) -> &'static str {
    match action {
        Action::Create => "Create",
        Action::Update => "Update",
        Action::Delete => "Delete",
        Action::NoChange => "Unchanged",
    }
}

/// What happens to a group, as `Create 2 datasets`, `3 recipes unchanged` or `features in zone
/// features_zone, 9 steps`.
pub fn group(group: &Group) -> String {
    let count = group.steps.len();
    match &group.key {
        GroupKey::Kind(Action::NoChange, kind) => format!("{} unchanged", counted(kind, count)),
        GroupKey::Kind(done, kind) => format!("{} {}", action(*done), counted(kind, count)),
        GroupKey::Instance(None) => format!("Outside blocks, {}", plural(count, "step")),
        GroupKey::Instance(Some(path)) if group.zone.is_empty() => {
            format!("{path}, {}", plural(count, "step"))
        }
        GroupKey::Instance(Some(path)) => {
            format!("{path} in zone {}, {}", group.zone, plural(count, "step"))
        }
    }
}

/// Resources of a type, counted: `1 library`, `2 libraries`.
pub fn counted(kind: &ResourceType, count: usize) -> String {
    match (kind, count) {
        (_, 1) => format!("1 {kind}"),
        (ResourceType::Library, _) => format!("{count} libraries"),
        _ => format!("{count} {kind}s"),
    }
}

/// The names of a group as far as `longest` characters hold them, at least one, and how many more
/// there are.
pub fn names(plan: &Plan, group: &Group, longest: usize) -> String {
    let steps = group.steps.iter().filter_map(|position| plan.steps.get(*position));
    let names = steps.map(|step| step.address.name());
    let mut text = String::new();
    for (shown, name) in names.enumerate() {
        if shown > 0 && text.chars().count() + name.chars().count() > longest {
            text.push_str(&format!(" and {} more", group.steps.len() - shown));
            break;
        }
        text.push_str(if shown == 0 { "" } else { ", " });
        text.push_str(name);
    }
    text
}

/// Why a step is in the plan.
pub fn reason(step: &Step) -> String {
    match step.reason {
        Reason::NotInState => "It is in the configuration, not in the state.".to_owned(),
        Reason::NotInConfig => "It is in the state, not in the configuration.".to_owned(),
        Reason::UpToDate => "Nothing differs.".to_owned(),
        Reason::AttributesDiffer => differing(&paths(step)),
    }
}

/// The fields that differ, for a single line: the first ones and how many more.
pub fn fields(step: &Step) -> String {
    listed(&paths(step), ", ")
}

fn paths(step: &Step) -> Vec<&str> {
    step.changes.iter().map(|change| change.path.as_str()).collect()
}

fn differing(paths: &[&str]) -> String {
    match paths {
        [path] => format!("Attribute {path} differs."),
        paths => format!("{} attributes differ: {}.", paths.len(), listed(paths, " and ")),
    }
}

/// The first few, joined by commas, the last of them by `last_joint`; or by how many more there are.
fn listed(names: &[&str], last_joint: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] if names.len() <= MOST_NAMES => format!("{}{last_joint}{last}", first.join(", ")),
        _ => {
            let shown: Vec<&str> = names.iter().take(MOST_NAMES).copied().collect();
            format!("{} and {} more", shown.join(", "), names.len() - MOST_NAMES)
        }
    }
}

/// The rules that bear on a step.
pub fn notes(step: &Step) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |rule, text: String| notes.push(Note { rule, text });
    if step.replaces {
        let kind = step.address.kind();
        note(
            "type",
            format!(
                "Cannot be done in place: DSS gives a {kind} no other type, so it would be deleted and created."
            ),
        );
    }
    if let (Some(before), Some(after)) = (&step.before, &step.after) {
        if before.is_from_server() {
            let text = "It was read from the server: only what the configuration sets is compared, and what only the server has stays.";
            note("deployed_by: system", text.to_owned());
        }
        let ignored: Vec<&str> = after.metadata.lifecycle.ignore_changes.iter().map(String::as_str).collect();
        if !ignored.is_empty() {
            let text =
                format!("Differences of {} make no change; the current values stay.", ignored.join(", "));
            note("lifecycle.ignore_changes", text);
        }
    }
    if step.resource().is_some_and(|resource| resource.metadata.lifecycle.prevent_destroy) {
        let text = "It is guarded: a plan that deletes it must not be applied.";
        note("lifecycle.prevent_destroy", text.to_owned());
    }
    notes
}

/// What happens to a field, as a word on its own.
pub fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "Added",
        ChangeKind::Modified => "Changed",
        ChangeKind::Removed => "Removed",
        ChangeKind::Unchanged => "Unchanged",
    }
}

/// `count` of something, with an `s` unless it is one.
pub fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// The beginning of a digest in hex, as people read it out: `9f3c 71ab`. It names a plan and proves nothing.
pub fn short_digest(hex: &str) -> String {
    let part = |range| hex.get(range).unwrap_or_default();
    format!("{} {}", part(0..4), part(4..8)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::address::Address;
    use crate::config::Lifecycle;
    use crate::diff::AttributeChange;
    use crate::plan::tests::by_hand::{plan, step};
    use crate::state::{BY_SYSTEM, Metadata, Resource};

    fn update(paths: &[&str]) -> Step {
        let change =
            |path: &&str| AttributeChange { path: (*path).into(), old: Some(json!(1)), new: Some(json!(2)) };
        Step { changes: paths.iter().map(change).collect(), ..step(Action::Update, "dataset.P.A") }
    }

    #[test]
    fn a_digest_is_named_by_its_beginning() {
        assert_eq!(short_digest(&"9f3c71ab00".repeat(6)), "9f3c 71ab");
        assert_eq!((&*short_digest(""), &*short_digest("9f")), ("", ""));
    }

    #[test]
    fn counts_of_nothing_are_left_out() {
        let counts = |create, update, destroy, unchanged| Summary { create, update, destroy, unchanged };
        assert_eq!(summary(counts(2, 1, 1, 9)), "Plan: 2 to create, 1 to update, 1 to destroy, 9 unchanged.");
        assert_eq!(summary(counts(0, 0, 1, 0)), "Plan: 1 to destroy.");
        assert_eq!(summary(counts(0, 0, 0, 9)), "No changes. Infrastructure is up-to-date.");
    }

    #[test]
    fn the_reason_names_what_differs() {
        for (paths, expected) in [
            (&["params.table"][..], "Attribute params.table differs."),
            (&["a", "b"], "2 attributes differ: a and b."),
            (&["a", "b", "c"], "3 attributes differ: a, b and c."),
            (&["a", "b", "c", "d", "e"], "5 attributes differ: a, b, c and 2 more."),
        ] {
            assert_eq!(reason(&update(paths)), expected);
        }
        assert_eq!(
            reason(&step(Action::Create, "dataset.P.A")),
            "It is in the configuration, not in the state."
        );
    }

    #[test]
    fn groups_are_counted_in_words() {
        let of = |key: GroupKey, zone: &str, steps: usize| {
            group(&Group { key, action: None, zone: zone.to_owned(), steps: (0..steps).collect() })
        };
        let datasets = |action| GroupKey::Kind(action, ResourceType::Dataset);
        assert_eq!(of(datasets(Action::Create), "", 2), "Create 2 datasets");
        assert_eq!(of(datasets(Action::NoChange), "", 1), "1 dataset unchanged");
        let features = GroupKey::Instance(Some("features".to_owned()));
        assert_eq!(of(features, "features_zone", 9), "features in zone features_zone, 9 steps");
        assert_eq!(of(GroupKey::Instance(None), "", 1), "Outside blocks, 1 step");
        assert_eq!(counted(&ResourceType::Library, 2), "2 libraries");
    }

    #[test]
    fn names_of_a_group_are_condensed() {
        let steps = ["dataset.P.FIRST", "dataset.P.SECOND", "dataset.P.THIRD"];
        let plan = plan(steps.iter().map(|address| step(Action::Create, address)).collect());
        let key = GroupKey::Kind(Action::Create, ResourceType::Dataset);
        let group = Group { key, action: Some(Action::Create), zone: String::new(), steps: vec![0, 1, 2] };
        assert_eq!(names(&plan, &group, 100), "FIRST, SECOND, THIRD");
        assert_eq!(names(&plan, &group, 12), "FIRST, SECOND and 1 more");
        assert_eq!(names(&plan, &group, 1), "FIRST and 2 more");
    }

    #[test]
    fn rules_that_bear_on_a_step_are_told() {
        let lifecycle = Lifecycle { prevent_destroy: true, ignore_changes: vec!["params.limit".into()] };
        let metadata = Metadata { deployed_by: BY_SYSTEM.into(), lifecycle, ..Metadata::default() };
        let resource =
            Resource::new(Address::parse("dataset.P.A").unwrap(), serde_json::Map::new(), metadata);
        let side = Some(Arc::new(resource));
        let guarded = Step { replaces: true, before: side.clone(), after: side, ..update(&["type"]) };
        let rules: Vec<_> = notes(&guarded).into_iter().map(|note| note.rule).collect();
        assert_eq!(
            rules,
            ["type", "deployed_by: system", "lifecycle.ignore_changes", "lifecycle.prevent_destroy"]
        );
        assert_eq!(notes(&step(Action::NoChange, "dataset.P.A")), []);
    }
}
