//! Where a dataset is declared and where recipes use it: what jumping to a declaration and listing
//! the uses of a name need.

use std::sync::Arc;

use crate::config::{Config, DatasetRef, Recipe};
use crate::source::{FileId, Location};

/// A place that names a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where the name stands.
    pub at: Location,
    /// What it is there, as `input of clean_orders`.
    pub what: String,
}

/// The name of the dataset that stands at `offset` (bytes) of the given file, in a declaration or in
/// a recipe.
pub fn dataset_at(config: &Config, file: FileId, offset: u32) -> Option<Arc<str>> {
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let used = config.recipes.iter().flat_map(Recipe::references);
    let stands_there = |at: Location| at.file == file && at.range.touches(offset);
    declared.chain(used).find(|name| stands_there(name.at)).map(|name| Arc::clone(&name.value))
}

/// Where the dataset `name` is declared.
pub fn declaration(config: &Config, name: &str) -> Option<Location> {
    config.dataset(name)?.name.as_ref().map(|name| name.at)
}

/// Every place that names the dataset `name`: its declarations, then its uses in the order of the
/// recipes.
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
    uses
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
            dataset_at(&config, FileId(0), offset).as_deref().map(ToOwned::to_owned)
        };
        assert_eq!(name_at("{name: A").as_deref(), Some("A"));
        assert_eq!(name_at("outputs: [B").as_deref(), Some("B"));
        assert_eq!(name_at("{ref: A").as_deref(), Some("A"));
        assert_eq!(name_at("[B, C").as_deref(), Some("C"));
        assert_eq!(name_at("{name: r"), None);
        assert_eq!(dataset_at(&config, FileId(1), 46), None);
    }

    #[test]
    fn every_use_is_listed_with_its_recipe() {
        let config = config();
        let shown = |found: &Use| format!("{} {}", found.what, found.at.range.of(TEXT));
        let of_a: Vec<String> = uses(&config, "A").iter().map(shown).collect();
        assert_eq!(of_a, ["declaration A", "input of r A", "input of r A", "output of recipes[1] A"]);
        assert_eq!(uses(&config, "C").len(), 1);
        assert_eq!(declaration(&config, "A"), Some(uses(&config, "A")[0].at));
        assert_eq!(declaration(&config, "C"), None);
    }
}
