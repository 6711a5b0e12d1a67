//! Which resources of a state take part in a plan (spec 4.2, `blocks.md` 9.3).

use std::collections::HashSet;
use std::sync::Arc;

use crate::address::{Address, ResourceType};
use crate::config::{Config, Format};
use crate::diagnostic::Diagnostic;
use crate::sorting;
use crate::state::rules::sta006_out_of_scope::left_alone;
use crate::state::{Resource, State};

/// The id of the zone that every project has: it can be renamed, not deleted (`dss-api.md` 5.4).
pub const DEFAULT_ZONE: &str = "default";

/// What a configuration decides about: one project, and in it the types that it describes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    project_key: Arc<str>,
    format: Format,
    /// The types with a list of their own in the configuration, from version 1.1 on.
    described: Vec<ResourceType>,
    /// The models that the configuration says exist, by name.
    models: HashSet<Arc<str>>,
}

impl Scope {
    /// The scope of a configuration.
    pub fn of(config: &Config) -> Self {
        let key = config.project.as_ref().and_then(|project| project.key.as_ref());
        let models = config.models.iter().filter_map(|model| model.entry.name.as_ref());
        Self {
            project_key: key.map_or_else(|| "".into(), |key| Arc::clone(&key.value)),
            format: config.format,
            described: config.described.clone(),
            models: models.map(|name| Arc::clone(&name.value)).collect(),
        }
    }

    /// The scope of a configuration of version 1.0 for the project `key`.
    pub fn of_project(key: &str) -> Self {
        Self { project_key: key.into(), ..Self::default() }
    }

    /// The key of the project.
    pub fn project_key(&self) -> &str {
        &self.project_key
    }

    /// The version of the configuration, which decides how resources are compared.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether a resource of the current state takes part in a plan. What `is_wanted` always does.
    ///
    /// * Datasets, recipes and what blocks keep of themselves are always described, so what the
    ///   configuration no longer says goes.
    /// * Zones and folders take part if they were made from here. Those read from the server were made
    ///   by nobody here; they take part once the configuration has a list of them, even an empty one.
    ///   DSS keeps its default zone whatever a list says.
    /// * Scenarios are nothing that version 1.0 describes. From 1.1 on they are like zones and folders.
    /// * A model that the configuration says exists stays; others go with the block that made them.
    /// * Everything else is left alone.
    pub fn takes_part(&self, resource: &Resource, is_wanted: impl Fn(&Address) -> bool) -> bool {
        let address = &resource.address;
        if address.project_key() != &*self.project_key {
            return false;
        }
        let is_own = !resource.is_from_server();
        let is_described = || self.described.contains(address.kind());
        let can_go = match address.kind() {
            ResourceType::Project
            | ResourceType::Dataset
            | ResourceType::Recipe
            | ResourceType::Block
            | ResourceType::Solution => return true,
            ResourceType::Library => is_own,
            ResourceType::Zone => !is_default_zone(resource) && (is_own || is_described()),
            ResourceType::Folder => is_own || is_described(),
            ResourceType::Model => is_own && !self.models.contains(address.name()),
            ResourceType::Scenario => is_described() || is_own && self.format >= Format::V1_1,
            ResourceType::Other(_) => return false,
        };
        can_go || is_wanted(address)
    }

    /// The zones of `current` that the configuration leaves alone, and would not once it had a list of
    /// zones that does not name them.
    pub fn unlisted_zones<'s>(&self, current: &'s State) -> Vec<&'s Resource> {
        if self.described.contains(&ResourceType::Zone) {
            return Vec::new();
        }
        let zones = current.resources.iter().map(|resource| &**resource);
        let zones = zones.filter(|zone| *zone.address.kind() == ResourceType::Zone);
        let zones = zones.filter(|zone| zone.address.project_key() == &*self.project_key);
        zones.filter(|zone| zone.is_from_server() && !is_default_zone(zone)).collect()
    }

    /// Tells how many resources of `current` a plan for `desired` leaves alone (rule STA006).
    pub fn left_alone(&self, desired: &State, current: &State) -> Option<Diagnostic> {
        let wanted = sorting::set(desired.resources.iter().map(|resource| &resource.address));
        let (mut other_projects, mut other_types) = (0, 0);
        for resource in &current.resources {
            if resource.address.project_key() != &*self.project_key {
                other_projects += 1;
            } else if !self.takes_part(resource, |address| wanted.contains(address)) {
                other_types += 1;
            }
        }
        left_alone(&self.project_key, other_projects, other_types)
    }
}

