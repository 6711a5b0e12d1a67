//! Projects as DSS holds them, and the attributes that a sync stores of them.

use expect_test::expect;
use serde_json::{Value, json};

use super::*;
use crate::inventory::{Document, Packed, PackedRecipe, Store};

const AT: &str = "2026-01-01T00:00:00Z";

fn document(value: &Value) -> Document {
    value.as_object().unwrap().clone()
}

fn documents(value: &Value) -> std::collections::BTreeMap<String, Document> {
    document(value).into_iter().map(|(key, value)| (key, document(&value))).collect()
}

fn datasets(value: &Value) -> std::collections::BTreeMap<String, Packed> {
    documents(value).into_iter().map(|(name, document)| (name, (&document).into())).collect()
}

fn recipes(value: &Value) -> std::collections::BTreeMap<String, PackedRecipe> {
    let stored = |(name, recipe): (String, Value)| {
        let payload = recipe.get("payload").and_then(Value::as_str).map(str::to_owned);
        let mut recipe = document(&recipe);
        recipe.remove("payload");
        (name, PackedRecipe { recipe: (&recipe).into(), payload })
    };
    document(value).into_iter().map(stored).collect()
}

fn project(key: &str) -> Inventory {
    Inventory { key: key.to_owned(), ..Inventory::default() }
}

/// Every resource but the project, and what was left out.
fn shown(inventory: &Inventory) -> String {
    let deployed = deployed(inventory.clone(), "dev", AT).unwrap();
    let resources = deployed.state.resources.iter().skip(1);
    let lines = resources
        .map(|resource| format!("{} {}\n", resource.address, Value::Object(resource.attributes().clone())));
    let told = deployed.left_out.iter().map(|left| format!("{}: {}\n", left.path, left.why));
    lines.chain(told).collect()
}

#[test]
fn a_project_is_one_resource() {
    let inventory = Inventory {
        metadata: document(
            &json!({"label": "Plant 7", "shortDesc": "short", "tags": ["b", "a"], "customFields": {"f": 1},
            "checklists": {"checklists": []}}),
        ),
        settings: document(&json!({"settings": {"gitCommitMode": "AUTO"}, "owner": "ada",
            "versionTag": {"versionNumber": 7, "lastModifiedOn": 5, "lastModifiedBy": {"login": "ada"}}})),
        variables: document(&json!({"region": "eu", "db_password": "hunter2"})),
        ..project("PLANT")
    };
    let deployed = deployed(inventory.clone(), "dev", AT).unwrap();
    let [project] = deployed.state.resources.as_slice() else { panic!("one resource") };
    expect![[
        r#"{"checklists":{"checklists":[]},"description":"","dss":{"customFields":{"f":1},"settings":{"gitCommitMode":"AUTO"}},"name":"Plant 7","projectKey":"PLANT","shortDesc":"short","tags":["b","a"],"variables":{"region":"eu"}}"#
    ]]
    .assert_eq(&Value::Object(project.attributes().clone()).to_string());
    assert!(project.is_from_server() && project.metadata.dataiku_internal_id.is_none());
    assert_eq!(
        Value::Object(project.metadata.other.clone()),
        json!({"versionTag": {"versionNumber": 7, "lastModifiedOn": 5}})
    );
    assert_eq!(
        deployed.left_out,
        [LeftOut::new("variables.json: db_password", "it looks like a credential")]
    );
}

#[test]
fn a_key_has_to_be_one() {
    for key in ["", "A-B", &"K".repeat(101)] {
        assert_eq!(deployed(project(key), "dev", AT), Err(Refusal::Key(key.to_owned())));
    }
}

