//! Trees of a small project, one line for each row.

use std::sync::LazyLock;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::open::FEW;
use super::*;
use crate::arrangement::Frame;

use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

const PROJECT: &str = "project: {key: P, name: Pea}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: RAW_VIBRATION}
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: COPY}
datasets: [{name: RAW_VIBRATION, type: managed}]
recipes:
  - {name: copy, type: sync, inputs: [RAW_VIBRATION], outputs: [COPY]}
";

static DIAGRAM: LazyLock<Diagram> = LazyLock::new(|| {
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", PROJECT)],
        registries: demo_alone(),
        ..Workspace::default()
    });
    Diagram::new(&analysis.config, &analysis.composition)
});

fn framed() -> Arrangement {
    let members = crate::sorting::set(["cleaning".into(), "recipe.copy".into()]);
    Arrangement {
        frames: vec![Frame { name: "Intake".to_owned(), members, is_folded: false, zone: None }],
        ..Arrangement::default()
    }
}

fn with(arrangement: &Arrangement, look: impl FnOnce(Basis<'_>)) {
    let walk = Walk::new(&DIAGRAM);
    look(Basis { diagram: &DIAGRAM, arrangement, walk: &walk, ghosts: 1 });
}

fn told(basis: Basis<'_>, rows: &[Row]) -> String {
    let line = |row: &Row| {
        let sign = row.is_open.map_or(" ", |is_open| if is_open { "v" } else { ">" });
        let Words { lead, name, detail } = words(basis, row.shows);
        let text = [lead, &name, &detail].into_iter().filter(|part| !part.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        format!("{}{sign} {}/{} {text}\n", "  ".repeat(row.level - 1), row.place, row.count)
    };
    rows.iter().map(line).collect()
}

fn check(keys: &[Key], expected: Expect) {
    with(&framed(), |basis| {
        let mut open = Open::default();
        for key in keys {
            open.set(key.clone(), true, basis.diagram);
        }
        expected.assert_eq(&told(basis, &rows(basis, &open)));
    });
}

#[test]
fn frames_are_open_and_nodes_are_closed() {
    check(
        &[],
        expect![[r#"
        v 1/4 Intake frame
          > 1/2 cleaning SENSOR_DATA_CLEANING@1.1.0
          > 2/2 copy recipe, sync
        > 2/4 RAW_VIBRATION dataset, managed
        > 3/4 upkeep COMPRESSOR_MONITORING_SOLUTION@1.0.0
          4/4 
    "#]],
    );
}

#[test]
fn ports_and_wires_are_inside_of_nodes() {
    let port = Key::Port("cleaning".into(), Side::Input, "RAW_VIBRATION".into());
    check(
        &[Key::Node("cleaning".into()), port],
        expect![[r#"
        v 1/4 Intake frame
          v 1/2 cleaning SENSOR_DATA_CLEANING@1.1.0
            v 1/2 input RAW_VIBRATION reads RAW_VIBRATION
                1/1 comes from RAW_VIBRATION
              2/2 output CLEAN_VIBRATION writes CLEANING__CLEAN_VIBRATION
          > 2/2 copy recipe, sync
        > 2/4 RAW_VIBRATION dataset, managed
        > 3/4 upkeep COMPRESSOR_MONITORING_SOLUTION@1.0.0
          4/4 
    "#]],
    );
}

#[test]
fn members_are_inside_of_solutions() {
    let port = Key::Port("upkeep".into(), Side::Input, "RAW_SENSOR_DATA".into());
    check(
        &[Key::Node("upkeep".into()), port],
        expect![[r#"
        v 1/4 Intake frame
          > 1/2 cleaning SENSOR_DATA_CLEANING@1.1.0
          > 2/2 copy recipe, sync
        > 2/4 RAW_VIBRATION dataset, managed
        v 3/4 upkeep COMPRESSOR_MONITORING_SOLUTION@1.0.0
          v 1/10 input RAW_SENSOR_DATA reads COPY
              1/2 comes from copy as COPY
              2/2 goes to upkeep__cleaning.RAW_VIBRATION as COPY
            2/10 input EQUIPMENT_REGISTRY not wired
          > 3/10 output ALERTS writes UPKEEP__ALERTING__ALERTS
          > 4/10 output HEALTH_SCORES writes UPKEEP__RUL__RUL_SCORES
          > 5/10 output ANOMALIES writes UPKEEP__ANOMALY__ANOMALIES
          > 6/10 upkeep__cleaning SENSOR_DATA_CLEANING@1.1.0
          > 7/10 upkeep__features COMPRESSOR_FEATURE_ENG@1.1.0
          > 8/10 upkeep__anomaly EQUIPMENT_ANOMALY_DETECTION@1.0.0
          > 9/10 upkeep__rul RUL_PREDICTION@1.0.0
          > 10/10 upkeep__alerting EQUIPMENT_ALERTING@1.1.0
          4/4 
    "#]],
    );
}

#[test]
fn what_is_revealed_has_a_row() {
    with(&framed(), |basis| {
        let mut open = Open::default();
        open.set(Key::Frame("Intake".into()), false, basis.diagram);
        for (at, node) in basis.diagram.nodes.iter().enumerate() {
            open.reveal(basis, &node.id);
            assert!(row_of(&rows(basis, &open), at).is_some(), "{}", node.id);
        }
    });
}

#[test]
fn a_tree_of_many_nodes_is_closed() {
    let text: String = (0..=FEW).map(|at| format!("  - {{name: D{at}, type: managed}}\n")).collect();
    let files = vec![Source::new("project.yml", &format!("project: {{key: P, name: P}}\ndatasets:\n{text}"))];
    let analysis = analyze(&Workspace { files, ..Workspace::default() });
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let members = crate::sorting::set(diagram.nodes.iter().map(|node| node.id.clone()));
    let arrangement = Arrangement {
        frames: vec![Frame { name: "All".to_owned(), members, is_folded: false, zone: None }],
        ..Arrangement::default()
    };
    let walk = Walk::new(&diagram);
    let basis = Basis { diagram: &diagram, arrangement: &arrangement, walk: &walk, ghosts: 0 };
    assert_eq!(rows(basis, &Open::default()).len(), 1);
}

#[test]
fn letters_lead_to_the_next_name() {
    with(&framed(), |basis| {
        let rows = rows(basis, &Open::default());
        let name = |at: Option<usize>| at.map(|at| words(basis, rows[at].shows).name);
        let at = |from: usize, typed: &str| beginning_with(basis, &rows, from, typed);
        assert_eq!(name(at(0, "c")).as_deref(), Some("cleaning"));
        // The same letter again goes on, two letters stay where they fit.
        assert_eq!(name(at(1, "c")).as_deref(), Some("copy"));
        assert_eq!(name(at(1, "cl")).as_deref(), Some("cleaning"));
        assert_eq!(name(at(2, "C")).as_deref(), Some("cleaning"));
        assert_eq!(at(0, "zz"), None);
    });
}

/// Every key that the tree has, at any depth.
fn all_keys(basis: Basis<'_>) -> Vec<Key> {
    let mut open = Open::default();
    for _ in 0..4 {
        for row in rows(basis, &open) {
            if let Some(key) = key(basis, row.shows) {
                open.set(key, true, basis.diagram);
            }
        }
    }
    rows(basis, &open).iter().filter_map(|row| key(basis, row.shows)).collect()
}

proptest! {
    /// Places and counts agree with what is there, each row is one level below its parent, and opening is
    /// undone by closing.
    #[test]
    fn rows_form_a_tree(chosen in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let (diagram, arrangement) = (&*DIAGRAM, framed());
        let walk = Walk::new(diagram);
        let basis = Basis { diagram, arrangement: &arrangement, walk: &walk, ghosts: 2 };
        let keys = all_keys(basis);
        let mut open = Open::default();
        for index in chosen {
            let key = keys[index.index(keys.len())].clone();
            let was_open = open.has(&key, diagram);
            open.set(key.clone(), !was_open, diagram);
            prop_assert_eq!(open.has(&key, diagram), !was_open);
        }
        let rows = rows(basis, &open);
        for (at, row) in rows.iter().enumerate() {
            let parent = parent(&rows, at);
            prop_assert_eq!(parent.map_or(1, |parent| rows[parent].level + 1), row.level);
            let is_sibling = |other: &usize| rows[*other].level == row.level && super::parent(&rows, *other) == parent;
            let siblings: Vec<usize> = (0..rows.len()).filter(is_sibling).collect();
            prop_assert_eq!(siblings.len(), row.count);
            prop_assert_eq!(siblings.get(row.place - 1), Some(&at));
        }
    }
}
