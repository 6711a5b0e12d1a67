//! What addresses an object of the flow (`dss-api.md` 3.5).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::simulator::refusal::Refusal;

/// A kind of object in the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Kind {
    Dataset,
    ManagedFolder,
    SavedModel,
    Recipe,
    StreamingEndpoint,
}

impl Kind {
    /// The kind of this name.
    pub(super) fn read(name: &str) -> Result<Self, Refusal> {
        let kind = serde_json::from_value(Value::from(name));
        kind.map_err(|_| Refusal::invalid(format!("{name} is no object type of this flow")))
    }

    /// The type of its node in the graph.
    pub(super) fn node(self) -> &'static str {
        match self {
            Self::Dataset => "COMPUTABLE_DATASET",
            Self::ManagedFolder => "COMPUTABLE_FOLDER",
            Self::SavedModel => "COMPUTABLE_SAVED_MODEL",
            Self::StreamingEndpoint => "COMPUTABLE_STREAMING_ENDPOINT",
            Self::Recipe => "RUNNABLE_RECIPE",
        }
    }
}

/// An object of the flow, of this project or of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ObjectRef {
    /// A dataset's or recipe's name, the id of anything else.
    #[serde(rename = "objectId")]
    pub(super) id: String,
    /// What it is.
    #[serde(rename = "objectType")]
    pub(super) kind: Kind,
    /// The other project.
    #[serde(rename = "projectKey", default, skip_serializing_if = "Option::is_none")]
    pub(super) project: Option<String>,
}

impl ObjectRef {
    /// An object of this project.
    pub(super) fn local(kind: Kind, id: impl Into<String>) -> Self {
        Self { id: id.into(), kind, project: None }
    }

    /// Reads one as a client sends it into the project `own`.
    pub(super) fn read(value: &Value, own: &str) -> Result<Self, Refusal> {
        let mut object = Self::deserialize(value)
            .map_err(|error| Refusal::invalid(format!("This names no object of the flow: {error}")))?;
        object.project = object.project.filter(|project| project != own);
        Ok(object)
    }

    /// As a client reads it.
    pub(super) fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// A reference of a recipe: a name of this project, or `PROJECT.name`, split at the first dot.
pub(super) fn foreign(reference: &str) -> Option<(&str, &str)> {
    reference.split_once('.')
}
