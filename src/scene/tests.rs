//! What is drawn where, in small projects.

use super::*;
use crate::arrangement::Frame;
use crate::diagram::Node;
use crate::marks::Mark;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

const CHAIN: &str = "datasets:
  - {name: READINGS, type: managed}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
";

fn diagram(text: &str) -> Diagram {
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        registries: demo_alone(),
        ..Workspace::default()
    });
    Diagram::new(&analysis.config, &analysis.composition)
}

fn ids(scene: &Scene) -> Vec<&str> {
    scene.shapes.iter().map(|shape| &*shape.id.0).collect()
}

fn rect(scene: &Scene, id: &str) -> Rect {
    scene.shape(&id.into()).unwrap_or_else(|| panic!("{id} is not drawn")).rect
}

fn framed(members: &[&str], is_folded: bool) -> Arrangement {
    let members = members.iter().map(|id| NodeId::from(*id)).collect();
    Arrangement {
        frames: vec![Frame { name: "F".into(), members, is_folded, zone: None }],
        ..Arrangement::default()
    }
}

/// No two nodes overlap.
fn check_apart(scene: &Scene) {
    let nodes: Vec<&Shape> =
        scene.shapes.iter().filter(|shape| matches!(shape.shows, Shows::Node(_))).collect();
    for (at, one) in nodes.iter().enumerate() {
        for other in &nodes[at + 1..] {
            assert!(!one.rect.overlaps(&other.rect), "{} and {}", one.id, other.id);
        }
    }
}

#[test]
fn data_flows_to_the_right() {
    let scene = Scene::new(&diagram(CHAIN), &Arrangement::default(), None);
    assert_eq!(ids(&scene), ["cleaning", "features", "dataset.READINGS"]);
    assert!(rect(&scene, "dataset.READINGS").right() < rect(&scene, "cleaning").left());
    assert!(rect(&scene, "cleaning").right() < rect(&scene, "features").left());
    assert_eq!(scene.lines.len(), 2);
    for line in &scene.lines {
        let (from, to) = (&scene.shapes[line.source.shape].rect, &scene.shapes[line.target.shape].rect);
        assert_eq!((line.source.at.x, line.target.at.x), (from.right(), to.left()));
        assert!(from.holds(line.source.at) && to.holds(line.target.at));
    }
    check_apart(&scene);
}

#[test]
fn what_loses_its_place_in_the_document_goes_back_to_where_it_stood() {
    let diagram = diagram(CHAIN);
    let first = Scene::new(&diagram, &Arrangement::default(), None);
    let mut moved = Arrangement { places: first.places.clone(), ..Arrangement::default() };
    moved.places.insert("cleaning".into(), Point::new(1000.0, 500.0));
    let second = Scene::new(&diagram, &moved, Some(&first));
    moved.places.insert("cleaning".into(), Point::new(2000.0, 500.0));
    let third = Scene::new(&diagram, &moved, Some(&second));
    assert_eq!(rect(&third, "cleaning").origin, Point::new(2000.0, 500.0));
    let undone = Scene::new(&diagram, &Arrangement::default(), Some(&third));
    assert_eq!(undone.places, first.places);
}

#[test]
fn a_node_with_another_name_stays_where_it_was() {
    let first = Scene::new(&diagram(CHAIN), &Arrangement::default(), None);
    let renamed = CHAIN.replace("instance_name: features", "instance_name: signals");
    let second = Scene::new(&diagram(&renamed), &Arrangement::default(), Some(&first));
    assert_eq!(rect(&second, "signals"), rect(&first, "features"));
}

#[test]
fn the_document_says_where_and_new_nodes_stand_beside_their_wires() {
    let mut arrangement = Arrangement::default();
    arrangement.places.insert("cleaning".into(), Point::new(1000.0, 500.0));
    let scene = Scene::new(&diagram(CHAIN), &arrangement, None);
    assert_eq!(rect(&scene, "cleaning").origin, Point::new(1000.0, 500.0));
    let cleaning = rect(&scene, "cleaning");
    let right = Point::new(cleaning.right() + size::GAP, cleaning.top()).snapped(size::STEP);
    assert_eq!(rect(&scene, "features").origin, right);
    let left = cleaning.left() - size::GAP - rect(&scene, "dataset.READINGS").size.width;
    assert_eq!(rect(&scene, "dataset.READINGS").origin, Point::new(left, cleaning.top()).snapped(size::STEP));
    check_apart(&scene);
}

#[test]
fn what_was_drawn_stays_where_it_was() {
    let before = Scene::new(&diagram(CHAIN), &Arrangement::default(), None);
    let more = format!("{CHAIN}  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0\n");
    let after = Scene::new(&diagram(&more), &Arrangement::default(), Some(&before));
    for id in ["cleaning", "features", "dataset.READINGS"] {
        assert_eq!(rect(&before, id), rect(&after, id));
    }
    check_apart(&after);
}

#[test]
fn a_folded_frame_has_the_ports_that_lead_out_of_it() {
    let diagram = diagram(CHAIN);
    let open = Scene::new(&diagram, &framed(&["cleaning", "dataset.READINGS"], false), None);
    assert!(rect(&open, "frame:F").contains(&rect(&open, "cleaning")));
    assert_eq!(open.lines.len(), 2);
    let folded = Scene::new(&diagram, &framed(&["cleaning", "dataset.READINGS"], true), Some(&open));
    assert_eq!(ids(&folded), ["frame:F", "features"]);
    let frame = folded.shape(&"frame:F".into()).unwrap();
    let sockets = folded.sockets(frame, &diagram);
    let names: Vec<(Side, &str)> = sockets.iter().map(|socket| (socket.side, &*socket.port.name)).collect();
    assert_eq!(names, [(Side::Output, "CLEAN_VIBRATION")]);
    assert_eq!(folded.lines.len(), 1);
    assert_eq!(folded.lines[0].source.at, frame.rect.origin.shifted(sockets[0].at));
    let cleaning = diagram.position(&"cleaning".into()).unwrap();
    assert_eq!(folded.owner_of(cleaning, &diagram).unwrap().id, frame.id);
}

