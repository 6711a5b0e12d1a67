//! Code in files beside the entries.

use crate::address::ResourceType;

/// The path of the file for the code of a recipe or scenario.
pub(super) fn path(kind: &ResourceType, file_name: &str, type_name: &str, code: &str) -> String {
    match kind {
        ResourceType::Recipe => format!("recipes/code/{file_name}.{}", extension(type_name, code)),
        _ => format!("scenarios/code/{file_name}.py"),
    }
}

/// The extension by the language of a recipe; the settings of a visual one are JSON.
fn extension(type_name: &str, code: &str) -> &'static str {
    match type_name {
        "python" | "pyspark" | "cpython" | "streaming_python" => "py",
        "r" | "sparkr" => "R",
        "sql" | "sql_query" | "sql_script" | "impala" | "spark_sql_query" | "ksql" => "sql",
        "hive" => "hql",
        "spark_scala" | "streaming_spark_scala" => "scala",
        "shell" => "sh",
        "julia" => "jl",
        "pig" => "pig",
        _ if code.trim_start().starts_with(['{', '[']) => "json",
        _ => "txt",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_tell_the_language() {
        for (type_name, code, expected) in [
            ("python", "pass", "recipes/code/x.py"),
            ("sql_query", "select 1", "recipes/code/x.sql"),
            ("shaker", "\n{}", "recipes/code/x.json"),
            ("CustomCode_x", "hello", "recipes/code/x.txt"),
        ] {
            assert_eq!(path(&ResourceType::Recipe, "x", type_name, code), expected);
        }
    }
}
