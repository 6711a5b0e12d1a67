//! Whether a configuration makes sense: names, references, dependencies (spec 2).
//!
//! Checks look at what could be read and stay silent about the rest, so that a cause is reported
//! once. This module knows no text and no state.

mod flow;
mod repeated; // names that stand twice
mod dep001_cycle;
mod nam001_project_key;
mod nam002_dataset_name;
mod nam003_recipe_name;
mod nam004_column_case;
mod nam005_object_name;
mod ref001_input;
mod ref002_output;
mod ref003_duplicate_dataset;
mod ref004_duplicate_recipe;
mod ref006_two_producers;
mod ref007_repeated_reference;
mod ref008_duplicate_object;
mod sec001_credential;
mod zon001_duplicate_zone;
mod zon002_unknown_zone;
mod zon003_split_zone;
mod zones;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::composition::Composition;
use crate::config::objects::Entry;
use crate::config::{Config, Dataset, Field, Object, Recipe};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Diagnostic, Rule};

/// A rule and the function that checks it.
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Adds a problem for each breach.
    pub run: fn(&Subject<'_>, &mut Pile),
}

/// All checks, in the order of the specification.
pub static CHECKS: [Check; 17] = [
    Check { rule: &nam001_project_key::RULE, run: nam001_project_key::check },
    Check { rule: &nam002_dataset_name::RULE, run: nam002_dataset_name::check },
    Check { rule: &nam003_recipe_name::RULE, run: nam003_recipe_name::check },
    Check { rule: &nam004_column_case::RULE, run: nam004_column_case::check },
    Check { rule: &nam005_object_name::RULE, run: nam005_object_name::check },
    Check { rule: &ref001_input::RULE, run: ref001_input::check },
    Check { rule: &ref002_output::RULE, run: ref002_output::check },
    Check { rule: &ref003_duplicate_dataset::RULE, run: ref003_duplicate_dataset::check },
    Check { rule: &ref004_duplicate_recipe::RULE, run: ref004_duplicate_recipe::check },
    Check { rule: &ref006_two_producers::RULE, run: ref006_two_producers::check },
    Check { rule: &ref007_repeated_reference::RULE, run: ref007_repeated_reference::check },
    Check { rule: &ref008_duplicate_object::RULE, run: ref008_duplicate_object::check },
    Check { rule: &zon001_duplicate_zone::RULE, run: zon001_duplicate_zone::check },
    Check { rule: &zon002_unknown_zone::RULE, run: zon002_unknown_zone::check },
    Check { rule: &zon003_split_zone::RULE, run: zon003_split_zone::check },
    Check { rule: &sec001_credential::RULE, run: sec001_credential::check },
    Check { rule: &dep001_cycle::RULE, run: dep001_cycle::check },
];

/// An entry of a list of version 1.1.
#[derive(Clone, Copy)]
struct Named<'c> {
    /// The list's key.
    list: &'static str,
    /// What it describes.
    noun: &'static str,
    entry: &'c Entry,
}

/// What is checked: the configuration, with its dataset names looked up once, and what blocks add.
pub struct Subject<'c> {
    /// The configuration.
    pub config: &'c Config,
    composition: &'c Composition,
    datasets: BTreeMap<&'c str, &'c Dataset>,
    /// Folders and models; a dataset of the same name hides them.
    objects: BTreeMap<&'c str, Object<'c>>,
}

