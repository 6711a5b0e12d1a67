//! SCH007: a file format that is not known.

use std::sync::Arc;

use crate::config::{Field, NameConvention};
use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted, suggestion};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// File formats of a dataset (spec 1.3).
pub const FORMATS: [&str; 4] = ["parquet", "csv", "json", "avro"];

/// A format outside the list. Only a notice where the configuration uses DSS's own names.
pub static RULE: Rule = Rule {
    id: "SCH007",
    level: Level::Schema,
    severity: Severity::Error,
    title: "unknown file format",
    explanation: "`format_type` is one of parquet, csv, json and avro.",
};

/// Checks a `format_type`.
pub fn check(
    path: impl FnOnce() -> String,
    format: &Field<Arc<str>>,
    names: NameConvention,
) -> Option<Diagnostic> {
    if format.unresolved || FORMATS.contains(&&*format.value) {
        return None;
    }
    let problem = RULE
        .report(path(), format!("the file format {} is not known", quoted(&format.value)))
        .at(format.at)
        .hint(format!("Known formats: {}.", FORMATS.join(", ")));
    let problem = match names {
        NameConvention::Upper => problem,
        NameConvention::Dss => problem.severity(Severity::Notice),
    };
    Some(match suggestion::nearest(&format.value, FORMATS) {
        Some(nearest) => {
            let edit = FileEdit { file: format.at.file, edit: TextEdit::replace(format.at.range, nearest) };
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
    fn formats_come_from_a_list() {
        check(
            "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3, format_type: parket}, {name: B, type: s3, format_type: ''}, {name: C, type: s3, format_type: xlsx}]\n",
            expect![[r#"
                2:45 error SCH007 datasets[0].format_type: the file format "parket" is not known
                    fix (safe): Replace by parquet
                2:125 error SCH007 datasets[2].format_type: the file format "xlsx" is not known
            "#]],
        );
    }
}
