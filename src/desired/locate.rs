//! Where a resource and its attributes stand in the text of the configuration.

use std::collections::HashMap;

use crate::address::{Address, ResourceType};
use crate::attribute::config_key;
use crate::composition::Composition;
use crate::config::Config;
use crate::source::Location;
use crate::value::path::{Segment, parse};
use crate::yaml::node::Node;

/// The entries of a configuration by what they describe.
pub struct Places<'a> {
    project: Option<(&'a str, Place<'a>)>,
    datasets: HashMap<&'a str, Place<'a>>,
    recipes: HashMap<&'a str, Place<'a>>,
    /// What only version 1.1 describes, by type and name.
    objects: HashMap<(ResourceType, &'a str), Place<'a>>,
    /// What blocks make, by type and name: the entry that asks for it.
    made: HashMap<(ResourceType, &'a str), Place<'a>>,
}

/// An entry: where it stands, and what is written in it.
type Place<'a> = (Location, &'a Node);

impl<'a> Places<'a> {
    /// Finds every entry of `config` that has a name, and for what its blocks make their entry; of equal
    /// names the first.
    pub fn new(config: &'a Config, composition: &'a Composition) -> Self {
        let project = config.project.as_ref();
        let project = project.and_then(|entry| Some((&*entry.key.as_ref()?.value, (entry.at, &entry.node))));
        let mut datasets = HashMap::with_capacity(config.datasets.len());
        for entry in &config.datasets {
            if let Some(name) = &entry.name {
                datasets.entry(&*name.value).or_insert((entry.at, &entry.node));
            }
        }
        let mut recipes = HashMap::with_capacity(config.recipes.len());
        for entry in &config.recipes {
            if let Some(name) = &entry.name {
                recipes.entry(&*name.value).or_insert((entry.at, &entry.node));
            }
        }
        Self { project, datasets, recipes, objects: objects(config), made: made(config, composition) }
    }

    fn find(&self, address: &Address) -> Option<Place<'a>> {
        let (_, project) = self.project.filter(|(key, _)| *key == address.project_key())?;
        let declared = match address.kind() {
            ResourceType::Project => Some(project),
            ResourceType::Dataset => self.datasets.get(address.name()).copied(),
            ResourceType::Recipe => self.recipes.get(address.name()).copied(),
            kind => self.objects.get(&(kind.clone(), address.name())).copied(),
        };
        declared.or_else(|| self.made.get(&(address.kind().clone(), address.name())).copied())
    }

    /// Where the entry of a resource stands.
    pub fn entry(&self, address: &Address) -> Option<Location> {
        self.find(address).map(|(at, _)| at)
    }

    /// Where the value at `path` (`params.table`, `schema.columns[0].type`) of a resource stands; if
    /// it is not written, its deepest part that is.
    pub fn attribute(&self, address: &Address, path: &str) -> Option<Location> {
        let (at, entry) = self.find(address)?;
        let segments = parse(path).unwrap_or_default();
        let found = deepest(entry, address.kind(), &segments);
        Some(Location { range: if std::ptr::eq(found, entry) { at.range } else { found.range }, ..at })
    }
}

/// As [`Places::attribute`], for a single look.
pub fn locate(config: &Config, composition: &Composition, address: &Address, path: &str) -> Option<Location> {
    Places::new(config, composition).attribute(address, path)
}

fn objects(config: &Config) -> HashMap<(ResourceType, &str), Place<'_>> {
    let zones = config.zones.iter().map(|zone| (ResourceType::Zone, &zone.entry));
    let folders = config.folders.iter().map(|folder| (ResourceType::Folder, &folder.entry));
    let models = config.models.iter().map(|model| (ResourceType::Model, &model.entry));
    let scenarios = config.scenarios.iter().map(|scenario| (ResourceType::Scenario, &scenario.entry));
    let mut objects = HashMap::new();
    for (kind, entry) in zones.chain(folders).chain(models).chain(scenarios) {
        if let Some(name) = &entry.name {
            objects.entry((kind, &*name.value)).or_insert((entry.at, &entry.node));
        }
    }
    objects
}

fn made<'a>(config: &'a Config, composition: &'a Composition) -> HashMap<(ResourceType, &'a str), Place<'a>> {
    let mut made = HashMap::new();
    let parts = composition.parts(config);
    for instance in &composition.instances {
        let Some(entry) = config.uses.get(instance.entry) else { continue };
        let place = (entry.at, &entry.node);
        made.insert((ResourceType::Block, &*instance.path), place);
        for part in parts.get(instance.position).into_iter().flatten() {
            made.entry((part.kind.clone(), &**part.name)).or_insert(place);
        }
    }
    for solution in &composition.solutions {
        let Some(entry) = config.uses.get(solution.entry) else { continue };
        made.insert((ResourceType::Solution, &*solution.path), (entry.at, &entry.node));
    }
    made
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
