//! State files that are not read, or not without a problem.

use expect_test::expect;

use super::*;

#[test]
fn text_that_is_no_state() {
    for (text, expected) in [
        (
            "",
            expect![[r#"
            error STA001 $: the state file is not readable JSON: EOF while parsing a value at line 1 column 0
        "#]],
        ),
        (
            "{",
            expect![[r#"
            error STA001 $: the state file is not readable JSON: EOF while parsing an object at line 1 column 1
        "#]],
        ),
        (
            "[]",
            expect![[r#"
            error STA001 $: expected an object, found a list
        "#]],
        ),
        (
            "NaN",
            expect![[r#"
            error STA001 $: the state file is not readable JSON: expected value at line 1 column 1
        "#]],
        ),
        (
            "{} {}",
            expect![[r#"
            error STA001 $: the state file is not readable JSON: trailing characters at line 1 column 4
        "#]],
        ),
        (
            "{}",
            expect![[r#"
            error STA001 version: missing; expected the number 1
            error STA001 serial: missing; expected a whole number from 0
            error STA001 updated_at: missing; expected a date and time as 2025-06-01T09:00:00
            error STA001 resources: missing; expected a mapping from id to resource
        "#]],
        ),
    ] {
        expected.assert_eq(&report(text));
    }
    let deep = format!("{{\"resources\": {}", "[".repeat(200));
    expect![[r#"
        error STA001 $: the state file is not readable JSON: recursion limit exceeded at line 1 column 141
    "#]]
    .assert_eq(&report(&deep));
}

#[test]
fn fields_of_the_top_level() {
    check(
        "\"version\": 1",
        "\"version\": 1.0",
        expect![[r#"
        error STA002 version: version 1.0 is not supported; expected the number 1
    "#]],
    );
    check(
        "\"version\": 1",
        "\"version\": true",
        expect![[r#"
        error STA002 version: version true is not supported; expected the number 1
    "#]],
    );
    check(
        "\"serial\": 3",
        "\"serial\": -1",
        expect![[r#"
            error STA001 serial: expected a whole number from 0, found -1
        "#]],
    );
    check(
        "\"serial\": 3",
        "\"serial\": 3.0",
        expect![[r#"
            error STA001 serial: expected a whole number from 0, found 3.0
        "#]],
    );
    check(
        "\"lineage\": null",
        "\"lineage\": 5",
        expect![[r#"
            error STA001 lineage: expected text or null, found 5
        "#]],
    );
    check(
        "\"environment\": \"dev\"",
        "\"environment\": null",
        expect![[r#"
        error STA001 environment: expected text, found null
    "#]],
    );
    check(
        "\"environment\": \"dev\"",
        "\"environment\": \"prod\"",
        expect![[r#"
        warning STA003 environment: the state is of environment "prod", the plan of "dev"
    "#]],
    );
    check("\"environment\": \"dev\"", "\"environment\": \"\"", expect![""]);
    check(
        "\"updated_at\": \"2025-06-01T09:00:00.000001\"",
        "\"updated_at\": \"soon\"",
        expect![[r#"
            error STA001 updated_at: expected a date and time as 2025-06-01T09:00:00, found the text "soon"
        "#]],
    );
    check(
        "\"serial\": 3",
        "\"serial\": 3, \"serial\": 4",
        expect![[r#"
        error STA001 $: "serial" occurs twice
    "#]],
    );
    check(
        "\"serial\": 3",
        "\"serial\": 3, \"$schema\": \"x\"",
        expect![[r#"
        error STA001 $: the file has the form of the architecture sketch (it has $schema), which is not supported
    "#]],
    );
}

#[test]
fn entries() {
    check(
        "\"resource_type\": \"project\",",
        "",
        expect![[r#"
        error STA001 resources[project.P].resource_type: missing; expected text
    "#]],
    );
    check(
        "\"resource_type\": \"project\"",
        "\"resource_type\": \"dataset\"",
        expect![[r#"
        error STA005 resources[project.P]: the entry "project.P" has the resource_type "dataset"
    "#]],
    );
    check(
        "\"resource_id\": \"project.P\"",
        "\"resource_id\": \"project.Q\"",
        expect![[r#"
        error STA005 resources[project.P]: the entry "project.P" has the resource_id "project.Q"
    "#]],
    );
    check(
        "\"project.P\": {",
        "\"project.P.x\": {",
        expect![[r#"
        error STA005 resources[project.P.x]: "project.P.x" is no resource id: a project's id is written project.KEY
    "#]],
    );
    check(
        "\"attributes\": {}",
        "\"attributes\": []",
        expect![[r#"
        error STA001 resources[dataset.P.A].attributes: expected a mapping, found a list
    "#]],
    );
    check(
        "\"deployed_by\": \"config\",",
        "",
        expect![[r#"
        error STA001 resources[project.P].metadata.deployed_by: missing; expected text
    "#]],
    );
    check(
        "\"dataiku_internal_id\": null",
        "\"dataiku_internal_id\": 1",
        expect![[r#"
            error STA001 resources[project.P].metadata.dataiku_internal_id: expected text or null, found 1
        "#]],
    );
    check(
        "\"checksum\": \"b31f7",
        "\"checksum\": \"zzzzz",
        expect![[r#"
        warning STA004 resources[project.P].metadata.checksum: the stored checksum zzzzz44acfe7… is not that of the attributes, b31f744acfe7…
    "#]],
    );
    check(
        "\"prevent_destroy\": true",
        "\"prevent_destroy\": 1",
        expect![[r#"
            error STA001 resources[project.P].metadata.lifecycle.prevent_destroy: expected true or false, found 1
        "#]],
    );
    check(
        "\"settings.a\"",
        "1",
        expect![[r#"
            error STA001 resources[project.P].metadata.lifecycle.ignore_changes: expected a list of nothing but texts, found a list
        "#]],
    );
    check(
        "\"dataset.P.A\": {",
        "\"project.P\": {}, \"dataset.P.A\": {",
        expect![[r#"
        error STA001 resources: "project.P" occurs twice
    "#]],
    );
    check(
        "\"dataset.P.A\": {",
        "\"model.P.m\": 5, \"dataset.P.A\": {",
        expect![[r#"
            error STA001 resources[model.P.m]: expected a mapping, found 5
        "#]],
    );
}

#[test]
fn entries_are_not_read_below_a_broken_top() {
    let text = STATE.replacen("\"serial\": 3,", "", 1).replacen("\"resource_type\": \"project\",", "", 1);
    expect![[r#"
        error STA001 serial: missing; expected a whole number from 0
    "#]]
    .assert_eq(&report(&text));
}
