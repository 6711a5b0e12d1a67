//! STA005: a resource in the state has two identities.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// Map key, `resource_id` and `resource_type` disagree, or the key is no address.
pub static RULE: Rule = Rule {
    id: "STA005",
    level: Level::State,
    severity: Severity::Error,
    title: "A resource in the state has two identities",
    explanation: "The key of an entry, its resource_id and its resource_type must name the same resource, written \
                  type.PROJECT.name. Otherwise a plan could change or delete the wrong one.",
};

/// The path of the entry with this key.
pub fn entry_path(key: &str) -> String {
    format!("resources[{key}]")
}

/// The entry at `key` says it is `resource_id`.
pub fn other_id(key: &str, resource_id: &str) -> Diagnostic {
    report(key, format!("the entry {} has the resource_id {}", quoted(key), quoted(resource_id)))
}

/// The entry at `key` says it is of type `resource_type`.
pub fn other_type(key: &str, resource_type: &str) -> Diagnostic {
    report(key, format!("the entry {} has the resource_type {}", quoted(key), quoted(resource_type)))
}

/// The key is no address, as `reason` says.
pub fn no_address(key: &str, reason: &str) -> Diagnostic {
    report(key, format!("{} is no resource id: {reason}", quoted(key)))
}

fn report(key: &str, message: String) -> Diagnostic {
    RULE.report(entry_path(key), message).hint("restore a backup of the state, or correct the entry")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_the_entry() {
        let problem = other_id("dataset.P.A", "dataset.P.B");
        assert_eq!(
            problem.to_string(),
            r#"error STA005 resources[dataset.P.A]: the entry "dataset.P.A" has the resource_id "dataset.P.B""#
        );
    }
}
