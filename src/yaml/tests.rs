//! What a text reads as, and what is said about it.

use expect_test::{Expect, expect};

use super::*;

fn read_text(text: &str) -> Document {
    parse(FileId(0), &Source::new("project.yml", text))
}

fn value(text: &str) -> serde_json::Value {
    let document = read_text(text);
    assert_eq!(document.problems, vec![], "{text}");
    document.root.unwrap().to_value()
}

/// Problems as `RULE path: message @ text in its range`.
fn problems(text: &str) -> String {
    let shown = read_text(text).problems.into_iter().map(|problem| {
        let at = problem.at.unwrap().range.of(text);
        format!("{} {}: {} @ {at:?}\n", problem.rule.id, problem.path, problem.message)
    });
    shown.collect()
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&problems(text));
}

#[test]
fn reads_values_of_every_kind() {
    let text =
        "a: [1, 1.0, true, ~, text, 'x', \"y\\n\"]\nb:\n  - c: |\n      two\n      lines\n  -\n1: one\n";
    let expected = serde_json::json!({
        "a": [1, 1.0, true, null, "text", "x", "y\n"],
        "b": [{"c": "two\nlines\n"}, null],
        "1": "one",
    });
    assert_eq!(value(text), expected);
}

#[test]
fn every_value_has_its_bytes() {
    let text = "a: 'x'  # c\nb: |\n  t\n\nc: [1, 2] # d\nd:\n  - e: {f: 1}\n\n# end\ng:\nh: *z\ni: &z 5\n";
    let root = read_text(text).root.unwrap();
    let of = |key: &str| root.get(key).unwrap().range.of(text);
    assert_eq!((of("a"), of("b"), of("c"), of("d")), ("'x'", "|\n  t", "[1, 2]", "- e: {f: 1}"));
    assert_eq!((of("g"), of("h"), of("i")), ("", "*z", "5"));
    assert_eq!(root.get("g").unwrap().range.start as usize, text.find("g:").unwrap() + 2);
    assert_eq!(root.range.of(text).lines().last(), Some("i: &z 5"));
}

#[test]
fn aliases_and_merge_keys_expand() {
    let text = "base: &b {x: 1, y: 2}\nmore: &m\n  <<: *b\n  y: 3\nuse:\n  <<: [*m, {z: 4, x: 9}]\n  w: 0\ncopy: *b\n";
    let expected = serde_json::json!({
        "base": {"x": 1, "y": 2},
        "more": {"x": 1, "y": 3},
        "use": {"w": 0, "y": 3, "x": 1, "z": 4},
        "copy": {"x": 1, "y": 2},
    });
    assert_eq!(value(text), expected);
    assert_eq!(value("'<<': 1\n"), serde_json::json!({"<<": 1}));
}

#[test]
fn line_endings_and_byte_order_mark_do_not_matter() {
    let unix = value("a: |\n  x\n  y\nb: 1\n");
    assert_eq!(value("\u{feff}a: |\r\n  x\r\n  y\r\nb: 1\r\n"), unix);
    assert_eq!(value("a: |\r  x\r  y\rb: 1\r"), unix);
    assert_eq!(value("%YAML 1.2\n---\na: 1\n...\n"), serde_json::json!({"a": 1}));
}

