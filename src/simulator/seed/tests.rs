//! Tests of the demo instance.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::*;
use crate::dss::Request;
use crate::simulator::Arrival;

/// The files of the demo registry.
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks");
    let mut files = Vec::new();
    for folder in ["", "manifests", "schemas"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    files
}

fn get(simulator: &mut Simulator, key: &str, path: &str) -> Value {
    let arrival = Arrival::of(Request::get(path.to_owned()), Some(key), 9);
    let response = simulator.answer(arrival).response.unwrap();
    assert_eq!(response.status, 200, "{path}");
    serde_json::from_slice(&response.body).unwrap()
}

#[test]
fn the_demo_holds_a_registry_and_two_projects() {
    let mut demo = demo(&files(), 1_700_000_000_000).unwrap();
    assert_eq!(demo.instance.broken(), Vec::<String>::new());
    let keys = |projects: Value| -> Vec<Value> {
        projects.as_array().unwrap().iter().map(|project| project["projectKey"].clone()).collect()
    };
    for key in [ADMIN_KEY, ANALYST_KEY, READER_KEY] {
        assert_eq!(
            keys(get(&mut demo, key, "/projects/")),
            [REGISTRY, "CUSTOMER_INSIGHTS", "RELIABILITY_ANALYTICS"]
        );
    }
    let index = get(&mut demo, READER_KEY, "/projects/BLOCKS_REGISTRY/libraries/contents/blocks/index.json");
    let index: Value = serde_json::from_str(index["data"].as_str().unwrap()).unwrap();
    for block in index["blocks"].as_array().unwrap() {
        let id = block["block_id"].as_str().unwrap();
        let article = get(&mut demo, READER_KEY, &format!("/projects/BLOCKS_REGISTRY/wiki/{id}"));
        assert!(article["payload"].as_str().unwrap().contains(&format!("block_id: {id}\n")), "{id}");
    }
    assert_eq!(Simulator::restore(&demo.save().unwrap()), Ok(demo));
}

#[test]
fn the_columns_of_the_demo_are_those_that_its_recipes_make() {
    let mut demo = demo(&files(), 1).unwrap();
    for key in ["CUSTOMER_INSIGHTS", "RELIABILITY_ANALYTICS"] {
        for recipe in get(&mut demo, READER_KEY, &format!("/projects/{key}/recipes/")).as_array().unwrap() {
            let kind = recipe["type"].as_str().unwrap();
            if !["join", "grouping", "vstack", "sort", "shaker", "split"].contains(&kind) {
                continue;
            }
            let name = recipe["name"].as_str().unwrap();
            let update = get(&mut demo, READER_KEY, &format!("/projects/{key}/recipes/{name}/schema-update"));
            // A formula has no type before it has run.
            let expected = i32::from(name == "rank_work");
            assert_eq!(update["totalIncompatibilities"], expected, "{name}: {update}");
        }
    }
}

#[test]
fn the_same_time_makes_the_same_demo() {
    assert_eq!(demo(&files(), 1), demo(&files(), 1));
}

#[test]
fn a_registry_that_is_none_is_refused() {
    for text in ["", "[]", "{\"blocks\": 1"] {
        let files = [("index.json".to_owned(), text.to_owned())];
        assert!(demo(&files, 1).unwrap_err().contains("index.json"), "{text}");
    }
}
