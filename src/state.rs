//! The state: what was deployed, as the last apply or sync left it (spec 3.2).
//!
//! This module knows neither files nor comparison: `state/file.rs` reads and writes, `diff.rs`
//! compares.

use serde_json::{Map, Value};

use crate::address::Address;

/// The attributes of a resource, hashed and compared as canonical JSON.
pub type Attributes = Map<String, Value>;

/// All resources of one environment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Grows with every change.
    pub serial: u64,
    /// Names the history that the state belongs to.
    pub lineage: Option<String>,
    /// The environment it describes; empty if unknown.
    pub environment: String,
    /// When it last changed, ISO 8601, as written in the file.
    pub updated_at: String,
    /// The resources in the order in which they were added; addresses are unique.
    pub resources: Vec<Resource>,
}

/// One deployed or desired object.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its identity.
    pub address: Address,
    /// What is hashed and compared.
    pub attributes: Attributes,
    /// Everything that is neither hashed nor compared.
    pub metadata: Metadata,
}

/// Facts about a resource that never make a difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// When it was deployed, ISO 8601, as written in the file.
    pub deployed_at: String,
    /// `config`, `system` (read from the server) or the user; decides how it is compared (spec 4.3).
    pub deployed_by: String,
    /// The id inside DSS, if it is another than the name.
    pub dataiku_internal_id: Option<String>,
    /// SHA-256 of the canonical attributes, lower-case hex (spec 3.3).
    pub checksum: String,
    /// Guards that outlive the entry in the configuration (spec 1.3).
    pub lifecycle: crate::config::Lifecycle,
    /// Members this version does not know, kept as they are.
    pub other: Map<String, Value>,
}
