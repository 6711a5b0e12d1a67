//! What only version 1.1 describes: zones, managed folders, saved models and scenarios (spec 1.6).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Field;
use super::code_file::CodeFile;
use crate::block::PortKind;
use crate::source::Location;
use crate::yaml::node::Node;

/// What every entry of these lists has.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The entry's value.
    pub at: Location,
    /// Position in its list.
    pub index: usize,
    /// `name`
    pub name: Option<Field<Arc<str>>>,
    /// `dss`: settings as DSS keeps them that no key covers, empty if absent.
    pub dss: Map<String, Value>,
    /// The entry as written.
    pub node: Node,
}

impl Entry {
    /// Whether the entry has this name.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|field| &*field.value == name)
    }
}

/// An entry of `zones`.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its name and place.
    pub entry: Entry,
    /// `color`, as `#2ab1ac`
    pub color: Option<Field<Arc<str>>>,
}

/// An entry of `folders`.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    /// Its name and place.
    pub entry: Entry,
    /// `type`: where its files are, in DSS's own word; `None` if absent or empty
    pub kind: Option<Field<Arc<str>>>,
    /// `connection`, `None` if absent or empty
    pub connection: Option<Field<Arc<str>>>,
    /// `params`, empty if absent
    pub params: Map<String, Value>,
    /// `zone`, `None` if absent or empty
    pub zone: Option<Field<Arc<str>>>,
}

/// An entry of `models`: one that exists. No plan creates, changes or deletes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its name and place.
    pub entry: Entry,
    /// `kind`, as `PREDICTION`; `None` if absent or empty
    pub kind: Option<Field<Arc<str>>>,
    /// `zone`, `None` if absent or empty
    pub zone: Option<Field<Arc<str>>>,
}

/// A folder or model: what recipes read and write beside datasets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Object<'c> {
    /// A managed folder.
    Folder(&'c Folder),
    /// A saved model.
    Model(&'c Model),
}

impl<'c> Object<'c> {
    /// Its entry.
    pub fn entry(self) -> &'c Entry {
        match self {
            Self::Folder(folder) => &folder.entry,
            Self::Model(model) => &model.entry,
        }
    }

    /// Its zone, if it names one.
    pub fn zone(self) -> Option<&'c Field<Arc<str>>> {
        match self {
            Self::Folder(folder) => folder.zone.as_ref(),
            Self::Model(model) => model.zone.as_ref(),
        }
    }

    /// What it is, as blocks call it.
    pub fn kind(self) -> PortKind {
        match self {
            Self::Folder(_) => PortKind::Folder,
            Self::Model(_) => PortKind::Model,
        }
    }

    /// The path of its entry, as `folders[0]`.
    pub fn path(self) -> String {
        match self {
            Self::Folder(folder) => format!("folders[{}]", folder.entry.index),
            Self::Model(model) => format!("models[{}]", model.entry.index),
        }
    }
}

/// An entry of `scenarios`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name and place.
    pub entry: Entry,
    /// `type`
    pub kind: Option<Field<Arc<str>>>,
    /// `active`, `None` if absent
    pub active: Option<bool>,
    /// `params`: steps, triggers and reporters as DSS keeps them, empty if absent
    pub params: Map<String, Value>,
    /// The text of `code_file`
    pub code: Option<Arc<str>>,
    /// `code_file`
    pub code_file: Option<CodeFile>,
}
