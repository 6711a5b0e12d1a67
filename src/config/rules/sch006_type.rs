//! SCH006: a dataset or recipe type that is not known.

use std::sync::Arc;

use crate::config::{Field, NameConvention};
use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted, suggestion};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// Dataset types (spec 1.3).
pub const DATASET_TYPES: [&str; 9] =
    ["azure_blob", "filesystem", "hdfs", "managed", "mysql", "postgresql", "s3", "snowflake", "sql"];

/// Recipe types (spec 1.3), and `sync`, which blocks are planned with (`blocks.md` 5.8).
pub const RECIPE_TYPES: [&str; 12] = [
    "distinct", "group", "grouping", "join", "pivot", "python", "sort", "split", "sql", "sync", "topn",
    "window",
];

/// A type outside the list. Only a notice where the configuration uses DSS's own names.
pub static RULE: Rule = Rule {
    id: "SCH006",
    level: Level::Schema,
    severity: Severity::Warning,
    title: "unknown type",
    explanation: "The type is not one of those that a configuration describes. `conventions: {names: dss}` \
                  allows DSS's own type names.",
};

/// Checks a type against the list of its section.
pub fn check(
    path: impl FnOnce() -> String,
    kind: &Field<Arc<str>>,
    known: &'static [&str],
    names: NameConvention,
) -> Option<Diagnostic> {
    if kind.unresolved || known.contains(&&*kind.value) {
        return None;
    }
    let problem = RULE
        .report(path(), format!("the type {} is not known", quoted(&kind.value)))
        .at(kind.at)
        .hint(format!("Known types: {}.", known.join(", ")));
    let problem = match names {
        NameConvention::Upper => problem,
        NameConvention::Dss => problem.severity(Severity::Notice),
    };
    Some(match suggestion::nearest(&kind.value, known.iter().copied()) {
        Some(nearest) => {
            let edit = FileEdit { file: kind.at.file, edit: TextEdit::replace(kind.at.range, nearest) };
            problem.fix(format!("Replace by {nearest}"), Safety::Safe, vec![edit])
        }
        None => problem,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn types_come_from_a_list() {
        check(
            "project: {key: P, name: Pea}\ndatasets: [{name: A, type: manged}, {name: B, type: Snowflake}, {name: C, type: oracle}]\nrecipes: [{name: r, type: pyhton, outputs: [A]}]\n",
            expect![[r#"
                2:28 warning SCH006 datasets[0].type: the type "manged" is not known
                    fix (safe): Replace by managed
                2:53 warning SCH006 datasets[1].type: the type "Snowflake" is not known
                    fix (safe): Replace by snowflake
                2:81 warning SCH006 datasets[2].type: the type "oracle" is not known
                3:27 warning SCH006 recipes[0].type: the type "pyhton" is not known
                    fix (safe): Replace by python
            "#]],
        );
    }

    #[test]
    fn dss_types_are_a_notice() {
        check(
            "project: {key: P, name: Pea}\nconventions: {names: dss}\ndatasets: [{name: A, type: UploadedFiles, format_type: xlsx}]\n",
            expect![[r#"
                3:28 notice SCH006 datasets[0].type: the type "UploadedFiles" is not known
                3:56 notice SCH007 datasets[0].format_type: the file format "xlsx" is not known
            "#]],
        );
    }
}
