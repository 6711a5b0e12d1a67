//! Scenes as pictures.

use std::sync::Arc;

use expect_test::expect;

use super::*;
use crate::marks::Operation;
use crate::marks::tests::{READINGS, SOLUTION, block, planned};
use crate::picture::{Kind, Meaning, Tint, Trouble};
use crate::registry::Registry;
use crate::registry::tests::demo_alone;
use crate::sorting;
use crate::source::Source;
use crate::walk::Walk;
use crate::workspace::{Analysis, Workspace, analyze};
use crate::{speech, tree};

struct Canvas {
    diagram: Diagram,
    analysis: Analysis,
    arrangement: Arrangement,
    scene: Scene,
    marks: Marks,
    shades: Shades,
}

impl Canvas {
    fn new((diagram, analysis): (Diagram, Analysis), arrangement: Arrangement) -> Self {
        let scene = Scene::new(&diagram, &arrangement, None);
        let marks = Marks::new(&diagram, &analysis);
        let shades = Shades::new(&diagram, &arrangement, &scene, &marks);
        Self { diagram, analysis, arrangement, scene, marks, shades }
    }

    fn picture(&self, with_plan: bool, chosen: Option<&BTreeSet<NodeId>>) -> Picture {
        let summary = self.analysis.plan.as_ref().unwrap().summary;
        self.sheet(with_plan.then_some((summary, &self.shades)), chosen.map(Chosen::Shapes)).picture()
    }

    /// Without a plan.
    fn shown(&self) -> Picture {
        self.sheet(None, None).picture()
    }

    fn sheet<'a>(&'a self, plan: Option<(Summary, &'a Shades)>, chosen: Option<Chosen<'a>>) -> Sheet<'a> {
        Sheet {
            title: "Pea, dev",
            background: Background::Light,
            diagram: &self.diagram,
            arrangement: &self.arrangement,
            scene: &self.scene,
            marks: &self.marks,
            plan,
            chosen,
        }
    }
}

/// A block stays and becomes a newer version, what read from it goes.
fn changed() -> Canvas {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    let features =
        block("COMPRESSOR_FEATURE_ENG@1.0.0", "features", "CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION");
    let newer = cleaning.replace("1.0.0", "1.1.0");
    let planned =
        planned(&format!("{READINGS}blocks:\n{cleaning}{features}"), &format!("{READINGS}blocks:\n{newer}"));
    Canvas::new(planned, Arrangement::default())
}

fn titles(picture: &Picture) -> Vec<&str> {
    picture.boxes.iter().map(|shape| shape.title.as_str()).collect()
}

#[test]
fn the_plan_comes_along_only_when_it_is_shown() {
    let canvas = changed();
    let without = canvas.picture(false, None);
    assert_eq!(titles(&without), ["cleaning", "READINGS"]);
    assert!(without.boxes.iter().all(|shape| shape.operation.is_none()));
    assert_eq!((without.wires.len(), without.plan), (1, None));
    let with = canvas.picture(true, None);
    assert_eq!(titles(&with), ["cleaning", "READINGS", "features"]);
    let operations: Vec<_> = with.boxes.iter().filter_map(|shape| shape.operation).collect();
    assert_eq!(operations, [Operation::Update, Operation::Unchanged, Operation::Delete]);
    assert_eq!(with.boxes[0].counts, "~2");
    let trails = with.wires.iter().filter(|wire| wire.operation == Some(Operation::Delete));
    assert_eq!(trails.count(), 1);
    assert_eq!(with.plan.map(|plan| plan.destroy), Some(9));
}

#[test]
fn a_selection_is_drawn_with_the_wires_inside_it() {
    let canvas = changed();
    let chosen = |ids: &[&str]| sorting::set(ids.iter().map(|id| NodeId::from(*id)));
    let one = canvas.picture(true, Some(&chosen(&["cleaning"])));
    assert_eq!((titles(&one), one.wires.len()), (vec!["cleaning"], 0));
    let two = canvas.picture(true, Some(&chosen(&["cleaning", "features"])));
    assert_eq!((titles(&two), two.wires.len()), (vec!["cleaning", "features"], 1));
    assert!(two.bounds.size.width > one.bounds.size.width);
}

