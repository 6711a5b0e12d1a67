//! Where a resource and its attributes stand in the text of the configuration.

use std::collections::HashMap;

use crate::address::{Address, ResourceType};
use crate::attribute::config_key;
use crate::config::Config;
use crate::source::Location;
use crate::value::path::{Segment, parse};
use crate::yaml::node::Node;

/// The entries of a configuration by address.
pub struct Places<'a> {
    entries: HashMap<Address, (Location, &'a Node)>,
}

impl<'a> Places<'a> {
    /// Finds every entry of `config` that has a name; of equal names the first.
    pub fn new(config: &'a Config) -> Self {
        let mut places = Self { entries: HashMap::new() };
        let Some(project) = &config.project else { return places };
        let Some(key) = &project.key else { return places };
        let address = |kind, name: &str| Address::resource(kind, &key.value, name);
        places.add(Address::project(&key.value), project.at, &project.node);
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                places.add(address(ResourceType::Dataset, &name.value), dataset.at, &dataset.node);
            }
        }
        for recipe in &config.recipes {
            if let Some(name) = &recipe.name {
                places.add(address(ResourceType::Recipe, &name.value), recipe.at, &recipe.node);
            }
        }
        places
    }

    fn add(&mut self, address: Address, at: Location, node: &'a Node) {
        self.entries.entry(address).or_insert((at, node));
    }

    /// Where the entry of a resource stands.
    pub fn entry(&self, address: &Address) -> Option<Location> {
        self.entries.get(address).map(|(at, _)| *at)
    }

    /// Where the value at `path` (`params.table`, `schema.columns[0].type`) of a resource stands; if
    /// it is not written, its deepest part that is.
    pub fn attribute(&self, address: &Address, path: &str) -> Option<Location> {
        let (at, entry) = self.entries.get(address)?;
        let segments = parse(path).unwrap_or_default();
        let found = deepest(entry, address.kind(), &segments);
        Some(Location { range: if std::ptr::eq(found, *entry) { at.range } else { found.range }, ..*at })
    }
}

/// As [`Places::attribute`], for a single look.
pub fn locate(config: &Config, address: &Address, path: &str) -> Option<Location> {
    Places::new(config).attribute(address, path)
}

fn deepest<'a>(entry: &'a Node, kind: &ResourceType, path: &[Segment]) -> &'a Node {
    let mut node = entry;
    for (depth, segment) in path.iter().enumerate() {
        let next = match segment {
            Segment::Key(key) if depth == 0 => node.get(config_key(kind, key)),
            Segment::Key(key) => node.get(key),
            Segment::Index(index) => node.as_list().and_then(|list| list.get(*index)),
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}
