//! A proposal as the text of a configuration (blocks spec 4.8).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::instances::{Instance, Instances};
use super::names::Named;
use super::request::{Extension, Request};
use super::wires::End;
use crate::block::BlockKind;
use crate::catalog::card::Socket;
use crate::yaml::write::{self, Context};

/// The configuration; empty without a target project. Blocks stand in the order of their stages.
pub(super) fn write(
    request: &Request,
    instances: &Instances<'_>,
    named: &Named,
    warnings: &mut Vec<String>,
) -> String {
    if request.target_project_key.is_empty() {
        let message = "The request names no target_project_key, so no configuration was written. Name one.";
        warnings.push(message.to_owned());
        return String::new();
    }
    let places: Vec<usize> = named.order().into_iter().flatten().collect();
    let written: Vec<&Instance<'_>> = places.iter().filter_map(|place| instances.all.get(*place)).collect();
    let mut text = String::from("version: \"1.0\"\n");
    text.push_str(&project(request, instances));
    let mut recipes = BTreeMap::new();
    for (section, kind) in [("blocks", BlockKind::Zone), ("solutions", BlockKind::Solution)] {
        let mut entries = String::new();
        for (place, instance) in
            places.iter().zip(&written).filter(|(_, instance)| instance.card.kind == kind)
        {
            entries.push_str(&entry(request, *place, instance, named, &mut recipes, warnings));
        }
        if !entries.is_empty() {
            text.push_str(&format!("\n{section}:\n{entries}"));
        } else if kind == BlockKind::Zone {
            text.push_str("\nblocks: []\n");
        }
    }
    text.push_str(&datasets(request, named));
    if !recipes.is_empty() {
        text.push_str("\nrecipes:\n");
        text.push_str(&recipes.into_values().collect::<String>());
    }
    warn_of_unused(request, instances, warnings);
    text
}

fn project(request: &Request, instances: &Instances<'_>) -> String {
    let first = instances.all.first().map_or("", |instance| &*instance.card.name);
    let composed = format!("Composed: {first}");
    let name = if request.target_project_name.is_empty() { &composed } else { &request.target_project_name };
    format!(
        "\nproject:\n  key: {}\n  name: {}\n  description: Composed from {} blocks\n",
        write::text(&request.target_project_key, Context::Block),
        write::text(name, Context::Block),
        instances.all.len()
    )
}

fn entry(
    request: &Request,
    place: usize,
    instance: &Instance<'_>,
    named: &Named,
    recipes: &mut BTreeMap<String, String>,
    warnings: &mut Vec<String>,
) -> String {
    let zone = if instance.card.kind == BlockKind::Zone { "zone_name" } else { "zone_prefix" };
    let mut text = format!(
        "  - ref: {}\n    instance_name: {}\n    {zone}: {}\n",
        instance.reference(),
        write::text(&instance.name, Context::Block),
        write::text(&instance.zone, Context::Block)
    );
    text.push_str(&mapping("inputs", place, &instance.edition.inputs, &named.inputs));
    text.push_str(&mapping("outputs", place, &instance.edition.outputs, &named.outputs));
    let extends = extends(request, instance, recipes, warnings);
    if !extends.is_empty() {
        text.push_str(&format!("    extends:\n{extends}"));
    }
    text
}

fn mapping(key: &str, place: usize, sockets: &[Socket], names: &BTreeMap<End, String>) -> String {
    let lines = sockets.iter().enumerate().filter_map(|(port, socket)| {
        let name = names.get(&End { instance: place, port })?;
        let line = [write::text(&socket.name, Context::Block), write::text(name, Context::Block)];
        Some(format!("      {}\n", line.join(": ")))
    });
    let lines: String = lines.collect();
    if lines.is_empty() { format!("    {key}: {{}}\n") } else { format!("    {key}:\n{lines}") }
}

/// The extensions of an instance, and the recipes that they need.
fn extends(
    request: &Request,
    instance: &Instance<'_>,
    recipes: &mut BTreeMap<String, String>,
    warnings: &mut Vec<String>,
) -> String {
    let mut text = String::new();
    for extension in own(request, instance) {
        if instance.card.kind == BlockKind::Solution {
            let id = &instance.card.id;
            warnings.push(format!(
                "{id} is a solution, whose recipes cannot be extended; its extension was left out."
            ));
            continue;
        }
        for class in &extension.class_overrides {
            let mut value = json!({"recipe": class.recipe, "use_class": class.use_class});
            if let (Some(members), false) = (value.as_object_mut(), class.class_config.is_empty()) {
                members.insert("class_config".into(), Value::Object(class.class_config.clone()));
            }
            text.push_str(&format!("      - {}\n", write::flow(&value)));
        }
        for changed in &extension.recipe_overrides {
            let value = json!({"recipe": changed.recipe, "override_with": changed.override_with});
            text.push_str(&format!("      - {}\n", write::flow(&value)));
            if changed.definition.is_empty() {
                warnings.push(format!(
                    "Recipe {} takes the place of {} in {}, but the request does not define it. Add it below recipes.",
                    changed.override_with, changed.recipe, instance.card.id
                ));
                continue;
            }
            let mut definition = changed.definition.clone();
            definition.remove("name");
            let name = write::text(&changed.override_with, Context::Block);
            let members = definition.iter().map(|(key, value)| {
                format!("    {}:{}\n", write::text(key, Context::Block), write::block(value, 4))
            });
            let recipe = format!("  - name: {name}\n{}", members.collect::<String>());
            recipes.insert(changed.override_with.clone(), recipe);
        }
    }
    text
}

fn own<'a>(request: &'a Request, instance: &Instance<'_>) -> Vec<&'a Extension> {
    request.extensions.iter().filter(|extension| *extension.block_id == *instance.card.id).collect()
}

fn warn_of_unused(request: &Request, instances: &Instances<'_>, warnings: &mut Vec<String>) {
    for extension in &request.extensions {
        if !instances.all.iter().any(|instance| *instance.card.id == *extension.block_id) {
            warnings.push(format!("{} was not chosen, so its extension was left out.", extension.block_id));
        }
    }
}

fn datasets(request: &Request, named: &Named) -> String {
    if named.placeholders.is_empty() {
        return "\ndatasets: []\n".to_owned();
    }
    let mut text = String::from("\ndatasets:\n");
    for name in &named.placeholders {
        if request.options.include_comments {
            text.push_str("  # TODO: connect\n");
        }
        text.push_str(&format!("  - name: {}\n    type: managed\n", write::text(name, Context::Block)));
    }
    text
}
