//! What stands in a flow, as zones, rights and jobs name it (`dss-api.md` 3.5).

use serde_json::{Value, json};

/// The kinds of things in a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// A dataset, by its name.
    Dataset,
    /// A managed folder, by its id.
    ManagedFolder,
    /// A saved model, by its id.
    SavedModel,
    /// A recipe, by its name.
    Recipe,
    /// A streaming endpoint, by its id.
    StreamingEndpoint,
    /// A model evaluation store, by its id.
    ModelEvaluationStore,
    /// A labeling task, by its id.
    LabelingTask,
    /// A knowledge bank, by its id.
    RetrievableKnowledge,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectReference {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name or id.
    pub id: String,
    /// The project it is of, if that is another one.
    pub project: Option<String>,
}

impl ObjectKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Dataset,
        Self::ManagedFolder,
        Self::SavedModel,
        Self::Recipe,
        Self::StreamingEndpoint,
        Self::ModelEvaluationStore,
        Self::LabelingTask,
        Self::RetrievableKnowledge,
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dataset => "DATASET",
            Self::ManagedFolder => "MANAGED_FOLDER",
            Self::SavedModel => "SAVED_MODEL",
            Self::Recipe => "RECIPE",
            Self::StreamingEndpoint => "STREAMING_ENDPOINT",
            Self::ModelEvaluationStore => "MODEL_EVALUATION_STORE",
            Self::LabelingTask => "LABELING_TASK",
            Self::RetrievableKnowledge => "RETRIEVABLE_KNOWLEDGE",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl ObjectReference {
    /// Something in the project at hand.
    pub fn new(kind: ObjectKind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into(), project: None }
    }

    /// The same, of another project.
    #[must_use]
    pub fn of(self, project: impl Into<String>) -> Self {
        Self { project: Some(project.into()), ..self }
    }

    /// As zones name it; the project only where it is another one.
    pub fn document(&self) -> Value {
        let mut document = json!({"objectId": self.id, "objectType": self.kind.name()});
        if let Some(project) = &self.project {
            document["projectKey"] = json!(project);
        }
        document
    }
}
