//! Zones, folders and scenarios as resources (spec 1.6). A model has none: it exists, and no plan makes
//! it.

use serde_json::Value;

use super::{resource, set, set_text};
use crate::address::{Address, ResourceType};
use crate::config::objects::Entry;
use crate::config::{Config, Folder, Lifecycle, Scenario, Zone};
use crate::state::{Attributes, Resource};

/// Adds them, each list in its order.
pub(super) fn add(resources: &mut Vec<Resource>, config: &Config, project: &str) {
    let mut add = |kind: ResourceType, entry: &Entry, mut attributes: Attributes| {
        let Some(name) = &entry.name else { return };
        set(&mut attributes, "name", &*name.value);
        set(&mut attributes, "dss", entry.dss.clone());
        let address = Address::resource(kind, project, &name.value);
        // What goes by an id in DSS gets one when it is created.
        resources.push(resource(address, attributes, None, &Lifecycle::default()));
    };
    for zone in &config.zones {
        add(ResourceType::Zone, &zone.entry, of_zone(zone));
    }
    for folder in &config.folders {
        add(ResourceType::Folder, &folder.entry, of_folder(folder));
    }
    for scenario in &config.scenarios {
        add(ResourceType::Scenario, &scenario.entry, of_scenario(scenario));
    }
}

fn of_zone(zone: &Zone) -> Attributes {
    let mut attributes = Attributes::new();
    set_text(&mut attributes, "color", zone.color.as_ref());
    attributes
}

fn of_folder(folder: &Folder) -> Attributes {
    let mut attributes = Attributes::new();
    set_text(&mut attributes, "type", folder.kind.as_ref());
    set_text(&mut attributes, "connection", folder.connection.as_ref());
    set(&mut attributes, "params", folder.params.clone());
    set_text(&mut attributes, "zone", folder.zone.as_ref());
    attributes
}

fn of_scenario(scenario: &Scenario) -> Attributes {
    let mut attributes = Attributes::new();
    set_text(&mut attributes, "type", scenario.kind.as_ref());
    if let Some(active) = scenario.active {
        attributes.insert("active".into(), Value::from(active));
    }
    set(&mut attributes, "params", scenario.params.clone());
    set(&mut attributes, "code", scenario.code.as_deref().unwrap_or_default());
    attributes
}
