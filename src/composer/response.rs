//! What the composer answers (blocks spec 4.8), as data.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalog::explain::Reason;

/// An answer. Serialized it is the response of the specification.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Response {
    /// Whether something matched and nothing that was asked for by name failed.
    pub success: bool,
    /// Whether something is missing: a clause without a match, an open input, blocks not connected.
    pub partial: bool,
    /// The choice for each clause that has one.
    pub matches: Vec<Match>,
    /// How the chosen blocks work together.
    pub plan: Plan,
    /// What is missing or worth knowing.
    pub gaps: Vec<Gap>,
    /// The configuration; empty if nothing matched.
    pub config: String,
    /// What was asked for and could not be used.
    pub warnings: Vec<String>,
    /// Why the answer is no success.
    pub errors: Vec<Error>,
}

/// The block chosen for a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// The clause.
    pub clause: String,
    /// The block, with its version.
    #[serde(rename = "ref")]
    pub reference: String,
    /// How well it matches, 0 to 1, to three decimals.
    pub score: f64,
    /// What each word of the clause met.
    pub why: Vec<Reason>,
    /// Other blocks that match, best first.
    pub alternatives: Vec<Alternative>,
}

/// A block that matches, too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The block, with its version.
    #[serde(rename = "ref")]
    pub reference: String,
    /// How well it matches, 0 to 1, to three decimals.
    pub score: f64,
}

/// Instances in stages, and the wires between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Names of instances; those of one stage may run together.
    pub stages: Vec<Vec<String>>,
    /// The wires, in the order in which they were made.
    pub wires: Vec<Wire>,
}

/// An output that feeds an input. Ends are `instance.PORT`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wire {
    /// The output.
    pub source: String,
    /// The input.
    pub target: String,
    /// The name that makes the wire in the configuration.
    pub dataset: String,
    /// Whether the schemas of both ends are known and fit.
    pub checked: bool,
}

/// Something that is missing, or worth knowing (4.7).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Gap {
    /// A clause that nothing matches.
    NoMatch {
        /// The clause.
        clause: String,
        /// The best blocks below the threshold.
        nearest: Vec<Alternative>,
    },
    /// A required input without a source.
    OpenInput {
        /// The instance.
        instance: String,
        /// Its input.
        port: String,
        /// Blocks that could produce it.
        producers: Vec<String>,
    },
    /// The blocks of two consecutive clauses do not work together.
    NoPath {
        /// The block of the first clause.
        from: String,
        /// The block of the second.
        to: String,
        /// Why the best wire between them is none.
        reason: Rejection,
        /// One or two blocks that would connect them, in order; empty if there are none.
        bridge: Vec<String>,
    },
    /// An output that nothing reads.
    UnusedOutput {
        /// The instance.
        instance: String,
        /// Its output.
        port: String,
    },
    /// A wire whose schemas are not known.
    Unchecked {
        /// The output.
        source: String,
        /// The input.
        target: String,
    },
    /// The version chosen does not fit, but others of the block would.
    Version {
        /// The block, with the version chosen.
        block: String,
        /// The versions that fit, newest first.
        versions: Vec<String>,
    },
}

impl Gap {
    /// Whether the plan lacks something, as opposed to information about it.
    pub fn is_lack(&self) -> bool {
        !matches!(self, Self::UnusedOutput { .. } | Self::Unchecked { .. } | Self::Version { .. })
    }
}

/// Why a wire cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// The output, as `instance.PORT`; empty if there is none of the right type.
    pub source: String,
    /// The input, as `instance.PORT`.
    pub target: String,
    /// The rule that is broken: `SCH-001` to `SCH-004`, `BLK-016` for types, `BLK-018` for a cycle, none
    /// where only the names say nothing.
    pub rule: Option<String>,
    /// The column that breaks it.
    pub column: Option<String>,
    /// The reason in words.
    pub message: String,
}

/// Why an answer is no success.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Error {
    /// What kind of error.
    pub code: ErrorCode,
    /// The error in words.
    pub message: String,
    /// What the message names.
    pub details: Value,
}

/// The kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorCode {
    /// No registry is loaded, or not the one that a reference names.
    RegistryNotFound,
    /// A registry could not be read.
    CatalogLoad,
    /// A block that is named does not exist.
    BlockNotFound,
    /// A version that is named does not exist.
    VersionNotFound,
    /// Wires that are asked for form a cycle.
    Circular,
    /// A wire that is asked for cannot be.
    IncompatibleWiring,
    /// Nothing matches.
    NoMatch,
    /// The request cannot be read or contradicts itself.
    BadRequest,
}
