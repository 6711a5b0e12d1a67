//! After everything of a server was accepted, a plan from there has nothing to do.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{drift_of, project, server};
use crate::acceptance::accept_all;
use crate::diff::{ChangeKind, Scope, diff};
use crate::drift::Kind;
use crate::history;
use crate::state::State;
use crate::workspace::{Workspace, analyze};
use crate::yaml::write;

/// A project as people mean it, apart from how a configuration or a server says it.
#[derive(Clone, Debug)]
struct Meant {
    name: String,
    datasets: BTreeMap<String, MeantDataset>,
    recipes: BTreeMap<String, MeantRecipe>,
    zones: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct MeantDataset {
    kind: (&'static str, &'static str),
    connection: Option<String>,
    params: BTreeMap<String, Value>,
    columns: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct MeantRecipe {
    inputs: Vec<String>,
    model: Option<String>,
    code: String,
}

const KINDS: [(&str, &str); 4] =
    [("snowflake", "Snowflake"), ("s3", "S3"), ("sql", "Oracle"), ("hdfs", "HDFS")];

fn any_dataset() -> impl Strategy<Value = MeantDataset> {
    let value =
        write::tests::any_value().prop_filter("says something", |value| !crate::value::is_empty(value));
    let params = proptest::collection::btree_map("[a-d]", value, 0..3);
    let columns = proptest::collection::btree_map("[A-E]", "(int|string|date)", 0..4);
    let shuffled = columns.prop_map(|columns| columns.into_iter().collect::<Vec<_>>()).prop_shuffle();
    (proptest::sample::select(&KINDS[..]), proptest::option::of("[a-z]{1,3}"), params, shuffled)
        .prop_map(|(kind, connection, params, columns)| MeantDataset { kind, connection, params, columns })
}

fn any_recipe() -> impl Strategy<Value = MeantRecipe> {
    let inputs = proptest::sample::subsequence(vec!["A".to_owned(), "B".into()], 0..3);
    (inputs, proptest::option::of(Just("B".to_owned())), "(x = [a-c]\n){0,3}( y)?")
        .prop_map(|(inputs, model, code)| MeantRecipe { inputs, model, code })
}

fn any_meant() -> impl Strategy<Value = Meant> {
    let datasets = proptest::collection::btree_map("[D-G]", any_dataset(), 0..4);
    let fixed = proptest::collection::vec(any_dataset(), 3);
    let recipes = proptest::collection::btree_map("[r-u]", any_recipe(), 0..3);
    let zones = proptest::collection::btree_map("[x-z] zone", "#[0-9a-f]{6}", 0..3);
    ("[a-z]{1,3}", datasets, fixed, recipes, zones).prop_map(|(name, mut datasets, fixed, recipes, zones)| {
        // What recipes read and write is always there.
        datasets.extend(["A", "B", "C"].map(str::to_owned).into_iter().zip(fixed));
        Meant { name, datasets, recipes, zones }
    })
}

impl Meant {
    fn project(&self, layout: Layout) -> Workspace {
        let head = json!({"version": "1.1", "project": {"key": "P", "name": self.name}});
        let datasets: Vec<Value> = self.datasets.iter().map(|(name, it)| it.entry(name)).collect();
        let recipes: Vec<Value> = self.recipes.iter().map(|(name, it)| it.entry(name)).collect();
        let zones: Vec<Value> =
            self.zones.iter().map(|(name, color)| json!({"name": name, "color": color})).collect();
        let section = |key: &str, value: &Value| match layout {
            Layout::Braces => format!("{key}: {}\n", write::flow(value)),
            _ => format!("{}\n", write::entry(key, value, 0)),
        };
        let mut text: String =
            head.as_object().unwrap().iter().map(|(key, value)| section(key, value)).collect();
        text += &section("zones", &json!(zones));
        if layout != Layout::Folders {
            text += &section("datasets", &json!(datasets));
            text += &section("recipes", &json!(recipes));
            return project(&[("project.yml", &text)]);
        }
        let mut files = vec![("project.yml".to_owned(), text)];
        for (key, list) in [("datasets", datasets), ("recipes", recipes)] {
            let named = list.chunks(2).enumerate();
            files.extend(
                named.map(|(index, some)| (format!("{key}/{index}.yml"), section(key, &json!(some)))),
            );
        }
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        project(&files)
    }

    fn server(&self) -> State {
        let mut resources = Map::new();
        resources.insert("project.P".into(), json!({"projectKey": "P", "name": self.name, "tags": []}));
        for (name, dataset) in &self.datasets {
            resources.insert(format!("dataset.P.{name}"), dataset.document(name));
        }
        for (name, recipe) in &self.recipes {
            resources.insert(format!("recipe.P.{name}"), recipe.document(name));
        }
        for (name, color) in &self.zones {
            let color = color.to_uppercase();
            resources.insert(format!("zone.P.{name}"), json!({"name": name, "color": color}));
        }
        server(Value::Object(resources))
    }
}

impl MeantDataset {
    fn entry(&self, name: &str) -> Value {
        let mut entry = json!({"name": name, "type": self.kind.0});
        if let Some(connection) = &self.connection {
            entry["connection"] = json!(connection);
        }
        if !self.params.is_empty() {
            entry["params"] = json!(self.params);
        }
        if !self.columns.is_empty() {
            let column = |(name, kind): &(String, String)| json!({"name": name, "type": kind});
            entry["schema"] = json!({"columns": self.columns.iter().map(column).collect::<Vec<_>>()});
        }
        entry
    }

    fn document(&self, name: &str) -> Value {
        let mut params = json!(self.params);
        if let Some(connection) = &self.connection {
            params["connection"] = json!(connection);
        }
        params["notReadyIfEmpty"] = json!(false);
        let column = |(name, kind): &(String, String)| json!({"name": name, "type": kind, "comment": ""});
        json!({"name": name, "type": self.kind.1, "params": params, "managed": true, "formatType": "",
            "schema": {"columns": self.columns.iter().map(column).collect::<Vec<_>>(), "userModified": false}})
    }
}

impl MeantRecipe {
    fn entry(&self, name: &str) -> Value {
        let model = self.model.iter().map(|name| json!({"ref": name, "role": "model"}));
        let inputs: Vec<Value> = self.inputs.iter().map(|name| json!(name)).chain(model).collect();
        json!({"name": name, "type": "python", "inputs": inputs, "outputs": ["C"], "code": self.code})
    }

    fn document(&self, name: &str) -> Value {
        let items = |names: &mut dyn Iterator<Item = &String>| -> Value {
            json!({"items": names.map(|name| json!({"ref": name, "deps": []})).collect::<Vec<_>>()})
        };
        let mut inputs = json!({"main": items(&mut self.inputs.iter())});
        if self.model.is_some() {
            inputs["model"] = items(&mut self.model.iter());
        }
        json!({"name": name, "type": "python", "inputs": inputs, "params": {"envSelection": {"mode": "INHERIT"}},
            "outputs": {"main": {"items": [{"ref": "P.C", "appendMode": false}]}}, "payload": self.code})
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    Lines,
    Braces,
    Folders,
}

fn any_layout() -> impl Strategy<Value = Layout> {
    prop_oneof![Just(Layout::Lines), Just(Layout::Braces), Just(Layout::Folders)]
}

fn check(ours: &Workspace, stored: &State, theirs: &State) -> Result<(), TestCaseError> {
    let analysis = analyze(ours);
    prop_assert!(analysis.valid, "{:?}\n{}", analysis.problems, ours.files[0].text);
    let found = drift_of(&analysis, stored, theirs);
    let accepted = accept_all(ours, &analysis, &found);
    prop_assert_eq!(&accepted.refused, &vec![]);
    let mut after = ours.clone();
    history::apply(&mut after, &accepted.changes).unwrap();
    let analysis = analyze(&after);
    let texts: Vec<_> = after.files.iter().map(|source| (&source.path, &source.text)).collect();
    prop_assert!(analysis.valid, "{:?} {:?}", analysis.problems, texts);
    let desired = analysis.desired.as_ref().unwrap();
    for change in diff(desired, theirs, &Scope::of(&analysis.config)) {
        prop_assert_eq!(change.kind, ChangeKind::Unchanged, "{:?} {:?}", change, texts);
    }
    let again = drift_of(&analysis, theirs, theirs);
    prop_assert!(again.resources.iter().all(|it| it.kind.is_none_or(|kind| kind == Kind::Both)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_was_accepted_needs_no_plan(ours in any_meant(), theirs in any_meant(), layout in any_layout()) {
        check(&ours.project(layout), &State::default(), &theirs.server())?;
    }

    #[test]
    fn so_it_is_after_an_apply(ours in any_meant(), theirs in any_meant(), layout in any_layout()) {
        let workspace = ours.project(layout);
        let stored = analyze(&workspace).desired.unwrap();
        check(&workspace, &stored, &theirs.server())?;
    }
}
