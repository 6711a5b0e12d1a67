//! What DSS fills in by itself in every document that it keeps (`dss-api.md` 5): marks of its own, and
//! settings with a default that nobody asked for.

use crate::address::ResourceType;
use crate::value::path::{Segment, parse};

/// On objects of any type.
const ANYWHERE: [&str; 10] = [
    "projectKey",
    "versionTag",
    "creationTag",
    "checklists",
    "customFields",
    "customMeta",
    "dkuProperties",
    "labels",
    "shared",
    "id",
];

/// On datasets; elements of lists count as their list.
const DATASET: [&str; 14] = [
    "managed",
    "featureGroup",
    "formatParams",
    "partitioning",
    "flowOptions",
    "readWriteOptions",
    "metrics",
    "metricsChecks",
    "schema.userModified",
    "schema.columns.maxLength",
    "schema.columns.timestampNoTzAsDate",
    "params.notReadyIfEmpty",
    "params.filesSelectionRules",
    "params.variablesExpansionLoopConfig",
];

/// On recipes.
const RECIPE: [&str; 10] = [
    "variables",
    "neverRecomputeExistingPartitions",
    "redispatchPartitioning",
    "maxRunningActivities",
    "hashPropagationBehavior",
    "optionalDependencies",
    "params.envSelection",
    "params.containerSelection",
    "params.skipPrerunValidate",
    "params.engineParams",
];

/// Whether the value at `path` (`schema.columns[0].comment`) of such a resource is one that DSS fills in.
pub(crate) fn is_filled(kind: &ResourceType, path: &str) -> bool {
    let keys = |segment: Segment| match segment {
        Segment::Key(key) => Some(key),
        Segment::Index(_) => None,
    };
    let path: Vec<String> = parse(path).unwrap_or_default().into_iter().filter_map(keys).collect();
    let path = path.join(".");
    let path = path.strip_prefix("dss.").unwrap_or(&path);
    let own: &[&str] = match kind {
        ResourceType::Project => &["shortDesc", "settings"],
        ResourceType::Dataset => &DATASET,
        ResourceType::Recipe => &RECIPE,
        _ => &[],
    };
    let is_below =
        |filled: &str| path.strip_prefix(filled).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    ANYWHERE.iter().chain(own).any(|filled| is_below(filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dss_fills_in_is_known_by_its_path() {
        for (path, expected) in [
            ("versionTag", true),
            ("versionTag.versionNumber", true),
            ("managed", true),
            ("managedBy", false),
            ("schema.columns[3].maxLength", true),
            ("schema.columns[3].type", false),
            ("params.filesSelectionRules.mode", true),
            ("params.table", false),
            ("dss.metrics.probes", true),
            ("", false),
        ] {
            assert_eq!(is_filled(&ResourceType::Dataset, path), expected, "{path}");
        }
        assert!(!is_filled(&ResourceType::Recipe, "managed"));
    }
}
