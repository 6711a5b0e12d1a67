//! A manifest file to a [`Manifest`], with caps and remarks (`blocks.md` 1.2).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::extension::read_points;
use super::fields::{Fields, Refusal, Remark, check_size, no_json, visible, without_mark};
use super::port::{Port, Side, read_ports};
use super::recipe::read_recipes;
use super::reference::{LONGEST_ID, is_id};
use super::step::{read_alias_map, read_sequence};
use super::{BlockKind, Change, Contents, Dependencies, Manifest};
use crate::value::ordered::{Document, Ordered};
use crate::version::Version;

/// Largest manifest that is read, in bytes.
pub const MAX_MANIFEST_BYTES: usize = 4 * 1024 * 1024;

/// Reads a manifest. Unknown members stay in its `document`.
///
/// # Errors
/// If it is too large, no JSON object, or has no usable `block_id` or `version`.
pub fn read_manifest(text: &str) -> Result<(Manifest, Vec<Remark>), Refusal> {
    check_size(text, MAX_MANIFEST_BYTES)?;
    let read: Document = serde_json::from_str(without_mark(text)).map_err(|error| no_json(&error))?;
    let Ordered::Members(members) = read else { return Err(Refusal::new("it is no JSON object")) };
    let mut remarks = Vec::new();
    let mut alias_steps = read_alias_map(&members, &mut remarks);
    let document: Map<String, Value> =
        members.into_iter().map(|(key, value)| (key, value.into_value())).collect();
    let mut fields = Fields::new(&document, "", &mut remarks);
    let (block_id, version) = identity(&mut fields)?;
    let kind = kind(&mut fields);
    let mut steps = read_sequence(&mut fields);
    steps.append(&mut alias_steps);
    let [created_at, updated_at, created_by] =
        ["created_at", "updated_at", "created_by"].map(|key| also_nested(&mut fields, key));
    let (inputs, outputs) = ports(&mut fields);
    let mut manifest = Manifest {
        name: fields
            .optional_text("name")
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| Arc::clone(&block_id)),
        block_id,
        version,
        kind,
        blocked: fields.flag("blocked", false),
        description: fields.text("description"),
        hierarchy_level: fields.text("hierarchy_level"),
        domain: fields.text("domain"),
        tags: fields.texts("tags"),
        owner: fields.text("owner"),
        source_project: fields.text("source_project"),
        source_zone: fields.text("source_zone"),
        contains: contents(&mut fields, &inputs, &outputs),
        inputs,
        outputs,
        dependencies: dependencies(&mut fields),
        steps,
        extension_points: read_points(&mut fields),
        recipe_details: read_recipes(&mut fields),
        libraries: fields.each("library_refs", |mut library| library.optional_text("name")),
        bundle_ref: fields.optional_text("bundle_ref"),
        deprecated: fields.flag("deprecated", false),
        deprecated_message: fields.text("deprecated_message"),
        changelog: fields.each("changelog", |mut change| {
            Some(Change { version: change.text("version"), note: change.text("note") })
        }),
        created_at,
        updated_at,
        created_by,
        document: Map::new(),
    };
    manifest.document = document;
    Ok((manifest, remarks))
}

fn identity(fields: &mut Fields<'_>) -> Result<(Arc<str>, Version), Refusal> {
    let id = fields.text("block_id");
    if !is_id(&id) || id.len() > LONGEST_ID {
        return Err(Refusal::new(format!("its block_id \"{}\" is no id of a block", visible(&id))));
    }
    let version = fields.text("version");
    let parsed = Version::parse(&version);
    parsed
        .map(|version| (id, version))
        .ok_or_else(|| Refusal::new(format!("its version \"{version}\" is no version")))
}

fn kind(fields: &mut Fields<'_>) -> BlockKind {
    match fields.optional_text("type").as_deref() {
        None | Some("zone") => BlockKind::Zone,
        Some("solution") => BlockKind::Solution,
        Some(_) => {
            fields.remark("type", "should be zone or solution and was read as zone");
            BlockKind::Zone
        }
    }
}

/// A text at the top, or in the nested `metadata` of older files.
fn also_nested(fields: &mut Fields<'_>, key: &str) -> Arc<str> {
    if let Some(text) = fields.optional_text(key) {
        return text;
    }
    let nested = fields.object("metadata").and_then(|metadata| metadata.get(key)?.as_str());
    nested.map(|text| visible(text).into()).unwrap_or_default()
}

/// Both sides, with the paths of `schema_refs` where a port has none of its own.
fn ports(fields: &mut Fields<'_>) -> (Vec<Port>, Vec<Port>) {
    let mut inputs = read_ports(fields, Side::Input);
    let mut outputs = read_ports(fields, Side::Output);
    let refs = fields.object("schema_refs");
    for (key, ports) in [("inputs", &mut inputs), ("outputs", &mut outputs)] {
        let paths = refs.and_then(|refs| refs.get(key)?.as_object());
        for port in ports.iter_mut().filter(|port| port.schema_ref.is_none()) {
            port.schema_ref =
                paths.and_then(|paths| paths.get(&*port.name)?.as_str()).map(|path| visible(path).into());
        }
    }
    (inputs, outputs)
}

