//! New things put to each kind of place, as the wires and names that come of it.

use std::fmt::Write;
use std::sync::LazyLock;

use expect_test::{Expect, expect};

use super::*;
use crate::arrangement::Arrangement;
use crate::diagram::Node;
use crate::gesture::{self, perform};
use crate::history::apply;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(&demo_alone()));

const PROJECT: &str = "project: {key: P, name: Pea}
datasets: [{name: RAW_VIBRATION, type: managed}]
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: RAW_VIBRATION}
  - ref: BLOCKS_REGISTRY/FRAUD_SCORING@2.0.0
    instance_name: scoring
";

fn block(id: &str) -> New {
    New::Block(CATALOG.find("BLOCKS_REGISTRY", id).unwrap())
}

/// Puts `new` there, and tells what is added: the step, its nodes with their ports, and the problems.
#[track_caller]
fn check(new: &New, target: &Target, expected: Expect) {
    let mut workspace = Workspace {
        files: vec![Source::new("project.yml", PROJECT)],
        environment: "dev".into(),
        registries: demo_alone(),
        ..Workspace::default()
    };
    let analysis = analyze(&workspace);
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let basis =
        Basis { catalog: &CATALOG, diagram: &diagram, analysis: &analysis, registries: &demo_alone() };
    let made = gesture(basis, new, target, Point::new(400.0, 80.0)).unwrap();
    let (arrangement, shown) = (Arrangement::default(), std::collections::BTreeMap::default());
    let on = gesture::Scene {
        workspace: &workspace,
        analysis: &analysis,
        diagram: &diagram,
        arrangement: &arrangement,
        shown: &shown,
    };
    let step = perform(on, &made).unwrap();
    apply(&mut workspace, &step.changes).unwrap();
    let analysis = analyze(&workspace);
    let after = Diagram::new(&analysis.config, &analysis.composition);
    let mut told = format!("{}\n", step.title);
    let is_new = |node: &&Node| {
        let before = diagram.node(&node.id).map(|before| (&before.inputs, &before.outputs));
        before != Some((&node.inputs, &node.outputs))
    };
    for node in after.nodes.iter().filter(is_new) {
        let ports = |side| {
            let ports = node.ports(side).iter();
            let ports = ports.map(|port| format!("{}={}", port.name, port.object.as_deref().unwrap_or("-")));
            ports.collect::<Vec<_>>().join(" ")
        };
        writeln!(told, "{}: {} -> {}", node.id, ports(Side::Input), ports(Side::Output)).unwrap();
    }
    let arrangement = Arrangement::of(&workspace.files).unwrap();
    for (id, place) in &arrangement.places {
        writeln!(told, "{id} at {}, {}", place.x, place.y).unwrap();
    }
    for note in &arrangement.notes {
        writeln!(told, "note at {}, {}", note.rect.left(), note.rect.top()).unwrap();
    }
    expected.assert_eq(&told);
}

