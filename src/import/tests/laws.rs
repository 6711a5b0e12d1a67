//! Whatever a project holds: its configuration is valid, and its plan is empty.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{assert_empty, document, imported};
use crate::inventory::{Document, Inventory, Store, StoredRecipe};
use crate::yaml::write::tests::any_value;

/// Names as they occur, and as nobody would give them.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => "[A-Z][A-Z0-9_]{0,6}",
        5 => "[a-z][a-z0-9_]{0,6}",
        2 => "[a-zA-Z0-9 ._/\\\\:#{}'\"-]{1,9}",
        1 => "\\PC{1,5}",
        1 => Just("{{ env.NAME }}".to_owned()),
        1 => Just("yes".to_owned()),
        1 => Just("CON".to_owned()),
        1 => "x{95,105}",
    ]
}

/// A mapping of odd values, some below keys that mean something to somebody.
fn any_settings() -> impl Strategy<Value = Document> {
    let keys = prop_oneof![
        "[a-zA-Z]{1,6}",
        Just("password".to_owned()),
        Just("apiKey".to_owned()),
        Just("connection".to_owned()),
        Just("flowOptions".to_owned()),
        Just("versionTag".to_owned()),
        Just("tags".to_owned()),
        Just("description".to_owned()),
        Just("params".to_owned()),
        Just("schema".to_owned()),
        Just("formatType".to_owned()),
        Just("<<".to_owned()),
    ];
    let odd_texts = prop_oneof![Just(json!("{{ env.X }}")), Just(json!("e:AES:1")), Just(json!("a\r\nb"))];
    let values = prop_oneof![4 => any_value(), 1 => odd_texts];
    prop::collection::btree_map(keys, values, 0..6).prop_map(|members| members.into_iter().collect())
}

fn any_dataset() -> impl Strategy<Value = Document> {
    let types = prop_oneof![
        Just("Snowflake"),
        Just("Filesystem"),
        Just("UploadedFiles"),
        Just("S3"),
        Just("Inline"),
        Just("CustomPython_sheet"),
        Just("")
    ];
    let columns = prop::collection::vec((any_name(), any_settings()), 0..3).prop_map(|columns| {
        let column = |(name, mut rest): (String, Document)| {
            rest.insert("name".into(), name.into());
            rest.entry("type").or_insert_with(|| "string".into());
            Value::Object(rest)
        };
        json!({"columns": columns.into_iter().map(column).collect::<Vec<_>>()})
    });
    (any_settings(), types, any_settings(), columns, any::<bool>()).prop_map(
        |(mut rest, kind, params, schema, is_odd)| {
            rest.insert("type".into(), kind.into());
            if !is_odd {
                rest.insert("params".into(), params.into());
                rest.insert("schema".into(), schema);
            }
            rest
        },
    )
}

/// A recipe; what it reads and writes are positions in the list of everything that has a name.
type Drawn = (Document, String, Vec<(prop::sample::Index, String)>, Vec<prop::sample::Index>, Option<String>);

fn any_recipe() -> impl Strategy<Value = Drawn> {
    let types = prop_oneof![Just("python"), Just("sql_query"), Just("shaker"), Just("join"), Just("sync")];
    let payloads =
        prop_oneof!["\\PC{0,20}", "[a-z \t\r\n]{0,30}", Just("\u{feff}{}\n".to_owned()), Just(String::new())];
    let roles = prop_oneof![4 => Just("main".to_owned()), 1 => any_name()];
    (
        any_settings(),
        types.prop_map(str::to_owned),
        prop::collection::vec((any::<prop::sample::Index>(), roles), 0..3),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        prop::option::of(payloads),
    )
}

