//! Ports: what a block reads and writes (`blocks.md` 1.3).

use std::sync::Arc;

use serde_json::Value;

use super::column::{Column, read_columns};
use super::fields::Fields;

/// What passes through a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PortKind {
    /// A dataset.
    #[default]
    Dataset,
    /// A saved model.
    Model,
    /// A managed folder.
    Folder,
}

impl PortKind {
    /// The name in manifests and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Model => "model",
            Self::Folder => "folder",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "dataset" => Some(Self::Dataset),
            "model" => Some(Self::Model),
            "folder" => Some(Self::Folder),
            _ => None,
        }
    }
}

/// Which side of a block a port is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// What it reads.
    Input,
    /// What it writes.
    Output,
}

/// A port of a block. The index has the same ports with fewer fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Port {
    /// `name`, also the name the block's own recipes use for the object.
    pub name: Arc<str>,
    /// `type`
    pub kind: PortKind,
    /// `required`; true for outputs.
    pub required: bool,
    /// `description`
    pub description: Arc<str>,
    /// `schema_ref`: path of the port schema below `blocks/`.
    pub schema_ref: Option<Arc<str>>,
    /// `expected_columns`: used where there is no `schema_ref`.
    pub expected_columns: Option<Vec<Column>>,
    /// `maps_to` of a solution's input, `maps_from` of its output: member ports, as `alias.PORT`.
    pub maps: Vec<Arc<str>>,
}

/// Reads the ports of one side. Ports without a name are left out.
pub fn read_ports(fields: &mut Fields<'_>, side: Side) -> Vec<Port> {
    let key = match side {
        Side::Input => "inputs",
        Side::Output => "outputs",
    };
    fields.each(key, |mut port| read_port(&mut port, side))
}

fn read_port(fields: &mut Fields<'_>, side: Side) -> Option<Port> {
    let Some(name) = fields.optional_text("name").filter(|name| !name.is_empty()) else {
        fields.remark("name", "a port needs a name and was left out");
        return None;
    };
    let kind =
        fields.optional_text("type").map_or(Some(PortKind::Dataset), |kind| PortKind::from_name(&kind));
    if kind.is_none() {
        fields.remark("type", "should be dataset, model or folder and was read as dataset");
    }
    let expected = fields.members.get("expected_columns").and_then(Value::as_array);
    let mut remarks = Vec::new();
    let path = fields.path_of("expected_columns");
    let expected_columns = expected.map(|values| read_columns(values, &path, &mut remarks));
    for remark in remarks {
        fields.remark("expected_columns", &remark.message);
    }
    Some(Port {
        name,
        kind: kind.unwrap_or_default(),
        required: side == Side::Output || fields.flag("required", true),
        description: fields.text("description"),
        schema_ref: fields.optional_text("schema_ref").filter(|path| !path.is_empty()),
        expected_columns,
        maps: fields.text_or_texts(if side == Side::Input { "maps_to" } else { "maps_from" }),
    })
}
