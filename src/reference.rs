//! Where a dataset, folder, model or zone is declared or made and where it is used, and where code files
//! lead: what jumping to a declaration and listing the uses of a name need.

use std::sync::Arc;

use crate::composition::Composition;
use crate::config::block_use::Mapping;
use crate::config::objects::Entry;
use crate::config::{BlockUse, CodeFile, Config, DatasetRef, Field, Object, Recipe};
use crate::source::{FileId, Location};
use crate::text::TextRange;

/// Something that is named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A dataset, folder or model, or what a block makes under that name.
    Object(Arc<str>),
    /// A zone.
    Zone(Arc<str>),
    /// A file with code, by its path.
    CodeFile(Arc<str>),
}

impl Name {
    /// The name itself.
    pub fn text(&self) -> &Arc<str> {
        match self {
            Self::Object(name) | Self::Zone(name) | Self::CodeFile(name) => name,
        }
    }
}

/// A place that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where the name stands.
    pub at: Location,
    /// What it is there, as `input of clean_orders`.
    pub what: String,
}

/// A name in the text.
type Named<'c> = &'c Field<Arc<str>>;

/// What is named at `offset` (bytes) of the given file: in a declaration, in a recipe, behind a port of
/// a block, or as the zone or code file of something.
pub fn name_at(config: &Config, file: FileId, offset: u32) -> Option<Name> {
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let declared = declared.chain(config.objects().filter_map(|object| object.entry().name.as_ref()));
    let used = config.recipes.iter().flat_map(Recipe::references);
    let mapped = config.uses.iter().flat_map(|entry| entry.inputs.iter().chain(&entry.outputs));
    let mut objects = declared.chain(used).chain(mapped.map(|mapping| &mapping.name));
    let stands_there = |name: &Named<'_>| name.at.file == file && name.at.range.touches(offset);
    if let Some(name) = objects.find(stands_there) {
        return Some(Name::Object(Arc::clone(&name.value)));
    }
    let zones = config.zones.iter().filter_map(|zone| zone.entry.name.as_ref());
    if let Some(name) = zones.chain(placed(config).map(|(zone, _)| zone)).find(stands_there) {
        return Some(Name::Zone(Arc::clone(&name.value)));
    }
    let mut files = code_files(config).map(|(file, _)| &file.path);
    files.find(stands_there).map(|path| Name::CodeFile(Arc::clone(&path.value)))
}

/// Where a name comes from: its declaration, and of an object else the output of a block that is mapped
/// to it, the instance that makes it under a name of its own, or the recipe that writes it.
pub fn origin(config: &Config, composition: &Composition, name: &Name) -> Option<Location> {
    match name {
        Name::Object(name) => object_origin(config, composition, name),
        Name::Zone(name) => config.zone(name)?.entry.name.as_ref().map(|name| name.at),
        Name::CodeFile(path) => {
            let file = code_files(config).find(|(file, _)| file.path.value == *path)?.0.file?;
            Some(Location { file, range: TextRange::at(0) })
        }
    }
}

