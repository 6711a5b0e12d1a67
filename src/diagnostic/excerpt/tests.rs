//! Excerpts around marked ranges.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn at(text: &str, range: TextRange) -> Excerpt {
    let source = Source::new("datasets/raw.yml", text);
    excerpt(&source, &LineIndex::new(&source.text), range)
}

/// Marks what stands between `«` and `»`.
fn check(marked: &str, expected: Expect) {
    let start = marked.find('«').unwrap();
    let end = marked.find('»').unwrap() - '«'.len_utf8();
    let text = marked.replace(['«', '»'], "");
    expected.assert_eq(&at(&text, TextRange::new(start, end)).to_string());
}

#[test]
fn a_value_stands_between_its_neighbours() {
    check(
        "datasets:\n  - name: RAW\n    type: «manged»\n    params: {}\n",
        expect![[r#"
             --> datasets/raw.yml:3:11
            2 |   - name: RAW
            3 |     type: manged
              |           ^^^^^^
            4 |     params: {}
        "#]],
    );
}

#[test]
fn a_range_over_several_lines_marks_each_without_its_indentation() {
    check(
        "a: 1\nproject: «\n  key: P\n\n  name: Pé»\nb: 2\n",
        expect![[r#"
             --> datasets/raw.yml:2:10
            1 | a: 1
            2 | project:
              |          ^
            3 |   key: P
              |   ^^^^^^
            4 |
            5 |   name: Pé
              |   ^^^^^^^^
            6 | b: 2
        "#]],
    );
}

#[test]
fn a_long_range_keeps_its_first_lines_and_its_last() {
    let lines: Vec<String> = (1..=20).map(|number| format!("- {number}\n")).collect();
    let lines = lines.concat();
    check(
        &format!("list:\n«{lines}»end: 1\n"),
        expect![[r#"
              --> datasets/raw.yml:2:1
             1 | list:
             2 | - 1
               | ^^^
             3 | - 2
               | ^^^
             4 | - 3
               | ^^^
             5 | - 4
               | ^^^
             6 | - 5
               | ^^^
             … |
            21 | - 20
               | ^^^^
            22 | end: 1
        "#]],
    );
}

#[test]
fn an_empty_range_and_one_at_the_end_are_marked_by_one_caret() {
    check(
        "a: «»b\n",
        expect![[r#"
             --> datasets/raw.yml:1:4
            1 | a: b
              |    ^
        "#]],
    );
    check(
        "a: b«»\n",
        expect![[r#"
             --> datasets/raw.yml:1:5
            1 | a: b
              |     ^
        "#]],
    );
    check(
        "a: b\n«»",
        expect![[r#"
             --> datasets/raw.yml:2:1
            1 | a: b
            2 |
              | ^
        "#]],
    );
    check(
        "«»",
        expect![[r#"
             --> datasets/raw.yml:1:1
            1 |
              | ^
        "#]],
    );
}

#[test]
fn a_long_line_is_cut_around_its_mark() {
    let far = "x".repeat(200);
    check(
        &format!("a: {far}«wrong»{far}\n"),
        expect![[r#"
             --> datasets/raw.yml:1:204
            1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxwrongxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
              |                                ^^^^^
        "#]],
    );
}

#[test]
fn characters_that_hide_are_shown() {
    check(
        "a:«\t»'x\u{202e}y\u{7}'\n",
        expect![[r#"
             --> datasets/raw.yml:1:3
            1 | a:→'x�y␇'
              |   ^
        "#]],
    );
}

proptest! {
    #[test]
    fn every_range_has_an_excerpt_with_a_mark(text in "(\\PC|[\n\t:-]){0,60}", a in 0usize..90, b in 0usize..90) {
        let found = at(&text, TextRange::new(a.min(b), a.max(b)));
        prop_assert!(found.lines.len() <= 9);
        for line in &found.lines {
            let marked = line.mark.clone().map(|mark| line.text.get(mark).map(str::is_empty));
            prop_assert!(matches!(marked, None | Some(Some(false))), "{line:?}");
        }
        let fits = text.is_char_boundary(a) && text.is_char_boundary(b) && a.max(b) <= text.len();
        prop_assert!(!fits || found.lines.iter().any(|line| line.mark.is_some()), "{found:?}");
    }
}