/// The internal objects; names of ports are dropped, older files repeat them here.
fn contents(fields: &mut Fields<'_>, inputs: &[Port], outputs: &[Port]) -> Contents {
    let Some(members) = fields.object("contains") else { return Contents::default() };
    let mut inside = fields.inside("contains", members);
    let ports: BTreeSet<&str> = inputs.iter().chain(outputs).map(|port| &*port.name).collect();
    let mut internal = |key: &str| {
        let mut names = inside.texts(key);
        names.retain(|name| !ports.contains(&**name));
        names
    };
    let (datasets, models, folders) = (internal("datasets"), internal("models"), internal("folders"));
    Contents { datasets, models, folders, recipes: inside.texts("recipes") }
}

fn dependencies(fields: &mut Fields<'_>) -> Dependencies {
    let Some(members) = fields.object("dependencies") else { return Dependencies::default() };
    let mut remarks = Vec::new();
    // The alias map of a solution shares this key; its entries are objects and no lists.
    let mut inside = Fields::new(members, "dependencies", &mut remarks);
    let mut python = inside.texts("python");
    python.extend(inside.texts("python_packages"));
    Dependencies {
        python,
        plugins: inside.texts("plugins"),
        connections: inside.texts("connections"),
        code_envs: inside.texts("code_envs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_members_have_their_defaults() {
        let (manifest, remarks) = read_manifest(r#"{"block_id": "A", "version": "1.0.0"}"#).unwrap();
        assert_eq!(remarks, []);
        assert_eq!((&*manifest.name, manifest.kind, manifest.blocked), ("A", BlockKind::Zone, false));
    }

    #[test]
    fn older_spellings_are_read() {
        let text = r#"{"block_id": "A", "version": "1.0.0", "type": "zone", "x_unknown": 5,
            "inputs": [{"name": "IN"}], "outputs": [{"name": "OUT", "required": false}],
            "schema_refs": {"inputs": {"IN": "schemas/a.json"}},
            "contains": {"datasets": ["IN", "MID", "OUT"], "recipes": ["r"], "scenarios": ["s"]},
            "dependencies": {"python_packages": ["numpy"], "python": ["scipy"]},
            "metadata": {"created_at": "2024-01-01T00:00:00Z"}}"#;
        let (manifest, remarks) = read_manifest(text).unwrap();
        assert_eq!(remarks, []);
        assert_eq!(manifest.inputs[0].schema_ref.as_deref(), Some("schemas/a.json"));
        assert!(manifest.outputs[0].required);
        assert_eq!(manifest.contains.datasets, [Arc::from("MID")]);
        assert_eq!(manifest.dependencies.python.len(), 2);
        assert_eq!(&*manifest.created_at, "2024-01-01T00:00:00Z");
        assert_eq!(manifest.document["x_unknown"], 5);
    }

    #[test]
    fn members_of_a_solution_keep_the_order_of_the_file() {
        let text = r#"{"block_id": "S", "version": "1.0.0", "type": "solution",
            "sequence": [{"alias": "one", "block_ref": "A@1.0.0", "depends_on": "zeta"}],
            "dependencies": {"zeta": {"block_ref": "B", "requires": ["one"]}, "alpha": {"block_ref": "C"}, "python": ["x"]}}"#;
        let (manifest, _) = read_manifest(text).unwrap();
        let aliases: Vec<&str> = manifest.steps.iter().map(|step| &*step.alias).collect();
        assert_eq!(aliases, ["one", "zeta", "alpha"]);
        assert_eq!(manifest.steps[0].depends_on, [Arc::from("zeta")]);
        assert_eq!(manifest.steps[1].depends_on, [Arc::from("one")]);
    }

    #[test]
    fn what_is_no_manifest_is_refused_and_what_is_odd_is_remarked() {
        for text in [
            "[]",
            "{}",
            r#"{"block_id": "a", "version": "1.0.0"}"#,
            r#"{"block_id": "A", "version": "1"}"#,
            "{",
        ] {
            assert!(read_manifest(text).is_err(), "{text}");
        }
        let text = r#"{"block_id": "A", "version": "1.0.0", "tags": 5, "inputs": [{"type": "x"}, 7, {"name": "P", "type": "stream"}]}"#;
        let (_, remarks) = read_manifest(text).unwrap();
        let paths: Vec<&str> = remarks.iter().map(|remark| remark.path.as_str()).collect();
        assert_eq!(paths, ["inputs[0].name", "inputs[1]", "inputs[2].type", "tags"]);
    }
}
