//! The server's names of the types that a configuration says in its own words (spec 3.5).

use crate::address::ResourceType;

/// Whether a server's type is what a configuration's type stands for.
pub fn is_same_type(kind: &ResourceType, config: &str, server: &str) -> bool {
    config == server
        || match kind {
            ResourceType::Dataset => dataset_types(config).is_none_or(|names| names.contains(&server)),
            ResourceType::Recipe => recipe_types(config).contains(&server),
            _ => false,
        }
}

/// The name that a configuration without DSS's own names has for a server's type; the server's where it
/// has none. A database that `sql` stands for only together with others goes by `sql`.
pub fn config_type<'a>(kind: &ResourceType, server: &'a str) -> &'a str {
    let names: &[&'static str] = match kind {
        ResourceType::Dataset => {
            &["snowflake", "postgresql", "mysql", "s3", "hdfs", "azure_blob", "filesystem", "sql"]
        }
        ResourceType::Recipe => &["sql"],
        _ => &[],
    };
    names.iter().find(|name| is_same_type(kind, name, server)).unwrap_or(&server)
}

/// The server's names of a dataset type; `None` if every type will do.
fn dataset_types(config: &str) -> Option<&'static [&'static str]> {
    Some(match config {
        "managed" => return None,
        "snowflake" => &["Snowflake"],
        "postgresql" => &["PostgreSQL"],
        "mysql" => &["MySQL"],
        "s3" => &["S3"],
        "hdfs" => &["HDFS"],
        "azure_blob" => &["Azure"],
        "filesystem" => &["Filesystem"],
        "sql" => &[
            "Snowflake",
            "PostgreSQL",
            "MySQL",
            "Oracle",
            "SQLServer",
            "BigQuery",
            "Redshift",
            "Databricks",
            "JDBC",
        ],
        _ => &[],
    })
}

fn recipe_types(config: &str) -> &'static [&'static str] {
    match config {
        "sql" => &["sql_query", "sql_script"],
        "group" => &["grouping"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::rules::sch006_type::{
        DATASET_TYPES, DSS_DATASET_TYPES, DSS_RECIPE_TYPES, RECIPE_TYPES,
    };

    #[test]
    fn every_name_on_the_server_is_known_where_dss_names_are_used() {
        for own in DATASET_TYPES {
            let names = dataset_types(own).unwrap_or_default();
            assert!(names.iter().all(|name| DSS_DATASET_TYPES.contains(name)), "{own}");
        }
        for own in RECIPE_TYPES {
            assert!(recipe_types(own).iter().all(|name| DSS_RECIPE_TYPES.contains(name)), "{own}");
        }
    }

    #[test]
    fn a_server_type_goes_by_the_closest_name() {
        for (kind, server, config) in [
            (ResourceType::Dataset, "Snowflake", "snowflake"),
            (ResourceType::Dataset, "Oracle", "sql"),
            (ResourceType::Dataset, "UploadedFiles", "UploadedFiles"),
            (ResourceType::Recipe, "sql_query", "sql"),
            (ResourceType::Recipe, "grouping", "grouping"),
            (ResourceType::Folder, "S3", "S3"),
        ] {
            assert_eq!(config_type(&kind, server), config);
        }
    }

    #[test]
    fn types_have_other_names_on_the_server() {
        use ResourceType::{Dataset, Recipe};
        for (kind, config, server, same) in [
            (Dataset, "snowflake", "Snowflake", true),
            (Dataset, "azure_blob", "Azure", true),
            (Dataset, "sql", "BigQuery", true),
            (Dataset, "sql", "S3", false),
            (Dataset, "managed", "Anything", true),
            (Dataset, "UploadedFiles", "UploadedFiles", true),
            (Recipe, "sql", "sql_script", true),
            (Recipe, "grouping", "grouping", true),
            (Recipe, "group", "grouping", true),
            (Recipe, "join", "grouping", false),
        ] {
            assert_eq!(is_same_type(&kind, config, server), same, "{config} {server}");
        }
    }
}
