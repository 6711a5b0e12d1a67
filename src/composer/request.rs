//! What is asked of the composer (blocks spec 4.1 and 4.2), as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::lexicon::{MAX_RESULTS, THRESHOLD};

/// A request. Unknown members are refused, so that a misspelt one is not taken for its default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Request {
    /// What is wanted, in free text; this or `query`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// What is wanted, by its parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<Query>,
    /// What every block has to be.
    pub filters: HardFilters,
    /// Key of the project that the configuration is for.
    pub target_project_key: String,
    /// Its name; without one, the first block gives it.
    pub target_project_name: String,
    /// Datasets for inputs, by `PORT` or `instance.PORT`.
    pub external_inputs: BTreeMap<String, String>,
    /// Datasets for outputs, by `PORT` or `instance.PORT`.
    pub external_outputs: BTreeMap<String, String>,
    /// Changes to recipes of the blocks.
    pub extensions: Vec<Extension>,
    /// Wires that win over inference.
    pub wiring_hints: Vec<WiringHint>,
    /// Names of the instances of a block; several names make several instances.
    pub instances: BTreeMap<String, Vec<String>>,
    /// How to choose and to write.
    pub options: Options,
}

/// Filters that a block meets or is left out (4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HardFilters {
    /// The hierarchy level, exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hierarchy_level: Option<String>,
    /// The domain, exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Protected blocks only.
    pub blocked_only: bool,
    /// No protected blocks.
    pub exclude_blocked: bool,
    /// `zone` or `solution`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The least version, `MAJOR.MINOR.PATCH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_version: Option<String>,
}

/// A structured query: filters, and parts that each give a score from 0 to 1 (4.2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The filters; they join those of the request.
    #[serde(flatten)]
    pub filters: HardFilters,
    /// Whole tags, in any case.
    pub tags: Vec<String>,
    /// Parts of name, description or tags.
    pub capabilities: Vec<String>,
    /// What inputs have to be like.
    pub input_requirements: Vec<PortRequirement>,
    /// What outputs have to be like.
    pub output_requirements: Vec<PortRequirement>,
    /// Members that are none of these; a request with some is refused.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, Value>,
}

/// What a port has to be like; each member given has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PortRequirement {
    /// Part of the port's name, in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `dataset`, `model` or `folder`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Columns of the port's schema.
    pub schema_contains: Vec<String>,
}

/// A wire that is wanted. Blocks are named by instance or by block id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WiringHint {
    /// Where the data comes from.
    pub source_block: String,
    /// Its output.
    pub source_port: String,
    /// Where it goes.
    pub target_block: String,
    /// Its input.
    pub target_port: String,
}

/// Changes to recipes of one block (5.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Extension {
    /// The block.
    pub block_id: String,
    /// Recipes of the configuration that take the place of the block's.
    pub recipe_overrides: Vec<RecipeOverride>,
    /// Classes that the block's recipes use.
    pub class_overrides: Vec<ClassOverride>,
}

/// A recipe of the configuration in the place of a block's recipe.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecipeOverride {
    /// The block's recipe.
    pub recipe: String,
    /// Name of the recipe in the configuration.
    pub override_with: String,
    /// The recipe itself, as it stands below `recipes`, without its name. What is left out comes from
    /// the block's recipe.
    pub definition: Map<String, Value>,
}

/// A class that a block's recipe uses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClassOverride {
    /// The block's recipe.
    pub recipe: String,
    /// Path of the class.
    pub use_class: String,
    /// What the class is given.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub class_config: Map<String, Value>,
}

/// How to choose and to write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the members are those of the specification")]
pub struct Options {
    /// Most matches of a clause.
    pub max_results: usize,
    /// Least score of a match, 0 to 1.
    pub min_match_score: f64,
    /// One match per block, its newest version; otherwise each version is a match of a structured query.
    pub prefer_newer_versions: bool,
    /// Whether wires are inferred; otherwise only hints make some.
    pub auto_wire: bool,
    /// Whether widths are errors and unchecked wires get a warning (4.5).
    pub strict_schema_matching: bool,
    /// Whether open inputs get a placeholder dataset.
    pub generate_placeholders: bool,
    /// Whether placeholders get a comment.
    pub include_comments: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_results: MAX_RESULTS,
            min_match_score: THRESHOLD,
            prefer_newer_versions: true,
            auto_wire: true,
            strict_schema_matching: false,
            generate_placeholders: true,
            include_comments: true,
        }
    }
}
