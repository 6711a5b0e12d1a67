//! Projects whose plans are shared, in tests and benches.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use blockwright::block::reference::BlockRef;
use blockwright::registry::{Registries, Registry};
use blockwright::source::Source;
use blockwright::workspace::Workspace;

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
