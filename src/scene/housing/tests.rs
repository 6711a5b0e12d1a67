//! What a drop does, as sentences.

use super::*;
use crate::composition::Composition;
use crate::config::tests::read_files;

const TEXT: &str = "version: '1.1'
project: {key: P, name: Pea}
zones: [{name: Raw}, {name: Empty}]
datasets: [{name: A, type: s3, zone: Raw}, {name: B, type: s3, zone: Raw}, {name: C, type: s3}, {name: D, type: s3}, {name: W, type: s3}, {name: X__OUT, type: s3}]
recipes: [{name: w, type: sql, inputs: [A], outputs: [W]}]
blocks: [{ref: R/X@1.0.0, instance_name: x, outputs: {OUT: X__OUT}}]
";

const CANVAS: &str = r#"{"version": 1,
  "nodes": {"dataset.A": [0, 0], "dataset.B": [0, 100], "dataset.C": [1000, 0], "dataset.D": [1000, 200],
    "x": [0, 1000], "dataset.W": [0, 2000], "recipe.w": [0, 2200], "dataset.X__OUT": [0, 2400],
    "frame:Empty": [2000, 0]},
  "frames": [{"name": "Own", "members": ["dataset.C", "dataset.D"]}]
}"#;

/// What dropping the `selected` shapes at a point does.
fn dropped(selected: &[&str], (x, y): (f64, f64)) -> String {
    let (config, _) = read_files(&[("project.yml", TEXT)]);
    let diagram = Diagram::new(&config, &Composition::default());
    let arrangement = Arrangement::read(CANVAS).unwrap().with_zones(&config, &diagram);
    let scene = Scene::new(&diagram, &arrangement, None);
    let selected: BTreeSet<NodeId> = selected.iter().map(|id| NodeId::from(*id)).collect();
    let moved = scene.with_insides(&selected, &diagram, &arrangement);
    let housing = Housing::new(&scene, &diagram, &arrangement, (&selected, &moved));
    let with = |along: &[NodeId]| match along {
        [] => String::new(),
        along => format!(" with {}", along.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
    };
    let list = |nodes: &[NodeId]| nodes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match housing.drop_at(Point::new(x, y)) {
        None => "stays".to_owned(),
        Some(Move::Into { frame, nodes, along, .. }) => {
            format!("{} into {frame}{}", list(&nodes), with(&along))
        }
        Some(Move::OutOf { frame, nodes, along, .. }) => {
            format!("{} out of {frame}{}", list(&nodes), with(&along))
        }
        Some(Move::Refused { frame, bar, .. }) => match bar {
            Bar::Block => format!("{frame} takes none"),
            Bar::Made(words) => format!("{frame} takes none: {words}"),
        },
    }
}

#[test]
fn what_is_dropped_in_a_frame_comes_into_it_and_what_is_dropped_far_outside_leaves() {
    assert_eq!(dropped(&["dataset.C"], (10.0, 60.0)), "dataset.C into Raw");
    assert_eq!(dropped(&["dataset.A"], (1010.0, 60.0)), "dataset.A into Own");
    assert_eq!(dropped(&["dataset.A"], (2010.0, 60.0)), "dataset.A into Empty");
    assert_eq!(dropped(&["dataset.A"], (10.0, 60.0)), "stays");
    assert_eq!(dropped(&["dataset.A"], (500.0, 700.0)), "dataset.A out of Raw");
    assert_eq!(dropped(&["x"], (500.0, 700.0)), "stays");
    assert_eq!(dropped(&["x"], (1010.0, 60.0)), "x into Own");
    assert_eq!(dropped(&["x"], (10.0, 60.0)), "Raw takes none");
    assert_eq!(dropped(&["x", "dataset.C"], (10.0, 60.0)), "dataset.C into Raw");
    assert_eq!(dropped(&["dataset.A", "dataset.C"], (500.0, 700.0)), "dataset.A dataset.C out of Raw");
}

#[test]
fn near_its_border_a_node_makes_its_frame_grow() {
    // The frame ends 24 units right of a dataset that is 200 wide.
    assert_eq!(dropped(&["dataset.A"], (224.0 + HOLDS - 1.0, 60.0)), "stays");
    assert_eq!(dropped(&["dataset.A"], (224.0 + HOLDS + 1.0, 60.0)), "dataset.A out of Raw");
}

#[test]
fn what_moves_as_a_whole_keeps_its_members() {
    assert_eq!(dropped(&["frame:Raw"], (1010.0, 60.0)), "stays");
    assert_eq!(dropped(&["dataset.A", "dataset.B"], (500.0, 700.0)), "stays");
    assert_eq!(dropped(&["dataset.A", "dataset.B", "dataset.C"], (500.0, 700.0)), "dataset.C out of Own");
    assert_eq!(dropped(&["frame:Raw", "dataset.A"], (1010.0, 60.0)), "stays");
}

#[test]
fn what_a_recipe_writes_goes_along_from_zone_to_zone() {
    assert_eq!(dropped(&["dataset.W"], (10.0, 60.0)), "dataset.W into Raw with recipe.w");
    assert_eq!(dropped(&["recipe.w"], (10.0, 60.0)), "recipe.w into Raw with dataset.W");
    assert_eq!(dropped(&["recipe.w", "dataset.W"], (10.0, 60.0)), "dataset.W recipe.w into Raw");
    // A frame that only the canvas knows parts nothing.
    assert_eq!(dropped(&["dataset.W"], (1010.0, 60.0)), "dataset.W into Own");
}

#[test]
fn what_a_block_writes_stays_in_the_zone_of_the_block() {
    let refused = "Raw takes none: X__OUT is written by the block x, which keeps it in a zone of its own";
    assert_eq!(dropped(&["dataset.X__OUT"], (10.0, 60.0)), refused);
    assert_eq!(dropped(&["dataset.X__OUT", "x"], (10.0, 60.0)), refused);
    assert_eq!(dropped(&["dataset.C", "dataset.X__OUT"], (10.0, 60.0)), "dataset.C into Raw");
    assert_eq!(dropped(&["dataset.X__OUT"], (1010.0, 60.0)), "dataset.X__OUT into Own");
}
