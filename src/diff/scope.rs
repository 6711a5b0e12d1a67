//! Which resources of a state take part in a plan (spec 4.2, `blocks.md` 9.3).

use std::collections::HashSet;

use crate::address::{Address, ResourceType};
use crate::diagnostic::Diagnostic;
use crate::state::rules::sta006_out_of_scope::left_alone;
use crate::state::{Resource, State};

/// Whether a resource of the current state is the business of a plan for `project_key`.
///
/// Zones, folders, models and libraries that were read from the server were made by nobody here;
/// they take part only where the configuration `is_wanted` them.
pub fn takes_part(resource: &Resource, project_key: &str, is_wanted: impl Fn(&Address) -> bool) -> bool {
    if resource.address.project_key() != project_key {
        return false;
    }
    match resource.address.kind() {
        ResourceType::Other(_) => false,
        ResourceType::Library | ResourceType::Zone | ResourceType::Folder | ResourceType::Model => {
            !resource.is_from_server() || is_wanted(&resource.address)
        }
        _ => true,
    }
}

/// Tells how many resources of `current` a plan for `project_key` leaves alone (rule STA006).
pub fn out_of_scope(desired: &State, current: &State, project_key: &str) -> Option<Diagnostic> {
    let wanted: HashSet<&Address> = desired.resources.iter().map(|resource| &resource.address).collect();
    let (mut other_projects, mut other_types) = (0, 0);
    for resource in &current.resources {
        if resource.address.project_key() != project_key {
            other_projects += 1;
        } else if !takes_part(resource, project_key, |address| wanted.contains(address)) {
            other_types += 1;
        }
    }
    left_alone(project_key, other_projects, other_types)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::state::Metadata;

    fn resource(address: &str, deployed_by: &str) -> Arc<Resource> {
        let metadata = Metadata { deployed_by: deployed_by.into(), ..Metadata::default() };
        Arc::new(Resource::new(Address::parse(address).unwrap(), serde_json::Map::new(), metadata))
    }

    #[test]
    fn a_plan_is_about_one_project_and_what_can_be_described() {
        for (address, deployed_by, expected) in [
            ("dataset.P.A", "system", true),
            ("dataset.Q.A", "config", false),
            ("scenario.P.s", "config", false),
            ("zone.P.z", "config", true),
            ("zone.P.z", "system", false),
            ("zone.P.wanted", "system", true),
        ] {
            let found =
                takes_part(&resource(address, deployed_by), "P", |address| address.name() == "wanted");
            assert_eq!(found, expected, "{address} {deployed_by}");
        }
    }

    #[test]
    fn what_is_left_alone_is_counted() {
        let resources = ["project.P", "scenario.P.s", "dataset.Q.A", "project.Q"];
        let current = State {
            resources: resources.map(|address| resource(address, "config")).into(),
            ..State::default()
        };
        let problem = out_of_scope(&State::default(), &current, "P").unwrap();
        assert!(problem.message.starts_with("2 resources of other projects"), "{}", problem.message);
        assert!(problem.message.contains("1 resource of \"P\""), "{}", problem.message);
    }
}
