//! Connections that work, and that fail at each step.

use serde_json::{Value, json};

use super::*;

const PAGE: &str = "https://blocks.example.com";

/// What a server answers to one request after the other.
type Script = Vec<Result<Response, Interruption>>;

fn answer(body: Value) -> Response {
    Response::json(200, &body)
}

fn refusal(status: u16, message: &str) -> Response {
    Response::json(status, &json!({"errorType": "X", "message": message}))
}

fn page(status: u16) -> Response {
    Response { status, headers: Vec::new(), body: b"<!doctype html><title>Sign in</title>".to_vec() }
}

fn node() -> Response {
    answer(json!({"nodeId": "design1", "nodeName": "Design", "nodeType": "DESIGN", "dssVersion": "15.2.0"}))
}

fn identity() -> Response {
    answer(json!({"authIdentifier": "mlee", "groups": ["analysts"]}))
}

/// Plays a script to its end, or to that of the test.
fn played(address: &str, project: Option<&str>, script: Script) -> (Welcome, Vec<String>) {
    let page = Origin::parse(PAGE).unwrap();
    let endpoint = Endpoint::parse(address, &page);
    let mut welcome = Welcome::new(endpoint, page, project.map(str::to_owned));
    let mut sent = Vec::new();
    for outcome in script {
        let request = welcome.next().expect("the test is over before its script");
        sent.push(request.target());
        welcome.answered(outcome);
    }
    assert_eq!(welcome.next(), None, "{:?}", welcome.checks);
    (welcome, sent)
}

/// The step that failed, and what is said there.
fn failed(welcome: &Welcome) -> (Step, &Problem) {
    let check = welcome.checks.last().unwrap();
    assert!(welcome.checks.iter().rev().skip(1).all(|check| check.outcome.is_ok()), "{:?}", welcome.checks);
    assert!(welcome.checks.windows(2).all(|pair| pair[0].step < pair[1].step), "{:?}", welcome.checks);
    (check.step, check.outcome.as_ref().unwrap_err())
}

#[test]
fn a_connection_that_works_passes_every_step() {
    let tree = Ok(answer(json!([{"name": "blocks", "children": [{"name": "index.json"}]}])));
    let script =
        vec![Ok(node()), Ok(identity()), Ok(answer(json!([{"projectKey": "A"}, {"projectKey": "B"}]))), tree];
    let (welcome, sent) = played("https://dss.example.com", Some("BLOCKS"), script);
    assert!(welcome.is_passed());
    let wanted = [
        "/instance-info",
        "/auth/info?withSecrets=false",
        "/projects/?includeLocation=false",
        "/projects/BLOCKS/libraries/contents",
    ];
    assert_eq!(sent, wanted);
    let told: Vec<_> = welcome.checks.iter().map(|check| check.outcome.as_deref().unwrap()).collect();
    let wanted = [
        "https://dss.example.com/dip/publicapi",
        "Something answers.",
        "DSS answers: Design.",
        "The key is that of mlee.",
        "The licence includes the API.",
        "DSS 15.2.0.",
        "The key sees 2 projects.",
        "The library of BLOCKS can be read; files in it: 1.",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn an_instance_that_does_not_tell_who_or_which_version_is_accepted() {
    let rows = [Ok(refusal(404, "no such route")), Ok(refusal(403, "not for keys"))];
    for row in rows {
        let (welcome, _) =
            played("https://dss", None, vec![Ok(answer(json!({}))), row, Ok(answer(json!([])))]);
        assert!(welcome.is_passed(), "{:?}", welcome.checks);
        assert_eq!(welcome.identity, None);
    }
    let (welcome, _) =
        played("https://dss", None, vec![Ok(refusal(403, "no")), Ok(identity()), Ok(answer(json!([])))]);
    assert!(welcome.is_passed());
}

#[test]
fn each_failure_is_told_at_its_step() {
    let licence = "DSS API is not available with your Free Edition license";
    let rows: Vec<(Script, Step, &str)> = vec![
        (vec![Err(Interruption::Unreachable)], Step::Reach, "No answer came from DSS."),
        (
            vec![Ok(Response::empty(502))],
            Step::Reach,
            "What stands in front of DSS got no answer from it (502).",
        ),
        (vec![Ok(page(200))], Step::Api, "Not DSS but something else answered (200). It says “Sign in”."),
        (vec![Ok(page(404))], Step::Api, "Not DSS but something else answered (404). It says “Sign in”."),
        (
            vec![Ok(Response { status: 404, headers: Vec::new(), body: b"No such file".to_vec() })],
            Step::Api,
            "Not DSS but something else answered (404). It says “No such file”.",
        ),
        (vec![Err(Interruption::Redirected)], Step::Api, "The answer was a redirect, as to a login page."),
        (
            vec![Ok(refusal(404, "nothing here"))],
            Step::Api,
            "DSS did not find /instance-info (404). DSS says “nothing here”.",
        ),
        (vec![Ok(refusal(401, "no"))], Step::Key, "DSS did not accept the key (401). DSS says “no”."),
        (
            vec![Ok(node()), Ok(refusal(401, "no"))],
            Step::Key,
            "DSS did not accept the key (401). DSS says “no”.",
        ),
        (vec![Ok(refusal(403, licence))], Step::Licence, "The licence of this DSS does not allow it (403)."),
        (
            vec![Ok(node()), Ok(refusal(403, licence))],
            Step::Licence,
            "The licence of this DSS does not allow it (403).",
        ),
        (
            vec![Ok(node()), Ok(identity()), Ok(refusal(403, "no"))],
            Step::Projects,
            "DSS refused access to /projects/ (403).",
        ),
        (vec![Ok(node()), Ok(identity()), Err(Interruption::CutOff)], Step::Reach, "The answer ended early."),
        (
            vec![Ok(node()), Ok(identity()), Ok(answer(json!([]))), Ok(refusal(403, "no"))],
            Step::Project,
            "DSS refused access to the project BLOCKS (403).",
        ),
    ];
    for (script, step, said) in rows {
        let (welcome, _) = played("https://dss", Some("BLOCKS"), script);
        let (found, problem) = failed(&welcome);
        assert_eq!(found, step, "{problem:?}");
        assert!(problem.happened.starts_with(said), "{}", problem.happened);
        assert!(!problem.advice.is_empty() && !welcome.is_passed());
    }
}

#[test]
fn an_address_that_must_not_be_used_fails_before_anything_is_sent() {
    for address in ["", "http://dss.intra", "https://user@dss"] {
        let (welcome, sent) = played(address, None, Vec::new());
        assert_eq!(failed(&welcome).0, Step::Address);
        assert!(sent.is_empty());
    }
}

#[test]
fn the_checklist_names_the_origin_to_allow_only_where_one_is_needed() {
    let advice = |address: &str| {
        let (welcome, _) = played(address, None, vec![Err(Interruption::Unreachable)]);
        failed(&welcome).1.advice.join("\n")
    };
    let other = advice("https://dss.example.com");
    assert!(other.contains("Access-Control-Allow-Origin: https://blocks.example.com"), "{other}");
    assert!(other.contains("certificate"), "{other}");
    let own = advice(PAGE);
    assert!(!own.contains("CORS") && own.contains("forward the path of the API"), "{own}");
}