#[test]
fn malformed_text() {
    check(
        "a: [1\nb: 2\n",
        expect![[r#"
        SYN001 $: line 2: illegal placement of ':' indicator @ ""
    "#]],
    );
    check(
        "a: \"x\n",
        expect![[r#"
        SYN001 $: line 2: invalid indentation in multiline quoted scalar @ ""
    "#]],
    );
    check(
        "a: 1\n\tb: 2\n",
        expect![[r#"
        SYN001 $: line 1: while scanning a plain scalar, found a tab @ ""
    "#]],
    );
    check(
        "a: *x\n",
        expect![[r#"
        SYN001 $: the alias "x" names no anchor @ "*x"
    "#]],
    );
    check(
        "<<: 5\n",
        expect![[r#"
        SYN001 $: the merge key << needs a mapping or a list of mappings @ "5"
    "#]],
    );
    check(
        "a: \u{7}\n",
        expect![[r#"
        SYN001 $: the control character U+0007 is not allowed @ "\u{7}"
    "#]],
    );
    check(
        "a: \u{7f}\n",
        expect![[r#"
        SYN001 $: the control character U+007F is not allowed @ "\u{7f}"
    "#]],
    );
    check(
        r#"a: "\uD83C\uDF0A""#,
        expect![[r#"
        SYN001 $: a \u escape names half of a surrogate pair @ "\"\\uD83C\\uDF0A\""
    "#]],
    );
    check(r#"a: "\\uD83C""#, expect![""]);
    check(
        "a: !!int x\n",
        expect![[r#"
        SYN001 $: the tag "!!int" does not fit "x" @ "x"
    "#]],
    );
}

#[test]
fn duplicate_keys() {
    check(
        "a: 1\nb: {c: 1, d: 2, 'c': 3}\na: 2\n",
        expect![[r#"
        SYN003 b.c: the key "c" was already used on line 2 @ "'c'"
        SYN003 a: the key "a" was already used on line 1 @ "a"
    "#]],
    );
    check(
        "1: a\n\"1\": b\n",
        expect![[r#"
        SYN003 1: the key "1" was already used on line 1 @ "\"1\""
    "#]],
    );
    check(
        "<<: {}\na: 1\n<<: {}\n",
        expect![[r#"
        SYN003 <<: the key "<<" was already used on line 1 @ "<<"
    "#]],
    );
}

#[test]
fn other_syntax_rules() {
    check(
        "",
        expect![[r#"
        SYN005 $: the file is empty or holds only comments @ ""
    "#]],
    );
    check(
        "# only\n",
        expect![[r#"
        SYN005 $: the file is empty or holds only comments @ ""
    "#]],
    );
    check(
        "---\n",
        expect![[r#"
        SYN005 $: the file is empty or holds only comments @ ""
    "#]],
    );
    check("null\n", expect![""]);
    check(
        "a: 1\n---\nb: 2\n",
        expect![[r#"
        SYN004 $: a second document starts on line 2 @ "---"
    "#]],
    );
    check(
        "a: [99999999999999999999, .inf]\n",
        expect![[r#"
        SYN007 $: the number "99999999999999999999" cannot be represented @ "99999999999999999999"
        SYN007 $: the number ".inf" cannot be represented @ ".inf"
    "#]],
    );
    check(
        "a: yes\nb: 'yes'\nc: 1e3\n",
        expect![[r#"
        SYN008 $: "yes" is text here and true or false for YAML 1.1 readers @ "yes"
        SYN008 $: "1e3" is a decimal number here and text for YAML 1.1 readers @ "1e3"
    "#]],
    );
    check(
        "a: !Ref b\nb: !!set {x}\n",
        expect![[r#"
        SYN009 $: the tag "!Ref" is not supported @ "b"
        SYN009 $: the tag "!!set" is not supported @ "{"
    "#]],
    );
    check(
        "a: {{ env.X }}\n? [k]\n: 1\n",
        expect![[r#"
        SYN010 a: a mapping or list is used as a key @ "{{ env.X }}"
        SYN010 $: a mapping or list is used as a key @ "a: {{ env.X }}\n? [k]\n: 1"
    "#]],
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    let source = Source::decode("datasets/a.yml", b"a: \xff\n");
    let document = parse(FileId(0), &source);
    assert_eq!(document.problems[0].message, "datasets/a.yml is not UTF-8: byte 3 cannot be decoded");
}

#[test]
fn limits_hold() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(problems(&deep), "");
    let deeper = format!("{}{}", "[".repeat(101), "]".repeat(101));
    check(
        &deeper,
        expect![[r#"
        SYN006 $: more than 100 nested lists and mappings @ "["
    "#]],
    );
    check(
        &"- ".repeat(5_000),
        expect![[r#"
        SYN006 $: more than 100 nested lists and mappings @ ""
    "#]],
    );
    check(
        "a: &a [*a]\n",
        expect![[r#"
        SYN006 $: an alias stands inside the value it names @ "*a"
    "#]],
    );
    // Each line holds ten times the values of the one before.
    let mut bomb = String::from("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for level in 1..9 {
        let alias = format!("*a{}, ", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", alias.repeat(10));
    }
    check(
        &bomb,
        expect![[r#"
        SYN006 $: more than 1000000 values after aliases are expanded @ "*a4"
    "#]],
    );
    let mut chain = String::from("a0: &a0 [1]\n");
    for level in 1..120 {
        chain += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    check(
        &chain,
        expect![[r#"
        SYN006 $: more than 100 nested lists and mappings @ "*a98"
    "#]],
    );
    let large = Source::new("big.yml", &"#".repeat(MAX_FILE_BYTES + 1));
    assert_eq!(parse(FileId(0), &large).problems[0].message, "the file is larger than 5 MiB");
}
