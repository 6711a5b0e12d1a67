//! What DSS does to documents and their neighbours (`dss-api.md` 6).

use super::*;

#[test]
fn a_new_project_answers_json_within_json() {
    let mut asking = Asking::new();
    let said = asking.post("/projects/", json!({"projectKey": "Q", "name": "Q", "owner": "root"}));
    let inner: Value = serde_json::from_str(said.as_str().expect("a text")).unwrap();
    assert_eq!(inner["msg"], "Created project Q");
    for key in ["Q", "a b", "", "ü"] {
        let asked = json!({"projectKey": key, "name": "Q", "owner": "root"});
        let (status, message) = asking.refusal(Method::Post, "/projects/", asked);
        assert_eq!((status, message.contains("incorrect or already used")), (400, true), "{key}");
    }
    let without_owner = json!({"projectKey": "R", "name": "R"});
    assert_eq!(asking.refusal(Method::Post, "/projects/", without_owner).0, 400);
}

#[test]
fn the_slash_at_the_end_is_part_of_a_path() {
    let mut asking = Asking::new();
    asking.get("/projects/");
    for target in ["/projects", "/projects/P/", "/projects/P/datasets", "//projects/", "/", ""] {
        let (status, _) = asking.send(Method::Get, target, Body::None);
        assert_eq!(status, 404, "{target}");
    }
}

#[test]
fn every_save_makes_a_version_whatever_the_sender_says() {
    let mut asking = Asking::new();
    asking.dataset("d");
    let mut document = asking.get("/projects/P/datasets/d");
    let created = document["creationTag"].clone();
    for number in 1..4 {
        document["versionTag"] = json!({"versionNumber": 77});
        document["creationTag"] = json!({});
        asking.put("/projects/P/datasets/d", document);
        document = asking.get("/projects/P/datasets/d");
        assert_eq!(document["versionTag"]["versionNumber"], number);
        assert_eq!(document["versionTag"]["lastModifiedOn"], asking.now - 1);
        assert_eq!(document["creationTag"], created);
    }
}

#[test]
fn a_partial_document_fails_or_loses_what_it_lacks() {
    let mut asking = Asking::new();
    asking.dataset("d");
    let whole = asking.get("/projects/P/settings");
    for (target, document) in [
        ("/projects/P/settings", json!({"settings": whole["settings"]})),
        ("/projects/P/settings", json!({"exposedObjects": {"objects": []}})),
        ("/projects/P/variables/", json!({"standard": {}})),
        ("/projects/P/datasets/d", json!({"params": {}})),
        ("/projects/P/wiki/", json!({"homeArticleId": null})),
        ("/projects/P/permissions", json!({"owner": "root"})),
    ] {
        assert_eq!(asking.refusal(Method::Put, target, document).0, 500, "{target}");
    }
    assert_eq!(asking.get("/projects/P/settings"), whole);
    asking.put("/projects/P/datasets/d", json!({"type": "S3", "params": {"path": "/x"}, "shortDesc": "s"}));
    asking.put("/projects/P/datasets/d", json!({"type": "S3", "params": {"path": "/y"}, "odd": 1}));
    let document = asking.get("/projects/P/datasets/d");
    assert_eq!(
        (&document["shortDesc"], &document["odd"], &document["params"]["path"]),
        (&Value::Null, &Value::Null, &json!("/y"))
    );
    assert_eq!(document["schema"]["columns"], json!([]));
}

#[test]
fn tags_are_a_sorted_set() {
    let mut asking = Asking::new();
    asking.dataset("d");
    asking.put("/projects/P/datasets/d/metadata", json!({"tags": ["b", "a", "b", 7, null, "ä"]}));
    assert_eq!(asking.get("/projects/P/datasets/d")["tags"], json!(["a", "b", "ä"]));
}

#[test]
fn a_renamed_dataset_is_followed_everywhere() {
    let mut asking = Asking::new();
    asking.post("/projects/", json!({"projectKey": "Q", "name": "Q", "owner": "root"}));
    asking.dataset("a");
    asking.recipe("own", &["a"], &[]);
    let mut settings = asking.get("/projects/P/settings");
    settings["exposedObjects"]["objects"] =
        json!([{"type": "DATASET", "localName": "a", "rules": [{"targetProject": "Q"}]}]);
    asking.put("/projects/P/settings", settings);
    let prototype =
        json!({"type": "python", "name": "other", "inputs": {"main": {"items": [{"ref": "P.a"}]}}});
    asking.post("/projects/Q/recipes/", json!({"recipePrototype": prototype, "creationSettings": {}}));
    let zone = asking.post("/projects/P/flow/zones", json!({"name": "z"}))["id"].as_str().unwrap().to_owned();
    asking.post(
        &format!("/projects/P/flow/zones/{zone}/items"),
        json!({"objectId": "a", "objectType": "DATASET"}),
    );
    asking.post("/projects/P/discussions/DATASET/a/", json!({"topic": "t", "reply": "r"}));
    asking.post("/projects/P/actions/renameDataset", json!({"oldName": "a", "newName": "b c"}));
    let input = |recipe: Value| recipe["recipe"]["inputs"]["main"]["items"][0]["ref"].clone();
    assert_eq!(input(asking.get("/projects/P/recipes/own")), "b c");
    assert_eq!(input(asking.get("/projects/Q/recipes/other")), "P.b c");
    assert_eq!(asking.get("/projects/P/settings")["exposedObjects"]["objects"][0]["localName"], "b c");
    assert_eq!(asking.get(&format!("/projects/P/flow/zones/{zone}"))["items"][0]["objectId"], "b c");
    assert_eq!(asking.get("/projects/P/discussions/DATASET/b%20c/")[0]["topic"], "t");
    asking.check();
}

