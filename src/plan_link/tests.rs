//! The sample of five blocks and 49 resources as links.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::block::reference::BlockRef;
use crate::envelope::{Carrier, Kind, envelope, open};
use crate::plan::json::{plan_digest, plan_value};
use crate::plan::record;
use crate::registry::{Registries, Registry};
use crate::state::State;
use crate::workspace::{Analysis, analyze};

pub(crate) fn demo() -> Arc<Registries> {
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

const PROJECT: &str = include_str!("../../tests/plan_link/sample/project.yml");

fn inputs(text: &str, registries: &Arc<Registries>) -> Workspace {
    let files = [
        ("project.yml", text),
        ("canvas.json", include_str!("../../tests/plan_link/sample/canvas.json")),
        ("environments/prod.yml", include_str!("../../tests/plan_link/sample/prod.yml")),
    ];
    Workspace {
        files: files.map(|(path, text)| Source::new(path, text)).to_vec(),
        environment: "prod".to_owned(),
        strict: true,
        registries: Arc::clone(registries),
        ..Workspace::default()
    }
}

/// The sample of `canvas.md` 4.3.
pub(crate) fn sample(registries: &Arc<Registries>) -> Workspace {
    let state = include_str!("../../tests/plan_link/sample/prod.state.json");
    Workspace { state: Some(state.into()), ..inputs(PROJECT, registries) }
}

#[test]
#[ignore = "writes the state of the sample"]
fn write_state() {
    let registries = demo();
    let before = "version: \"1.1\"\nproject: {key: COMPRESSORS, name: Compressor monitoring}\ndatasets:\n  - {name: RAW_VIBRATION, type: snowflake, connection: wh_dev, params: {schema: RAW, table: vibration}}\n  - {name: OPERATING_CONDITIONS, type: managed, format_type: csv}\n  - {name: EQUIPMENT_METADATA, type: managed, format_type: csv}\n  - {name: LEGACY_TAGS_2019, type: managed, format_type: csv}\n";
    let analysis = analyze(&inputs(before, &registries));
    let mut state = State { environment: "prod".into(), lineage: Some("git:5b1f0c7e".into()), serial: 36, ..State::default() };
    for step in &analysis.plan.unwrap().steps {
        record(&mut state, step, "2026-11-03T08:14:22Z", "config");
    }
    fs::write("tests/plan_link/sample/prod.state.json", crate::state::file::save(&state)).unwrap();
}

pub(crate) fn analysis_of(workspace: &Workspace) -> Analysis {
    let analysis = analyze(workspace);
    assert!(analysis.valid, "{:#?}", analysis.problems);
    analysis
}

#[test]
fn sizes() {
    let workspace = sample(&demo());
    let analysis = analysis_of(&workspace);
    let plan = analysis.plan.as_ref().unwrap();
    eprintln!("{:?} {}", plan.summary, plan.steps.len());
    let cover = Cover::default();
    let payload = source(&workspace, &analysis, &cover, Carry::State).unwrap();
    let (text, digest) = envelope(Kind::Source, &payload).unwrap();
    eprintln!("source {} of {}", text.len() + 27, crate::value::canonical(&payload).len());
    let payload2 = full(&analysis, &cover).unwrap();
    let (text2, _) = envelope(Kind::Full, &payload2).unwrap();
    eprintln!("full {} of {} of {}", text2.len() + 27, crate::value::canonical(&payload2).len(), crate::value::canonical(&plan_value(plan)).len());
    let link = read_envelope(open(&text, Carrier::Link).unwrap()).unwrap();
    assert_eq!(link.digest, digest);
    assert_eq!(link.plan_digest(), plan_digest(plan));
    let link = read_envelope(open(&text2, Carrier::Link).unwrap()).unwrap();
    assert_eq!(link.plan_digest(), plan_digest(plan));
}
