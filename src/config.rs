//! The configuration as the specification types it (spec 1.2, 1.3 and 1.6), each value with its place.
//!
//! A configuration is read even where it is broken: what could not be read is `None` or left out,
//! and a diagnostic says so. Entries keep their index in the merged list, because paths count it.
//! This module judges shapes only; whether names and references make sense is `validate`'s.

pub mod block_use;
pub mod code_file;
pub mod environment;
pub mod fields;
pub mod format;
pub mod keys;
pub mod layout;
pub mod name;
pub mod objects;
pub mod policies;
pub mod read;
pub mod read_blocks;
mod read_flow;
mod read_objects;
pub mod rules;
pub mod sections;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use self::block_use::BlockUse;
pub use self::code_file::CodeFile;
pub use self::format::Format;
pub use self::objects::{Folder, Model, Object, Scenario, Zone};
use crate::address::ResourceType;
use crate::source::Location;
use crate::yaml::node::Node;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub at: Location,
    /// Whether it depends on an undefined variable, so that no rule but REF005 judges it.
    pub unresolved: bool,
}

/// A whole configuration, merged from its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Which keys it may use.
    pub format: Format,
    /// Which names are accepted.
    pub names: NameConvention,
    /// How closely the columns of wires have to fit.
    pub schemas: SchemaMatching,
    /// The project; `None` if it is missing or unreadable.
    pub project: Option<Project>,
    /// The datasets in merged order, unreadable ones left out.
    pub datasets: Vec<Dataset>,
    /// The recipes in merged order, unreadable ones left out.
    pub recipes: Vec<Recipe>,
    /// Where the `recipes` list stands, for problems that belong to the flow as a whole.
    pub recipes_at: Option<Location>,
    /// The entries of `blocks`, then those of `solutions`, unreadable ones left out.
    pub uses: Vec<BlockUse>,
    /// The flow zones in order, unreadable ones left out.
    pub zones: Vec<Zone>,
    /// The managed folders, unreadable ones left out.
    pub folders: Vec<Folder>,
    /// The saved models that exist, unreadable ones left out.
    pub models: Vec<Model>,
    /// The scenarios, unreadable ones left out.
    pub scenarios: Vec<Scenario>,
    /// What it says about checks of its plans.
    pub policies: policies::Policies,
    /// What the last four lists describe, of those that are there, even if empty: everything of these
    /// types is the configuration's business (`blocks.md` 9.3).
    pub described: Vec<ResourceType>,
}

/// `conventions.names` (`blocks.md` 9.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameConvention {
    /// Upper-case projects and datasets, lower-case recipes: NAM001 to NAM003.
    #[default]
    Upper,
    /// DSS's own rules for names and types.
    Dss,
}

/// `conventions.schemas`: how the columns of a wire are judged (`blocks.md` 4.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SchemaMatching {
    /// Columns that may be too long are a warning, wires without columns pass.
    #[default]
    Lenient,
    /// Columns that may be too long are an error, wires without columns a warning.
    Strict,
}

/// Guards of a resource (spec 1.3, `lifecycle`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// Whether a plan that deletes the resource is blocked (PLN001).
    pub prevent_destroy: bool,
    /// Attribute paths whose differences never make a change, as `params.table`.
    pub ignore_changes: Vec<String>,
}

/// The `project` section.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The section's value.
    pub at: Location,
    /// `key`
    pub key: Option<Field<Arc<str>>>,
    /// `name`
    pub name: Option<Field<Arc<str>>>,
    /// `description`, empty if absent
    pub description: Arc<str>,
    /// `settings`, empty if absent
    pub settings: Map<String, Value>,
    /// `shortDesc`, `tags`, `variables` and `dss`
    pub details: ProjectDetails,
    /// `lifecycle`
    pub lifecycle: Lifecycle,
    /// The section as written, to find the place of any value in it.
    pub node: Node,
}

/// What version 1.1 adds to a project (spec 1.6).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectDetails {
    /// `shortDesc`, empty if absent
    pub short_description: Arc<str>,
    /// `tags`, empty if absent
    pub tags: Vec<String>,
    /// `variables`: the standard variables, empty if absent
    pub variables: Map<String, Value>,
    /// `dss`: settings as DSS keeps them that no key covers, empty if absent
    pub dss: Map<String, Value>,
}

