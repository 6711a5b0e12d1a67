//! Places, frames and notes, and how the layout document follows the text.

use expect_test::expect;

use super::*;
use crate::geometry::Rect;
use crate::scene::Scene;

fn ids(names: &[&str]) -> Vec<NodeId> {
    names.iter().map(|name| NodeId::from(*name)).collect()
}

fn moved(name: &str, x: f64) -> Gesture {
    Gesture::Place { act: Placing::Move, places: BTreeMap::from([(name.into(), Point::new(x, 5.0))]) }
}

/// Performs each gesture and shows what each does.
fn played(board: &mut Board, gestures: &[Gesture]) -> String {
    let mut told = String::new();
    for gesture in gestures {
        told += &board.after(gesture);
        board.look();
    }
    told
}

#[test]
fn the_first_move_keeps_what_is_seen_and_later_ones_change_a_line() {
    let gestures =
        [moved("cleaning", 7.0), moved("features", 8.0), moved("features", 8.0), moved("gone", 1.0)];
    expect![[r##"
        # Move cleaning
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "cleaning": [7, 5],
        +    "dataset.COPY": [300, 0],
        +    "dataset.READINGS": [200, 0],
        +    "features": [100, 0],
        +    "recipe.copy": [400, 0]
        +  }
        +}
        # Move features
        # canvas.json
        -    "features": [100, 0],
        +    "features": [8, 5],
        Nothing was changed: it is like that already. Choose something else.Nothing was changed: there is no gone any more. Look at the canvas again; the text has moved on."##]].assert_eq(&played(&mut Board::of(CHAIN), &gestures));
}

#[test]
fn frames_are_drawn_folded_renamed_and_taken_away() {
    let group = |name: &str, nodes: &[&str]| Gesture::Group { nodes: ids(nodes), name: name.into() };
    let gestures = [
        group("Prepare", &["cleaning", "features"]),
        group("Prepare", &["recipe.copy"]),
        group("Use", &["features"]),
        Gesture::Fold { frame: "Use".into(), folded: true },
        Gesture::RenameFrame { frame: "Use".into(), name: "Prepare".into() },
        Gesture::RenameFrame { frame: "Use".into(), name: "Work".into() },
        Gesture::Ungroup { frames: vec!["Prepare".into()] },
        Gesture::Ungroup { frames: vec!["Prepare".into()] },
    ];
    expect![[r##"
        # Group as Prepare
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "cleaning": [32, 144],
        +    "dataset.COPY": [300, 0],
        +    "dataset.READINGS": [200, 0],
        +    "features": [424, 144],
        +    "recipe.copy": [400, 0]
        +  },
        +  "frames": [
        +    {"name": "Prepare", "members": ["cleaning", "features"]}
        +  ]
        +}
        Nothing was changed: there is a frame Prepare already. Choose another name.# Group as Use
        # canvas.json
        -    {"name": "Prepare", "members": ["cleaning", "features"]}
        +    {"name": "Prepare", "members": ["cleaning"]},
        +    {"name": "Use", "members": ["features"]}
        # Fold Use
        # canvas.json
        -    {"name": "Use", "members": ["features"]}
        +    {"name": "Use", "members": ["features"], "folded": true}
        Nothing was changed: there is a frame Prepare already. Choose another name.# Rename frame Use to Work
        # canvas.json
        -    {"name": "Use", "members": ["features"], "folded": true}
        +    {"name": "Work", "members": ["features"], "folded": true}
        # Take Prepare away, 1 node kept
        # canvas.json
        -    {"name": "Prepare", "members": ["cleaning"]},
        Nothing was changed: there is no frame Prepare. Look at the canvas again; it has moved on."##]]
    .assert_eq(&played(&mut Board::of(CHAIN), &gestures));
}

