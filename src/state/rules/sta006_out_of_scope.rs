//! STA006: the state holds resources that a plan leaves alone.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// Resources of other projects, or of types that the configuration cannot describe.
pub static RULE: Rule = Rule {
    id: "STA006",
    level: Level::State,
    severity: Severity::Notice,
    title: "The state holds resources that the plan leaves alone",
    explanation: "A plan covers one project and the types that a configuration describes. Everything else in the \
                  state is kept as it is and never deleted.",
};

/// `other_projects` resources are of other projects than `project_key`, `other_types` of types that
/// its configuration does not describe. Nothing is reported if both are 0.
pub fn left_alone(project_key: &str, other_projects: usize, other_types: usize) -> Option<Diagnostic> {
    let project = quoted(project_key);
    let parts = [
        (other_projects, format!("of other projects than {project}")),
        (other_types, format!("of {project} that a configuration does not describe")),
    ];
    let counted: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {} {what}", if count == 1 { "resource" } else { "resources" }))
        .collect();
    let message = format!("{}: left alone", counted.join(" and "));
    (!counted.is_empty()).then(|| RULE.report("resources", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_left_alone() {
        assert_eq!(left_alone("P", 0, 0), None);
        assert_eq!(
            left_alone("P", 2, 1).unwrap().message,
            r#"2 resources of other projects than "P" and 1 resource of "P" that a configuration does not describe: left alone"#
        );
    }
}
