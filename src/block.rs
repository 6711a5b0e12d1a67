//! A block or solution as a registry publishes it: one manifest per version (`blocks.md` 1).
//!
//! `block/read.rs` reads a manifest, `block/fit.rs` says what data fits which port, and
//! `block/interface.rs` whether a new version breaks those who use the old one.

pub mod column;
pub mod digest;
pub mod extension;
pub mod fit;
pub mod fields;
pub mod interface;
pub mod port;
pub mod read;
pub mod recipe;
pub mod reference;
pub mod step;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use self::extension::{Extension, ExtensionPoint};
pub use self::port::{Port, PortKind};
pub use self::recipe::RecipeDetails;
pub use self::reference::BlockRef;
pub use self::step::Step;
use crate::version::Version;

/// What is published under one id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// One flow zone of a source project.
    #[default]
    Zone,
    /// Blocks and solutions wired together.
    Solution,
}

impl BlockKind {
    /// The name in manifests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::Solution => "solution",
        }
    }
}

/// A manifest: one version of a block (`blocks.md` 1.2). Everything that is absent has its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// `block_id`, `[A-Z][A-Z0-9_]*`
    pub block_id: Arc<str>,
    /// `version`
    pub version: Version,
    /// `type`
    pub kind: BlockKind,
    /// `blocked`: the source is protected, and the block counts as stable.
    pub blocked: bool,
    /// `name`, for people; the id if there is none.
    pub name: Arc<str>,
    /// `description`
    pub description: Arc<str>,
    /// `hierarchy_level`
    pub hierarchy_level: Arc<str>,
    /// `domain`
    pub domain: Arc<str>,
    /// `tags`
    pub tags: Vec<Arc<str>>,
    /// `owner`
    pub owner: Arc<str>,
    /// `source_project`
    pub source_project: Arc<str>,
    /// `source_zone`, a name
    pub source_zone: Arc<str>,
    /// `inputs`, in order
    pub inputs: Vec<Port>,
    /// `outputs`, in order
    pub outputs: Vec<Port>,
    /// `contains`: the names of internal objects, ports left out.
    pub contains: Contents,
    /// `dependencies` of a zone block.
    pub dependencies: Dependencies,
    /// `sequence` of a solution, then its alias map, in the order of the file.
    pub steps: Vec<Step>,
    /// `extension_points`
    pub extension_points: Vec<ExtensionPoint>,
    /// `recipe_details`
    pub recipe_details: Vec<RecipeDetails>,
    /// Names of `library_refs`: code that recipes import from the source project.
    pub libraries: Vec<Arc<str>>,
    /// `bundle_ref`
    pub bundle_ref: Option<Arc<str>>,
    /// `deprecated`
    pub deprecated: bool,
    /// `deprecated_message`: what to use instead.
    pub deprecated_message: Arc<str>,
    /// `changelog`, in order.
    pub changelog: Vec<Change>,
    /// `created_at`, also from a nested `metadata`; ISO 8601 as written.
    pub created_at: Arc<str>,
    /// `updated_at`, likewise.
    pub updated_at: Arc<str>,
    /// `created_by`, likewise.
    pub created_by: Arc<str>,
    /// The document as published, with everything that is not read here.
    pub document: Map<String, Value>,
}

/// The internal objects of a zone block, by name (`blocks.md` 1.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Datasets.
    pub datasets: Vec<Arc<str>>,
    /// Recipes.
    pub recipes: Vec<Arc<str>>,
    /// Saved models.
    pub models: Vec<Arc<str>>,
    /// Managed folders.
    pub folders: Vec<Arc<str>>,
}

/// What a zone block needs of the instance it runs on (`blocks.md` 1.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Requirement strings, also from `python_packages`.
    pub python: Vec<Arc<str>>,
    /// Plugin ids.
    pub plugins: Vec<Arc<str>>,
    /// Connection types.
    pub connections: Vec<Arc<str>>,
    /// Code environments.
    pub code_envs: Vec<Arc<str>>,
}

/// A line of the changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version, as written.
    pub version: Arc<str>,
    /// What is new in it.
    pub note: Arc<str>,
}

impl Manifest {
    /// The input named `name`.
    pub fn input(&self, name: &str) -> Option<&Port> {
        self.inputs.iter().find(|port| &*port.name == name)
    }

    /// The output named `name`.
    pub fn output(&self, name: &str) -> Option<&Port> {
        self.outputs.iter().find(|port| &*port.name == name)
    }

    /// The details of a recipe.
    pub fn recipe(&self, name: &str) -> Option<&RecipeDetails> {
        self.recipe_details.iter().find(|recipe| &*recipe.name == name)
    }

    /// `BLOCK_ID@VERSION`
    pub fn label(&self) -> String {
        format!("{}@{}", self.block_id, self.version)
    }

    /// The paths of all port schemas it names.
    pub fn schema_paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.inputs.iter().chain(&self.outputs).filter_map(|port| port.schema_ref.as_ref())
    }
}