#[test]
fn recipes_go_with_what_they_use_and_outputs_stay() {
    let mut asking = Asking::new();
    for name in ["a", "b", "c"] {
        asking.dataset(name);
    }
    asking.recipe("first", &["a"], &["b"]);
    asking.recipe("second", &["b"], &["c"]);
    asking.delete("/projects/P/datasets/b?dropData=True");
    assert_eq!(asking.get("/projects/P/recipes/"), json!([]));
    let names: Vec<Value> =
        asking.get("/projects/P/datasets/").as_array().unwrap().iter().map(|d| d["name"].clone()).collect();
    assert_eq!(names, ["a", "c"]);
    asking.check();
}

#[test]
fn a_recipe_and_its_outputs_share_a_zone() {
    let mut asking = Asking::new();
    for name in ["a", "b", "c", "d"] {
        asking.dataset(name);
    }
    let mut zone = |name: &str| -> String {
        let made = asking.post("/projects/P/flow/zones", json!({"name": name}));
        made["id"].as_str().unwrap().to_owned()
    };
    let (one, two) = (zone("one"), zone("two"));
    let place = |asking: &mut Asking, zone: &str, name: &str, kind: &str| {
        let target = format!("/projects/P/flow/zones/{zone}/items");
        asking.post(&target, json!({"objectId": name, "objectType": kind}));
    };
    let ids = |asking: &mut Asking, zone: &str| -> Vec<Value> {
        let zone = asking.get(&format!("/projects/P/flow/zones/{zone}"));
        zone["items"].as_array().unwrap().iter().map(|object| object["objectId"].clone()).collect()
    };
    place(&mut asking, &one, "b", "DATASET");
    asking.recipe("r", &["a"], &["b", "c"]);
    assert_eq!(ids(&mut asking, &one), ["b", "c", "r"], "a new recipe goes to where its outputs are");
    place(&mut asking, &two, "c", "DATASET");
    assert_eq!(
        (ids(&mut asking, &one), ids(&mut asking, &two)),
        (vec![], vec![json!("b"), json!("c"), json!("r")])
    );
    let mut recipe = asking.get("/projects/P/recipes/r");
    recipe["recipe"]["outputs"]["main"]["items"] = json!([{"ref": "d"}]);
    asking.put("/projects/P/recipes/r", recipe);
    assert_eq!(ids(&mut asking, &two), ["b", "c", "d", "r"], "a new output follows its recipe");
    asking.delete(&format!("/projects/P/flow/zones/{two}"));
    assert_eq!(ids(&mut asking, "default"), ["a", "b", "c", "d", "r"]);
    asking.check();
}

#[test]
fn a_refused_recipe_leaves_its_output_behind() {
    let mut asking = Asking::new();
    let prototype = json!({
        "type": "sync", "name": "s", "inputs": {"main": {"items": [{"ref": "none"}]}},
        "outputs": {"main": {"items": [{"ref": "out"}]}},
    });
    let settings =
        json!({"createOutputDataset": true, "outputDatasetSettings": {"connectionId": "warehouse"}});
    let asked = json!({"recipePrototype": prototype, "creationSettings": settings});
    let (status, message) = asking.refusal(Method::Post, "/projects/P/recipes/", asked);
    assert_eq!((status, message.contains("none")), (400, true), "{message}");
    assert_eq!(asking.get("/projects/P/datasets/out")["type"], "PostgreSQL");
}

#[test]
fn older_versions_know_less() {
    let known = |version: &str| {
        let mut asking = Asking::new();
        asking.simulator.set_version(version);
        asking.dataset("d");
        asking.put("/projects/P/datasets/d/metadata", json!({"tags": ["t"]}));
        let status = |asking: &mut Asking, target: &str| asking.send(Method::Get, target, Body::None).0;
        let tagged = asking.get("/projects/P/datasets/?tags=other").as_array().unwrap().len();
        let located = asking.get("/projects/?includeLocation=TRUE")[0].get("projectLocation").is_some();
        let deleted = asking.delete("/projects/P?wait=False");
        (status(&mut asking, "/users"), tagged, located, deleted["hasResult"] == true)
    };
    assert_eq!(known("13.5.0"), (404, 1, false, true));
    assert_eq!(known("14.3.3"), (200, 0, true, false));
    assert_eq!(known("15.2.0"), (200, 0, true, false));
}

#[test]
fn what_is_too_large_is_refused() {
    let mut asking = Asking::new();
    let long = format!("/projects/{}", "x".repeat(MAX_TARGET));
    assert_eq!(asking.send(Method::Get, &long, Body::None).0, 400);
    let body = Body::Bytes(vec![b' '; MAX_BODY + 1]);
    assert_eq!(asking.send(Method::Post, "/projects/", body).0, 413);
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(
        asking.refusal(Method::Put, "/projects/P/variables/", json!({"standard": deep, "local": {}})).0,
        400
    );
    for level in 0..60 {
        let parent = if level == 0 { Value::Null } else { json!(level.to_string()) };
        asking.send(Method::Post, "/projects/P/wiki/", Body::Json(json!({"name": "a", "parent": parent})));
    }
    assert_eq!(Simulator::restore(&asking.simulator.save().unwrap()), Ok(asking.simulator));
}

#[test]
fn every_answer_tells_the_version() {
    let mut asking = Asking::new();
    for (key, target) in [(Some("root"), "/projects/"), (Some("root"), "/nothing"), (None, "/projects/")] {
        let arrival = Arrival::of(Request::get(target.to_owned()), key, 0);
        let response = asking.simulator.answer(arrival).response.unwrap();
        assert_eq!(response.header("dss-version"), Some("15.2.0"), "{target}");
        assert!(response.header("dss-api-version").is_some());
    }
}
