//! Any text as a wish, a search and a request to the composer, on the demo registry: no panic; the best
//! come first; the same wish gives the same answer; what is composed can be analysed.
#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use blockwright::block::reference::BlockRef;
use blockwright::catalog::Catalog;
use blockwright::catalog::search::Search;
use blockwright::catalog::wish::Wish;
use blockwright::composer::request::Request;
use blockwright::composer::{compose, compose_json};
use blockwright::registry::{Registries, Registry};
use blockwright::source::Source;
use blockwright::workspace::{Workspace, analyze};
use libfuzzer_sys::fuzz_target;

static DEMO: LazyLock<(Arc<Registries>, Catalog)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/registry/blocks");
    let mut registry = Registry::new("BLOCKS_REGISTRY");
    loop {
        let entries = registry.index.entries().iter();
        let refs: Vec<BlockRef> = entries.filter_map(|entry| BlockRef::parse_member(&entry.label())).collect();
        let missing = [registry.missing_index(), registry.missing(&refs)].concat();
        if missing.is_empty() {
            break;
        }
        for path in missing {
            let text = std::fs::read_to_string(folder.join(&*path)).expect("the demo is complete");
            registry.accept(&path, &text).expect("the demo is good");
        }
    }
    let mut registries = Registries::default();
    registries.put(registry);
    let catalog = Catalog::new(&registries);
    (Arc::new(registries), catalog)
});

fuzz_target!(|text: &str| {
    let (registries, catalog) = &*DEMO;
    let found = catalog.search(&Search { text, limit: 20, ..Search::default() });
    assert!(found.hits.len() <= 20 && found.hits.len() <= found.total);
    assert!(found.hits.is_sorted_by(|better, worse| better.score >= worse.score));
    let ranked = catalog.ranked(&Wish::read(text), &|_| true);
    assert!(ranked.iter().all(|scored| (0.0..=1.0).contains(&scored.score)));
    catalog.nearest_words(text, 3);
    compose_json(catalog, text);
    let request = Request { intent: Some(text.into()), target_project_key: "FUZZ".into(), ..Request::default() };
    let response = compose(catalog, &request);
    assert_eq!(response, compose(catalog, &request));
    if response.config.is_empty() {
        return;
    }
    let files = vec![Source::new("project.yml", &response.config)];
    let workspace =
        Workspace { files, registries: Arc::clone(registries), environment: "dev".into(), ..Workspace::default() };
    let analysis = analyze(&workspace);
    assert!(analysis.problems.iter().all(|problem| !problem.rule.id.starts_with("SYN")), "{}", response.config);
});