/// An entry of `datasets`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The entry's value.
    pub at: Location,
    /// Position in the merged list.
    pub index: usize,
    /// `name`
    pub name: Option<Field<Arc<str>>>,
    /// `type`
    pub kind: Option<Field<Arc<str>>>,
    /// `connection`, `None` if absent or empty
    pub connection: Option<Field<Arc<str>>>,
    /// `params`, empty if absent
    pub params: Map<String, Value>,
    /// `schema`, empty if absent
    pub schema: Map<String, Value>,
    /// `format_type`, `None` if absent or empty
    pub format_type: Option<Field<Arc<str>>>,
    /// `zone`, `description`, `tags` and `dss`
    pub details: Details,
    /// `lifecycle`
    pub lifecycle: Lifecycle,
    /// The entry as written.
    pub node: Node,
}

/// An entry of `recipes`.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The entry's value.
    pub at: Location,
    /// Position in the merged list.
    pub index: usize,
    /// `name`
    pub name: Option<Field<Arc<str>>>,
    /// `type`
    pub kind: Option<Field<Arc<str>>>,
    /// `inputs`; `None` if unreadable as a whole
    pub inputs: Option<Vec<DatasetRef>>,
    /// `outputs`; `None` if missing or unreadable as a whole
    pub outputs: Option<Vec<DatasetRef>>,
    /// `params`, empty if absent
    pub params: Map<String, Value>,
    /// `code` or the text of `code_file`, `None` if absent or empty
    pub code: Option<Arc<str>>,
    /// `code_file`
    pub code_file: Option<CodeFile>,
    /// `zone`, `description`, `tags` and `dss`
    pub details: Details,
    /// `lifecycle`
    pub lifecycle: Lifecycle,
    /// The entry as written.
    pub node: Node,
}

/// What version 1.1 adds to a dataset and a recipe (spec 1.6).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// `zone`, `None` if absent or empty
    pub zone: Option<Field<Arc<str>>>,
    /// `description`, empty if absent
    pub description: Arc<str>,
    /// `tags`, empty if absent
    pub tags: Vec<String>,
    /// `dss`: settings as DSS keeps them that no key covers, empty if absent
    pub dss: Map<String, Value>,
}

/// An entry of a recipe's `inputs` or `outputs`.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetRef {
    /// Position in its list.
    pub position: usize,
    /// The dataset it names.
    pub name: Field<Arc<str>>,
    /// The entry as written: a text, or a mapping of `ref` and `role`.
    pub written: Value,
}

impl Config {
    /// The dataset named `name`, the first one if there are several.
    pub fn dataset(&self, name: &str) -> Option<&Dataset> {
        self.datasets.iter().find(|dataset| dataset.is_named(name))
    }

    /// The recipe named `name`, the first one if there are several.
    pub fn recipe(&self, name: &str) -> Option<&Recipe> {
        self.recipes.iter().find(|recipe| recipe.is_named(name))
    }

    /// The zone named `name`, the first one if there are several.
    pub fn zone(&self, name: &str) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.entry.is_named(name))
    }

    /// What recipes may read and write beside datasets: the folders, then the models.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        let folders = self.folders.iter().map(Object::Folder);
        folders.chain(self.models.iter().map(Object::Model))
    }

    /// The folder or model named `name`, the first one if there are several.
    pub fn object(&self, name: &str) -> Option<Object<'_>> {
        self.objects().find(|object| object.entry().is_named(name))
    }
}

impl Dataset {
    /// Whether the entry has this name.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|field| &*field.value == name)
    }

    /// The type of resource it describes.
    pub const RESOURCE: ResourceType = ResourceType::Dataset;
}

impl Recipe {
    /// Whether the entry has this name.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|field| &*field.value == name)
    }

    /// The type of resource it describes.
    pub const RESOURCE: ResourceType = ResourceType::Recipe;

    /// Inputs that could be read.
    pub fn inputs(&self) -> &[DatasetRef] {
        self.inputs.as_deref().unwrap_or_default()
    }

    /// Outputs that could be read.
    pub fn outputs(&self) -> &[DatasetRef] {
        self.outputs.as_deref().unwrap_or_default()
    }

    /// The names of all inputs and outputs that could be read.
    pub fn references(&self) -> impl Iterator<Item = &Field<Arc<str>>> {
        self.inputs().iter().chain(self.outputs()).map(|reference| &reference.name)
    }
}

#[cfg(test)]
pub(crate) mod tests;