fn is_default_zone(resource: &Resource) -> bool {
    resource.metadata.dataiku_internal_id.as_deref() == Some(DEFAULT_ZONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::read_files;
    use crate::state::Metadata;

    fn resource(address: &str, deployed_by: &str) -> Arc<Resource> {
        let metadata = Metadata { deployed_by: deployed_by.into(), ..Metadata::default() };
        Arc::new(Resource::new(Address::parse(address).unwrap(), serde_json::Map::new(), metadata))
    }

    fn scope(text: &str) -> Scope {
        Scope::of(&read_files(&[("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))]).0)
    }

    #[track_caller]
    fn check(scope: &Scope, cases: &[(&str, &str, bool)]) {
        for (address, deployed_by, expected) in cases {
            let is_wanted = |address: &Address| address.name() == "wanted";
            let found = scope.takes_part(&resource(address, deployed_by), is_wanted);
            assert_eq!(found, *expected, "{address} {deployed_by}");
        }
    }

    #[test]
    fn a_plan_is_about_one_project_and_what_can_be_described() {
        let cases = [
            ("dataset.P.A", "system", true),
            ("dataset.Q.A", "config", false),
            ("scenario.P.s", "config", false),
            ("dashboard.P.d", "config", false),
            ("zone.P.z", "config", true),
            ("zone.P.z", "system", false),
            ("zone.P.wanted", "system", true),
            ("model.P.m", "config", true),
            ("model.P.m", "system", false),
        ];
        check(&Scope::of_project("P"), &cases);
        // Under 1.0 the lists of 1.1 are notices.
        check(&scope("zones: [{name: a}]\nmodels: [{name: m}]\nscenarios: []\n"), &cases);
    }

    #[test]
    fn a_list_decides_about_everything_of_its_type() {
        let read = [("zone.P.z", "system"), ("folder.P.f", "system"), ("scenario.P.s", "system")];
        let check_read = |text: &str, expected: bool| {
            let cases = read.map(|(address, deployed_by)| (address, deployed_by, expected));
            check(&scope(text), &cases);
        };
        check_read("version: '1.1'\n", false);
        check_read("version: '1.1'\nzones:\nfolders: ~\nscenarios:\n", false);
        check_read("version: '1.1'\nzones: []\nfolders: []\nscenarios: []\n", true);
        check(&scope("version: '1.1'\n"), &[("scenario.P.s", "ada", true), ("folder.P.f", "ada", true)]);
    }

    #[test]
    fn a_declared_model_and_the_default_zone_stay() {
        let scope = scope("version: '1.1'\nzones: []\nmodels: [{name: churn}]\n");
        check(
            &scope,
            &[
                ("model.P.churn", "ada", false),
                ("model.P.other", "ada", true),
                ("model.P.read", "system", false),
            ],
        );
        let mut zone = Resource::clone(&resource("zone.P.Main", "system"));
        zone.metadata.dataiku_internal_id = Some(DEFAULT_ZONE.to_owned());
        assert!(!scope.takes_part(&zone, |_| false));
        assert!(scope.takes_part(&zone, |_| true));
    }

    #[test]
    fn what_is_left_alone_is_counted() {
        let resources = ["project.P", "scenario.P.s", "dataset.Q.A", "project.Q"];
        let current = State {
            resources: resources.map(|address| resource(address, "config")).into(),
            ..State::default()
        };
        let problem = Scope::of_project("P").left_alone(&State::default(), &current).unwrap();
        assert!(problem.message.starts_with("2 resources of other projects"), "{}", problem.message);
        assert!(problem.message.contains("1 resource of \"P\""), "{}", problem.message);
    }
}
