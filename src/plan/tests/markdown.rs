//! Plans as Markdown.

use super::*;
use crate::plan::markdown::{MAX_SUMMARY, summary};

const PROJECT: &str = "version: '1.0'\nproject: {key: PIPES_A, name: A}\ndatasets:\n";

fn datasets(count: usize) -> String {
    let entry = |number: usize| format!("  - {{name: SET_{number:05}, type: managed}}\n");
    format!("{PROJECT}{}", (0..count).map(entry).collect::<String>())
}

#[test]
fn a_plan_is_a_table_and_its_steps() {
    let old = format!("{PROJECT}  - {{name: OLD, type: managed}}\n  - {{name: KEPT, type: managed}}\n");
    let new = format!(
        "{PROJECT}  - {{name: NEW, type: managed}}\n  - {{name: KEPT, type: managed, format_type: csv}}\n"
    );
    let checks = [
        "Checks: 1 stands in the way of an approval",
        "error POL001: dataset.PIPES_A.OLD would be <b>deleted</b>",
    ];
    let checks = checks.map(str::to_owned);
    let text = summary(&replanned(&old, &new), Some("https://example.com/#p1.s2.x"), &checks);
    expect_test::expect![[r#"
        ### Plan of PIPES\_A, dev

        Plan: 1 to create, 1 to update, 1 to destroy, 1 unchanged.

        [Review the plan](https://example.com/#p1.s2.x)

        **Checks: 1 stands in the way of an approval**

        - error POL001: dataset.PIPES\_A.OLD would be \<b\>deleted\</b\>

        | what | which |
        |---|---|
        | Create 1 dataset | NEW |
        | Update 1 dataset | KEPT |
        | Delete 1 dataset | OLD |

        <details><summary>Every step</summary>

        ```diff
        + dataset NEW
        ! dataset KEPT: formatType
        - dataset OLD
        ```

        </details>

        Digest of the plan: `DIGEST`
    "#]]
    .assert_eq(&text.replace(&crate::plan::json::plan_digest(&replanned(&old, &new)), "DIGEST"));
}

#[test]
fn any_plan_fits_one_comment() {
    let plan = plan_against(&datasets(5_000), None, &[]);
    for address in [None, Some("x".repeat(MAX_SUMMARY / 2 - 1)), Some("x".repeat(MAX_SUMMARY))] {
        let checks: Vec<String> = (0..5_000).map(|at| format!("error POL001: SET_{at:05} goes")).collect();
        let text = summary(&plan, address.as_deref(), &checks);
        assert!(text.contains("SET\\_00001 goes\n") && text.contains("- and 4,"), "{}", &text[..500]);
        assert!(text.chars().count() <= MAX_SUMMARY, "{}", text.chars().count());
        assert!(text.contains("5,001 to create") && text.contains("more are in the plan itself"));
    }
}

#[test]
fn names_are_no_markdown() {
    let text = "version: '1.0'\nconventions: {names: dss}\nproject: {key: A, name: A}\nfolders: []\ndatasets:\n  - {name: 'a|b*c', type: managed}\n";
    let (config, problems) = read_files(&[("project.yml", text)]);
    let Some(valid) = gate(&Arc::new(config), &Arc::default(), &problems, false) else { return };
    let desired = Arc::new(desired(&valid, "<b>"));
    let plan = plan(Basis { config: &valid, desired: &desired, current: None }, &BTreeSet::new());
    assert!(summary(&plan, None, &[]).contains(r"A, \<b\>"), "{}", summary(&plan, None, &[]));
}