#[test]
fn beside_a_node_all_that_fits_is_wired() {
    let cleaning = Target::Beside("cleaning".into());
    check(
        &block("COMPRESSOR_FEATURE_ENG"),
        &cleaning,
        expect![[r#"
        Add compressor_feature_eng and 1 more
        compressor_feature_eng: CLEAN_VIBRATION=CLEANING__CLEAN_VIBRATION EQUIPMENT_METADATA=- OPERATING_CONDITIONS=OPERATING_CONDITIONS -> ENGINEERED_FEATURES=ENGINEERED_FEATURES
        dataset.OPERATING_CONDITIONS: in=OPERATING_CONDITIONS -> out=OPERATING_CONDITIONS
    "#]],
    );
    check(
        &block("FRAUD_SCORING"),
        &cleaning,
        expect![[r#"
        Add fraud_scoring and 2 more
        fraud_scoring: FRAUD_FEATURES=FRAUD_FEATURES NETWORK_FEATURES=NETWORK_FEATURES -> FRAUD_SCORES=FRAUD_SCORES
        dataset.FRAUD_FEATURES: in=FRAUD_FEATURES -> out=FRAUD_FEATURES
        dataset.NETWORK_FEATURES: in=NETWORK_FEATURES -> out=NETWORK_FEATURES
        dataset.FRAUD_FEATURES at 400, 240
        dataset.NETWORK_FEATURES at 400, 400
        fraud_scoring at 400, 80
    "#]],
    );
}

#[test]
fn beside_a_node_with_open_inputs_a_block_feeds_it() {
    check(
        &block("ENTITY_NETWORK_ANALYSIS"),
        &Target::Beside("scoring".into()),
        expect![[r#"
        Add entity_network_analysis before scoring
        scoring: FRAUD_FEATURES=- NETWORK_FEATURES=ENTITY_NETWORK_ANALYSIS_NETWORK_FEATURES -> FRAUD_SCORES=SCORING__FRAUD_SCORES
        entity_network_analysis: ENRICHED_TX=- -> NETWORK_FEATURES=ENTITY_NETWORK_ANALYSIS_NETWORK_FEATURES
    "#]],
    );
}

#[test]
fn on_a_wire_and_on_a_port_it_is_wired_there() {
    let link = Link {
        source: PortRef::new("dataset.RAW_VIBRATION", "out"),
        target: PortRef::new("cleaning", "RAW_VIBRATION"),
    };
    check(
        &block("SENSOR_DATA_CLEANING"),
        &Target::Wire(link),
        expect![[r#"
        Put sensor_data_cleaning between RAW_VIBRATION and cleaning
        cleaning: RAW_VIBRATION=SENSOR_DATA_CLEANING_CLEAN_VIBRATION -> CLEAN_VIBRATION=CLEANING__CLEAN_VIBRATION
        sensor_data_cleaning: RAW_VIBRATION=RAW_VIBRATION -> CLEAN_VIBRATION=SENSOR_DATA_CLEANING_CLEAN_VIBRATION
        sensor_data_cleaning at 400, 80
    "#]],
    );
    let port = PortRef::new("dataset.RAW_VIBRATION", "out");
    check(
        &block("SENSOR_DATA_CLEANING"),
        &Target::Port(port, Side::Output),
        expect![[r#"
        Add sensor_data_cleaning behind RAW_VIBRATION
        sensor_data_cleaning: RAW_VIBRATION=RAW_VIBRATION -> CLEAN_VIBRATION=SENSOR_DATA_CLEANING__CLEAN_VIBRATION
    "#]],
    );
}

#[test]
fn objects_get_free_names() {
    check(
        &New::Dataset,
        &Target::Free,
        expect![[r#"
            Add DATASET
            dataset.DATASET: in=DATASET -> out=DATASET
            dataset.DATASET at 400, 80
        "#]],
    );
    check(
        &New::Recipe,
        &Target::Beside("dataset.RAW_VIBRATION".into()),
        expect![[r#"
            Add compute_result and 1 more
            dataset.RESULT: in=RESULT -> out=RESULT
            recipe.compute_result: in=- -> out=-
        "#]],
    );
    check(
        &New::Recipe,
        &Target::Free,
        expect![[r#"
            Add compute_result and 1 more
            dataset.RESULT: in=RESULT -> out=RESULT
            recipe.compute_result: in=- -> out=-
            dataset.RESULT at 400, 240
            recipe.compute_result at 400, 80
        "#]],
    );
    check(
        &New::Note,
        &Target::Free,
        expect![[r#"
        Add note
        note at 400, 80
    "#]],
    );
}

#[test]
fn a_block_covers_no_other() {
    let inputs = Workspace {
        files: vec![Source::new("project.yml", PROJECT)],
        registries: demo_alone(),
        ..Workspace::default()
    };
    let analysis = analyze(&inputs);
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let scene = Scene::new(&diagram, &Arrangement::default(), None);
    for shape in &scene.shapes {
        let at = free_place(&scene, shape.rect.origin);
        let size = Size { width: size::BLOCK_WIDTH, height: size::HEAD };
        let own = Rect { origin: at, size };
        assert!(scene.shapes.iter().all(|other| !other.rect.meets(&own)), "{}: {at:?}", shape.id);
    }
    let far = Point::new(-4000.0, -4000.0);
    assert_eq!(free_place(&scene, far), far);
}
