//! The keys of zones, folders, models and scenarios (spec 1.6).

use super::words::{FLAGS, SCENARIO_TYPES};
use super::{CODE_FILE_MEANING, DSS_MEANING, Key, Value, ZONE_MEANING, newer};

/// An entry of `zones`.
pub(super) static ZONE: [Key; 3] = [
    newer("name", Value::ZoneName, "The name of the zone, by which everything in it refers to it."),
    newer("color", Value::Text, "The colour of the zone, in quotes, as `\"#2ab1ac\"`."),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

/// An entry of `folders`.
pub(super) static FOLDER: [Key; 6] = [
    newer("name", Value::Name, "The name of the folder, by which recipes refer to it."),
    newer("type", Value::Text, "Where the files are, in DSS's own word, as `Filesystem`."),
    newer("connection", Value::Text, "The DSS connection through which the files are reached."),
    newer("params", Value::Mapping(&[]), "Parameters of the folder's type, such as `path`."),
    newer("zone", Value::Zone, ZONE_MEANING),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

/// An entry of `models`.
pub(super) static MODEL: [Key; 4] = [
    newer("name", Value::Name, "The name of the model, by which recipes refer to it."),
    newer("kind", Value::Text, "What the model does, as `PREDICTION`."),
    newer("zone", Value::Zone, ZONE_MEANING),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

/// An entry of `scenarios`.
pub(super) static SCENARIO: [Key; 6] = [
    newer("name", Value::Text, "The name of the scenario."),
    newer("type", Value::Words(&SCENARIO_TYPES), "How the scenario is written."),
    newer("active", Value::Words(&FLAGS), "Whether its triggers are on."),
    newer("params", Value::Mapping(&[]), "Steps, triggers and reporters, as DSS keeps them."),
    newer("code_file", Value::CodeFile, CODE_FILE_MEANING),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];
