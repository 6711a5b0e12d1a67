//! A project as a DSS holds it: its documents as they were read, from an instance or from an export.
//!
//! Documents keep DSS's own shape (`dss-api.md` 5), server-made fields and all. What they mean to a
//! configuration is said elsewhere.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A document of DSS: an object with keys that nobody here knows in full.
pub type Document = Map<String, Value>;

/// A document as its JSON text. A project holds thousands, and read they take ten times as much memory, so
/// that each is read when its turn comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Box<str>);

impl Packed {
    /// The document.
    pub fn document(&self) -> Document {
        // It was written from one.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl From<&Document> for Packed {
    fn from(document: &Document) -> Self {
        Self(serde_json::to_string(document).unwrap_or_default().into())
    }
}

/// A recipe: its definition, and its code or the settings of a visual one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredRecipe {
    /// The definition.
    pub recipe: Document,
    /// Code for code recipes, JSON text for visual ones; `None` where DSS keeps none.
    pub payload: Option<String>,
}

/// A [`StoredRecipe`] as a project holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackedRecipe {
    /// The definition.
    pub recipe: Packed,
    /// As in [`StoredRecipe`].
    pub payload: Option<String>,
}

impl From<StoredRecipe> for PackedRecipe {
    fn from(stored: StoredRecipe) -> Self {
        Self { recipe: (&stored.recipe).into(), payload: stored.payload }
    }
}

/// A wiki article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The article without its text.
    pub article: Document,
    /// Markdown.
    pub payload: String,
}

/// An object that recipes read or write and that is no dataset, folder or saved model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    /// DSS's own word for its type, as `MODEL_EVALUATION_STORE`.
    pub kind: &'static str,
    /// The definition.
    pub document: Document,
}

/// Something of a project that was not taken, and why. The path is that of a document below the
/// project, as `datasets/ORDERS.json`, maybe with a place in it behind a colon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Where it is.
    pub path: String,
    /// Why it was left out, without a full stop.
    pub why: String,
}

impl LeftOut {
    /// What is at `path` was left out because of `why`.
    pub fn new(path: impl Into<String>, why: impl Into<String>) -> Self {
        Self { path: path.into(), why: why.into() }
    }
}

/// Everything of one project that was read.
///
/// Maps are keyed by what addresses the object in DSS: the name of a dataset or recipe, the id of
/// anything else. The documents hold the name of what goes by an id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The key of the project.
    pub key: String,
    /// Label, descriptions and tags: `project.metadata.get`.
    pub metadata: Document,
    /// `project.settings.get`.
    pub settings: Document,
    /// Standard variables; local ones are never read.
    pub variables: Document,
    /// By name.
    pub datasets: BTreeMap<String, Packed>,
    /// By name.
    pub recipes: BTreeMap<String, PackedRecipe>,
    /// In DSS's order; each holds its id. The default zone is among them where it was renamed.
    pub zones: Vec<Document>,
    /// Managed folders by id.
    pub folders: BTreeMap<String, Document>,
    /// Saved models by id.
    pub models: BTreeMap<String, Document>,
    /// What recipes also read and write and no plan makes: model evaluation stores, knowledge banks and
    /// streaming endpoints, by id.
    pub stores: BTreeMap<String, Store>,
    /// Scenarios by id.
    pub scenarios: BTreeMap<String, Document>,
    /// The scripts of `custom_python` scenarios, by id.
    pub scripts: BTreeMap<String, String>,
    /// Wiki articles by id.
    pub articles: BTreeMap<String, Article>,
    /// `wiki.settings.get`, or the taxonomy of an export.
    pub wiki: Document,
}
