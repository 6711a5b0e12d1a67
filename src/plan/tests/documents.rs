//! Golden documents of plans.

use expect_test::expect_file;
use serde_json::Value;

use super::bakery::{BAKERY, CHANGED};
use super::json::{plan_digest, plan_json};
use super::terraform::terraform_json;
use super::*;

/// Canonical JSON, indented for the eye.
fn pretty(json: &str) -> String {
    serde_json::to_string_pretty(&serde_json::from_str::<Value>(json).unwrap()).unwrap()
}

#[test]
fn the_json_of_a_plan() {
    let plan = replanned(BAKERY, CHANGED);
    let json = plan_json(&plan, "2025-06-02T10:00:00Z");
    assert_eq!(json, crate::value::canonical(&serde_json::from_str(&json).unwrap()));
    expect_file!["./plan.json"].assert_eq(&pretty(&json));
}

#[test]
fn the_digest_of_a_plan_does_not_depend_on_its_date() {
    let plan = replanned(BAKERY, CHANGED);
    let dated =
        plan_json(&plan, "2025-06-02T10:00:00Z").replace("\"created_at\": \"2025-06-02T10:00:00Z\", ", "");
    assert_eq!(plan_digest(&plan), crate::value::sha256(&dated));
    assert_ne!(plan_digest(&plan), plan_digest(&plan_against(BAKERY, None, &[])));
    assert_ne!(
        plan_digest(&plan),
        plan_digest(&plan_against(CHANGED, Some(&applied(BAKERY)), &["project.BAKERY"]))
    );
}

#[test]
fn terraform_viewers_read_a_plan() {
    let old = "project: {key: P, name: p}\ndatasets: [{name: A, type: s3}, {name: GONE, type: s3}]";
    let new = "project: {key: P, name: p}\ndatasets: [{name: A, type: hdfs}, {name: NEW, type: s3}]";
    expect_file!["./terraform.json"]
        .assert_eq(&pretty(&terraform_json(&replanned(old, new), "2025-06-02T10:00:00Z")));
}
