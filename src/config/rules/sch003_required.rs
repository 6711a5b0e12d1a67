//! SCH003: a required field is missing, null or empty.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// A required field without a value.
pub static RULE: Rule = Rule {
    id: "SCH003",
    level: Level::Schema,
    severity: Severity::Error,
    title: "required field missing",
    explanation: "The field must be there and must not be empty.",
};

/// Reports the field at `path`. `owner` says whose it is, as `dataset "SENSORS"`.
pub fn report(path: String, owner: &str) -> Diagnostic {
    let field = path.rsplit('.').next().unwrap_or(&path).to_owned();
    let problem = RULE.report(path, format!("{owner} has no `{field}`"));
    problem.hint(format!("Add `{field}:` with a value."))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn required_fields_have_values() {
        check(
            "version: '1.0'\n",
            expect![[r#"
            1:1 error SCH003 project: the configuration has no `project`
        "#]],
        );
        check(
            "project:\n",
            expect![[r#"
            1:1 error SCH003 project: the configuration has no `project`
        "#]],
        );
        check(
            "project: {key: '', name: }\n",
            expect![[r#"
            1:11 error SCH003 project.key: the project has no `key`
            1:20 error SCH003 project.name: the project has no `name`
        "#]],
        );
        check(
            "project: {key: P, name: Pea}\ndatasets: [{}, {name: A}, {type: s3, name: ''}, {name: B, type: s3, schema: {columns: [{name: ''}, {type: int, name: }]}}]\n",
            expect![[r#"
                2:12 error SCH003 datasets[0].name: the dataset has no `name`
                2:12 error SCH003 datasets[0].type: the dataset has no `type`
                2:16 error SCH003 datasets[1].type: the dataset "A" has no `type`
                2:38 error SCH003 datasets[2].name: the dataset has no `name`
                2:88 error SCH003 datasets[3].schema.columns[0].type: the column has no `type`
                2:100 error SCH003 datasets[3].schema.columns[1].name: the column has no `name`
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\nrecipes: [{name: r}, {type: sql, outputs: []}, {name: s, type: sql, outputs: }]\n",
            expect![[r#"
                2:11 error SCH003 recipes[0].type: the recipe "r" has no `type`
                2:11 error SCH003 recipes[0].outputs: the recipe "r" has no `outputs`
                2:22 error SCH003 recipes[1].name: the recipe has no `name`
                2:34 error SCH003 recipes[1].outputs: the recipe has no `outputs`
                2:69 error SCH003 recipes[2].outputs: the recipe "s" has no `outputs`
            "#]],
        );
    }
}