#[test]
fn a_selection_takes_the_notes_along_that_stand_in_it() {
    let mut canvas = changed();
    let at = canvas.scene.shape(&"cleaning".into()).unwrap().rect;
    let note = |rect, text: &str| crate::arrangement::Note { rect, text: text.into() };
    canvas.arrangement.notes.push(note(Rect::new(at.left(), at.top(), 80.0, 40.0), "within"));
    canvas.arrangement.notes.push(note(at.shifted(crate::geometry::Point::new(4_000.0, 0.0)), "far away"));
    let picture = canvas.picture(true, Some(&sorting::set(["cleaning".into()])));
    let texts: Vec<&str> = picture.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["within"]);
    let alone = canvas.sheet(None, Some(Chosen::Note(1))).picture();
    let texts: Vec<&str> = alone.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!((texts, titles(&alone).len(), alone.wires.len()), (vec!["far away"], 0, 0));
    assert_eq!(alone.bounds, alone.notes[0].rect);
    // Of nothing nothing is near.
    canvas.arrangement.notes.push(note(Rect::new(0.0, 0.0, 8.0, 8.0), "at the origin"));
    assert_eq!(canvas.picture(false, Some(&BTreeSet::new())).notes.len(), 0);
    assert_eq!(canvas.picture(true, None).notes.len(), 3);
}

#[test]
fn zones_keep_their_colour_and_problems_their_sign() {
    let text = "version: '1.1'\nzones:\n  - {name: raw, color: '#c0ffee'}\ndatasets:\n  - {name: READINGS, type: managed, zone: raw}\n  - {name: bad name, type: managed, zone: raw}\nrecipes:\n  - {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}\n";
    let planned = planned(READINGS, text);
    let arrangement = Arrangement::default().with_zones(&planned.1.config, &planned.0);
    let picture = Canvas::new(planned, arrangement.clone()).shown();
    let [frame] = &picture.frames[..] else { panic!("{:?}", picture.frames) };
    assert_eq!((frame.title.as_str(), frame.meaning), ("raw", Meaning::Zone(Tint::read("#c0ffee"))));
    let kinds: Vec<Kind> = picture.boxes.iter().map(|shape| shape.kind).collect();
    assert!(kinds.contains(&Kind::Recipe) && kinds.contains(&Kind::Dataset), "{kinds:?}");
    assert!(picture.boxes.iter().any(|shape| matches!(shape.trouble, Some(Trouble::Errors(_)))));
}

#[test]
fn nothing_is_cut() {
    let mut arrangement = Arrangement::default();
    arrangement.unfolded.insert("upkeep".into());
    arrangement.notes.push(crate::arrangement::Note {
        rect: Rect::new(-500.0, -300.0, 100.0, 50.0),
        text: "Ask Ada".into(),
    });
    let unfolded = planned(READINGS, &format!("{READINGS}{SOLUTION}"));
    for canvas in [changed(), Canvas::new(unfolded, arrangement)] {
        let picture = canvas.picture(true, None);
        let boxes = picture.boxes.iter().map(|shape| shape.rect);
        let frames = picture.frames.iter().map(|shape| shape.rect);
        let notes = picture.notes.iter().map(|shape| shape.rect);
        assert!(boxes.chain(frames).chain(notes).all(|rect| picture.bounds.contains(&rect)));
        for bend in picture.wires.iter().flat_map(|wire| &wire.way) {
            let (Bend::Start(to) | Bend::Line(to) | Bend::Curve(_, _, to)) = bend;
            assert!(picture.bounds.holds(*to), "{to:?}");
        }
    }
}

