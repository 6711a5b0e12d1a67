//! STA003: the state belongs to another environment.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// `environment` is neither empty nor the one that is planned.
pub static RULE: Rule = Rule {
    id: "STA003",
    level: Level::State,
    severity: Severity::Warning,
    title: "The state belongs to another environment",
    explanation: "A plan against another environment's state proposes changes that are not needed and misses some \
                  that are. Choose the environment the state was saved for, or open the state of this one.",
};

/// The state is for `found`, the plan for `requested`.
pub fn other_environment(found: &str, requested: &str) -> Diagnostic {
    let message = format!("the state is of environment {}, the plan of {}", quoted(found), quoted(requested));
    RULE.report("environment", message)
        .hint(format!("open the state of {} or switch the environment", quoted(requested)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both_environments() {
        let problem = other_environment("prod", "dev");
        assert_eq!(
            problem.to_string(),
            r#"warning STA003 environment: the state is of environment "prod", the plan of "dev""#
        );
    }
}
