//! PLN002: a target names no resource.

use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// A plan was asked for an address that is neither in the configuration nor in the state.
pub static RULE: Rule = Rule {
    id: "PLN002",
    level: Level::Plan,
    severity: Severity::Error,
    title: "A target names no resource",
    explanation: "A partial plan covers the addresses it is asked for, written type.PROJECT.name, and what they need. \
                  An address that is neither in the configuration nor in the state would silently plan nothing.",
};

/// `target` is none of the `known` addresses.
pub fn report<'a>(target: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let problem =
        RULE.report(target, format!("{} is neither in the configuration nor in the state", quoted(target)));
    match nearest(target, known) {
        Some(near) => problem.hint(format!("did you mean {}?", quoted(near))),
        None => problem.hint("write it as type.PROJECT.name, as in the plan"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_nearest_address() {
        let problem = report("dataset.P.HARVST", ["dataset.P.HARVEST", "project.P"].into_iter());
        assert_eq!(
            problem.to_string(),
            r#"error PLN002 dataset.P.HARVST: "dataset.P.HARVST" is neither in the configuration nor in the state"#
        );
        assert_eq!(problem.hint.as_deref(), Some(r#"did you mean "dataset.P.HARVEST"?"#));
    }
}
