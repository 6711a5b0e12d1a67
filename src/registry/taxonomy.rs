//! The organisation's hierarchy levels and domains (`blocks.md` 1.9).

use std::sync::Arc;

use serde_json::Value;

use crate::block::fields::{Fields, Refusal, Remark, document};
use crate::sorting::sort_by_key;

/// Largest configuration file that is read, in bytes.
pub const MAX_TAXONOMY_BYTES: usize = 1024 * 1024;

/// A level, in the organisation's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOrder {
    /// `name`
    pub name: Arc<str>,
    /// `order`: lower is shown first.
    pub order: i64,
    /// `description`
    pub description: Arc<str>,
}

/// A domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// `name`
    pub name: Arc<str>,
    /// `description`
    pub description: Arc<str>,
    /// `keywords`, which widen a search.
    pub keywords: Vec<Arc<str>>,
}

/// `hierarchy_config.json` and `domain_config.json`. Without them any level and domain will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    levels: Option<Vec<LevelOrder>>,
    domains: Option<Vec<Domain>>,
    /// `default_level`
    pub default_level: Arc<str>,
    closed_levels: bool,
    closed_domains: bool,
}

/// The levels of a registry that configures none, in order.
const DEFAULT_LEVELS: [&str; 5] = ["sensor", "equipment", "process", "plant", "business"];

impl Taxonomy {
    /// Reads `hierarchy_config.json`.
    ///
    /// # Errors
    /// If it is too large or no JSON object.
    pub fn read_levels(&mut self, text: &str) -> Result<Vec<Remark>, Refusal> {
        let members = document(text, MAX_TAXONOMY_BYTES)?;
        let mut remarks = Vec::new();
        let mut fields = Fields::new(&members, "", &mut remarks);
        let mut levels = fields.each("levels", |mut level| {
            let order = level.members.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX);
            let name = level.optional_text("name")?;
            Some(LevelOrder { name, order, description: level.text("description") })
        });
        sort_by_key(&mut levels, |level| level.order);
        self.levels = Some(levels);
        self.default_level = fields.text("default_level");
        self.closed_levels = !fields.flag("allow_custom", true);
        Ok(remarks)
    }

    /// Reads `domain_config.json`.
    ///
    /// # Errors
    /// If it is too large or no JSON object.
    pub fn read_domains(&mut self, text: &str) -> Result<Vec<Remark>, Refusal> {
        let members = document(text, MAX_TAXONOMY_BYTES)?;
        let mut remarks = Vec::new();
        let mut fields = Fields::new(&members, "", &mut remarks);
        self.domains = Some(fields.each("domains", |mut domain| {
            let name = domain.optional_text("name")?;
            Some(Domain { name, description: domain.text("description"), keywords: domain.texts("keywords") })
        }));
        self.closed_domains = !fields.flag("allow_custom", true);
        Ok(remarks)
    }

    /// The levels in their order; the usual five if none are configured.
    pub fn levels(&self) -> Vec<LevelOrder> {
        self.levels.clone().unwrap_or_else(|| {
            let level = |(order, name): (i64, &str)| LevelOrder {
                name: name.into(),
                order,
                description: Arc::default(),
            };
            (1..).zip(DEFAULT_LEVELS).map(level).collect()
        })
    }

    /// The configured domains, in the order of the file.
    pub fn domains(&self) -> &[Domain] {
        self.domains.as_deref().unwrap_or_default()
    }

    /// Whether `hierarchy_config.json` was read.
    pub fn has_levels(&self) -> bool {
        self.levels.is_some()
    }

    /// Whether `domain_config.json` was read.
    pub fn has_domains(&self) -> bool {
        self.domains.is_some()
    }

    /// Whether a block of this level may be published (REG-019).
    pub fn allows_level(&self, name: &str) -> bool {
        let known = || self.levels().iter().any(|level| &*level.name == name);
        !self.closed_levels || name.is_empty() || known()
    }

    /// Whether a block of this domain may be published (REG-019).
    pub fn allows_domain(&self, name: &str) -> bool {
        let known = || self.domains().iter().any(|domain| &*domain.name == name);
        !self.closed_domains || name.is_empty() || known()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_an_order_and_may_be_closed() {
        let mut taxonomy = Taxonomy::default();
        assert_eq!(taxonomy.levels().len(), 5);
        let text =
            r#"{"levels": [{"name": "b", "order": 2}, {"name": "a", "order": 1}], "allow_custom": false}"#;
        assert_eq!(taxonomy.read_levels(text), Ok(vec![]));
        let names: Vec<_> = taxonomy.levels().into_iter().map(|level| level.name).collect();
        assert_eq!(names, [Arc::from("a"), Arc::from("b")]);
        assert!(taxonomy.allows_level("a") && !taxonomy.allows_level("c") && taxonomy.allows_domain("any"));
    }
}
