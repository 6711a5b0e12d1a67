//! Whether a configuration makes sense: names, references, dependencies (spec 2).
//!
//! Checks look at what could be read and stay silent about the rest, so that a cause is reported
//! once. This module knows no text and no state.

mod flow;
mod dep001_cycle;
mod nam001_project_key;
mod nam002_dataset_name;
mod nam003_recipe_name;
mod nam004_column_case;
mod name;
mod ref001_input;
mod ref002_output;
mod ref003_duplicate_dataset;
mod ref004_duplicate_recipe;
mod ref006_two_producers;
mod ref007_repeated_reference;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, Dataset, Field};
use crate::diagnostic::{Diagnostic, Rule};

/// A rule and the function that checks it.
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Adds a problem for each breach.
    pub run: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

/// All checks, in the order of the specification.
pub static CHECKS: [Check; 11] = [
    Check { rule: &nam001_project_key::RULE, run: nam001_project_key::check },
    Check { rule: &nam002_dataset_name::RULE, run: nam002_dataset_name::check },
    Check { rule: &nam003_recipe_name::RULE, run: nam003_recipe_name::check },
    Check { rule: &nam004_column_case::RULE, run: nam004_column_case::check },
    Check { rule: &ref001_input::RULE, run: ref001_input::check },
    Check { rule: &ref002_output::RULE, run: ref002_output::check },
    Check { rule: &ref003_duplicate_dataset::RULE, run: ref003_duplicate_dataset::check },
    Check { rule: &ref004_duplicate_recipe::RULE, run: ref004_duplicate_recipe::check },
    Check { rule: &ref006_two_producers::RULE, run: ref006_two_producers::check },
    Check { rule: &ref007_repeated_reference::RULE, run: ref007_repeated_reference::check },
    Check { rule: &dep001_cycle::RULE, run: dep001_cycle::check },
];

/// What is checked: the configuration, with its dataset names looked up once.
pub struct Subject<'c> {
    /// The configuration.
    pub config: &'c Config,
    datasets: BTreeMap<&'c str, &'c Dataset>,
}

impl<'c> Subject<'c> {
    /// Prepares `config` for its checks.
    pub fn new(config: &'c Config) -> Self {
        let mut datasets = BTreeMap::new();
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                datasets.entry(&*name.value).or_insert(dataset);
            }
        }
        Self { config, datasets }
    }

    /// Whether a recipe can read or write `name`.
    pub fn knows(&self, name: &str) -> bool {
        self.datasets.contains_key(name)
    }

    /// Names that a recipe can read or write, in order.
    pub fn names(&self) -> impl Iterator<Item = &'c str> + '_ {
        self.datasets.keys().copied()
    }
}

/// Runs every check.
pub fn validate(config: &Config) -> Vec<Diagnostic> {
    let subject = Subject::new(config);
    let mut problems = Vec::new();
    for check in &CHECKS {
        (check.run)(&subject, &mut problems);
    }
    problems
}

/// A configuration that passed validation. Only [`gate`] makes one, and desired states and plans are
/// built from nothing else.
#[derive(Clone, Debug)]
pub struct ValidConfig(Arc<Config>);

impl ValidConfig {
    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.0
    }

    /// The key of its project.
    pub fn project_key(&self) -> &str {
        let key = self.0.project.as_ref().and_then(|project| project.key.as_ref());
        key.map_or("", |key| &key.value)
    }
}

/// Lets `config` through if none of its `problems` fails under the given strictness.
pub fn gate(config: &Arc<Config>, problems: &[Diagnostic], strict: bool) -> Option<ValidConfig> {
    let fails = problems.iter().any(|problem| problem.fails(strict));
    (!fails).then(|| ValidConfig(Arc::clone(config)))
}

/// The fields that are known for sure: present and without undefined variables.
fn resolved(field: Option<&Field<Arc<str>>>) -> Option<&Field<Arc<str>>> {
    field.filter(|field| !field.unresolved)
}

#[cfg(test)]
mod tests;
