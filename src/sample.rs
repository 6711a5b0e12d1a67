//! The project the page opens with: compressor monitoring, valid in strict mode, with a state from
//! which the plan creates, updates, deletes and leaves alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::sorting;
use crate::source::Source;
use crate::workspace::Workspace;

/// Name of the sample on screen.
pub const NAME: &str = "Compressor monitoring (sample)";

const FILES: [(&str, &str); 9] = [
    ("project.yml", include_str!("sample/project.yml")),
    ("datasets/features.yml", include_str!("sample/datasets/features.yml")),
    ("datasets/inputs.yml", include_str!("sample/datasets/inputs.yml")),
    ("datasets/results.yml", include_str!("sample/datasets/results.yml")),
    ("recipes/alerting.yml", include_str!("sample/recipes/alerting.yml")),
    ("recipes/features.yml", include_str!("sample/recipes/features.yml")),
    ("recipes/scoring.yml", include_str!("sample/recipes/scoring.yml")),
    ("environments/dev.yml", include_str!("sample/environments/dev.yml")),
    ("environments/prod.yml", include_str!("sample/environments/prod.yml")),
];

/// The sample, in its environment `dev` and in strict mode.
pub fn workspace() -> Workspace {
    Workspace {
        files: FILES.iter().map(|(path, text)| Source::new(*path, text)).collect(),
        state: Some(include_str!("sample/dev.state.json").into()),
        environment: "dev".to_owned(),
        variables: BTreeMap::new(),
        secrets: sorting::set(["ALERT_TOKEN".to_owned()]),
        strict: true,
        targets: BTreeSet::new(),
        registries: Arc::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Summary;
    use crate::workspace::analyze;
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    /// What the page promises of the sample on the first visit, before anything is connected.
    #[test]
    fn is_valid_and_plans_each_kind_of_change() {
        for strict in [true, false] {
            for environment in ["dev", "prod"] {
                let inputs = Workspace { strict, environment: environment.to_owned(), ..workspace() };
                let analysis = analyze(&inputs);
                assert!(analysis.valid, "{environment}, strict: {strict}: {:?}", analysis.problems);
            }
            let analysis = analyze(&Workspace { strict, ..workspace() });
            assert_eq!(analysis.state_problems.len(), 0);
            let plan = analysis.plan.expect("a valid configuration has a plan");
            let expected = Summary { create: 4, update: 5, destroy: 1, unchanged: 12 };
            assert_eq!((plan.summary, plan.problems.len()), (expected, 0));
        }
    }

    /// The sample's texts are ASCII and without decimals, exponents or control characters in keys,
    /// so that sorted compact JSON with Python's separators is the canonical form (spec 3.3).
    fn canonical(value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by_key(|(key, _)| *key);
                let pairs = members
                    .iter()
                    .map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), canonical(value)));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
            Value::Array(values) => {
                format!("[{}]", values.iter().map(canonical).collect::<Vec<_>>().join(", "))
            }
            scalar => scalar.to_string(),
        }
    }

    #[test]
    fn the_state_holds_the_right_checksums() {
        let state: Value = serde_json::from_str(&workspace().state.unwrap()).unwrap();
        let resources = state["resources"].as_object().unwrap();
        assert_eq!(resources.len(), 18);
        for (id, resource) in resources {
            assert_eq!(resource["resource_id"], id.as_str());
            let digest = Sha256::digest(canonical(&resource["attributes"]));
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(resource["metadata"]["checksum"], hex, "{id}");
        }
    }
}
