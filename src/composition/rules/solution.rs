//! SOL-001 to SOL-014: solutions whose inside does not hold together (`blocks.md` 1.10 and 5.6).
//!
//! All but SOL-013 are the publisher's mistakes: they stand at the reference and carry their place in
//! the solution.

use super::{error, listed};
use crate::config::BlockUse;
use crate::config::block_use::Override;
use crate::diagnostic::{Diagnostic, Rule};

const PUBLISHER: &str = "Take another version, or tell the publisher.";

/// A member cannot be looked up.
pub static UNRESOLVED: Rule = error(
    "SOL-001",
    "member of a solution not found",
    "The solution names a block, or a version of it, that its registry does not have.",
);

/// A solution contains itself.
pub static CONTAINS_ITSELF: Rule = error(
    "SOL-002",
    "solution contains itself",
    "A solution must not contain itself, directly or inside another one, in any version.",
);

/// An alias occurs twice.
pub static ALIAS_TWICE: Rule =
    error("SOL-003", "alias used twice", "Each member of a solution has its own alias.");

/// An alias does not exist.
pub static NO_SUCH_ALIAS: Rule =
    error("SOL-004", "unknown alias", "`depends_on` and `requires` name members of the same solution.");

/// Members form a cycle.
pub static CYCLE: Rule =
    error("SOL-005", "members in a circle", "Members of a solution must not wait for each other.");

/// A source does not exist.
pub static NO_SOURCE: Rule = error(
    "SOL-006",
    "unknown source in a solution",
    "A source is `$solution.INPUT` or `alias.PORT` of another member's output.",
);

/// A required port has no source.
pub static NOT_FED: Rule = error(
    "SOL-007",
    "member without a required input",
    "Every required input of a member needs a source inside the solution.",
);

/// A mapped port does not exist.
pub static NO_PORT: Rule = error(
    "SOL-008",
    "mapping of an unknown port",
    "`input_mapping` and `output_mapping` name ports of their member.",
);

/// An exposure points nowhere.
pub static NOWHERE: Rule = error(
    "SOL-009",
    "exposed port points nowhere",
    "`maps_to` and `maps_from` name ports of members, and every output of a solution has a source.",
);

/// Two sources.
pub static TWO_SOURCES: Rule =
    error("SOL-010", "two sources", "A member's input and a solution's output have one source each.");

/// The order contradicts the wiring.
pub static ORDER: Rule = error(
    "SOL-012",
    "order contradicts the wiring",
    "A member that another one waits for has a smaller `order`.",
);

/// An override is for no member.
pub static OVERRIDE: Rule = error(
    "SOL-013",
    "override of an unknown member",
    "A key of `block_overrides` is the alias of a zone block directly inside the solution, or its block id if only \
     one member has it.",
);

/// Too deep, or too large.
pub static TOO_DEEP: Rule = error(
    "SOL-014",
    "solution nested too deeply",
    "Solutions may contain solutions down to a depth of 5, and expand to at most 1,000 instances.",
);

pub(super) static RULES: [&Rule; 13] = [
    &UNRESOLVED,
    &CONTAINS_ITSELF,
    &ALIAS_TWICE,
    &NO_SUCH_ALIAS,
    &CYCLE,
    &NO_SOURCE,
    &NOT_FED,
    &NO_PORT,
    &NOWHERE,
    &TWO_SOURCES,
    &ORDER,
    &OVERRIDE,
    &TOO_DEEP,
];

/// A problem at the reference of `entry`, with its place in the solution.
pub fn inside(rule: &'static Rule, entry: &BlockUse, within: String, message: String) -> Diagnostic {
    super::reference::at_ref(rule, entry, message).within(within).hint(PUBLISHER)
}

/// SOL-013.
pub fn unknown_override(entry: &BlockUse, over: &Override, reason: &str, aliases: &[&str]) -> Diagnostic {
    let message = format!("{} {reason}; the members are {}", over.key, listed(aliases));
    OVERRIDE
        .report(entry.path_of(&format!("block_overrides.{}", over.key)), message)
        .at(over.key_at)
        .hint("Use the alias of a zone block of the solution.")
}
