//! SCH001: the document is not a mapping.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// The root must be a mapping of sections.
pub static RULE: Rule = Rule {
    id: "SCH001",
    level: Level::Schema,
    severity: Severity::Error,
    title: "the document is not a mapping",
    explanation: "A configuration starts with its sections: `version`, `project`, `datasets`, `recipes`.",
};

/// Reports what was found instead, in words.
pub fn report(found: &str) -> Diagnostic {
    RULE.report("$", format!("expected a mapping of sections, found {found}"))
        .hint("Put the list below a section, as `datasets:`.")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn the_root_is_a_mapping() {
        check(
            "- a\n",
            expect![[r#"
            1:1 error SCH001 $: expected a mapping of sections, found a list
        "#]],
        );
        check(
            "null\n",
            expect![[r#"
            1:1 error SCH001 $: expected a mapping of sections, found nothing
        "#]],
        );
        check(
            "text\n",
            expect![[r#"
            1:1 error SCH001 $: expected a mapping of sections, found text
        "#]],
        );
    }
}
