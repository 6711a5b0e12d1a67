//! POL011: a dataset gets another place.

use crate::address::ResourceType;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::{Action, Step};
use crate::policy::{Breaches, Subject};

/// A dataset gets another place.
pub static RULE: Rule = Rule {
    id: "POL011",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A dataset moves and its data does not",
    explanation: "With another connection, path or table the dataset is empty until it is built, and the old data stays where nobody looks. Move the data, or plan the build.",
};

/// What says where the data of a dataset or folder is.
const PLACES: [&str; 7] = [
    "connection",
    "params.connection",
    "params.path",
    "params.table",
    "params.schema",
    "params.bucket",
    "params.database",
];

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let holds_data =
        |step: &&Step| matches!(step.address.kind(), ResourceType::Dataset | ResourceType::Folder);
    for step in subject.steps(&[Action::Update]).filter(holds_data) {
        let moved = step.changes.iter().find(|change| PLACES.contains(&change.path.as_str()));
        if let Some(change) = moved {
            breaches
                .at(step, format!("{} of {} changes, and the data stays behind", change.path, step.address));
        }
    }
}