impl<'c> Subject<'c> {
    /// Prepares `config` for its checks.
    pub fn new(config: &'c Config, composition: &'c Composition) -> Self {
        let mut datasets = BTreeMap::new();
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                datasets.entry(&*name.value).or_insert(dataset);
            }
        }
        let mut objects = BTreeMap::new();
        for object in config.objects() {
            if let Some(name) =
                object.entry().name.as_ref().filter(|name| !datasets.contains_key(&*name.value))
            {
                objects.entry(&*name.value).or_insert(object);
            }
        }
        Self { config, composition, datasets, objects }
    }

    /// Where the object that recipes call `name` is said to be: its zone, if it is declared and names
    /// one.
    pub fn zone_of(&self, name: &str) -> Option<&'c Field<Arc<str>>> {
        match self.datasets.get(name) {
            Some(dataset) => dataset.details.zone.as_ref(),
            None => self.objects.get(name)?.zone(),
        }
    }

    /// Whether there is anything beside datasets that recipes can read and write.
    pub fn has_objects(&self) -> bool {
        !self.objects.is_empty()
    }

    /// Whether a recipe can read or write `name`: it is declared, or an output of a block (`blocks.md`
    /// 9.2).
    pub fn knows(&self, name: &str) -> bool {
        self.declares(name) || self.composition.known.contains(name)
    }

    /// Names that a recipe can read or write: declared datasets in order, then folders and models, then
    /// the others.
    pub fn names(&self) -> impl Iterator<Item = &'c str> + '_ {
        let others = self.composition.known.iter().map(|name| &**name);
        let declared = self.datasets.keys().chain(self.objects.keys()).copied();
        declared.chain(others.filter(|name| !self.declares(name)))
    }

    fn declares(&self, name: &str) -> bool {
        self.datasets.contains_key(name) || self.objects.contains_key(name)
    }

    /// The entries of the lists of version 1.1, list by list.
    pub(self) fn named_objects(&self) -> impl Iterator<Item = Named<'c>> + use<'c> {
        let config = self.config;
        let named = |list, noun| move |entry| Named { list, noun, entry };
        let zones = config.zones.iter().map(|zone| &zone.entry).map(named("zones", "zone"));
        let folders = config.folders.iter().map(|folder| &folder.entry).map(named("folders", "folder"));
        let models = config.models.iter().map(|model| &model.entry).map(named("models", "model"));
        let scenarios =
            config.scenarios.iter().map(|scenario| &scenario.entry).map(named("scenarios", "scenario"));
        zones.chain(folders).chain(models).chain(scenarios)
    }

    /// What blocks add.
    pub fn composition(&self) -> &'c Composition {
        self.composition
    }

    /// The recipes that are planned by themselves: a template reads and writes the names of a block.
    pub fn recipes(&self) -> impl Iterator<Item = &'c Recipe> + '_ {
        self.config.recipes.iter().filter(|recipe| !self.composition.templates.contains(&recipe.index))
    }

    /// The recipes whose cycles are theirs alone; where an instance takes part BLK-018 tells it.
    pub fn recipes_of_the_flow(&self) -> impl Iterator<Item = &'c Recipe> + '_ {
        self.recipes().filter(|recipe| !self.composition.on_mixed_cycle.contains(&recipe.index))
    }

    /// Whether an instance writes `name`, so that BLK-017 tells of further producers.
    pub fn is_written_by_a_block(&self, name: &str) -> bool {
        self.composition.produced.contains(name)
    }
}

/// Runs every check.
pub fn validate(config: &Config, composition: &Composition, problems: &mut Pile) {
    let subject = Subject::new(config, composition);
    for check in &CHECKS {
        (check.run)(&subject, problems);
    }
}

/// A configuration that passed validation, with its blocks expanded. Only [`gate`] makes one, and
/// desired states and plans are built from nothing else.
#[derive(Clone, Debug)]
pub struct ValidConfig {
    config: Arc<Config>,
    composition: Arc<Composition>,
}

impl ValidConfig {
    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What its blocks and solutions add.
    pub fn composition(&self) -> &Composition {
        &self.composition
    }

    /// The key of its project.
    pub fn project_key(&self) -> &str {
        let key = self.config.project.as_ref().and_then(|project| project.key.as_ref());
        key.map_or("", |key| &key.value)
    }
}

/// Lets `config` through if none of its `problems` fails under the given strictness.
pub fn gate(
    config: &Arc<Config>,
    composition: &Arc<Composition>,
    problems: &[Diagnostic],
    strict: bool,
) -> Option<ValidConfig> {
    let fails = problems.iter().any(|problem| problem.fails(strict));
    (!fails).then(|| ValidConfig { config: Arc::clone(config), composition: Arc::clone(composition) })
}

/// The fields that are known for sure: present and without undefined variables.
fn resolved(field: Option<&Field<Arc<str>>>) -> Option<&Field<Arc<str>>> {
    field.filter(|field| !field.unresolved)
}

#[cfg(test)]
mod tests;