prop_compose! {
    fn any_inventory()(
        key in "[A-Z][A-Z0-9_]{0,5}",
        metadata in any_settings(),
        settings in any_settings(),
        variables in any_settings(),
        datasets in prop::collection::btree_map(any_name(), any_dataset(), 0..6),
        folders in prop::collection::btree_map("[a-zA-Z0-9]{8}", (any_name(), any_settings()), 0..3),
        models in prop::collection::btree_map("[a-zA-Z0-9]{8}", (any_name(), any_settings()), 0..3),
        stores in prop::collection::btree_map("[a-zA-Z0-9]{8}", (any_name(), any_settings()), 0..2),
        zones in prop::collection::btree_map("[a-zA-Z0-9]{7}|default", (any_name(), any_settings()), 0..4),
        scenarios in prop::collection::btree_map(any_name(), (any_name(), any_settings(), any::<bool>()), 0..3),
        drawn in prop::collection::btree_map(any_name(), any_recipe(), 0..5),
        places in prop::collection::vec(any::<prop::sample::Index>(), 16),
    ) -> Inventory {
        let named = |(id, (name, mut rest)): (String, (String, Document))| {
            rest.insert("name".into(), name.into());
            (id, rest)
        };
        let mut ends: Vec<String> = datasets.keys().chain(folders.keys()).chain(models.keys()).chain(stores.keys()).cloned().collect();
        ends.extend(["OTHER.shared".into(), "gone".into(), format!("{key}.gone"), "{{ env.X }}.a".into()]);
        let recipes = drawn.into_iter().enumerate().map(|(at, (name, recipe))| (name, stored(recipe, &ends, at).into())).collect();
        let datasets = datasets.into_iter().map(|(name, document)| (name, (&document).into())).collect();
        let mut inventory = Inventory {
            key, metadata, settings, variables, datasets, recipes,
            folders: folders.into_iter().map(named).collect(),
            models: models.into_iter().map(named).collect(),
            stores: stores.into_iter().map(named).map(|(id, document)| (id, Store { kind: "MODEL_EVALUATION_STORE", document })).collect(),
            zones: zones.into_iter().map(named).map(|(id, mut zone)| { zone.insert("id".into(), id.into()); zone }).collect(),
            ..Inventory::default()
        };
        for (id, (name, mut rest, is_script)) in scenarios {
            rest.insert("name".into(), name.into());
            rest.insert("type".into(), if is_script { "custom_python" } else { "step_based" }.into());
            inventory.scripts.insert(id.clone(), "run()\r\n".into());
            inventory.scenarios.insert(id, rest);
        }
        place(&mut inventory, &places);
        inventory
    }
}

/// A recipe that reads only what stands before what it writes, so that no flow turns in a circle.
fn stored((mut recipe, kind, inputs, outputs, payload): Drawn, ends: &[String], at: usize) -> StoredRecipe {
    let border = (ends.len() * (at % 3 + 1) / 4).max(1);
    let mut reads = Map::new();
    for (index, role) in inputs {
        let end = json!({"ref": ends[index.index(border.min(ends.len()))], "deps": []});
        let role = reads.entry(role).or_insert_with(|| json!({"items": []}));
        role["items"].as_array_mut().unwrap().push(end);
    }
    let later = &ends[border.min(ends.len() - 1)..];
    let writes: Vec<Value> =
        outputs.iter().map(|index| json!({"ref": later[index.index(later.len())]})).collect();
    recipe.insert("type".into(), kind.into());
    recipe.insert("inputs".into(), reads.into());
    recipe.insert("outputs".into(), json!({"main": {"items": writes}}));
    StoredRecipe { recipe, payload }
}

/// Puts objects into zones, recipes elsewhere than their outputs too.
fn place(inventory: &mut Inventory, places: &[prop::sample::Index]) {
    if inventory.zones.is_empty() {
        return;
    }
    let datasets = inventory.datasets.keys().map(|name| ("DATASET", name));
    let recipes = inventory.recipes.keys().map(|name| ("RECIPE", name));
    let folders = inventory.folders.keys().map(|id| ("MANAGED_FOLDER", id));
    let objects: Vec<Value> = datasets
        .chain(recipes)
        .chain(folders)
        .map(|(kind, id)| json!({"objectType": kind, "objectId": id}))
        .collect();
    for (object, place) in objects.into_iter().zip(places) {
        let zone = place.index(inventory.zones.len());
        let listed = inventory.zones[zone].entry("items").or_insert_with(|| json!([]));
        match listed.as_array_mut() {
            Some(listed) => listed.push(object),
            None => *listed = json!([object]),
        }
    }
}

proptest! {
    #[test]
    fn an_imported_project_is_valid_and_its_plan_is_empty(inventory in any_inventory()) {
        let (import, analysis) = imported(&inventory);
        assert_empty(&analysis);
        // Nothing that looks like a credential is in any file.
        for file in &import.files {
            prop_assert!(!file.text.contains("e:AES"), "{}", file.text);
        }
        // What was imported is imported again as the same files.
        prop_assert_eq!(imported(&inventory).0, import);
    }

    #[test]
    fn files_have_plain_and_different_names(inventory in any_inventory()) {
        let (import, _) = imported(&inventory);
        let mut paths: Vec<String> = import.files.iter().map(|file| file.path.to_lowercase()).collect();
        let is_plain = |path: &String| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte));
        prop_assert!(paths.iter().all(is_plain), "{:?}", paths);
        paths.sort();
        paths.dedup();
        prop_assert_eq!(paths.len(), import.files.len());
    }
}

#[test]
fn documents_of_nothing_make_a_project_too() {
    let inventory = Inventory {
        key: "P".into(),
        metadata: document(&json!({"label": null, "tags": null, "description": 5})),
        datasets: [(
            "A".to_owned(),
            (&document(&json!({"type": "S3", "params": null, "schema": null, "tags": null}))).into(),
        )]
        .into(),
        ..Inventory::default()
    };
    assert_empty(&imported(&inventory).1);
}
