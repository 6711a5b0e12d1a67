//! SCH006: a dataset, recipe or scenario type that is not known.

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

/// Scenario types (spec 1.6).
pub const SCENARIO_TYPES: [&str; 2] = ["step_based", "custom_python"];

/// DSS's own names of dataset types, as far as the specification names them (spec 3.5, `dss-api.md` 3).
/// Plugins bring more, so that another name is no mistake by itself.
pub const DSS_DATASET_TYPES: [&str; 16] = [
    "Azure",
    "BigQuery",
    "Databricks",
    "FilesInFolder",
    "Filesystem",
    "HDFS",
    "JDBC",
    "MySQL",
    "Oracle",
    "PostgreSQL",
    "Redshift",
    "S3",
    "SQLServer",
    "Snowflake",
    "UploadedFiles",
    "managed",
];

/// DSS's own names of recipe types, likewise.
pub const DSS_RECIPE_TYPES: [&str; 22] = [
    "distinct",
    "fuzzyjoin",
    "generate_features",
    "geojoin",
    "grouping",
    "join",
    "pivot",
    "prediction_scoring",
    "prediction_training",
    "pyspark",
    "python",
    "r",
    "sampling",
    "shaker",
    "sort",
    "split",
    "sql_query",
    "sql_script",
    "sync",
    "topn",
    "vstack",
    "window",
];

/// The types of one section.
#[derive(Clone, Copy, Debug)]
pub struct Types {
    /// Those that a configuration describes.
    pub own: &'static [&'static str],
    /// DSS's own names of them.
    pub dss: &'static [&'static str],
}

/// The types of datasets.
pub const OF_DATASETS: Types = Types { own: &DATASET_TYPES, dss: &DSS_DATASET_TYPES };
/// The types of recipes.
pub const OF_RECIPES: Types = Types { own: &RECIPE_TYPES, dss: &DSS_RECIPE_TYPES };
/// The types of scenarios, which have no other names.
pub const OF_SCENARIOS: Types = Types { own: &SCENARIO_TYPES, dss: &SCENARIO_TYPES };

/// A type outside the list. Only a notice where the configuration uses DSS's own names.
pub static RULE: Rule = Rule {
    id: "SCH006",
    level: Level::Schema,
    severity: Severity::Warning,
    title: "unknown type",
    explanation: "The type is not one of those that a configuration describes. `conventions: {names: dss}` \
                  allows DSS's own type names.",
};

/// Checks a type against those of its section: under `conventions: {names: dss}` against DSS's own
/// names.
pub fn check(
    path: impl FnOnce() -> String,
    kind: &Field<Arc<str>>,
    types: Types,
    names: NameConvention,
) -> Option<Diagnostic> {
    let is_dss = names == NameConvention::Dss;
    let known = if is_dss { types.dss } else { types.own };
    let is_known = |types: &[&str]| types.contains(&&*kind.value);
    if kind.unresolved || is_known(known) || is_known(types.own) {
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
            // DSS knows more types than these, so its names are left to the author.
            let safety = if is_dss { Safety::Guess } else { Safety::Safe };
            problem.fix(format!("Replace by {nearest}"), safety, vec![edit])
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
    fn scenarios_have_two_types() {
        check(
            "version: '1.1'\nproject: {key: P, name: Pea}\nscenarios: [{name: a, type: step_based}, {name: b, type: steps_based}]\n",
            expect![[r#"
                3:57 warning SCH006 scenarios[1].type: the type "steps_based" is not known
                    fix (safe): Replace by step_based
            "#]],
        );
    }

    #[test]
    fn unusual_dss_types_are_a_notice() {
        check(
            "project: {key: P, name: Pea}\nconventions: {names: dss}\ndatasets: [{name: A, type: UploadedFiles, format_type: xlsx}, {name: B, type: snowflake}, {name: C, type: Snowflaek}, {name: D, type: CustomPython_x}]\nrecipes: [{name: p, type: shaker, outputs: [A]}]\n",
            expect![[r#"
                3:56 notice SCH007 datasets[0].format_type: the file format "xlsx" is not known
                3:109 notice SCH006 datasets[2].type: the type "Snowflaek" is not known
                    fix (guess): Replace by Snowflake
                3:137 notice SCH006 datasets[3].type: the type "CustomPython_x" is not known
            "#]],
        );
    }
}