#[test]
fn an_unfolded_solution_is_a_frame_with_its_ports() {
    let mut arrangement = Arrangement::default();
    arrangement.unfolded.insert("upkeep".into());
    let canvas = Canvas::new(planned(READINGS, &format!("{READINGS}{SOLUTION}")), arrangement);
    let picture = canvas.picture(false, None);
    let [frame] = &picture.frames[..] else { panic!("{:?}", picture.frames) };
    let ports: Vec<&str> = frame.ports.iter().map(|port| port.name.as_str()).collect();
    assert_eq!(
        (frame.title.as_str(), ports),
        ("upkeep", vec!["RAW_SENSOR_DATA", "EQUIPMENT_REGISTRY", "ALERTS", "HEALTH_SCORES", "ANOMALIES"])
    );
    assert_eq!(picture.boxes.len(), 6);
}

/// What the canvas, a picture, the outline and speech say of a block of which nothing is known.
#[test]
fn one_thing_is_said_everywhere_of_a_block_that_is_not_there() {
    let mut broken = Registry::new("BROKEN");
    broken.fail("index.json", "the host answered 500");
    let mut half = Registry::new("HALF");
    let entry = |id: &str| format!(r#"{{"block_id": "{id}", "version": "1.0.0", "type": "zone"}}"#);
    half.accept("index.json", &format!(r#"{{"blocks": [{}, {}]}}"#, entry("LATE"), entry("ODD"))).unwrap();
    let path = half.index.entries().iter().find(|entry| &*entry.block_id == "ODD").unwrap().manifest_path();
    half.fail(&path, "it is no JSON");
    let mut registries = (*demo_alone()).clone();
    for registry in [broken, half, Registry::new("SLOW")] {
        registries.put(registry);
    }
    let blocks = [
        "BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, extends: {a: 1}",
        "OTHER/X@1.0.0",
        "BROKEN/X@1.0.0",
        "SLOW/X@1.0.0",
        "HALF/LATE@1.0.0",
        "HALF/ODD@1.0.0",
        "BLOCKS_REGISTRY/NO_SUCH@1.0.0",
        "BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@9.0.0",
        "BLOCKS_REGISTRY/FRAUD_TRIAGE_SOLUTION@1.0.0",
    ];
    let blocks = blocks.iter().enumerate();
    let blocks: String =
        blocks.map(|(at, block)| format!("  - {{ref: {block}, instance_name: b{at}}}\n")).collect();
    let analysis = analyze(&Workspace {
        files: vec![Source::new(
            "project.yml",
            &format!("project: {{key: P, name: Pea}}\nblocks:\n{blocks}"),
        )],
        registries: Arc::new(registries),
        ..Workspace::default()
    });
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let canvas = Canvas::new((diagram, analysis), Arrangement::default());
    let walk = Walk::new(&canvas.diagram);
    let mut told = String::new();
    for (at, node) in canvas.diagram.nodes.iter().enumerate() {
        let lack = node.lack.unwrap();
        let (words, reason) = (lack.words(), lack.reason());
        told += &format!("{}: {words}: {reason}\n", node.label);
        let picture = canvas.shown();
        let label = &picture.boxes.iter().find(|shape| shape.title == *node.name).unwrap().label;
        let basis = tree::Basis {
            diagram: &canvas.diagram,
            arrangement: &canvas.arrangement,
            walk: &walk,
            ghosts: 0,
        };
        let row = tree::words(basis, tree::Shows::Node(at)).detail;
        assert!(label.ends_with(words) && row == *label && node.what() == row, "{label} {row}");
        let spoken = speech::node(&canvas.diagram, &walk, at, None);
        assert!(spoken.contains(&format!("{words}: {reason}")), "{spoken}");
    }
    expect![[r#"
        SENSOR_DATA_CLEANING@1.0.0: was not looked up: its entry has errors
        X@1.0.0: was not looked up: its registry cannot be used
        X@1.0.0: was not looked up: its registry cannot be used
        X@1.0.0: is being loaded: its registry is being read
        LATE@1.0.0: is being loaded: its registry is being read
        ODD@1.0.0: cannot be read: its manifest has errors
        NO_SUCH@1.0.0: was not found: its registry has no such block or version
        SENSOR_DATA_CLEANING@9.0.0: was not found: its registry has no such block or version
        FRAUD_TRIAGE_SOLUTION@1.0.0: cannot be used: its problems say why
    "#]]
    .assert_eq(&told);
}
