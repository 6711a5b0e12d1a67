//! Projects whose plans are shared, in tests and benches.

use std::fs;
use std::path::Path;
use std::sync::Arc;

#[cfg(test)]
use blockwright::address::Address;
use blockwright::block::reference::BlockRef;
use blockwright::registry::{Registries, Registry};
use blockwright::source::Source;
#[cfg(test)]
use blockwright::state::file::save;
#[cfg(test)]
use blockwright::state::{Metadata, Resource, State};
use blockwright::workspace::Workspace;
#[cfg(test)]
use serde_json::json;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Five blocks, 49 resources: 44 to create, 3 to update, 1 to delete, 1 unchanged.
pub(crate) fn sample() -> Workspace {
    let file = |path: &str, name: &str| Source::new(path, &text(&format!("tests/plan_link/sample/{name}")));
    Workspace {
        files: vec![
            file("project.yml", "project.yml"),
            file("canvas.json", "canvas.json"),
            file("environments/prod.yml", "prod.yml"),
        ],
        state: Some(text("tests/plan_link/sample/prod.state.json").into()),
        environment: "prod".to_owned(),
        strict: true,
        registries: registries(),
        ..Workspace::default()
    }
}

fn registries() -> Arc<Registries> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks");
    let mut registry = Registry::new("BLOCKS_REGISTRY");
    loop {
        let entries = registry.index.entries().iter();
        let refs: Vec<_> = entries.map(|entry| BlockRef::parse_member(&entry.label()).unwrap()).collect();
        let missing = [registry.missing_index(), registry.missing(&refs)].concat();
        if missing.is_empty() {
            break;
        }
        for path in missing {
            registry.accept(&path, &fs::read_to_string(folder.join(&*path)).unwrap()).unwrap();
        }
    }
    let mut registries = Registries::default();
    registries.put(registry);
    Arc::new(registries)
}

/// A create, an update of nested values with a new type, a delete, and what depends on what.
#[cfg(test)]
pub(crate) fn small() -> Workspace {
    let config = r#"version: "1.0"
project: {key: P, name: Pea}
datasets:
  - {name: RAW, type: snowflake, connection: warehouse, params: {schema: CORE, table: raw, "a.b": 1}}
  - {name: DAILY, type: managed, format_type: parquet}
recipes:
  - {name: aggregate, type: sql, inputs: [RAW], outputs: [DAILY], code: "select 1"}
"#;
    let resource = |address: &str, attributes: serde_json::Value| {
        let metadata = Metadata {
            deployed_at: "2026-11-01T00:00:00Z".to_owned(),
            deployed_by: "config".to_owned(),
            ..Metadata::default()
        };
        let attributes = attributes.as_object().unwrap().clone();
        Arc::new(Resource::new(Address::parse(address).unwrap(), attributes, metadata))
    };
    let raw = json!({"name": "RAW", "type": "managed", "params": {"schema": "RAW", "limit": 5, "a.b": 2}, "formatType": "csv"});
    let old = json!({"name": "OLD", "type": "managed", "params": {}, "formatType": "csv"});
    let state = State {
        serial: 3,
        environment: "dev".to_owned(),
        updated_at: "2026-11-01T00:00:00Z".to_owned(),
        resources: vec![resource("dataset.P.RAW", raw), resource("dataset.P.OLD", old)],
        ..State::default()
    };
    Workspace {
        files: vec![Source::new("project.yml", config)],
        state: Some(save(&state).into()),
        environment: "dev".to_owned(),
        ..Workspace::default()
    }
}
