//! Any texts as a registry and a configuration that uses it: no panic; what is read in one pass is what
//! is read member by member, and in pieces; what the index says is safe to show and to follow.
//!
//! The input is files, each after a line `%% path`.
#![no_main]

use std::sync::Arc;

use blockwright::block::fields::visible;
use blockwright::catalog::Catalog;
use blockwright::registry::{Arrival, INDEX_PATH, Registries, Registry, path};
use blockwright::source::Source;
use blockwright::workspace::{Workspace, analyze};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const KEY: &str = "BLOCKS_REGISTRY";

fuzz_target!(|input: &str| {
    let mut registry = Registry::new(KEY);
    let mut config = "";
    for part in input.split("%% ").skip(1) {
        let Some((path, text)) = part.split_once('\n') else { continue };
        if path == "config.yml" {
            config = text;
        } else if registry.accept(path, text).is_ok() && path == INDEX_PATH {
            assert_eq!(registry.index.entries(), loosely(text).index.entries());
            assert_eq!(registry.index, in_pieces(text).index);
        }
    }
    for entry in registry.index.entries() {
        assert!(path::is_safe(&entry.manifest_path()), "{entry:?}");
        assert_eq!(*entry.name, visible(&entry.name));
    }
    assert!(registry.index.entries().is_sorted_by_key(|entry| (entry.block_id.clone(), entry.version)));
    let mut registries = Registries::default();
    registries.put(registry);
    let catalog = Catalog::new(&registries);
    assert_eq!(catalog.cards().len(), registries.get(KEY).map_or(0, |registry| registry.index.ids().count()));
    let files = vec![Source::new("project.yml", config)];
    let registries = Arc::new(registries);
    analyze(&Workspace { files, registries, environment: "dev".into(), ..Workspace::default() });
});

/// The index with a member of the wrong kind in each entry, so that they are read member by member.
fn loosely(text: &str) -> Registry {
    let mut document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("it was read");
    let blocks = document.get_mut("blocks").and_then(Value::as_array_mut).into_iter().flatten();
    for members in blocks.filter_map(Value::as_object_mut) {
        members.entry("owner").or_insert(Value::Bool(false));
    }
    let mut registry = Registry::new(KEY);
    registry.accept(INDEX_PATH, &document.to_string()).expect("it was read");
    registry
}

/// The index as it may come from a host.
fn in_pieces(text: &str) -> Registry {
    let mut arrival = Arrival::default();
    for piece in text.as_bytes().chunks(13) {
        arrival.take_bytes(piece).expect("it was read");
    }
    let mut registry = Registry::new(KEY);
    registry.accept_index(INDEX_PATH, arrival).expect("it was read");
    registry
}
