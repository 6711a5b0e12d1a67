//! A small project with a change of every kind.

use std::sync::Arc;

use blockwright::address::Address;
use blockwright::source::Source;
use blockwright::state::file::save;
use blockwright::state::{Metadata, Resource, State};
use blockwright::workspace::Workspace;
use serde_json::json;

/// A create, an update of nested values with a new type, a delete, and what depends on what.
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
