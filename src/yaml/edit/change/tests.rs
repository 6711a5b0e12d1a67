//! Values that become others, and what of the text stays.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Edit, Step};
use crate::source::{FileId, Source};
use crate::text::apply_edits;
use crate::yaml::node::Node;
use crate::yaml::{parse, write};

fn root(text: &str) -> Node {
    parse(FileId(0), &Source::new("p.yml", text)).root.unwrap()
}

fn changed(text: &str, path: &[Step], value: &Value) -> String {
    let root = root(text);
    let edits = Edit::new(text, &root).change(path, value).unwrap();
    apply_edits(text, &edits).unwrap()
}

/// Makes the whole document read as `value`.
fn check(text: &str, value: Value, expected: Expect) {
    let after = changed(text, &[], &value);
    assert_eq!(root(&after).to_value(), value, "{after}");
    expected.assert_eq(&after);
}

#[test]
fn what_stays_keeps_its_text() {
    check(
        "# top\nname: A   # the name\nparams: {table: old, mode: 'x'} # where\nlimit: 1\n",
        json!({"name": "A", "params": {"table": "new", "mode": "x"}, "format": "csv"}),
        expect![[r#"
            # top
            name: A   # the name
            params: {table: new, mode: 'x'} # where
            format: csv
        "#]],
    );
}

#[test]
fn columns_are_known_by_their_names() {
    check(
        "columns:\n  # key\n  - {name: ID, type: int}\n  - name: AT # when\n    type: date\n  - {name: GONE, type: int}\n  - {name: X, type: int}\n",
        json!({"columns": [{"name": "ID", "type": "bigint"}, {"name": "AT", "type": "string"},
            {"name": "X", "type": "int"}, {"name": "NEW", "type": "int"}]}),
        expect![[r#"
            columns:
              # key
              - {name: ID, type: bigint}
              - name: AT # when
                type: string
              - {name: X, type: int}
              - name: NEW
                type: int
        "#]],
    );
}

#[test]
fn a_line_of_code_is_a_line_of_the_change() {
    let text = "code: |\n    select a,\n      b\n    from t\n\nlater: 1\n";
    let root = root(text);
    let value = json!({"code": "select a,\n  c\nfrom t\n", "later": 1});
    let edits = Edit::new(text, &root).change(&[], &value).unwrap();
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].insert, "c");
}

#[test]
fn values_of_several_lines_stand_on_lines_of_their_own() {
    check(
        "code: pass\nlist: [a] # short\nempty:\nlast: x\n",
        json!({"code": "a\nb\n", "list": ["a", "b"], "empty": "c\nd\n", "last": {"b": 1}}),
        expect![[r#"
            code: |
              a
              b
            list: [a, b] # short
            empty: |
              c
              d
            last:
              b: 1
        "#]],
    );
}

#[test]
fn braces_keep_what_stays() {
    check(
        "{a: 'one', b: 2, c: [x, y]}\n",
        json!({"a": "one", "c": ["x"], "d": 4, "e": 5}),
        expect![[r#"
            {a: 'one', c: [x], d: 4, e: 5}
        "#]],
    );
}

#[test]
fn nothing_changes_where_nothing_differs() {
    let text = "a: [1, 2]\nb: {c: \"d\"}\n";
    let root = root(text);
    assert_eq!(Edit::new(text, &root).change(&[], &root.to_value()).unwrap(), []);
}

fn any_members() -> impl Strategy<Value = Value> {
    let value = write::tests::any_value;
    let named = ("[A-D]", value()).prop_map(|(name, more)| json!({"name": name, "more": more}));
    let list = prop::collection::vec(prop_oneof![named, "[a-d]".prop_map(Value::from)], 0..5);
    let member = prop_oneof![value(), list.prop_map(Value::from)];
    prop::collection::btree_map("[a-d]", member, 1..5).prop_map(|members| json!(members))
}

proptest! {
    #[test]
    fn any_document_becomes_any_other(before in any_members(), after in any_members(), in_braces: bool) {
        let text = if in_braces {
            format!("x: {} # behind\ny: 1\n", write::flow(&before))
        } else {
            format!("# above\nx:{}\n# below\ny: 1\n", write::block(&before, 0))
        };
        let becomes = changed(&text, &[Step::Key("x".into())], &after);
        prop_assert_eq!(root(&becomes).to_value(), json!({"x": after, "y": 1}), "{}\n---\n{}", text, becomes);
let comment = if in_braces { "# behind" } else { "# below" };
        prop_assert!(becomes.contains(comment));
    }
}
