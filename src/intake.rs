//! A project of DSS taken over as one of ours: its configuration, its state, and what is in neither.

use std::collections::BTreeMap;

use crate::address::ResourceType;
use crate::deployed::{self, deployed};
use crate::import::{self, import};
use crate::inventory::{Inventory, LeftOut};
use crate::managed::{Omission, Reason};
use crate::sorting::{map, sort};
use crate::source::Source;
use crate::state::State;

/// A project that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// What DSS calls it.
    pub name: String,
    /// The files of its configuration, by path.
    pub files: Vec<Source>,
    /// What is deployed.
    pub state: State,
    /// What is in DSS and not in the configuration, in order of the paths, each once.
    pub left_out: Vec<LeftOut>,
    /// Fields that DSS fills in by itself.
    pub omitted: Vec<Omission>,
}

/// Why a project is not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has no state.
    State(deployed::Refusal),
    /// It has no configuration.
    Configuration(import::Refusal),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::State(refusal) => refusal.fmt(out),
            Self::Configuration(refusal) => refusal.fmt(out),
        }
    }
}

impl std::error::Error for Refusal {}

/// Takes a project over, for an environment. `at` is the time of the reading, ISO 8601 in UTC.
///
/// # Errors
/// If its key is none that a configuration can have.
pub fn intake(inventory: Inventory, environment: &str, at: &str) -> Result<Intake, Refusal> {
    let name = inventory.metadata.get("label").and_then(serde_json::Value::as_str);
    let name = name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(&inventory.key).to_owned();
    let deployed = deployed(inventory, environment, at).map_err(Refusal::State)?;
    let import = import(&deployed.state).map_err(Refusal::Configuration)?;
    let mut left_out = [deployed.left_out, import.left_out].concat();
    sort(&mut left_out);
    left_out.dedup();
    let mut omitted = deployed.omitted;
    omitted.extend(import.omitted);
    Ok(Intake { name, files: import.files, state: deployed.state, left_out, omitted })
}

impl Intake {
    /// The key of the project.
    pub fn key(&self) -> &str {
        self.state.resources.first().map_or("", |resource| resource.address.project_key())
    }

    /// How many resources of each type it has.
    pub fn counts(&self) -> Vec<(ResourceType, usize)> {
        let mut counts = BTreeMap::new();
        for resource in &self.state.resources {
            *counts.entry(resource.address.kind().clone()).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }

    /// The fields that DSS fills in by itself, by reason; reasons without any are left out.
    pub fn omitted_by_reason(&self) -> Vec<(Reason, Vec<&Omission>)> {
        let places = map(Reason::ALL.into_iter().map(|reason| {
            let of_reason = self.omitted.iter().filter(|omission| omission.reason == reason);
            (reason, of_reason.collect::<Vec<_>>())
        }));
        places.into_iter().filter(|(_, places)| !places.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::state::file::save;
    use crate::workspace::{Workspace, analyze};

    fn document(value: Value) -> crate::inventory::Document {
        value.as_object().cloned().unwrap_or_default()
    }

    fn orchard() -> Inventory {
        let dataset = json!({"name": "harvest", "type": "UploadedFiles", "params": {}, "versionTag": {"versionNumber": 3}});
        Inventory {
            key: "ORCHARD".to_owned(),
            metadata: document(json!({"label": "Orchard", "tags": ["fruit"]})),
            datasets: BTreeMap::from([("harvest".to_owned(), (&document(dataset)).into())]),
            ..Inventory::default()
        }
    }

    #[test]
    fn what_is_taken_over_has_nothing_to_do() {
        let intake = intake(orchard(), "dev", "2026-01-01T00:00:00Z").unwrap();
        assert_eq!((intake.name.as_str(), intake.key()), ("Orchard", "ORCHARD"));
        let workspace = Workspace {
            files: intake.files.clone(),
            state: Some(Arc::from(save(&intake.state).as_str())),
            environment: "dev".to_owned(),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        assert!(analysis.valid, "{:?}", analysis.problems);
        assert!(analysis.plan.is_some_and(|plan| !plan.has_changes()));
    }

    #[test]
    fn what_dss_fills_in_is_told_by_reason() {
        let intake = intake(orchard(), "dev", "2026-01-01T00:00:00Z").unwrap();
        let stamps = intake.omitted_by_reason().into_iter().find(|(reason, _)| *reason == Reason::Stamp);
        assert!(
            stamps.is_some_and(|(_, places)| places.iter().any(|place| place.path().contains("versionTag")))
        );
        assert_eq!(intake.counts(), [(ResourceType::Project, 1), (ResourceType::Dataset, 1)]);
    }

    #[test]
    fn a_key_that_no_configuration_can_have_is_refused() {
        let inventory = Inventory { key: "a b".to_owned(), ..orchard() };
        let refusal = intake(inventory, "dev", "2026-01-01T00:00:00Z").unwrap_err();
        assert!(refusal.to_string().contains("a b"));
    }
}
