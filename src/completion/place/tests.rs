//! Places in texts that are being typed.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// The place of the bar in `text`, in one line.
fn shown(text: &str) -> String {
    let offset = text.find('¦').unwrap();
    let text = text.replace('¦', "");
    let Some(place) = place_at(&text, offset) else { return "nothing".into() };
    let mut path: Vec<&str> = Vec::new();
    for step in &place.path {
        path.push(match step {
            Step::Key(key) => key,
            Step::Element => "*",
        });
    }
    let flow = if place.in_brackets { " in brackets" } else { "" };
    let quotes = if place.in_quotes { " in quotes" } else { "" };
    let (path, typed) = (path.join("."), place.typed.of(&text));
    format!("/{path} {:?} {typed:?} at {} beside {:?}{flow}{quotes}", place.slot, place.column, place.present)
}

fn check(cases: &[&str], expected: Expect) {
    let lines: Vec<String> = cases.iter().map(|case| format!("{}\n", shown(case))).collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn keys_stand_at_the_column_of_their_mapping() {
    check(
        &[
            "¦",
            "version: '1.0'\npro¦",
            "project:\n  key: P\n  ¦\n  name: Pea\ndatasets:\n",
            "project:\n  ¦",
            "datasets:\n  - name: A\n    ty¦\n    schema:\n      columns: []\n  - name: B\n",
            "datasets:\n- name: A\n  ¦",
            "datasets:\n  - ¦",
            "datasets:\n  - name: A\n    schema:\n      columns:\n        - na¦",
            "datasets:\n  - na¦me: A\n    type: s3\n",
            "recipes:\n  - name: r\n    code: |\n      a: b\n\n    ¦",
        ],
        expect![[r#"
            / Key "" at 0 beside []
            / Key "pro" at 0 beside ["version"]
            /project Key "" at 2 beside ["key", "name"]
            /project Key "" at 2 beside []
            /datasets.* Key "ty" at 4 beside ["name", "schema"]
            /datasets.* Key "" at 2 beside ["name"]
            /datasets Element "" at 2 beside []
            /datasets.*.schema.columns Element "na" at 8 beside []
            /datasets Element "na" at 2 beside []
            /recipes.* Key "" at 4 beside ["name", "code"]
        "#]],
    );
}

#[test]
fn values_belong_to_their_key() {
    check(
        &[
            "datasets:\n  - name: A\n    type: s¦3\n",
            "datasets:\n  - name: A\n    type: ¦\n    connection: lake\n",
            "datasets:\n  - name: A\n    connection: \"{{ env.¦",
            "recipes:\n  - inputs:\n      - A\n      - ¦\n      - C\n",
            "recipes:\n  - inputs:\n    - A\n    - B¦\n",
            "recipes:\n  - name: &n 'r'\n    type: !x py¦",
        ],
        expect![[r#"
            /datasets.* Value("type") "s" at 4 beside ["name"]
            /datasets.* Value("type") "" at 4 beside ["name", "connection"]
            /datasets.* Value("connection") "{{ env." at 4 beside ["name"] in quotes
            /recipes.*.inputs Element "" at 6 beside ["A", "C"]
            /recipes.*.inputs Element "B" at 4 beside ["A"]
            /recipes.* Value("type") "py" at 4 beside ["name"]
        "#]],
    );
}

#[test]
fn brackets_hold_keys_and_elements_too() {
    check(
        &[
            "recipes:\n  - name: r\n    inputs: [A, ¦, C]\n",
            "recipes:\n  - inputs: [A,\n      'B¦",
            "recipes: [{name: r, inputs: [A, B], ¦}]",
            "recipes: [{name: r, ty¦, code: x}]",
            "datasets:\n  - {name: A, type: ¦}\n",
            "datasets:\n  - schema:\n      columns:\n        - {name: A, type: string}\n        - {¦}",
            "recipes:\n  - inputs: [{ref: ¦}]\n",
            "recipes:\n  - inputs: [A] # and B¦\n",
            "recipes:\n  - inputs: [A, # and B¦\n",
            "recipes:\n  - name: r\n    outputs: [A\n  - name: s\n    outputs: [¦\n",
            "recipes:\n  - inputs: [\n      A,\n      ¦\n    ]\n    name: r\n",
        ],
        expect![[r#"
            /recipes.*.inputs Element "" at 4 beside ["A", "C"] in brackets
            /recipes.*.inputs Element "B" at 4 beside ["A"] in brackets in quotes
            /recipes.* Key "" at 0 beside ["name", "inputs"] in brackets
            /recipes.* Key "ty" at 0 beside ["name", "code"] in brackets
            /datasets.* Value("type") "" at 2 beside ["name"] in brackets
            /datasets.*.schema.columns.* Key "" at 8 beside [] in brackets
            /recipes.*.inputs.* Value("ref") "" at 4 beside [] in brackets
            nothing
            nothing
            /recipes.*.outputs Element "" at 4 beside [] in brackets
            /recipes.*.inputs Element "" at 4 beside ["A"] in brackets
        "#]],
    );
}

#[test]
fn nothing_is_said_of_comments_and_long_texts() {
    check(
        &[
            "# pro¦",
            "project: # k¦",
            "recipes:\n  - code: |\n      SELECT ¦\n",
            "recipes:\n  - code: |\n      SELECT 1\n      ¦",
            "project:\n  name: Pea\n    ¦",
            "project:¦",
            "datasets:\n  -¦",
            "datasets:\n  - name: A\n  ¦",
        ],
        expect![[r#"
            nothing
            nothing
            nothing
            nothing
            nothing
            nothing
            nothing
            /datasets Dash "" at 2 beside []
        "#]],
    );
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "[a:# \n\\-\\[\\]{},'\"|é]{0,40}", at in 0usize..60) {
        let at = at.min(text.len());
        if let Some(place) = place_at(&text, at) {
            prop_assert_eq!(place.typed.end as usize, at);
            prop_assert!(text.get(place.typed.span()).is_some());
        }
    }
}
