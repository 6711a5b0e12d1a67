//! Reading one entry of a section, field by field, with all its problems at once.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::format::Format;
use super::keys::Keys;
use super::rules::{sch002_kind, sch003_required, sch008_unknown_key, sch009_not_planned};
use super::sections::Part;
use super::{Field, Lifecycle};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Diagnostic, quoted};
use crate::source::{FileId, Location};
use crate::text::TextRange;
use crate::yaml::node::{self, Content, Entry, Node};

/// Which entry is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The `project` section.
    Project,
    /// An entry of `datasets`, by its index in the merged list.
    Dataset(usize),
    /// An entry of `recipes`, by its index in the merged list.
    Recipe(usize),
    /// An entry of `blocks`, by its index.
    Block(usize),
    /// An entry of `solutions`, by its index.
    Solution(usize),
    /// An entry of `zones`, by its index.
    Zone(usize),
    /// An entry of `folders`, by its index.
    Folder(usize),
    /// An entry of `models`, by its index.
    Model(usize),
    /// An entry of `scenarios`, by its index.
    Scenario(usize),
}

impl Place {
    /// The path of `field` in this entry.
    pub fn path(self, field: &str) -> String {
        match self {
            Self::Project => format!("project.{field}"),
            Self::Dataset(index) => format!("datasets[{index}].{field}"),
            Self::Recipe(index) => format!("recipes[{index}].{field}"),
            Self::Block(index) => format!("blocks[{index}].{field}"),
            Self::Solution(index) => format!("solutions[{index}].{field}"),
            Self::Zone(index) => format!("zones[{index}].{field}"),
            Self::Folder(index) => format!("folders[{index}].{field}"),
            Self::Model(index) => format!("models[{index}].{field}"),
            Self::Scenario(index) => format!("scenarios[{index}].{field}"),
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Project => "the project",
            Self::Dataset(_) => "the dataset",
            Self::Recipe(_) => "the recipe",
            Self::Block(_) => "the block",
            Self::Solution(_) => "the solution",
            Self::Zone(_) => "the zone",
            Self::Folder(_) => "the folder",
            Self::Model(_) => "the model",
            Self::Scenario(_) => "the scenario",
        }
    }
}

/// The fields of one entry.
pub struct Fields<'a> {
    /// Which entry it is.
    pub place: Place,
    part: &'a Part,
    entries: &'a [Entry],
    problems: &'a mut Pile,
}

impl<'a> Fields<'a> {
    /// The fields of `part`; none if it is not a mapping.
    pub fn new(place: Place, part: &'a Part, problems: &'a mut Pile) -> Self {
        Self { place, part, entries: part.node.as_map().unwrap_or_default(), problems }
    }

    /// Adds a problem, if there is one.
    pub fn report(&mut self, problem: Option<Diagnostic>) {
        self.problems.extend(problem);
    }

    /// The file it stands in.
    pub fn file(&self) -> FileId {
        self.part.file
    }

    /// Where `node` stands.
    pub fn at(&self, node: &Node) -> Location {
        Location { file: self.part.file, range: node.range }
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_kind(&mut self, path: String, expected: &str, node: &Node) {
        self.problems.push(sch002_kind::report(path, expected, node, self.part.file));
    }

    /// The value of `key`; null counts as absent (spec 1.2).
    pub fn value(&self, key: &str) -> Option<&'a Node> {
        let entry = self.entries.iter().find(|entry| &*entry.key == key)?;
        (!entry.value.is_null()).then_some(&entry.value)
    }

    /// A text field.
    pub fn text(&mut self, key: &str) -> Option<Field<Arc<str>>> {
        let node = self.value(key)?;
        let field = text_field(node, self.at(node));
        if field.is_none() {
            self.wrong_kind(self.place.path(key), "text", node);
        }
        field
    }

    /// A text field in which `""` says the same as nothing.
    pub fn text_or_empty(&mut self, key: &str) -> Option<Field<Arc<str>>> {
        self.text(key).filter(|field| !field.value.is_empty())
    }

    /// A text field, empty if absent.
    pub fn text_or_nothing(&mut self, key: &str) -> Arc<str> {
        self.text(key).map_or_else(|| "".into(), |field| field.value)
    }

