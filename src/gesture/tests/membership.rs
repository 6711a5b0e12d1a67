//! Nodes put into frames and zones and taken out of them, and frames taken away.

use expect_test::{Expect, expect};

use super::entries::ids;
use super::zones::zoned;
use super::*;
use crate::geometry::Rect;
use crate::scene::Scene;

pub(super) const ZONED: &str = "version: '1.1'
zones: # in the flow's order
  - {name: Raw, color: '#2ab1ac'} # as delivered
  # prepared
  - name: Clean
  - name: Later
datasets:
  - {name: A, type: s3, zone: Raw} # here
  - name: B
    # still raw
    zone: Raw # for now
    type: s3
  - name: C
    type: s3
blocks:
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: cleaning}
";

pub(super) fn to(names: &[&str], frame: Option<&str>) -> Gesture {
    Gesture::MoveTo { nodes: ids(names), frame: frame.map(str::to_owned), places: BTreeMap::new() }
}

/// The lines of the text that change, without those of the layout document.
fn text_after(gesture: &Gesture) -> String {
    let mut board = placed(ZONED);
    let told = board.after(gesture);
    told.split("# canvas.json").next().unwrap_or_default().replace("# project.yml\n", "")
}

#[track_caller]
fn check(gesture: &Gesture, expected: Expect) {
    expected.assert_eq(&text_after(gesture));
}

/// A project whose nodes stand where the automatic layout puts them.
pub(super) fn placed(text: &str) -> Board {
    let mut board = Board::of(text);
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    board
}

pub(super) fn play(board: &mut Board, gesture: &Gesture) -> String {
    let told = board.after(gesture);
    board.look();
    let scene = Scene::new(&board.diagram, &board.arrangement, None);
    board.shown = scene.places;
    told
}

pub(super) fn rect(board: &Board, id: &str) -> Rect {
    Scene::new(&board.diagram, &board.arrangement, None).shape(&id.into()).expect("it is drawn").rect
}

