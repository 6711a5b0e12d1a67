//! Where a configuration puts things: shared by the rules on zones.

use std::sync::Arc;

use super::Subject;
use crate::config::Field;

/// What names a zone: the path of its entry, what it is called, and the zone.
pub(super) struct Placed<'c> {
    /// The path of its entry, as `datasets[0]`.
    pub(super) path: String,
    /// The zone it names.
    pub(super) zone: &'c Field<Arc<str>>,
}

/// Everything that names a zone: datasets, recipes, folders, then models.
pub(super) fn placed<'c>(subject: &Subject<'c>) -> Vec<Placed<'c>> {
    let config = subject.config;
    let mut placed = Vec::new();
    let mut add = |list: &str, index: usize, zone: Option<&'c Field<Arc<str>>>| {
        placed.extend(zone.map(|zone| Placed { path: format!("{list}[{index}]"), zone }));
    };
    for dataset in &config.datasets {
        add("datasets", dataset.index, dataset.details.zone.as_ref());
    }
    for recipe in &config.recipes {
        add("recipes", recipe.index, recipe.details.zone.as_ref());
    }
    for folder in &config.folders {
        add("folders", folder.entry.index, folder.zone.as_ref());
    }
    for model in &config.models {
        add("models", model.entry.index, model.zone.as_ref());
    }
    placed
}
