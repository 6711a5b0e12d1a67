//! Places, frames and notes, and how the layout document follows the text.

use expect_test::expect;

use super::*;
use crate::geometry::Rect;

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
        # Delete A
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
        Nothing was changed: A is no solution. Only solutions have an inside to show."##]]
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