#[test]
fn a_zone_is_written_at_what_comes_into_it_and_taken_away_from_what_leaves() {
    check(
        &to(&["dataset.C", "dataset.B"], Some("Clean")),
        expect![[r#"
        # Move 2 nodes to Clean
        -    zone: Raw # for now
        +    zone: Clean # for now
        +    zone: Clean
    "#]],
    );
    check(
        &to(&["dataset.B"], None),
        expect![[r#"
        # Take B out of Raw
        -    # still raw
        -    zone: Raw # for now
    "#]],
    );
    check(
        &to(&["dataset.A"], None),
        expect![[r#"
        # Take A out of Raw
        -  - {name: A, type: s3, zone: Raw} # here
        +  - {name: A, type: s3} # here
    "#]],
    );
    check(
        &to(&["dataset.A"], Some("Raw")),
        expect!["Nothing was changed: it is there already. Choose another frame."],
    );
    check(
        &to(&["dataset.A"], Some("Gone")),
        expect!["Nothing was changed: there is no frame Gone. Look at the canvas again; it has moved on."],
    );
    check(
        &to(&["cleaning"], Some("Raw")),
        expect![
            "Nothing was changed: cleaning is a block, which makes a zone of its own. Set the zone's name in its properties instead, or frame it."
        ],
    );
    check(&to(&[], None), expect!["Nothing was changed: nothing is selected. Select what to move first."]);
}

#[test]
fn the_zone_field_of_the_panel_moves_too() {
    let mut board = placed(ZONED);
    let set = |zone: Option<&str>| zoned("dataset.C", zone);
    play(&mut board, &set(Some("Raw")));
    assert!(rect(&board, "frame:Raw").contains(&rect(&board, "dataset.C")));
    play(&mut board, &set(None));
    assert!(!rect(&board, "frame:Raw").meets(&rect(&board, "dataset.C")));
    // What a variable stands for is not known.
    let told = play(&mut board, &set(Some("{{ env.ZONE }}")));
    assert!(told.contains("+    zone: \"{{ env.ZONE }}\"") && !told.contains("canvas.json"), "{told}");
}

#[test]
fn what_comes_in_by_keyboard_stands_inside_and_what_goes_out_stands_outside() {
    let mut board = placed(ZONED);
    play(&mut board, &to(&["dataset.C"], Some("Raw")));
    let frame = rect(&board, "frame:Raw");
    for id in ["dataset.A", "dataset.B", "dataset.C"] {
        assert!(frame.contains(&rect(&board, id)), "{id}");
    }
    for id in ["frame:Clean", "frame:Later", "cleaning"] {
        assert!(!frame.meets(&rect(&board, id)), "{id}");
    }
    play(&mut board, &to(&["dataset.A"], None));
    assert!(!rect(&board, "frame:Raw").meets(&rect(&board, "dataset.A")));
}

#[test]
fn a_zone_stays_where_it_was_when_its_last_member_leaves() {
    let mut board = placed(ZONED);
    play(&mut board, &to(&["dataset.C"], Some("Later")));
    let stood = rect(&board, "frame:Later").origin;
    assert!(rect(&board, "frame:Later").contains(&rect(&board, "dataset.C")));
    play(&mut board, &to(&["dataset.C"], None));
    assert_eq!(rect(&board, "frame:Later").origin, stood);
}

#[test]
fn places_that_are_given_are_kept_and_a_frame_goes_with_its_last_member() {
    let mut board = placed(ZONED);
    play(&mut board, &Gesture::Group { nodes: ids(&["dataset.C"]), name: "Own".into() });
    let at = Point::new(4_000.0, 80.0);
    let out = |frame: Option<&str>| Gesture::MoveTo {
        nodes: ids(&["dataset.C"]),
        frame: frame.map(str::to_owned),
        places: BTreeMap::from([("dataset.C".into(), at)]),
    };
    let told = play(&mut board, &out(None));
    assert!(told.starts_with("# Take C out of Own\n"), "{told}");
    assert_eq!(board.arrangement.places[&"dataset.C".into()], at);
    assert!(board.arrangement.frames.iter().all(|frame| frame.name != "Own"));
    play(&mut board, &Gesture::Group { nodes: ids(&["cleaning"]), name: "Own".into() });
    let told = play(&mut board, &out(Some("Own")));
    assert!(!told.contains("project.yml"), "{told}");
    assert!(rect(&board, "frame:Own").contains(&rect(&board, "dataset.C")));
}

#[test]
fn what_goes_into_a_folded_frame_has_a_free_place_when_it_is_unfolded() {
    let mut board = placed(ZONED);
    play(&mut board, &Gesture::Fold { frame: "Raw".into(), folded: true });
    let dropped = rect(&board, "frame:Raw").origin;
    let places = BTreeMap::from([("dataset.C".into(), dropped)]);
    play(&mut board, &Gesture::MoveTo { nodes: ids(&["dataset.C"]), frame: Some("Raw".into()), places });
    play(&mut board, &Gesture::Fold { frame: "Raw".into(), folded: false });
    for id in ["dataset.A", "dataset.B"] {
        assert!(!rect(&board, id).meets(&rect(&board, "dataset.C")), "{id}");
    }
}

#[test]
fn a_frame_is_drawn_around_its_members_alone() {
    let mut board = Board::of(CHAIN);
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    // The block between the two is not meant.
    play(&mut board, &Gesture::Group { nodes: ids(&["dataset.READINGS", "features"]), name: "F".into() });
    let frame = rect(&board, "frame:F");
    for id in ["dataset.READINGS", "features"] {
        assert!(frame.contains(&rect(&board, id)), "{id}");
    }
    for id in ["cleaning", "dataset.COPY", "recipe.copy"] {
        assert!(!frame.meets(&rect(&board, id)), "{id}");
    }
}

#[test]
fn a_frame_around_neighbours_moves_nothing() {
    let mut board = Board::of(CHAIN);
    board.shown = Scene::new(&board.diagram, &board.arrangement, None).places;
    let before = board.shown.clone();
    play(&mut board, &Gesture::Group { nodes: ids(&["cleaning", "features"]), name: "F".into() });
    assert_eq!(board.arrangement.places, before);
}

#[test]
fn frames_and_zones_are_taken_away_and_what_is_in_them_stays() {
    let away =
        |names: &[&str]| Gesture::Ungroup { frames: names.iter().map(|name| (*name).to_owned()).collect() };
    check(
        &away(&["Raw"]),
        expect![[r#"
        # Take Raw away, 2 nodes kept
        -  - {name: Raw, color: '#2ab1ac'} # as delivered
        -  - {name: A, type: s3, zone: Raw} # here
        +  - {name: A, type: s3} # here
        -    # still raw
        -    zone: Raw # for now
    "#]],
    );
    check(
        &away(&["Later"]),
        expect![[r#"
        # Take Later away
        -  - name: Later
    "#]],
    );
    check(
        &away(&["Raw", "Clean", "Later"]),
        expect![[r#"
        # Take 3 frames away, 2 nodes kept
        -zones: # in the flow's order
        -  - {name: Raw, color: '#2ab1ac'} # as delivered
        -  # prepared
        -  - name: Clean
        -  - name: Later
        +zones: [] # in the flow's order
        -  - {name: A, type: s3, zone: Raw} # here
        +  - {name: A, type: s3} # here
        -    # still raw
        -    zone: Raw # for now
    "#]],
    );
}
