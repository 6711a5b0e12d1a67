//! What a state keeps of settings, and what a configuration writes of them.

use expect_test::expect;
use serde_json::json;

use super::*;

fn run(
    take: fn(&ResourceType, &str, &str, &Value, &mut Notes) -> Option<Value>,
    kind: &str,
    document: &Value,
) -> String {
    let kind = ResourceType::from_name(kind);
    let mut notes = Notes::default();
    let mut kept = Map::new();
    for (key, value) in document.as_object().unwrap() {
        kept.extend(take(&kind, "d.json", key, value, &mut notes).map(|value| (key.clone(), value)));
    }
    let mut lines = format!("{}\n", Value::Object(kept));
    lines.extend(notes.omitted.iter().map(|omission| format!("{}: {}\n", omission.path(), omission.reason)));
    lines.extend(notes.left_out.iter().map(|left| format!("{}: {}\n", left.path, left.why)));
    lines
}

#[test]
fn a_state_keeps_defaults_and_no_stamps() {
    let document = json!({"versionTag": {"versionNumber": 3}, "flowOptions": {"rebuildBehavior": "NORMAL"},
        "metrics": {"displayedState": {"columns": []}, "probes": []}, "checklists": {"checklists": []}});
    expect![[r#"
        {"flowOptions":{"rebuildBehavior":"NORMAL"},"metrics":{"probes":[]}}
        d.json: checklists: to-do lists
        d.json: metrics.displayedState: what a screen shows
        d.json: versionTag: who changed it and when
    "#]]
    .assert_eq(&run(kept, "dataset", &document));
}

#[test]
fn a_configuration_has_what_somebody_decided() {
    let document = json!({"flowOptions": {"rebuildBehavior": "EXPLICIT", "virtualizable": false},
        "formatParams": {"separator": ";", "charset": "utf8", "probableNumberOfRecords": 7}, "tags": [],
        "customFields": {"a": {"b": null}}});
    expect![[r#"
        {"flowOptions":{"rebuildBehavior":"EXPLICIT"},"formatParams":{"separator":";"}}
        d.json: customFields.a.b: it says nothing
        d.json: flowOptions.virtualizable: the value that DSS gives it anyway
        d.json: formatParams.charset: the value that DSS gives it anyway
        d.json: formatParams.probableNumberOfRecords: what runs left behind
        d.json: tags: it says nothing
    "#]]
    .assert_eq(&run(written, "dataset", &document));
}

#[test]
fn elements_of_lists_keep_their_positions() {
    let step = |id: &str, enabled: bool| json!({"id": id, "type": "build", "enabled": enabled});
    let document = json!({"params": {"steps": [step("a", true), {"id": "b"}, step("c", false)]}});
    expect![[r#"
        {"params":{"steps":[{"type":"build"},{},{"enabled":false,"type":"build"}]}}
        d.json: params.steps[0].enabled: the value that DSS gives it anyway
        d.json: params.steps[0].id: ids made by the server
        d.json: params.steps[1].id: ids made by the server
        d.json: params.steps[2].id: ids made by the server
    "#]]
    .assert_eq(&run(written, "scenario", &document));
}

#[test]
fn any_member_and_whole_lists_have_rules_too() {
    let document = json!({"params": {"engineParams": {"spark": {"readParams": {"map": {"ORDERS":
        {"repartition": 10}, "LARGE": {"repartition": 80}}}}}}});
    expect![[r#"
        {"params":{"engineParams":{"spark":{"readParams":{"map":{"LARGE":{"repartition":80}}}}}}}
        d.json: params.engineParams.spark.readParams.map.ORDERS.repartition: the value that DSS gives it anyway
    "#]]
    .assert_eq(&run(written, "recipe", &document));
}

#[test]
fn credentials_are_in_neither() {
    let document = json!({"params": {"password": "hunter2", "user": "ada", "max_tokens": 5, "secret": 12,
        "key": "e:AES:abc", "list": [{"apiKey": "x"}], "credentials": {"mode": "NONE", "on": true},
        "secrets": ["a", "b"], "token": "${token}"}});
    expect![[r#"
        {"params":{"credentials":{"on":true},"list":[{}],"max_tokens":5,"token":"${token}","user":"ada"}}
        d.json: params.credentials.mode: it looks like a credential
        d.json: params.key: it looks like a credential
        d.json: params.list[0].apiKey: it looks like a credential
        d.json: params.password: it looks like a credential
        d.json: params.secret: it looks like a credential
        d.json: params.secrets: it looks like a credential
    "#]]
    .assert_eq(&run(kept, "dataset", &document));
}

#[test]
fn what_a_configuration_would_read_otherwise_is_not_written() {
    let document = json!({"a": "{{ env.X }}", "b": ["x", "{{env.Y}}"], "c": "{{ x }}"});
    expect![[r#"
        {"c":"{{ x }}"}
        d.json: a: a configuration would read `{{ env.X }}` in it as a variable
        d.json: b: a configuration would read `{{ env.Y }}` in it as a variable
    "#]]
    .assert_eq(&run(plain, "project", &document));
    assert!(run(kept, "project", &document).contains("{{ env.X }}"));
}

#[test]
fn what_is_nested_too_deep_is_told() {
    let deep = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!({ "a": inner }));
    let (mut notes, kind) = (Notes::default(), ResourceType::Dataset);
    assert!(
        written(&kind, "d.json", "x", &deep(MAX_DEPTH), &mut notes).is_some() && notes.left_out.is_empty()
    );
    assert_eq!(written(&kind, "d.json", "x", &deep(MAX_DEPTH + 1), &mut notes), None);
    assert_eq!(notes.left_out.len(), 1);
    let lists = (0..500).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(written(&kind, "d.json", "x", &lists, &mut notes), None);
}

#[test]
fn the_users_own_values_stay_whole() {
    let document = json!({"a": null, "b": {}, "versionTag": "v", "c": false});
    assert_eq!(run(plain, "project", &document), format!("{document}\n"));
}
