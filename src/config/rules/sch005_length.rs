//! SCH005: a name is too long.

use std::sync::Arc;

use crate::config::Field;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// Most characters of a key or name.
pub const LONGEST_NAME: usize = 100;

/// Most characters of a project's display name.
pub const LONGEST_TITLE: usize = 200;

/// A key or name with more Unicode code points than allowed.
pub static RULE: Rule = Rule {
    id: "SCH005",
    level: Level::Schema,
    severity: Severity::Error,
    title: "name too long",
    explanation: "Keys and names have at most 100 characters, a project's display name at most 200.",
};

/// Checks a name against its longest length.
pub fn check(path: impl FnOnce() -> String, name: &Field<Arc<str>>, longest: usize) -> Option<Diagnostic> {
    // A text has at least as many bytes as code points.
    if name.value.len() <= longest {
        return None;
    }
    let length = name.value.chars().count();
    let problem = || RULE.report(path(), format!("{length} characters, at most {longest} are allowed"));
    (length > longest).then(|| problem().at(name.at).hint("Choose a shorter one."))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn lengths_count_code_points() {
        check(
            "project: {key: PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP, name: éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé}\ndatasets: [{name: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, type: s3}]\nrecipes: [{name: ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé, type: sql, outputs: [A]}]\n",
            expect![[r#"
                1:16 error SCH005 project.key: 101 characters, at most 100 are allowed
                3:18 error SCH005 recipes[0].name: 101 characters, at most 100 are allowed
            "#]],
        );
    }
}