#[test]
fn recipes_speak_of_everything_by_name() {
    let inventory = Inventory {
        datasets: datasets(&json!({"RAW": {"type": "S3"}, "CLEAN": {"type": "S3"}})),
        folders: documents(&json!({"f0000001": {"name": "plots", "type": "Filesystem",
            "params": {"connection": "disk", "path": "p"}}})),
        models: documents(&json!({"m0000001": {"name": "Fit", "miniTask": {"taskType": "PREDICTION"}}})),
        stores: [(
            "s0000001".to_owned(),
            Store { kind: "MODEL_EVALUATION_STORE", document: document(&json!({"name": "eval"})) },
        )]
        .into(),
        recipes: recipes(&json!({"r": {"type": "python", "payload": "a\r\nb\n",
            "inputs": {"model": {"items": [{"ref": "m0000001"}]}, "main": {"items": [{"ref": "P.RAW", "deps": []},
                {"ref": "OTHER.shared"}, {"ref": "gone"}]}},
            "outputs": {"main": {"items": [{"ref": "CLEAN", "appendMode": true}, {"ref": "f0000001"}]},
                "eval": {"items": [{"ref": "s0000001"}]}}}})),
        ..project("P")
    };
    expect![[r#"
        dataset.P.CLEAN {"formatType":"","name":"CLEAN","params":{},"schema":{},"tags":[],"type":"S3"}
        dataset.P.RAW {"formatType":"","name":"RAW","params":{},"schema":{},"tags":[],"type":"S3"}
        folder.P.plots {"connection":"disk","name":"plots","params":{"path":"p"},"type":"Filesystem"}
        model.P.Fit {"kind":"PREDICTION","name":"Fit"}
        model.P.eval {"kind":"MODEL_EVALUATION_STORE","name":"eval"}
        recipe.P.r {"inputs":{"main":{"items":[{"deps":[],"ref":"RAW"},{"ref":"OTHER.shared"}]},"model":{"items":[{"ref":"Fit"}]}},"name":"r","outputs":{"eval":{"items":[{"ref":"eval"}]},"main":{"items":[{"appendMode":true,"ref":"CLEAN"},{"ref":"plots"}]}},"params":{},"payload":"a\nb\n","tags":[],"type":"python"}
        recipes/r.json: inputs.main: "gone" is nothing that the configuration has
        recipes/r.json: outputs.main: appendMode of CLEAN: a configuration cannot say that it appends
        saved_models/m0000001.json: its settings and versions stay in DSS; the configuration says that it exists
    "#]]
    .assert_eq(&shown(&inventory));
}

#[test]
fn what_no_configuration_describes_is_in_no_state() {
    let inventory = Inventory {
        datasets: datasets(
            &json!({"a.b": {"type": "S3"}, "{{ env.X }}": {"type": "S3"}, "untyped": {"type": ""},
            "odd": {"type": "S3", "schema": {"columns": [{"name": "x"}]}, "tags": "t", "params": []}}),
        ),
        recipes: recipes(&json!({"writes nothing": {"type": "python", "outputs": {}},
            "writes ab": {"type": "python", "outputs": {"main": {"items": [{"ref": "a.b"}]}}},
            "no roles": {"type": "python", "outputs": {"main": ["odd"]}}})),
        scenarios: documents(&json!({"s": {"type": "other"}})),
        articles: [("1".to_owned(), crate::inventory::Article::default())].into(),
        ..project("P")
    };
    expect![[r#"
        dataset.P.odd {"formatType":"","name":"odd","params":{},"schema":{},"tags":[],"type":"S3"}
        datasets/a.b.json: a configuration cannot hold its name
        datasets/odd.json: params: it is no mapping
        datasets/odd.json: schema: some of its columns have no name or type
        datasets/odd.json: tags: they are no list of texts
        datasets/untyped.json: it has no type
        datasets/{{ env.X }}.json: a configuration cannot hold its name
        recipes/no roles.json: it writes nothing that a configuration can name
        recipes/no roles.json: outputs.main: it is no role with a list of ends
        recipes/writes ab.json: it writes nothing that a configuration can name
        recipes/writes ab.json: outputs.main: "a.b" is nothing that the configuration has
        recipes/writes nothing.json: it writes nothing that a configuration can name
        scenarios/s.json: its type is neither step_based nor custom_python
        wiki/articles/1.json: a configuration has no words for the wiki
    "#]]
    .assert_eq(&shown(&inventory));
}

#[test]
fn taken_and_odd_names_are_mended() {
    let folder = |name: &str| json!({"name": name, "type": "S3"});
    let inventory = Inventory {
        datasets: datasets(&json!({"PLOTS": {"type": "S3"}})),
        folders: documents(&json!({"f1": folder("plots"), "f2": folder("a\tb."), "f3": folder(""),
            "f4": folder(&"x".repeat(120)), "f5": folder("v1.2/in"), "f6": folder("V1.2/IN")})),
        ..project("P")
    };
    let names: Vec<String> = deployed(inventory.clone(), "dev", AT)
        .unwrap()
        .state
        .resources
        .iter()
        .filter_map(|resource| resource.address.as_str().strip_prefix("folder.P.").map(str::to_owned))
        .collect();
    assert_eq!(names, ["V1.2/IN f6", "a_b_", "plots f1", "unnamed", "v1.2/in", &"x".repeat(100)]);
    let told = deployed(inventory.clone(), "dev", AT).unwrap().left_out;
    assert_eq!(told.len(), 5);
    assert_eq!(told[0].path, "managed_folders/f1.json: name");
}

#[test]
fn the_default_zone_is_one_only_if_somebody_touched_it() {
    let inventory = |default: Value| Inventory {
        datasets: datasets(&json!({"A": {"type": "S3"}, "B": {"type": "S3"}})),
        zones: vec![
            document(
                &json!({"id": "z1", "name": "In", "color": "#31439C", "position": {"x": 1}, "shared": [],
                "items": [{"objectType": "DATASET", "objectId": "A"}]}),
            ),
            document(&default),
        ],
        ..project("P")
    };
    expect![[r##"
        zone.P.In {"color":"#31439C","dss":{"shared":[]},"name":"In"}
        dataset.P.A {"formatType":"","name":"A","params":{},"schema":{},"tags":[],"type":"S3","zone":"In"}
        dataset.P.B {"formatType":"","name":"B","params":{},"schema":{},"tags":[],"type":"S3"}
    "##]]
    .assert_eq(&shown(&inventory(
        json!({"id": "default", "name": "Default", "color": "#d1d8da", "items": []}),
    )));
    expect![[r##"
        zone.P.In {"color":"#31439C","dss":{"shared":[]},"name":"In"}
        zone.P.Rest {"name":"Rest"}
        dataset.P.A {"formatType":"","name":"A","params":{},"schema":{},"tags":[],"type":"S3","zone":"In"}
        dataset.P.B {"formatType":"","name":"B","params":{},"schema":{},"tags":[],"type":"S3","zone":"Rest"}
    "##]]
    .assert_eq(&shown(&inventory(json!({"id": "default", "name": "Rest"}))));
}

#[test]
fn zones_that_tear_a_recipe_from_its_outputs_are_left_out() {
    let placed = |kind: &str, id: &str| json!({"objectType": kind, "objectId": id});
    let writes = |name: &str| json!({"type": "sync", "outputs": {"main": {"items": [{"ref": name}]}}});
    let inventory = Inventory {
        datasets: datasets(&json!({"A": {"type": "S3"}, "B": {"type": "S3"}})),
        recipes: recipes(&json!({"to A": writes("A"), "to B": writes("B")})),
        zones: vec![
            document(
                &json!({"id": "z1", "name": "One", "items": [placed("DATASET", "A"), placed("DATASET", "B"),
                placed("RECIPE", "to B")]}),
            ),
            document(&json!({"id": "z2", "name": "Two", "items": [placed("RECIPE", "to A")]})),
        ],
        ..project("P")
    };
    let state = deployed(inventory.clone(), "dev", AT).unwrap();
    let zones: Vec<String> = state
        .state
        .resources
        .iter()
        .filter_map(|resource| {
            Some(format!("{} {}", resource.address.name(), resource.attributes().get("zone")?))
        })
        .collect();
    assert_eq!(zones, ["B \"One\"", "to B \"One\""]);
    let told: Vec<&str> = state.left_out.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(told, ["zones: dataset A", "zones: recipe to A"]);
}

#[test]
fn the_last_recipe_of_a_circle_is_left_out() {
    let turns = |from: &str, to: &str| {
        json!({"type": "sync", "inputs": {"main": {"items": [{"ref": from}]}},
            "outputs": {"main": {"items": [{"ref": to}]}}})
    };
    let inventory = Inventory {
        datasets: datasets(&json!({"A": {"type": "S3"}, "B": {"type": "S3"}, "C": {"type": "S3"}})),
        recipes: recipes(
            &json!({"a to b": turns("A", "B"), "b to a": turns("B", "A"), "b to b": turns("B", "B"),
            "b to c": turns("B", "C")}),
        ),
        ..project("P")
    };
    let state = deployed(inventory.clone(), "dev", AT).unwrap();
    let names = state.state.resources.iter().map(|resource| resource.address.as_str());
    let recipes: Vec<&str> = names.filter_map(|address| address.strip_prefix("recipe.P.")).collect();
    assert_eq!(recipes, ["a to b", "b to c"]);
    let told: Vec<&str> = state.left_out.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(told, ["recipes/b to a.json", "recipes/b to b.json"]);
}