#[test]
fn a_folded_frame_has_the_problems_of_all_in_it() {
    let diagram = diagram(CHAIN);
    let scene = Scene::new(&diagram, &framed(&["cleaning", "dataset.READINGS"], true), None);
    let counts = |errors, warnings| Counts { errors, warnings, ..Counts::default() };
    let problems = |node: &Node| match &*node.name {
        "cleaning" => counts(1, 0),
        "READINGS" => counts(2, 1),
        _ => counts(10, 0),
    };
    let mark = |node| Mark { counts: problems(node), ..Mark::default() };
    let marks = Marks { nodes: diagram.nodes.iter().map(mark).collect(), ..Marks::default() };
    assert_eq!(scene.counts(scene.shape(&"frame:F".into()).unwrap(), &marks), counts(3, 1));
    assert_eq!(scene.counts(scene.shape(&"features".into()).unwrap(), &marks), counts(10, 0));
    let open = Scene::new(&diagram, &framed(&["cleaning"], false), None);
    assert_eq!(open.counts(open.shape(&"frame:F".into()).unwrap(), &marks), Counts::default());
}

#[test]
fn a_solution_shows_its_inside_when_it_is_unfolded() {
    let diagram = diagram(
        "datasets:
  - {name: A, type: managed}
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: A}
",
    );
    let folded = Scene::new(&diagram, &Arrangement::default(), None);
    assert_eq!(ids(&folded), ["upkeep", "dataset.A"]);
    let arrangement = Arrangement { unfolded: [NodeId::from("upkeep")].into(), ..Arrangement::default() };
    let scene = Scene::new(&diagram, &arrangement, Some(&folded));
    let inside = rect(&scene, "upkeep");
    for member in ["cleaning", "features", "anomaly", "rul", "alerting"] {
        assert!(inside.contains(&rect(&scene, &format!("upkeep__{member}"))), "{member}");
    }
    // One wire from the dataset, one into the inside, five between members, three out of it.
    assert_eq!(scene.lines.len(), 10);
    let all = scene.with_insides(&[NodeId::from("upkeep")].into(), &diagram, &arrangement);
    assert_eq!(all.len(), 6);
    check_apart(&scene);
}

#[test]
fn tidying_a_selection_leaves_the_rest() {
    let diagram = diagram(CHAIN);
    let mut arrangement = Arrangement::default();
    for (id, y) in [("cleaning", 0.0), ("features", 10.0), ("dataset.READINGS", 20.0)] {
        arrangement.places.insert(id.into(), Point::new(0.0, y));
    }
    let scene = Scene::new(&diagram, &arrangement, None);
    let chosen = [NodeId::from("cleaning"), NodeId::from("features")].into();
    let places = scene.tidied(&diagram, &arrangement, Some(&chosen));
    assert_eq!(places.keys().cloned().collect::<BTreeSet<_>>(), chosen);
    assert!(places[&NodeId::from("cleaning")].x < places[&NodeId::from("features")].x);
    assert_eq!(scene.tidied(&diagram, &arrangement, None).len(), 3);
}

/// Two lines of work that cross: what is framed is wired to what is not.
const CROSSED: &str = "datasets:
  - {name: READINGS, type: managed}
  - {name: OTHERS, type: managed}
blocks:
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: one, inputs: {RAW_VIBRATION: READINGS}, outputs: {CLEAN_VIBRATION: X}}
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: two, inputs: {RAW_VIBRATION: OTHERS}, outputs: {CLEAN_VIBRATION: Y}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: three, inputs: {CLEAN_VIBRATION: X}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: four, inputs: {CLEAN_VIBRATION: Y}}
";

#[test]
fn the_layout_keeps_frames_together_and_others_out_of_them() {
    let diagram = diagram(CROSSED);
    let arrangement = framed(&["one", "four"], false);
    let first = Scene::new(&diagram, &arrangement, None);
    let mut tidied = arrangement.clone();
    tidied.places = first.tidied(&diagram, &arrangement, None);
    for scene in [&first, &Scene::new(&diagram, &tidied, None)] {
        let frame = rect(scene, "frame:F");
        for member in ["one", "four"] {
            assert!(frame.contains(&rect(scene, member)), "{member}");
        }
        for other in ["two", "three", "dataset.READINGS", "dataset.OTHERS"] {
            assert!(!frame.overlaps(&rect(scene, other)), "{other}");
        }
        check_apart(scene);
    }
}

#[test]
fn a_folded_frame_is_laid_out_as_the_one_shape_that_it_is() {
    let diagram = diagram(CROSSED);
    let mut arrangement = framed(&["one", "four"], true);
    let before = Scene::new(&diagram, &arrangement, None);
    arrangement.places = before.tidied(&diagram, &arrangement, None);
    let after = Scene::new(&diagram, &arrangement, None);
    let frame = rect(&after, "frame:F");
    assert!(after.shapes.iter().all(|shape| *shape.id.0 == *"frame:F" || !frame.overlaps(&shape.rect)));
    let way = |scene: &Scene| scene.places[&"four".into()].since(scene.places[&"one".into()]);
    assert_eq!(way(&before), way(&after), "what is in it moves with it");
}