fn object_origin(config: &Config, composition: &Composition, name: &str) -> Option<Location> {
    let dataset = || config.dataset(name).and_then(|dataset| dataset.name.as_ref());
    let object = || config.object(name).and_then(|object| object.entry().name.as_ref());
    let declared = dataset().or_else(object).map(|name| name.at);
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

/// Every place that says a name: its declarations, then its uses in the order of the lists.
pub fn uses(config: &Config, name: &Name) -> Vec<Use> {
    match name {
        Name::Object(name) => object_uses(config, name),
        Name::Zone(name) => {
            let declared = config.zones.iter().filter(|zone| zone.entry.is_named(name));
            let mut uses = declarations(declared.map(|zone| &zone.entry));
            let inside = placed(config).filter(|(zone, _)| zone.value == *name);
            uses.extend(inside.map(|(zone, owner)| Use { at: zone.at, what: format!("zone of {owner}") }));
            uses
        }
        Name::CodeFile(path) => {
            let found = code_files(config).filter(|(file, _)| file.path.value == *path);
            found.map(|(file, owner)| Use { at: file.path.at, what: format!("code of {owner}") }).collect()
        }
    }
}

fn object_uses(config: &Config, name: &str) -> Vec<Use> {
    let named = config.datasets.iter().filter(|dataset| dataset.is_named(name));
    let declared = named.filter_map(|dataset| dataset.name.as_ref());
    let mut uses: Vec<Use> =
        declared.map(|field| Use { at: field.at, what: "declaration".to_owned() }).collect();
    let objects = config.objects().map(Object::entry);
    uses.extend(declarations(objects.filter(|entry| entry.is_named(name))));
    for recipe in &config.recipes {
        let owner = owner(recipe.name.as_ref(), "recipes", recipe.index);
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

fn declarations<'c>(entries: impl Iterator<Item = &'c Entry>) -> Vec<Use> {
    let names = entries.filter_map(|entry| entry.name.as_ref());
    names.map(|name| Use { at: name.at, what: "declaration".to_owned() }).collect()
}

/// Everything that names a zone, and whose it is.
fn placed(config: &Config) -> impl Iterator<Item = (Named<'_>, String)> {
    let datasets = config.datasets.iter().filter_map(|dataset| {
        Some((dataset.details.zone.as_ref()?, owner(dataset.name.as_ref(), "datasets", dataset.index)))
    });
    let recipes = config.recipes.iter().filter_map(|recipe| {
        Some((recipe.details.zone.as_ref()?, owner(recipe.name.as_ref(), "recipes", recipe.index)))
    });
    let objects = config.objects().filter_map(|object| {
        let name = object.entry().name.as_ref().map(|name| name.value.to_string());
        Some((object.zone()?, name.unwrap_or_else(|| object.path())))
    });
    datasets.chain(recipes).chain(objects)
}

/// Everything whose code stands in a file, and whose it is.
fn code_files(config: &Config) -> impl Iterator<Item = (&CodeFile, String)> {
    let recipes = config.recipes.iter().filter_map(|recipe| {
        Some((recipe.code_file.as_ref()?, owner(recipe.name.as_ref(), "recipes", recipe.index)))
    });
    let scenarios = config.scenarios.iter().filter_map(|scenario| {
        let entry = &scenario.entry;
        Some((scenario.code_file.as_ref()?, owner(entry.name.as_ref(), "scenarios", entry.index)))
    });
    recipes.chain(scenarios)
}

fn owner(name: Option<Named<'_>>, list: &str, index: usize) -> String {
    name.map_or_else(|| format!("{list}[{index}]"), |name| name.value.to_string())
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

    fn object(name: &str) -> Name {
        Name::Object(name.into())
    }

    fn config() -> Arc<Config> {
        let workspace = Workspace { files: vec![Source::new("project.yml", TEXT)], ..Workspace::default() };
        analyze(&workspace).config
    }

    #[test]
    fn names_are_found_where_they_are_declared_and_used() {
        let config = config();
        let name_at = |part: &str| {
            let offset = u32::try_from(TEXT.find(part).unwrap() + part.len()).unwrap();
            name_at(&config, FileId(0), offset).map(|name| name.text().to_string())
        };
        assert_eq!(name_at("{name: A").as_deref(), Some("A"));
        assert_eq!(name_at("outputs: [B").as_deref(), Some("B"));
        assert_eq!(name_at("{ref: A").as_deref(), Some("A"));
        assert_eq!(name_at("[B, C").as_deref(), Some("C"));
        assert_eq!(name_at("{name: r"), None);
        assert_eq!(super::name_at(&config, FileId(1), 46), None);
    }

    #[test]
    fn every_use_is_listed_with_its_recipe() {
        let config = config();
        let shown = |found: &Use| format!("{} {}", found.what, found.at.range.of(TEXT));
        let of_a: Vec<String> = uses(&config, &object("A")).iter().map(shown).collect();
        assert_eq!(of_a, ["declaration A", "input of r A", "input of r A", "output of recipes[1] A"]);
        assert_eq!(uses(&config, &object("C")).len(), 1);
        let none = Composition::default();
        assert_eq!(origin(&config, &none, &object("A")), Some(uses(&config, &object("A"))[0].at));
        assert_eq!(origin(&config, &none, &object("C")), None);
    }

    #[test]
    fn names_behind_ports_lead_to_what_makes_them() {
        let text = "project: {key: P, name: Pea}\ndatasets: [{name: RAW, type: s3}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0, instance_name: cleaning, inputs: {RAW_VIBRATION: RAW}, outputs: {CLEAN_VIBRATION: CLEAN}}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: pumps, inputs: {CLEAN_VIBRATION: CLEAN}}\n";
        let workspace = Workspace {
            files: vec![Source::new("project.yml", text)],
            registries: crate::registry::tests::demo_alone(),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let (config, composition) = (&analysis.config, &analysis.composition);
        let at = |part: &str| {
            let offset = u32::try_from(text.find(part).unwrap() + part.len()).unwrap();
            name_at(config, FileId(0), offset).map(|name| name.text().to_string())
        };
        assert_eq!(at("RAW_VIBRATION: RAW").as_deref(), Some("RAW"));
        assert_eq!(at("{CLEAN_VIBRATION: CLEAN").as_deref(), Some("CLEAN"));
        let found = |name: &str| {
            let at = origin(config, composition, &object(name))?.range;
            Some((text[..at.start as usize].trim_end().rsplit(' ').next().unwrap(), at.of(text)))
        };
        assert_eq!(found("RAW"), Some(("[{name:", "RAW")));
        assert_eq!(found("CLEAN"), Some(("{CLEAN_VIBRATION:", "CLEAN")));
        let own = &composition.instance("pumps").unwrap().outputs[0].name;
        assert_eq!(found(own), Some(("instance_name:", "pumps")));
        let uses: Vec<String> = uses(config, &object("CLEAN")).into_iter().map(|found| found.what).collect();
        assert_eq!(uses, ["output CLEAN_VIBRATION of cleaning", "input CLEAN_VIBRATION of pumps"]);
    }

    #[test]
    fn folders_zones_and_code_files_are_found_too() {
        let text = "version: '1.1'\nproject: {key: P, name: Pea}\nzones: [{name: Raw data}]\nfolders: [{name: files, zone: Raw data}]\ndatasets: [{name: A, type: s3}]\nrecipes: [{name: r, type: python, inputs: [files], outputs: [A], zone: Raw data, code_file: code/r.py}]\nscenarios: [{name: s, type: custom_python, code_file: code/r.py}]\n";
        let files = vec![Source::new("project.yml", text), Source::new("code/r.py", "pass\n")];
        let config = analyze(&Workspace { files, ..Workspace::default() }).config;
        let at = |part: &str| {
            let offset = u32::try_from(text.find(part).unwrap() + part.len()).unwrap();
            name_at(&config, FileId(0), offset).unwrap()
        };
        let told = |name: &Name| -> Vec<String> {
            let uses = uses(&config, name).into_iter();
            uses.map(|found| format!("{} {}", found.what, found.at.range.of(text))).collect()
        };
        let none = Composition::default();
        let zone = at("outputs: [A], zone: Raw");
        assert_eq!(told(&zone), ["declaration Raw data", "zone of r Raw data", "zone of files Raw data"]);
        assert_eq!(origin(&config, &none, &zone), Some(uses(&config, &zone)[0].at));
        let folder = at("inputs: [files");
        assert_eq!(told(&folder), ["declaration files", "input of r files"]);
        assert_eq!(origin(&config, &none, &folder), Some(uses(&config, &folder)[0].at));
        let code = at("custom_python, code_file: code");
        assert_eq!(told(&code), ["code of r code/r.py", "code of s code/r.py"]);
        assert_eq!(origin(&config, &none, &code).map(|at| at.file), Some(FileId(1)));
    }
}
