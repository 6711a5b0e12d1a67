//! The layout document is read as it was written, and refused in words.

use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::workspace::Workspace;

fn sample() -> Arrangement {
    let ids = |ids: &[&str]| ids.iter().map(|id| NodeId::from(*id)).collect::<BTreeSet<_>>();
    Arrangement {
        places: BTreeMap::from([
            (NodeId::from("cleaning"), Point::new(120.0, -80.0)),
            (NodeId::from("dataset.READINGS"), Point::new(0.4, 0.0)),
        ]),
        unfolded: ids(&["upkeep"]),
        rooms: BTreeMap::from([(
            NodeId::from("upkeep"),
            Room { corner: Point::new(296.0, 160.4), by: Point::new(640.0, 0.0) },
        )]),
        frames: vec![Frame {
            name: "Prepare".into(),
            members: ids(&["cleaning"]),
            is_folded: true,
            zone: None,
        }],
        folded_zones: BTreeSet::new(),
        notes: vec![Note { rect: Rect::new(0.0, 0.0, 200.0, 80.0), text: "Ask \"Ada\"\nfirst".into() }],
    }
}

#[test]
fn each_thing_has_a_line() {
    expect![[r#"
        {
          "version": 1,
          "nodes": {
            "cleaning": [120, -80],
            "dataset.READINGS": [0, 0]
          },
          "unfolded": [
            "upkeep"
          ],
          "rooms": {
            "upkeep": [296, 160, 640, 0]
          },
          "frames": [
            {"name": "Prepare", "members": ["cleaning"], "folded": true}
          ],
          "notes": [
            {"at": [0, 0, 200, 80], "text": "Ask \"Ada\"\nfirst"}
          ]
        }
    "#]]
    .assert_eq(&sample().write());
}

#[test]
fn a_document_that_cannot_be_drawn_is_refused_in_words() {
    let refusal = |text: &str| Arrangement::read(text).unwrap_err().to_string();
    expect!["expected ident at line 1 column 2"].assert_eq(&refusal("nodes:"));
    expect!["missing field `version` at line 1 column 2"].assert_eq(&refusal("{}"));
    expect!["it has format 2, which a newer version wrote"].assert_eq(&refusal(r#"{"version": 2}"#));
    expect!["invalid length 1, expected an array of length 2 at line 1 column 33"]
        .assert_eq(&refusal(r#"{"version": 1, "nodes": {"a": [1]}}"#));
    expect!["it is larger than 4 MiB"].assert_eq(&refusal(&" ".repeat(MAX_BYTES + 1)));
    let many: Vec<String> = (0..=MAX_ITEMS).map(|at| format!("\"n{at}\":[0,0]")).collect();
    let many = format!("{{\"version\":1,\"nodes\":{{{}}}}}", many.join(","));
    expect!["it has more than 50000 places, frames or notes"].assert_eq(&refusal(&many));
}

#[test]
fn what_reaches_too_far_is_brought_back() {
    let text = r#"{"version": 1, "nodes": {"a": [1e300, -1e300]}, "frames": [
        {"name": "F", "members": ["a"]}, {"name": "G", "members": ["a"]}, {"name": "F", "members": ["b"]}],
        "notes": [{"at": [0, 0, -5, 0], "text": ""}]}"#;
    let read = Arrangement::read(text).unwrap();
    assert_eq!(read.places[&NodeId::from("a")], Point::new(MAX_COORDINATE, -MAX_COORDINATE));
    assert_eq!(read.frames.len(), 1);
    assert_eq!(read.notes[0].rect, Rect::new(0.0, 0.0, 40.0, 40.0));
}

#[test]
fn the_document_becomes_the_last_file_and_is_then_edited() {
    let mut inputs = Workspace { files: vec![Source::new("project.yml", "")], ..Workspace::default() };
    assert_eq!(Arrangement::default().change(&inputs.files), None);
    let before = inputs.clone();
    let first = sample().change(&inputs.files).unwrap();
    let undo = crate::history::apply(&mut inputs, &[first]).unwrap();
    assert_eq!(sample().change(&inputs.files), None);
    let mut moved = Arrangement::of(&inputs.files).unwrap();
    moved.places.insert(NodeId::from("cleaning"), Point::new(121.0, -80.0));
    let Some(Change::Edit { edits, .. }) = moved.change(&inputs.files) else { panic!("no edit") };
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].insert, "1");
    crate::history::apply(&mut inputs, &undo).unwrap();
    assert_eq!(inputs, before);
}

#[test]
fn a_renamed_node_keeps_its_place_and_a_forgotten_one_its_frame_not() {
    let mut arrangement = sample();
    arrangement.rename(&"cleaning".into(), &"cleansing".into());
    assert_eq!(arrangement.places[&NodeId::from("cleansing")], Point::new(120.0, -80.0));
    assert_eq!(arrangement.frame_of(&"cleansing".into()).unwrap().name, "Prepare");
    arrangement.forget(&"cleansing".into());
    assert!(arrangement.frames.is_empty());
    assert_eq!(arrangement.places.len(), 1);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        nodes in prop::collection::btree_map("[a-z\"\\\\ é]{1,6}", (-999i32..999, -999i32..999), 0..8),
        notes in prop::collection::vec((".{0,12}", -99i32..99, 40i32..400), 0..4),
        folded in any::<bool>(),
    ) {
        let id = |name: &String| NodeId::from(name.as_str());
        let members: BTreeSet<NodeId> = nodes.keys().take(2).map(id).collect();
        let frame = Frame { name: "F".into(), members, is_folded: folded, zone: None };
        let room = |x: i32, y: i32| {
            let corner = Point::new(x.into(), y.into());
            Room { corner, by: Point::new(y.into(), x.into()) }
        };
        let arrangement = Arrangement {
            places: nodes.iter().map(|(name, (x, y))| (id(name), Point::new((*x).into(), (*y).into()))).collect(),
            unfolded: nodes.keys().skip(1).map(id).collect(),
            rooms: nodes.iter().skip(1).map(|(name, (x, y))| (id(name), room(*x, *y))).collect(),
            folded_zones: nodes.keys().take(3).cloned().collect(),
            frames: (!frame.members.is_empty()).then_some(frame).into_iter().collect(),
            notes: notes
                .into_iter()
                .map(|(text, x, size)| Note { rect: Rect::new(x.into(), 0.0, size.into(), size.into()), text })
                .collect(),
        };
        let text = arrangement.write();
        prop_assert_eq!(Arrangement::read(&text).unwrap(), arrangement);
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        let _ = Arrangement::read(&text);
    }
}