    /// A text field that must have a value.
    pub fn required_text(&mut self, key: &str) -> Option<Field<Arc<str>>> {
        let empty = self.value(key).and_then(Node::as_text).is_some_and(|text| text.value.is_empty());
        if self.value(key).is_none() || empty {
            self.missing(key);
            return None;
        }
        self.text(key)
    }

    /// Reports that `key` has no value.
    pub fn missing(&mut self, key: &str) {
        let name = self.value("name").and_then(Node::as_text).filter(|text| !text.value.is_empty());
        let owner = match name {
            Some(name) => format!("{} {}", self.place.noun(), quoted(&name.value)),
            None => self.place.noun().to_owned(),
        };
        let entry = self.entries.iter().find(|entry| &*entry.key == key);
        let range = match entry {
            Some(entry) => entry.key_range,
            None => TextRange::at(self.part.node.range.start as usize),
        };
        let at = Location { file: self.part.file, range };
        self.problems.push(sch003_required::report(self.place.path(key), &owner).at(at));
    }

    /// A mapping with free keys; empty if absent.
    pub fn object(&mut self, key: &str) -> Map<String, Value> {
        match self.value(key).map(|node| (node, node.as_map())) {
            Some((_, Some(entries))) => node::to_object(entries),
            Some((node, None)) => {
                self.wrong_kind(self.place.path(key), "a mapping", node);
                Map::new()
            }
            None => Map::new(),
        }
    }

    /// `lifecycle` (spec 1.3).
    pub fn lifecycle(&mut self) -> Lifecycle {
        let mut lifecycle = Lifecycle::default();
        let Some(node) = self.value("lifecycle") else { return lifecycle };
        let Some(entries) = node.as_map() else {
            self.wrong_kind(self.place.path("lifecycle"), "a mapping", node);
            return lifecycle;
        };
        for entry in entries {
            let path = self.place.path(&format!("lifecycle.{}", entry.key));
            match (&*entry.key, &entry.value.content) {
                ("prevent_destroy" | "ignore_changes", Content::Null) => {}
                ("prevent_destroy", Content::Bool(value)) => lifecycle.prevent_destroy = *value,
                ("prevent_destroy", _) => self.wrong_kind(path, "true or false", &entry.value),
                ("ignore_changes", Content::List(nodes)) => {
                    lifecycle.ignore_changes = self.texts(&path, nodes);
                }
                ("ignore_changes", _) => self.wrong_kind(path, "a list of attribute paths", &entry.value),
                _ => {
                    let known = ["prevent_destroy", "ignore_changes"];
                    let file = self.part.file;
                    self.problems.push(sch008_unknown_key::report(path, entry, file, &known, entries));
                }
            }
        }
        lifecycle
    }

    /// A list of texts; empty if absent.
    pub fn text_list(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.value(key) else { return Vec::new() };
        let path = self.place.path(key);
        if let Some(nodes) = node.as_list() {
            return self.texts(&path, nodes);
        }
        self.wrong_kind(path, "a list of texts", node);
        Vec::new()
    }

    /// A field that is true or false; `None` if absent.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let node = self.value(key)?;
        if let Content::Bool(value) = node.content {
            return Some(value);
        }
        self.wrong_kind(self.place.path(key), "true or false", node);
        None
    }

    fn texts(&mut self, path: &str, nodes: &[Node]) -> Vec<String> {
        let mut texts = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            match node.as_text() {
                Some(text) => texts.push(text.value.to_string()),
                None => self.wrong_kind(format!("{path}[{index}]"), "text", node),
            }
        }
        texts
    }

    /// Reports keys that are not known, and says of those that are read later that they wait.
    pub fn check_keys(&mut self, keys: &Keys, format: Format) {
        for entry in self.entries {
            let key = &*entry.key;
            if keys.awaits(key, format) {
                self.problems.push(sch009_not_planned::report(self.place.path(key), entry, self.part.file));
            } else if !keys.reads(key, format) {
                let (path, known) = (self.place.path(key), keys.of(format));
                let problem = sch008_unknown_key::report(path, entry, self.part.file, &known, self.entries);
                self.problems.push(problem);
            }
        }
    }
}

/// The text of `node` with its place, if it is one.
pub fn text_field(node: &Node, at: Location) -> Option<Field<Arc<str>>> {
    let text = node.as_text()?;
    Some(Field { value: Arc::clone(&text.value), at, unresolved: text.unresolved })
}
