//! The keys of a configuration, by the version of the format that reads them (spec 1.2, 1.3, 1.6).

use super::format::Format;

/// The keys of one kind of mapping.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// Read in every version.
    pub first: &'static [&'static str],
    /// Read from version 1.1 on; in 1.0 they wait.
    pub second: &'static [&'static str],
    /// Keys of the design that no version reads yet (SCH009).
    pub later: &'static [&'static str],
}

impl Keys {
    /// Whether `key` is read.
    pub fn reads(&self, key: &str, format: Format) -> bool {
        self.first.contains(&key) || format >= Format::V1_1 && self.second.contains(&key)
    }

    /// Whether `key` is accepted and ignored.
    pub fn awaits(&self, key: &str, format: Format) -> bool {
        self.later.contains(&key) || format < Format::V1_1 && self.second.contains(&key)
    }

    /// Whether `key` is read in some version, or will be.
    pub fn knows(&self, key: &str) -> bool {
        [self.first, self.second, self.later].iter().any(|keys| keys.contains(&key))
    }

    /// The keys that are read.
    pub fn of(&self, format: Format) -> Vec<&'static str> {
        let second = if format >= Format::V1_1 { self.second } else { &[] };
        self.first.iter().chain(second).copied().collect()
    }
}

/// The root of a configuration.
pub const ROOT: Keys = Keys {
    first: &["version", "metadata", "project", "datasets", "recipes", "blocks", "solutions", "conventions"],
    second: &["zones", "folders", "models", "scenarios", "policies"],
    later: &["dashboards", "environment", "variables", "overrides", "settings"],
};

/// `project`
pub const PROJECT: Keys = Keys {
    first: &["key", "name", "description", "settings", "lifecycle"],
    second: &["shortDesc", "tags", "variables", "dss"],
    later: &["owner"],
};

/// An entry of `datasets`.
pub const DATASET: Keys = Keys {
    first: &["name", "type", "connection", "params", "schema", "format_type", "lifecycle"],
    second: &["zone", "description", "tags", "dss"],
    later: &["checks"],
};

/// An entry of `recipes`.
pub const RECIPE: Keys = Keys {
    first: &["name", "type", "inputs", "outputs", "params", "code", "lifecycle"],
    second: &["code_file", "zone", "description", "tags", "dss"],
    later: &[
        "sql_file",
        "code_template",
        "code_env",
        "resources",
        "cluster",
        "connection",
        "join_config",
        "output",
    ],
};

/// An entry of `zones`.
pub const ZONE: Keys = Keys { first: &[], second: &["name", "color", "dss"], later: &[] };

/// An entry of `folders`.
pub const FOLDER: Keys =
    Keys { first: &[], second: &["name", "type", "connection", "params", "zone", "dss"], later: &[] };

/// An entry of `models`.
pub const MODEL: Keys = Keys { first: &[], second: &["name", "kind", "zone", "dss"], later: &[] };

/// An entry of `scenarios`.
pub const SCENARIO: Keys =
    Keys { first: &[], second: &["name", "type", "active", "params", "code_file", "dss"], later: &[] };