#[test]
fn notes_come_change_and_go() {
    let note = |x: f64, text: &str| Note { rect: Rect::new(x, 0.0, 120.0, 60.0), text: text.into() };
    let gestures = [
        Gesture::AddNote(note(0.0, "Ask Ada")),
        Gesture::ChangeNote { note: 0, to: note(9.0, "Ask Bob") },
        Gesture::AddNote(note(0.0, &"x".repeat(5_000))),
        Gesture::RemoveNote(0),
        Gesture::RemoveNote(0),
    ];
    expect![[r##"
        # Add note
        # canvas.json
        +{
        +  "version": 1,
        +  "notes": [
        +    {"at": [0, 0, 120, 60], "text": "Ask Ada"}
        +  ]
        +}
        # Change note
        # canvas.json
        -    {"at": [0, 0, 120, 60], "text": "Ask Ada"}
        +    {"at": [9, 0, 120, 60], "text": "Ask Bob"}
        Nothing was changed: the note has more than 4000 characters. Shorten it, or make two of it.# Remove note
        # canvas.json
        -  "version": 1,
        -  "notes": [
        -    {"at": [9, 0, 120, 60], "text": "Ask Bob"}
        -  ]
        +  "version": 1
        Nothing was changed: the note is not there any more. Look at the canvas again; it has moved on."##]].assert_eq(&played(&mut Board::of("datasets: []\n"), &gestures));
}

#[test]
fn places_follow_names_and_go_with_their_nodes() {
    let canvas = r#"{"version": 1,
  "nodes": {
    "it": [1, 1],
    "it__rul": [2, 2],
    "dataset.A": [3, 3],
    "dataset.A#2": [4, 4]
  },
  "unfolded": ["it"],
  "frames": [{"name": "F", "members": ["it", "dataset.A"]}]
}"#;
    let text = "project: {key: P, name: Pea}
datasets: [{name: A, type: managed}, {name: A, type: s3}]
solutions:
- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: it}
";
    let mut board = Board::new(&[("project.yml", text), ("canvas.json", canvas)]);
    let gestures = [
        Gesture::Rename { node: "it".into(), name: "that".into() },
        Gesture::Delete { nodes: ids(&["dataset.A"]), bridge: false },
        Gesture::Unfold { solution: "that".into(), unfolded: false },
        Gesture::Unfold { solution: "dataset.A".into(), unfolded: true },
    ];
    expect![[r##"
        # Rename it to that
        # project.yml
        -- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: it}
        +- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: that}
        # canvas.json
        -{"version": 1,
        +{
        +  "version": 1,
        -    "it": [1, 1],
        -    "it__rul": [2, 2],
        -    "dataset.A#2": [4, 4]
        +    "dataset.A#2": [4, 4],
        +    "that": [1, 1],
        +    "that__rul": [2, 2]
        -  "unfolded": ["it"],
        -  "frames": [{"name": "F", "members": ["it", "dataset.A"]}]
        +  "unfolded": [
        +    "that"
        +  ],
        +  "frames": [
        +    {"name": "F", "members": ["dataset.A", "that"]}
        +  ]
        +
        # Delete dataset.A
        # project.yml
        -datasets: [{name: A, type: managed}, {name: A, type: s3}]
        +datasets: [{name: A, type: s3}]
        # canvas.json
        -    "dataset.A": [3, 3],
        -    "dataset.A#2": [4, 4],
        +    "dataset.A": [4, 4],
        -    {"name": "F", "members": ["dataset.A", "that"]}
        +    {"name": "F", "members": ["that"]}
        # Fold that
        # canvas.json
        -  "unfolded": [
        -    "that"
        -  ],
        Nothing was changed: dataset.A is no solution. Only solutions have an inside to show."##]]
    .assert_eq(&played(&mut board, &gestures));
}

#[test]
fn a_document_that_cannot_be_read_is_not_written_over() {
    let mut board = Board::new(&[
        ("project.yml", "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}]\n"),
        ("canvas.json", "{\"version\": 9}"),
    ]);
    expect!["Nothing was changed: canvas.json cannot be read (it has format 9, which a newer version wrote), and writing it would lose what it says. Mend canvas.json or delete it first."].assert_eq(&played(&mut board, &[moved("dataset.A", 1.0)]));
    let rename = Gesture::Rename { node: "dataset.A".into(), name: "B".into() };
    expect![[r#"
        # Rename A to B
        # project.yml
        -datasets: [{name: A, type: s3}]
        +datasets: [{name: B, type: s3}]
    "#]]
    .assert_eq(&played(&mut board, &[rename]));
}

/// A solution with something to its right, below it, below and to the right, and to its left.
const SOLUTION: &str = "datasets:
- {name: RIGHT, type: managed}
- {name: BELOW, type: managed}
- {name: CORNER, type: managed}
- {name: LEFT, type: managed}
solutions:
- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: it}
";

fn around_a_solution(right: f64, below: f64) -> Board {
    let canvas = format!(
        r#"{{"version": 1, "nodes": {{"dataset.BELOW": [0, {below}], "dataset.CORNER": [{right}, {below}],
"dataset.LEFT": [-300, 0], "dataset.RIGHT": [{right}, 0], "it": [0, 0]}},
"notes": [{{"at": [{right}, -90, 80, 40], "text": "Right"}}]}}"#
    );
    let text = format!("project: {{key: P, name: Pea}}\n{SOLUTION}");
    let mut board = Board::new(&[("project.yml", &text), ("canvas.json", &canvas)]);
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    board
}

