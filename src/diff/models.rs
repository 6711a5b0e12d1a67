//! The models that a configuration says exist (spec 1.6).

use crate::address::{Address, ResourceType};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::sorting;
use crate::state::State;
use crate::state::rules::sta007_missing_model::not_found;

/// Tells which models of `config` are missing in `current` (rule STA007). Only a state that was read
/// from the server knows what is there.
pub fn missing(config: &Config, current: &State, project_key: &str) -> Vec<Diagnostic> {
    let own = || current.resources.iter().filter(|resource| resource.address.project_key() == project_key);
    if config.models.is_empty() || !own().any(|resource| resource.is_from_server()) {
        return Vec::new();
    }
    let is_model = |address: &&Address| *address.kind() == ResourceType::Model;
    let found = sorting::set(own().map(|resource| &resource.address).filter(is_model).map(Address::name));
    let names =
        config.models.iter().filter_map(|model| Some((model.entry.index, model.entry.name.as_ref()?)));
    let missing = names.filter(|(_, name)| !found.contains(&*name.value));
    missing.map(|(index, name)| not_found(index, &name.value)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::tests::read_files;
    use crate::state::{Metadata, Resource};

    fn state(resources: &[(&str, &str)]) -> State {
        let resource = |(address, by): &(&str, &str)| {
            let metadata = Metadata { deployed_by: (*by).into(), ..Metadata::default() };
            Arc::new(Resource::new(Address::parse(address).unwrap(), serde_json::Map::new(), metadata))
        };
        State { resources: resources.iter().map(resource).collect(), ..State::default() }
    }

    #[test]
    fn models_are_missed_only_where_a_sync_looked_for_them() {
        let text = "version: '1.1'\nproject: {key: P, name: Pea}\nmodels: [{name: churn}, {name: price}]\n";
        let (config, _) = read_files(&[("project.yml", text)]);
        let told = |resources: &[(&str, &str)]| -> Vec<String> {
            missing(&config, &state(resources), "P").iter().map(ToString::to_string).collect()
        };
        assert_eq!(told(&[]), [""; 0]);
        assert_eq!(told(&[("project.P", "ada"), ("project.Q", "system")]), [""; 0]);
        let synced = [("project.P", "system"), ("model.P.churn", "system"), ("model.Q.price", "system")];
        assert_eq!(told(&synced), [r#"warning STA007 models[1].name: no model "price" was found"#]);
    }
}
