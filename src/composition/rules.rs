//! The rules on blocks and solutions (`blocks.md` 5.6), in files by what they are about.

pub mod cycle;
pub mod extension;
pub mod name;
pub mod object;
pub mod port;
pub mod reference;
pub mod schema;
pub mod solution;

use crate::diagnostic::{Level, Rule, Severity};

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let listed = [
        reference::RULES.as_slice(),
        name::RULES.as_slice(),
        port::RULES.as_slice(),
        object::RULES.as_slice(),
        cycle::RULES.as_slice(),
        schema::RULES.as_slice(),
        extension::RULES.as_slice(),
        solution::RULES.as_slice(),
    ];
    listed.into_iter().flatten().copied()
}

/// A rule of this level.
const fn rule(id: &'static str, severity: Severity, title: &'static str, explanation: &'static str) -> Rule {
    Rule { id, level: Level::Composition, severity, title, explanation }
}

const fn error(id: &'static str, title: &'static str, explanation: &'static str) -> Rule {
    rule(id, Severity::Error, title, explanation)
}

const fn warning(id: &'static str, title: &'static str, explanation: &'static str) -> Rule {
    rule(id, Severity::Warning, title, explanation)
}

const fn notice(id: &'static str, title: &'static str, explanation: &'static str) -> Rule {
    rule(id, Severity::Notice, title, explanation)
}

/// Names for a message: all of them, or the first two hundred and how many more.
pub(super) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    const MOST: usize = 200;
    let names: Vec<T> = names.into_iter().collect();
    if names.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<&str> = names.iter().take(MOST).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