fn rect(board: &Board, id: &str) -> Rect {
    Scene::new(&board.diagram, &board.arrangement, None).shape(&id.into()).unwrap().rect
}

#[test]
fn what_is_unfolded_makes_room_in_the_same_step() {
    let mut board = around_a_solution(400.0, 400.0);
    let unfold = Gesture::Unfold { solution: "it".into(), unfolded: true };
    let step = board.perform(&unfold).unwrap();
    board.apply(&step.changes);
    board.check_layout(&step);
    let scene = Scene::new(&board.diagram, &board.arrangement, None);
    let inside = scene.shape(&"it".into()).unwrap().rect;
    let outside = ["dataset.RIGHT", "dataset.BELOW", "dataset.CORNER", "dataset.LEFT"];
    for id in outside {
        let rect = scene.shape(&id.into()).unwrap().rect;
        assert!(!inside.meets(&rect), "{id} at {rect:?} in {inside:?}");
    }
    // The gaps stay as they were, and what stands elsewhere does too.
    let at = |id: &str| board.arrangement.places[&id.into()];
    assert_eq!(at("dataset.LEFT"), Point::new(-300.0, 0.0));
    assert_eq!(at("dataset.RIGHT").y.to_bits(), 0.0_f64.to_bits());
    assert_eq!(at("dataset.BELOW").x.to_bits(), 0.0_f64.to_bits());
    assert_eq!(at("dataset.CORNER"), Point::new(at("dataset.RIGHT").x, at("dataset.BELOW").y));
    let by = at("dataset.RIGHT").since(Point::new(400.0, 0.0));
    assert_eq!(board.arrangement.notes[0].rect.origin, Point::new(400.0, -90.0).shifted(by));
}

#[test]
fn what_is_unfolded_moves_nothing_where_there_is_room() {
    let mut board = around_a_solution(9_000.0, 9_000.0);
    expect![[r##"
        # Unfold it
        # canvas.json
        -{"version": 1, "nodes": {"dataset.BELOW": [0, 9000], "dataset.CORNER": [9000, 9000],
        -"dataset.LEFT": [-300, 0], "dataset.RIGHT": [9000, 0], "it": [0, 0]},
        -"notes": [{"at": [9000, -90, 80, 40], "text": "Right"}]}
        +{
        +  "version": 1,
        +  "nodes": {
        +    "dataset.BELOW": [0, 9000],
        +    "dataset.CORNER": [9000, 9000],
        +    "dataset.LEFT": [-300, 0],
        +    "dataset.RIGHT": [9000, 0],
        +    "it": [0, 0]
        +  },
        +  "unfolded": [
        +    "it"
        +  ],
        +  "notes": [
        +    {"at": [9000, -90, 80, 40], "text": "Right"}
        +  ]
        +}
        +
    "##]]
    .assert_eq(&board.after(&Gesture::Unfold { solution: "it".into(), unfolded: true }));
}

#[test]
fn the_frame_around_what_is_unfolded_makes_room_too() {
    let unfold = Gesture::Unfold { solution: "it".into(), unfolded: true };
    let mut wide = around_a_solution(9_000.0, 9_000.0);
    wide.after(&unfold);
    // Beside the inside, but in the way of the frame around it.
    let mut board = around_a_solution(rect(&wide, "it").right() + 20.0, 9_000.0);
    board.after(&Gesture::Group { nodes: ids(&["it"]), name: "F".into() });
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    board.after(&unfold);
    let (frame, right) = (rect(&board, "frame:F"), rect(&board, "dataset.RIGHT"));
    assert!(frame.contains(&rect(&board, "it")) && !frame.meets(&right), "{right:?} in {frame:?}");
}

#[test]
fn a_frame_that_the_inside_would_cover_makes_room() {
    let unfold = Gesture::Unfold { solution: "it".into(), unfolded: true };
    let mut wide = around_a_solution(9_000.0, 9_000.0);
    wide.after(&unfold);
    // The inside reaches the title of the frame, not what is in it.
    let mut board = around_a_solution(9_000.0, rect(&wide, "it").bottom() + 40.0);
    board.after(&Gesture::Group { nodes: ids(&["dataset.BELOW"]), name: "F".into() });
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    board.after(&unfold);
    assert!(!rect(&board, "it").meets(&rect(&board, "frame:F")));
}
