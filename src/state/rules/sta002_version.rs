//! STA002: the state file has another version.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};
use crate::value::canonical;

/// `version` is something else than the integer 1.
pub static RULE: Rule = Rule {
    id: "STA002",
    level: Level::State,
    severity: Severity::Error,
    title: "The state file has an unsupported version",
    explanation: "Only state files of version 1 are read, written as the number 1. A file of a later version was \
                  saved by a newer release: use that release.",
};

/// The version is `found`.
pub fn unsupported(found: &Value) -> Diagnostic {
    let shown = found.as_str().map_or_else(|| canonical(found), quoted);
    let shown: String = shown.chars().take(90).collect();
    RULE.report("version", format!("version {shown} is not supported; expected the number 1"))
        .hint("use the release that saved this file, or restore a backup of version 1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tells_a_text_from_a_number() {
        assert_eq!(
            unsupported(&json!("1.0")).message,
            r#"version "1.0" is not supported; expected the number 1"#
        );
        assert_eq!(unsupported(&json!(2)).message, "version 2 is not supported; expected the number 1");
    }
}
