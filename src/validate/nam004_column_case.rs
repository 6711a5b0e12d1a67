//! NAM004: a Snowflake column that is not upper-case.

use super::Subject;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};
use crate::source::Location;

/// Snowflake folds unquoted names to upper case, so other names must be quoted in every query.
pub(super) static RULE: Rule = Rule {
    id: "NAM004",
    level: Level::Naming,
    severity: Severity::Notice,
    title: "Snowflake column not upper-case",
    explanation: "Snowflake folds unquoted names to upper case. A column in another case must be quoted in every \
                  query.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for dataset in &subject.config.datasets {
        let is_snowflake = dataset.kind.as_ref().is_some_and(|kind| &*kind.value == "snowflake");
        let columns = dataset.node.get("schema").and_then(|schema| schema.get("columns")?.as_list());
        for (column, node) in columns.filter(|_| is_snowflake).unwrap_or_default().iter().enumerate() {
            let Some((node, name)) = node.get("name").and_then(|node| Some((node, node.as_text()?))) else {
                continue;
            };
            let upper = name.value.to_uppercase();
            if *upper != *name.value {
                let path = format!("datasets[{}].schema.columns[{column}].name", dataset.index);
                let message = format!("the column {} is not upper-case", quoted(&name.value));
                let at = Location { file: dataset.at.file, range: node.range };
                problems.push(RULE.report(path, message).at(at).hint(format!("Write {upper}.")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn snowflake_columns_are_upper_case() {
        check(
            "datasets: [{name: A, type: snowflake, schema: {columns: [{name: id, type: int}, {name: ID, type: int}]}}, {name: B, type: s3, schema: {columns: [{name: id, type: int}]}}]\n",
            expect![[r#"
                2:65 notice NAM004 datasets[0].schema.columns[0].name: the column "id" is not upper-case
            "#]],
        );
    }
}
