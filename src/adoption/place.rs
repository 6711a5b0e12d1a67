//! Where the names of a configuration stand.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::config::block_use::Section;
use crate::sorting;
use crate::yaml::node::Node;

/// What a name is for. Each kind has its own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Instance,
    Zone,
    Object,
    Recipe,
}

/// A place where a name stands, or where it would if it were not the default.
pub(super) struct Place<'n> {
    pub(super) kind: Kind,
    pub(super) name: Cow<'n, str>,
    /// What is written; `None` for a default.
    pub(super) node: Option<&'n Node>,
    /// The entry of a block or solution whose own name it is.
    pub(super) entry: Option<(Section, usize)>,
    /// Whether it makes the name, or only uses it.
    pub(super) makes: bool,
}

/// All of them, in the order of the sections.
pub(super) fn places(root: &Node) -> Vec<Place<'_>> {
    let mut places = Places(Vec::new());
    for section in [Section::Blocks, Section::Solutions] {
        for (index, entry) in entries(root, section.key()).iter().enumerate() {
            places.of_use(section, index, entry);
        }
    }
    for list in ["datasets", "folders", "models"] {
        for entry in entries(root, list) {
            places.add(Kind::Object, entry.get("name"), true);
        }
    }
    // A recipe that stands in for one of a block names what is inside that block.
    let overriding = |place: &&Place<'_>| place.kind == Kind::Recipe;
    let templates: BTreeSet<String> =
        sorting::set(places.0.iter().filter(overriding).map(|place| place.name.to_string()));
    for entry in entries(root, "recipes") {
        let own = entry.get("name");
        places.add(Kind::Recipe, own, true);
        if own.and_then(name).is_some_and(|own| templates.contains(own)) {
            continue;
        }
        for side in ["inputs", "outputs"] {
            for object in entry.get(side).and_then(Node::as_list).unwrap_or_default() {
                places.add(Kind::Object, Some(object.get("ref").unwrap_or(object)), false);
            }
        }
    }
    places.0
}

struct Places<'n>(Vec<Place<'n>>);

impl<'n> Places<'n> {
    fn of_use(&mut self, section: Section, index: usize, entry: &'n Node) {
        let instance = entry.get("instance_name").filter(|node| !node.is_null());
        let zone = entry.get(section.zone_key()).filter(|node| !node.is_null());
        self.own(Kind::Instance, instance, (section, index), || default_name(entry, "_instance"));
        // The zones of a solution start with its name by default, so they are as free as that.
        if section == Section::Blocks || zone.is_some() {
            self.own(Kind::Zone, zone, (section, index), || default_name(entry, "_zone"));
        }
        for (side, makes) in [("inputs", false), ("outputs", true)] {
            for port in entry.get(side).and_then(Node::as_map).unwrap_or_default() {
                self.add(Kind::Object, Some(&port.value), makes);
            }
        }
        let overrides = entry.get("block_overrides").and_then(Node::as_map).unwrap_or_default();
        let lists = overrides.iter().filter_map(|over| over.value.get("extends"));
        for list in entry.get("extends").into_iter().chain(lists) {
            for extension in list.as_list().unwrap_or_default() {
                self.add(Kind::Recipe, extension.get("override_with"), false);
            }
        }
    }

    fn own(
        &mut self,
        kind: Kind,
        node: Option<&'n Node>,
        entry: (Section, usize),
        default: impl FnOnce() -> Option<String>,
    ) {
        let given = node.and_then(name).map(Cow::Borrowed);
        let Some(name) = given.or_else(|| default().map(Cow::Owned)) else { return };
        self.0.push(Place { kind, name, node, entry: Some(entry), makes: true });
    }

    fn add(&mut self, kind: Kind, node: Option<&'n Node>, makes: bool) {
        let Some(name) = node.and_then(name) else { return };
        self.0.push(Place { kind, name: Cow::Borrowed(name), node, entry: None, makes });
    }
}

/// The elements of a list.
pub(super) fn entries<'n>(root: &'n Node, key: &str) -> &'n [Node] {
    root.get(key).and_then(Node::as_list).unwrap_or_default()
}

/// The name of an instance or zone that is given none (`blocks.md` 5.2).
pub(super) fn default_name(entry: &Node, ending: &str) -> Option<String> {
    let reference = entry.get("ref").and_then(name)?;
    let block = reference.rsplit_once('/').map_or(reference, |(_, block)| block);
    let id = block.split('@').next().filter(|id| !id.is_empty())?;
    Some(format!("{}{ending}", id.to_lowercase()))
}

/// The text of a name.
pub(super) fn name(node: &Node) -> Option<&str> {
    node.as_text().map(|text| &*text.value)
}
