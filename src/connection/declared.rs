//! The columns that datasets declare.

use std::collections::HashMap;
use std::sync::Arc;

use crate::block::column::{Column, from_dss_schema};
use crate::config::Config;

/// The columns of each declared dataset that names some, by its name. Reading them takes longer than
/// all verdicts on them, so it is done once for a configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared(HashMap<Arc<str>, Vec<Column>>);

impl Declared {
    /// What the datasets of `config` declare; of equal names the first one counts.
    pub fn new(config: &Config) -> Self {
        let mut columns = HashMap::new();
        for dataset in &config.datasets {
            let Some(name) = dataset.name.as_ref().filter(|name| !columns.contains_key(&name.value)) else {
                continue;
            };
            columns.extend(from_dss_schema(&dataset.schema).map(|found| (Arc::clone(&name.value), found)));
        }
        Self(columns)
    }

    /// The columns of the dataset `name`.
    pub(super) fn columns(&self, name: &str) -> Option<&[Column]> {
        self.0.get(name).map(Vec::as_slice)
    }
}
