//! Entries added, and what is not edited.

use expect_test::{Expect, expect};

use super::deletion::delete;
use super::*;
use crate::insertion::NewDataset;

#[track_caller]
pub(super) fn check(text: &str, gesture: Gesture, expected: Expect) {
    expected.assert_eq(&Board::of(text).after(&gesture));
}

pub(super) fn ids(names: &[&str]) -> Vec<NodeId> {
    names.iter().map(|name| NodeId::from(*name)).collect()
}

#[test]
fn new_entries_are_added_at_a_place() {
    let addition = Addition { datasets: vec![NewDataset::managed("RAW")], ..Addition::default() };
    check(
        CHAIN,
        Gesture::Add { addition: addition.clone(), at: Some(Point::new(7.4, 8.0)) },
        expect![[r##"
            # Add RAW
            +  - name: RAW
            +    type: managed
            # canvas.json
            +{
            +  "version": 1,
            +  "nodes": {
            +    "cleaning": [0, 0],
            +    "dataset.COPY": [300, 0],
            +    "dataset.RAW": [7, 8],
            +    "dataset.READINGS": [200, 0],
            +    "features": [100, 0],
            +    "recipe.copy": [400, 0]
            +  }
            +}
        "##]],
    );
    check(
        "datasets: [{name: raw, type: managed}]\n",
        Gesture::Add { addition, at: None },
        expect!["Nothing was changed: the name RAW is taken. Choose another one."],
    );
}

#[test]
fn nothing_is_edited_while_the_text_cannot_be_read() {
    let mut board = Board::of(CHAIN);
    let broken = board.workspace.files[0].text.replace("recipes:\n-", "recipes:\n  - x: [\n-");
    board.workspace.files[0] = board.workspace.files[0].with_text(&broken);
    board.analysis = crate::workspace::analyze(&board.workspace);
    expect![[r#"Nothing was changed: project.yml cannot be read (line 20: "-" is only valid inside a block), so the canvas shows its last good state. Mend the text first; the problems say where."#]].assert_eq(&board.after(&delete(&["cleaning"])));
    let places = BTreeMap::from([(NodeId::from("cleaning"), Point::new(1.0, 2.0))]);
    assert!(board.perform(&Gesture::Place { act: Placing::Move, places }).is_ok());
}

#[test]
fn what_is_shared_is_not_edited() {
    let text = "datasets: &list
  - &a {name: A, type: managed}
  - <<: *a
    name: B
recipes:
  - {name: r, type: sync, inputs: &in [A], outputs: [B]}
  - {name: s, type: sync, inputs: *in, outputs: []}
";
    check(
        text,
        Gesture::Wire(link("dataset.B.out > recipe.s.in")),
        expect![
            "Nothing was changed: `inputs` is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        Gesture::Wire(link("dataset.B.out > recipe.r.in")),
        expect![
            "Nothing was changed: the value is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        delete(&["dataset.A"]),
        expect![
            "Nothing was changed: `inputs` is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        delete(&["recipe.s"]),
        expect![[r#"
            # Delete s
            -  - {name: s, type: sync, inputs: *in, outputs: []}
        "#]],
    );
}
