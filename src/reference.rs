//! Where a dataset, model or folder is declared or made, and where recipes and blocks use it: what
//! jumping to a declaration and listing the uses of a name need.

use std::sync::Arc;

use crate::composition::Composition;
use crate::config::block_use::Mapping;
use crate::config::{BlockUse, Config, DatasetRef, Recipe};
use crate::source::{FileId, Location};

/// A place that names an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where the name stands.
    pub at: Location,
    /// What it is there, as `input of clean_orders`.
    pub what: String,
}

/// The name of the object that stands at `offset` (bytes) of the given file: in a declaration, in a
/// recipe, or behind a port of a block.
pub fn object_at(config: &Config, file: FileId, offset: u32) -> Option<Arc<str>> {
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let used = config.recipes.iter().flat_map(Recipe::references);
    let mapped = config.uses.iter().flat_map(|entry| entry.inputs.iter().chain(&entry.outputs));
    let stands_there = |at: Location| at.file == file && at.range.touches(offset);
    let mut names = declared.chain(used).chain(mapped.map(|mapping| &mapping.name));
    names.find(|name| stands_there(name.at)).map(|name| Arc::clone(&name.value))
}

/// Where the object `name` comes from: its declaration, the output of a block that is mapped to it,
/// the instance that makes it under a name of its own, or the recipe that writes it.
pub fn origin(config: &Config, composition: &Composition, name: &str) -> Option<Location> {
    let declared = config.dataset(name).and_then(|dataset| dataset.name.as_ref()).map(|name| name.at);
    let mapped = || {
        let mut outputs = config.uses.iter().flat_map(|entry| &entry.outputs);
        outputs.find(|mapping| *mapping.name.value == *name).map(|mapping| mapping.name.at)
    };
    let made = || {
        let makes = composition
            .instances
            .iter()
            .find(|instance| instance.outputs.iter().any(|bound| *bound.name == *name))?;
        let entry = config.uses.get(makes.entry)?;
        Some(entry.instance_name.as_ref().map_or(entry.reference_at, |name| name.at))
    };
    let written = || {
        let mut outputs = config.recipes.iter().flat_map(Recipe::outputs);
        outputs.find(|output| *output.name.value == *name).map(|output| output.name.at)
    };
    declared.or_else(mapped).or_else(made).or_else(written)
}

/// Every place that names the object `name`: its declarations, then its uses in the order of the
/// recipes, then of the blocks.
pub fn uses(config: &Config, name: &str) -> Vec<Use> {
    let named = config.datasets.iter().filter(|dataset| dataset.is_named(name));
    let declared = named.filter_map(|dataset| dataset.name.as_ref());
    let mut uses: Vec<Use> =
        declared.map(|field| Use { at: field.at, what: "declaration".to_owned() }).collect();
    for recipe in &config.recipes {
        let owner = match &recipe.name {
            Some(name) => name.value.to_string(),
            None => format!("recipes[{}]", recipe.index),
        };
        let mut add = |role: &str, references: &[DatasetRef]| {
            let matching = references.iter().filter(|reference| &*reference.name.value == name);
            uses.extend(matching.map(|found| Use { at: found.name.at, what: format!("{role} of {owner}") }));
        };
        add("input", recipe.inputs());
        add("output", recipe.outputs());
    }
    for entry in &config.uses {
        let mut add = |role: &str, mappings: &[Mapping]| {
            let matching = mappings.iter().filter(|mapping| *mapping.name.value == *name);
            let what = |port: &str| format!("{role} {port} of {}", label(entry));
            uses.extend(matching.map(|found| Use { at: found.name.at, what: what(&found.port) }));
        };
        add("input", &entry.inputs);
        add("output", &entry.outputs);
    }
    uses
}

fn label(entry: &BlockUse) -> String {
    entry.instance_name.as_ref().map_or_else(|| entry.path(), |name| name.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::workspace::{Workspace, analyze};

    const TEXT: &str = "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}, {name: B, type: s3}]\nrecipes:\n  - {name: r, type: sql, inputs: [A, {ref: A, role: side}], outputs: [B]}\n  - {type: sql, inputs: [B, C], outputs: [A]}\n";

    fn config() -> Arc<Config> {
        let workspace = Workspace { files: vec![Source::new("project.yml", TEXT)], ..Workspace::default() };
        analyze(&workspace).config
    }

    #[test]
    fn names_are_found_where_they_are_declared_and_used() {
        let config = config();
        let name_at = |part: &str| {
            let offset = u32::try_from(TEXT.find(part).unwrap() + part.len()).unwrap();
            object_at(&config, FileId(0), offset).as_deref().map(ToOwned::to_owned)
        };
        assert_eq!(name_at("{name: A").as_deref(), Some("A"));
        assert_eq!(name_at("outputs: [B").as_deref(), Some("B"));
        assert_eq!(name_at("{ref: A").as_deref(), Some("A"));
        assert_eq!(name_at("[B, C").as_deref(), Some("C"));
        assert_eq!(name_at("{name: r"), None);
        assert_eq!(object_at(&config, FileId(1), 46), None);
    }

    #[test]
    fn every_use_is_listed_with_its_recipe() {
        let config = config();
        let shown = |found: &Use| format!("{} {}", found.what, found.at.range.of(TEXT));
        let of_a: Vec<String> = uses(&config, "A").iter().map(shown).collect();
        assert_eq!(of_a, ["declaration A", "input of r A", "input of r A", "output of recipes[1] A"]);
        assert_eq!(uses(&config, "C").len(), 1);
        let none = Composition::default();
        assert_eq!(origin(&config, &none, "A"), Some(uses(&config, "A")[0].at));
        assert_eq!(origin(&config, &none, "C"), None);
    }

    #[test]
    fn names_behind_ports_lead_to_what_makes_them() {
        let text = "project: {key: P, name: Pea}\ndatasets: [{name: RAW, type: s3}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0, instance_name: cleaning, inputs: {RAW_VIBRATION: RAW}, outputs: {CLEAN_VIBRATION: CLEAN}}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: pumps, inputs: {CLEAN_VIBRATION: CLEAN}}\n";
        let mut registries = crate::registry::Registries::default();
        registries.put(crate::registry::tests::demo());
        let workspace = Workspace {
            files: vec![Source::new("project.yml", text)],
            registries: Arc::new(registries),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let (config, composition) = (&analysis.config, &analysis.composition);
        let at = |part: &str| {
            let offset = u32::try_from(text.find(part).unwrap() + part.len()).unwrap();
            object_at(config, FileId(0), offset)
        };
        assert_eq!(at("RAW_VIBRATION: RAW").as_deref(), Some("RAW"));
        assert_eq!(at("{CLEAN_VIBRATION: CLEAN").as_deref(), Some("CLEAN"));
        let found = |name: &str| {
            let at = origin(config, composition, name)?.range;
            Some((text[..at.start as usize].trim_end().rsplit(' ').next().unwrap(), at.of(text)))
        };
        assert_eq!(found("RAW"), Some(("[{name:", "RAW")));
        assert_eq!(found("CLEAN"), Some(("{CLEAN_VIBRATION:", "CLEAN")));
        let own = &composition.instance("pumps").unwrap().outputs[0].name;
        assert_eq!(found(own), Some(("instance_name:", "pumps")));
        let uses: Vec<String> = uses(config, "CLEAN").into_iter().map(|found| found.what).collect();
        assert_eq!(uses, ["output CLEAN_VIBRATION of cleaning", "input CLEAN_VIBRATION of pumps"]);
    }
}
