//! Who may do what (`dss-api.md` 2).

use super::*;

const ACTIONS: [(Method, &str, &str); 8] = [
    (Method::Get, "/projects/P/datasets/", "null"),
    (Method::Post, "/projects/P/flow/zones", r#"{"name": "z"}"#),
    (Method::Post, "/projects/P/scenarios/S/run", "{}"),
    (Method::Get, "/projects/P/settings", "null"),
    (Method::Get, "/projects/P/permissions", "null"),
    (Method::Get, "/admin/users/", "null"),
    (Method::Get, "/connections/get-names", "null"),
    (Method::Post, "/projects/", r#"{"projectKey": "N", "name": "n", "owner": "o"}"#),
];

#[test]
fn each_right_allows_what_it_is_for() {
    let with = |right: Right| Key::powerless("k").with("P", [right]);
    let in_group = Key { groups: ["g".to_owned()].into(), ..Key::powerless("k") };
    let creating = Key { creates_projects: true, ..Key::powerless("k") };
    for (key, allowed) in [
        (Key::powerless("k"), [false, false, false, false, false, false, true, false]),
        (with(Right::ReadConf), [true, false, false, false, false, false, true, false]),
        (with(Right::WriteConf), [true, true, false, false, false, false, true, false]),
        (with(Right::RunScenarios), [false, false, true, false, false, false, true, false]),
        (with(Right::ManageExposedElements), [false, false, false, true, false, false, true, false]),
        (with(Right::Admin), [true, true, true, true, true, false, true, false]),
        (in_group, [true, false, true, false, false, false, true, false]),
        (Key::powerless("root"), [true, true, true, true, true, false, true, false]),
        (creating, [false, false, false, false, false, false, true, true]),
        (Key::admin("k"), [true; 8]),
    ] {
        let mut asking = Asking::new();
        asking.post("/projects/P/scenarios/", json!({"type": "step_based", "name": "S"}));
        let entry = json!({"group": "g", "readProjectContent": true, "runScenarios": true});
        asking.put("/projects/P/permissions", json!({"owner": "root", "permissions": [entry]}));
        asking.simulator.admit("k", key.clone());
        "k".clone_into(&mut asking.key);
        for ((method, target, body), is_allowed) in ACTIONS.into_iter().zip(allowed) {
            let (status, answer) =
                asking.send(method, target, Body::Json(serde_json::from_str(body).unwrap()));
            assert_eq!(status, if is_allowed { 200 } else { 403 }, "{key:?} {target}: {answer}");
        }
    }
}

#[test]
fn an_unknown_or_expired_key_is_not_let_in() {
    let mut asking = Asking::new();
    asking.simulator.admit("old", Key { expires_at: Some(5), ..Key::admin("old") });
    for (key, now, words) in [
        (None, 0, "Authentication required"),
        (Some("other"), 0, "Unknown API key"),
        (Some("old"), 5, "expired"),
    ] {
        let arrival = Arrival::of(Request::get("/instance-info".to_owned()), key, now);
        let response = asking.simulator.answer(arrival).response.unwrap();
        assert_eq!(response.status, 401, "{words}");
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        assert!(body["detailedMessage"].as_str().unwrap().contains(words), "{body}");
        assert_eq!(body["errorType"], "com.dataiku.dip.exceptions.UnauthorizedException");
    }
    let arrival = Arrival::of(Request::get("/instance-info".to_owned()), Some("old"), 4);
    assert_eq!(asking.simulator.answer(arrival).response.unwrap().status, 200);
}

#[test]
fn who_may_only_expose_changes_only_that() {
    let mut asking = Asking::new();
    asking.simulator.admit("k", Key::powerless("k").with("P", [Right::ManageExposedElements]));
    "k".clone_into(&mut asking.key);
    let mut settings = asking.get("/projects/P/settings");
    settings["exposedObjects"]["objects"] =
        json!([{"type": "DATASET", "localName": "a", "rules": [{"targetProject": "Q"}]}]);
    asking.put("/projects/P/settings", settings.clone());
    settings["settings"]["gitCommitMode"] = json!("EXPLICIT");
    assert_eq!(asking.refusal(Method::Put, "/projects/P/settings", settings).0, 403);
}

#[test]
fn an_absent_project_looks_like_a_forbidden_one() {
    let mut asking = Asking::new();
    let absent = asking.send(Method::Get, "/projects/NONE", Body::None);
    asking.simulator.admit("k", Key::powerless("k"));
    "k".clone_into(&mut asking.key);
    assert_eq!(asking.send(Method::Get, "/projects/P", Body::None), absent);
    assert_eq!(absent.0, 403);
    assert_eq!(asking.get("/projects/"), json!([]));
}
