//! The insides of solutions shown and hidden: room is made in the same step, and given back.

use expect_test::expect;

use super::entries::ids;
use super::*;
use crate::geometry::Rect;
use crate::scene::Scene;

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

fn unfold(unfolded: bool) -> Gesture {
    Gesture::Unfold { solution: "it".into(), unfolded }
}

/// Performs a gesture on what is seen then.
fn play(board: &mut Board, gesture: &Gesture) {
    board.after(gesture);
    board.look();
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
}

#[test]
fn what_is_folded_again_gives_back_the_room() {
    let mut board = around_a_solution(400.0, 400.0);
    let (places, notes) = (board.arrangement.places.clone(), board.arrangement.notes.clone());
    play(&mut board, &unfold(true));
    assert_ne!(board.arrangement.places[&"dataset.RIGHT".into()], places[&"dataset.RIGHT".into()]);
    play(&mut board, &unfold(false));
    assert_eq!((&board.arrangement.places, &board.arrangement.notes), (&places, &notes));
    assert!(board.arrangement.rooms.is_empty());
}

#[test]
fn what_was_moved_meanwhile_keeps_its_place_beside_what_comes_back() {
    let mut board = around_a_solution(400.0, 400.0);
    let before = board.arrangement.places.clone();
    play(&mut board, &unfold(true));
    let up = board.arrangement.places[&"dataset.CORNER".into()].shifted(Point::new(0.0, -8.0));
    let places = BTreeMap::from([("dataset.CORNER".into(), up)]);
    play(&mut board, &Gesture::Place { act: Placing::Move, places });
    play(&mut board, &unfold(false));
    let at = |id: &str| board.arrangement.places[&id.into()];
    assert_eq!(at("dataset.RIGHT"), before[&"dataset.RIGHT".into()]);
    assert_eq!(at("dataset.BELOW"), before[&"dataset.BELOW".into()]);
    assert_eq!(at("dataset.CORNER").x.to_bits(), before[&"dataset.CORNER".into()].x.to_bits());
}

#[test]
fn nothing_comes_back_over_what_stands_there_now_or_beside_a_solution_that_was_moved() {
    for (id, at) in [("dataset.LEFT", Point::new(420.0, 8.0)), ("it", Point::new(0.0, -8.0))] {
        let mut board = around_a_solution(400.0, 400.0);
        play(&mut board, &unfold(true));
        play(&mut board, &Gesture::Place { act: Placing::Move, places: BTreeMap::from([(id.into(), at)]) });
        let before = board.arrangement.places.clone();
        play(&mut board, &unfold(false));
        assert_eq!(board.arrangement.places, before, "{id}");
    }
}

#[test]
fn solutions_side_by_side_are_folded_in_any_order() {
    let text = "project: {key: P, name: Pea}
datasets: [{name: END, type: managed}]
solutions:
- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: it}
- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: that, zone_prefix: that}
";
    let canvas = r#"{"version": 1, "nodes": {"dataset.END": [800, 0], "it": [0, 0], "that": [400, 0]}}"#;
    for order in [["it", "that"], ["that", "it"]] {
        let mut board = Board::new(&[("project.yml", text), ("canvas.json", canvas)]);
        board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
        let before = board.arrangement.places.clone();
        for (unfolded, names) in [(true, ["it", "that"]), (false, order)] {
            for name in names {
                play(&mut board, &Gesture::Unfold { solution: name.into(), unfolded });
            }
        }
        // The places inside are remembered for the next time.
        let outside = board.arrangement.places.iter().filter(|(id, _)| before.contains_key(*id));
        let outside: BTreeMap<NodeId, Point> = outside.map(|(id, at)| (id.clone(), *at)).collect();
        assert_eq!(outside, before, "{order:?}");
    }
}
