//! BLK-018: instances and recipes that wait for each other.

use super::{error, listed};
use crate::config::BlockUse;
use crate::diagnostic::{Diagnostic, Rule};

/// A cycle with at least one instance in it.
pub static CYCLE: Rule = error(
    "BLK-018",
    "blocks in a circle",
    "Each of these instances and recipes reads what another one of them writes, so none can be built first. That \
     the ports inside a block do not depend on each other does not help: its zone is built as a whole.",
);

pub(super) static RULES: [&Rule; 1] = [&CYCLE];

/// BLK-018 for one group of members, sorted; `entry` is that of its first member.
pub fn cycle(entry: &BlockUse, members: &[&str]) -> Diagnostic {
    let message = match members {
        [only] => format!("{only} reads what it writes itself"),
        members => format!("these depend on each other: {}", listed(members)),
    };
    CYCLE.report(entry.path(), message).at(entry.at).hint("Let one of them read another object.")
}
