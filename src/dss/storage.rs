//! Where DSS is to keep what it makes: a connection, and what may be chosen on it (`dss-api.md` 4.3).

use serde_json::{Value, json};

/// Where a new managed dataset or folder goes. What is `None` is left to DSS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// The connection.
    pub connection: String,
    /// A type, where the connection has several.
    pub type_option: Option<String>,
    /// A format of files, as `PARQUET_HIVE`.
    pub format_option: Option<String>,
    /// A schema of the database instead of the usual one.
    pub sql_schema: Option<String>,
    /// A partitioning, as `copy:dataset:REF`.
    pub partitioning: Option<String>,
}

impl Storage {
    /// On a connection, the rest left to DSS.
    pub fn on(connection: impl Into<String>) -> Self {
        Self { connection: connection.into(), ..Self::default() }
    }

    /// As `dataset.create_managed` takes it.
    pub(super) fn of_dataset(&self) -> Value {
        let mut specific = json!({});
        add(&mut specific, "formatOptionId", self.format_option.as_deref());
        add(&mut specific, "overrideSQLSchema", self.sql_schema.as_deref());
        let mut settings = json!({"connectionId": self.connection, "specificSettings": specific});
        add(&mut settings, "typeOptionId", self.type_option.as_deref());
        add(&mut settings, "partitioningOptionId", self.partitioning.as_deref());
        settings
    }

    /// As a new recipe takes it for its output.
    pub(super) fn of_output(&self) -> Value {
        json!({
            "connectionId": self.connection,
            "typeOptionId": self.type_option,
            "specificSettings": {"formatOptionId": self.format_option, "overrideSQLSchema": self.sql_schema},
            "partitioningOptionId": self.partitioning,
        })
    }

    /// As a new recipe takes it for an output that is a managed folder.
    pub(super) fn of_folder(&self) -> Value {
        json!({
            "connectionId": self.connection,
            "typeOptionId": self.type_option,
            "partitioningOptionId": self.partitioning,
        })
    }
}

fn add(document: &mut Value, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        document[key] = json!(value);
    }
}
