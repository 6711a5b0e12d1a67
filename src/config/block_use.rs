//! Entries of `blocks` and `solutions`, as written (`blocks.md` 5.2 to 5.4).
//!
//! What they refer to is looked up by `composition`; here they are only read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Field, Lifecycle};
use crate::source::Location;
use crate::yaml::node::Node;

/// Which list an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// `blocks`
    Blocks,
    /// `solutions`
    Solutions,
}

impl Section {
    /// The root key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Solutions => "solutions",
        }
    }

    /// The key for the zone of an instance, or for the start of the zones of its members.
    pub fn zone_key(self) -> &'static str {
        match self {
            Self::Blocks => "zone_name",
            Self::Solutions => "zone_prefix",
        }
    }
}

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockUse {
    /// The list it stands in.
    pub section: Section,
    /// Position in that list.
    pub index: usize,
    /// The entry's value.
    pub at: Location,
    /// `ref`; `None` if it is missing, empty or no text (BLK-001).
    pub reference: Option<Field<Arc<str>>>,
    /// Where `ref` stands; without one, the entry's first byte.
    pub reference_at: Location,
    /// `instance_name`
    pub instance_name: Option<Field<Arc<str>>>,
    /// `zone_name` or `zone_prefix`
    pub zone: Option<Field<Arc<str>>>,
    /// `inputs`, in order.
    pub inputs: Vec<Mapping>,
    /// Where the value of `inputs` stands.
    pub inputs_at: Option<Location>,
    /// `outputs`, in order.
    pub outputs: Vec<Mapping>,
    /// `extends`; of a solution empty.
    pub extends: Extends,
    /// `block_overrides` of a solution.
    pub overrides: Vec<Override>,
    /// `lifecycle`
    pub lifecycle: Lifecycle,
    /// Keys that nothing reads (BLK-022).
    pub unknown_keys: Vec<UnknownKey>,
    /// Whether a schema rule found fault with it, so that it is left out of the composition.
    pub is_faulty: bool,
    /// The entry as written.
    pub node: Node,
}

/// A port and the name of the object it is mapped to.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The port.
    pub port: Arc<str>,
    /// Where the port's key stands.
    pub port_at: Location,
    /// The name.
    pub name: Field<Arc<str>>,
}

/// A list of extensions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extends {
    /// The items that could be read.
    pub extensions: Vec<ExtensionUse>,
    /// Where the list stands, if there is one.
    pub at: Option<Location>,
}

/// An item of `extends`.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtensionUse {
    /// Position in its list.
    pub position: usize,
    /// The item's value.
    pub at: Location,
    /// `recipe`
    pub recipe: Option<Field<Arc<str>>>,
    /// `override_with`
    pub override_with: Option<Field<Arc<str>>>,
    /// `use_class`
    pub use_class: Option<Field<Arc<str>>>,
    /// `class_config`
    pub class_config: Option<Field<Map<String, Value>>>,
}

/// An entry of `block_overrides`.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The alias or block id that it is for.
    pub key: Arc<str>,
    /// Where the key stands.
    pub key_at: Location,
    /// What replaces the step's own extensions.
    pub extends: Extends,
}

/// A key that nothing reads.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownKey {
    /// Its path.
    pub path: String,
    /// The key.
    pub key: Arc<str>,
    /// Where it stands.
    pub at: Location,
    /// The keys that are read there.
    pub known: &'static [&'static str],
    /// Whether it can be renamed in its place: it comes from no alias and no merge key.
    pub is_own: bool,
}

impl BlockUse {
    /// The path of the entry, as `blocks[0]`.
    pub fn path(&self) -> String {
        format!("{}[{}]", self.section.key(), self.index)
    }

    /// The path of a field of the entry.
    pub fn path_of(&self, field: &str) -> String {
        format!("{}[{}].{field}", self.section.key(), self.index)
    }

    /// All lists of extensions: its own and those of its overrides.
    pub fn all_extends(&self) -> impl Iterator<Item = &Extends> {
        std::iter::once(&self.extends).chain(self.overrides.iter().map(|entry| &entry.extends))
    }
}
