//! Every reader against answers of its own shape, and against answers in which one thing is something else.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::*;
use crate::dss::object::{ObjectKind, ObjectReference};
use crate::dss::scenarios::Fire;
use crate::inventory::Document;

/// A reader with an answer that it understands. The values are our own; the shapes are those of
/// `dss-api.md` 3 and 5.
struct Case {
    name: &'static str,
    answer: Value,
    read: Reader,
}

/// What was read, as it is printed.
type Reader = Box<dyn Fn(&Response) -> Result<String, Error>>;

fn case<T: std::fmt::Debug + 'static>(name: &'static str, call: Call<T>, answer: Value) -> Case {
    Case { name, answer, read: Box::new(move |response| call.read(response).map(|read| format!("{read:?}"))) }
}

fn version_tag() -> Value {
    json!({"versionNumber": 3, "lastModifiedBy": {"login": "ann"}, "lastModifiedOn": 1_760_000_000_000_u64})
}

fn cases() -> Vec<Case> {
    let fire = Fire { trigger: "manual".into(), run: "t1".into(), is_cancelled: false };
    let dataset = json!({
        "projectKey": "PLANT", "name": "readings", "type": "Filesystem", "managed": true,
        "params": {"connection": "filesystem_managed", "path": "${projectKey}/readings"},
        "formatType": "csv", "schema": {"columns": [{"name": "unit", "type": "string"}], "userModified": false},
        "tags": ["raw"], "versionTag": version_tag(),
    });
    let recipe = json!({
        "recipe": {"name": "daily", "type": "python", "inputs": {"main": {"items": [{"ref": "readings", "deps": []}]}}},
        "payload": "# code",
    });
    let zone = json!({"id": "7onRuTI", "name": "Prep", "color": "#31439C", "items": [
        {"objectId": "readings", "objectType": "DATASET"}], "shared": [], "position": {}});
    let article = json!({"article": {"id": "1", "name": "Home", "attachments": []}, "payload": "# Home"});
    let job =
        json!({"baseStatus": {"state": "RUNNING"}, "globalState": {"done": 1, "failed": 0, "total": 4}});
    let run = json!({"runId": "r1", "start": 1, "end": 2, "result": {"outcome": "SUCCESS"}});
    vec![
        case("node", instance::node(), json!({"nodeId": "d1", "nodeType": "DESIGN", "dssVersion": "15.2.0"})),
        case("identity", instance::identity(), json!({"authIdentifier": "ann", "groups": ["makers"]})),
        case(
            "future",
            future::get("f"),
            json!({"jobId": "f", "alive": true, "hasResult": true, "result": {"a": 1}}),
        ),
        case(
            "projects",
            projects::list(false),
            json!([{"projectKey": "PLANT", "name": "Plant", "tags": []}]),
        ),
        case("variables", project_settings::variables("P"), json!({"standard": {"env": "dev"}, "local": {}})),
        case("import", archives::import("i", Document::new()), json!({"success": true, "messages": []})),
        case("datasets", datasets::list("P", false, &[]), json!([dataset])),
        case("dataset", datasets::get("P", "readings"), dataset),
        case("partitions", datasets::partitions("P", "readings"), json!(["2026-01-01", "2026-01-02"])),
        case("rules", quality::rules("P", "readings"), json!({"checks": [{"id": "r1", "type": "X"}]})),
        case("recipe", recipes::get("P", "daily"), recipe),
        case(
            "schema update",
            recipes::schema_update("P", "daily"),
            json!({"totalIncompatibilities": 1, "computables": [
                {"type": "DATASET", "datasetName": "daily", "newSchema": {"columns": []}}]}),
        ),
        case(
            "graph",
            flow::graph("P"),
            json!({"nodes": {"a": {"ref": "a", "type": "COMPUTABLE_DATASET", "successors": ["b"]}}}),
        ),
        case("zones", zones::list("P"), json!([zone])),
        case("made zone", zones::create("P", "Prep", "#000000", None), zone),
        case(
            "library",
            library::tree("P"),
            json!([{"name": "python", "children": [{"name": "a.py"}]}, {"name": "b.json"}]),
        ),
        case("library file", library::read("P", "b.json"), json!({"data": "{}"})),
        case("library bytes", library::read_bytes("P", "b.json"), json!({"data": "e30="})),
        case("article", wiki::article("P", "1"), article.clone()),
        case("made article", wiki::create("P", "Home", None), article),
        case("bundles", bundles::exported("P"), json!({"bundles": [{"bundleId": "v1"}]})),
        case(
            "fire",
            scenarios::run("P", "S", Document::new()),
            json!({"runId": "t1", "trigger": {"id": "manual"}}),
        ),
        case("run", scenarios::run_of("P", "S", &fire), json!({"scenarioRun": run})),
        case("runs", scenarios::last_runs("P", "S", 3, true), json!([run])),
        case("job", jobs::status("P", "J"), job),
        case("connections", surroundings::connections("all"), json!(["pg", "s3"])),
        case("connection", surroundings::connection("pg", None), json!({"type": "PostgreSQL", "params": {}})),
    ]
}

/// The places of all values in a document, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), found));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

fn strange() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!([])),
        Just(json!([null, 1, "x", {}])),
        Just(json!({})),
        Just(json!({"id": null, "nodes": 7})),
    ]
}

#[test]
fn every_reader_understands_its_own_shape() {
    for case in cases() {
        let read = (case.read)(&Response::json(200, &case.answer));
        assert!(read.is_ok(), "{}: {read:?}", case.name);
    }
}

#[test]
fn no_reader_takes_a_refusal_or_a_page_for_an_answer() {
    let page = Response { status: 200, headers: Vec::new(), body: b"<!DOCTYPE html>Sign in".to_vec() };
    for case in cases() {
        let refused = (case.read)(&Response::json(403, &case.answer));
        assert!(refused.is_err_and(|error| error.kind == error::Kind::Forbidden), "{}", case.name);
        let foreign = (case.read)(&page);
        assert!(foreign.is_err_and(|error| error.kind == error::Kind::Foreign), "{}", case.name);
    }
    let object = ObjectReference::new(ObjectKind::Recipe, "daily");
    let writes = [
        zones::add("P", "z", &object),
        datasets::delete("P", "a", false),
        library::write("P", "a", Vec::new()),
        bundles::activate("P", "v1", &BTreeMap::new()),
    ];
    for write in writes {
        assert!(write.read(&page).is_err(), "{}", write.request.path);
        assert_eq!(write.read(&Response::empty(204)), Ok(()), "{}", write.request.path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_strange_answer_is_read_or_refused_in_words(which: Index, place: Index, value in strange()) {
        let cases = cases();
        let case = which.get(&cases);
        let (mut answer, mut found) = (case.answer.clone(), Vec::new());
        places(&answer, "", &mut found);
        *answer.pointer_mut(place.get::<String>(&found)).unwrap() = value;
        if let Err(error) = (case.read)(&Response::json(200, &answer)) {
            prop_assert_eq!(error.kind, error::Kind::Unreadable);
            prop_assert!(!error.said.is_empty(), "{}", case.name);
            prop_assert!(error.said.chars().count() <= error::MOST_LETTERS + 1);
        }
    }

    #[test]
    fn broken_bytes_are_refused(which: Index, bytes in prop::collection::vec(any::<u8>(), 1..60)) {
        let cases = cases();
        let response = Response { status: 200, headers: Vec::new(), body: bytes };
        // What happens to be JSON by chance is judged above.
        prop_assume!(serde_json::from_slice::<Value>(&response.body).is_err());
        prop_assert!((which.get(&cases).read)(&response).is_err());
    }
}
