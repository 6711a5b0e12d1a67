//! Zones, datasets, folders, models and scenarios to resources.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fields::{Fields, attributes, lines, set};
use crate::address::{Address, ResourceType};
use crate::config::name::is_dss_name;
use crate::inventory::{Document, Inventory, Packed};
use crate::state::Resource;
use crate::variables::placeholder::placeholders;

/// Zones, without the default one as DSS made it.
pub(super) fn zones(inventory: &Inventory, fields: &mut Fields<'_>) -> Vec<Resource> {
    let zone = |document: &Document| {
        let id = document.get("id")?.as_str()?;
        let name = fields.names.zone(id)?;
        let path = format!("zones/{id}.json");
        let mut attributes = attributes([("name", name.into())]);
        set(&mut attributes, "color", fields.text(&path, document, "color"));
        let rest = fields.rest("zone", &path, document, &["id", "name", "color", "items"]);
        set(&mut attributes, "dss", rest);
        let address = Address::resource(ResourceType::Zone, fields.key, name);
        Some(fields.resource(address, attributes, Some(id), document))
    };
    inventory.zones.iter().filter_map(zone).collect()
}

/// Datasets. One whose name or type a configuration cannot hold is left out.
pub(super) fn datasets(documents: BTreeMap<String, Packed>, fields: &mut Fields<'_>) -> Vec<Resource> {
    let own = ["name", "id", "projectKey", "type", "params", "schema", "formatType", "tags", "description"];
    let dataset = |(name, packed): (String, Packed)| {
        let (name, document) = (name.as_str(), &packed.document());
        let path = format!("datasets/{name}.json");
        let kind = identified(fields, &path, name, document)?;
        let mut attributes = attributes([
            ("name", name.into()),
            ("type", kind.into()),
            ("params", fields.object("dataset", &path, document, "params").into()),
            ("schema", schema(fields, &path, document)),
            ("formatType", fields.text(&path, document, "formatType").into()),
            ("tags", fields.tags(&path, document)),
        ]);
        set(&mut attributes, "description", fields.text(&path, document, "description"));
        set(&mut attributes, "zone", fields.names.zone_of("DATASET", name).unwrap_or_default());
        set(&mut attributes, "dss", fields.rest("dataset", &path, document, &own));
        let address = Address::resource(ResourceType::Dataset, fields.key, name);
        Some(fields.resource(address, attributes, Some(name), document))
    };
    documents.into_iter().filter_map(dataset).collect()
}

/// Whether a configuration can hold the name of a dataset or recipe.
pub(super) fn can_name(name: &str) -> bool {
    is_dss_name(name) && placeholders(name).is_empty()
}

/// The type of a dataset or recipe that a configuration can describe; of another one is told why not.
pub(super) fn identified<'d>(
    fields: &mut Fields<'_>,
    path: &str,
    name: &str,
    document: &'d Document,
) -> Option<&'d str> {
    if !can_name(name) {
        fields.leave(path, "a configuration cannot hold its name");
        return None;
    }
    let kind = document.get("type").and_then(Value::as_str);
    let kind = kind.filter(|kind| !kind.is_empty() && placeholders(kind).is_empty());
    if kind.is_none() {
        fields.leave(path, "it has no type");
    }
    kind
}

/// `schema`, if a configuration can hold its columns: each has a name and a type.
fn schema(fields: &mut Fields<'_>, path: &str, document: &Document) -> Value {
    let schema = fields.object("dataset", path, document, "schema");
    let has_text = |column: &Value, key: &str| {
        column
            .get(key)
            .and_then(Value::as_str)
            .is_some_and(|text| !text.is_empty() && placeholders(text).is_empty())
    };
    let fits = match schema.get("columns") {
        None | Some(Value::Null) => true,
        Some(Value::Array(columns)) => {
            columns.iter().all(|column| has_text(column, "name") && has_text(column, "type"))
        }
        Some(_) => false,
    };
    if fits {
        return schema.into();
    }
    fields.leave(format!("{path}: schema"), "some of its columns have no name or type");
    json!({})
}

/// Managed folders.
pub(super) fn folders(inventory: &Inventory, fields: &mut Fields<'_>) -> Vec<Resource> {
    let folder = |(id, document): (&String, &Document)| {
        let name = fields.names.object(id)?;
        let path = format!("managed_folders/{id}.json");
        let mut attributes = attributes([("name", name.into())]);
        set(&mut attributes, "type", fields.text(&path, document, "type"));
        let mut params = fields.object("folder", &path, document, "params");
        if params.get("connection").is_some_and(Value::is_string) {
            set(&mut attributes, "connection", params.remove("connection").unwrap_or_default());
        }
        set(&mut attributes, "params", params);
        set(&mut attributes, "zone", fields.names.zone_of("MANAGED_FOLDER", id).unwrap_or_default());
        let own = ["id", "name", "projectKey", "type", "params"];
        set(&mut attributes, "dss", fields.rest("folder", &path, document, &own));
        let address = Address::resource(ResourceType::Folder, fields.key, name);
        Some(fields.resource(address, attributes, Some(id), document))
    };
    inventory.folders.iter().filter_map(folder).collect()
}

/// Saved models and what else exists beside them: only that they do. Their settings and versions stay
/// in DSS.
pub(super) fn models(inventory: &Inventory, fields: &mut Fields<'_>) -> Vec<Resource> {
    let models = inventory.models.iter().map(|(id, document)| (id, "SAVED_MODEL", document));
    let stores = inventory.stores.iter().map(|(id, store)| (id, store.kind, &store.document));
    let model = |(id, kind, document): (&String, &'static str, &Document)| {
        let name = fields.names.object(id)?;
        let mut attributes = attributes([("name", name.into())]);
        set(&mut attributes, "kind", task(document).unwrap_or(kind));
        set(&mut attributes, "zone", fields.names.zone_of(kind, id).unwrap_or_default());
        if kind == "SAVED_MODEL" {
            let path = format!("saved_models/{id}.json");
            fields
                .leave(path, "its settings and versions stay in DSS; the configuration says that it exists");
        }
        let address = Address::resource(ResourceType::Model, fields.key, name);
        Some(fields.resource(address, attributes, Some(id), document))
    };
    models.chain(stores).filter_map(model).collect()
}

/// What a saved model is for, as `PREDICTION`.
fn task(model: &Document) -> Option<&str> {
    model.get("miniTask")?.get("taskType")?.as_str().filter(|task| !task.is_empty())
}

/// Scenarios. The script of one that runs steps is none of its.
pub(super) fn scenarios(inventory: &Inventory, fields: &mut Fields<'_>) -> Vec<Resource> {
    let scenario = |(id, document): (&String, &Document)| {
        let name = fields.names.scenario(id)?;
        let path = format!("scenarios/{id}.json");
        let kind = document.get("type").and_then(Value::as_str).unwrap_or_default();
        if !matches!(kind, "step_based" | "custom_python") {
            fields.leave(&path, "its type is neither step_based nor custom_python");
            return None;
        }
        let mut attributes = attributes([("name", name.into()), ("type", kind.into())]);
        let active = document.get("active").and_then(Value::as_bool).unwrap_or_default();
        attributes.insert("active".to_owned(), active.into());
        set(&mut attributes, "params", fields.object("scenario", &path, document, "params"));
        set(&mut attributes, "code", inventory.scripts.get(id).cloned().map(lines).unwrap_or_default());
        let own = ["id", "name", "projectKey", "type", "active", "params"];
        set(&mut attributes, "dss", fields.rest("scenario", &path, document, &own));
        let address = Address::resource(ResourceType::from_name("scenario"), fields.key, name);
        Some(fields.resource(address, attributes, Some(id), document))
    };
    inventory.scenarios.iter().filter_map(scenario).collect()
}
