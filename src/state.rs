//! The state: what was deployed, as the last apply or sync left it (spec 3.2).
//!
//! `state/file.rs` reads and writes the file, `state/serial.rs` changes a state,
//! `state/snapshot.rs` is what a browser remembers of an earlier one. Comparison is `diff`'s.

pub mod file;
pub mod rules;
pub mod serial;
pub mod snapshot;

use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

use crate::address::Address;
use crate::config::Lifecycle;
use crate::value::checksum;

/// The attributes of a resource, hashed and compared as canonical JSON.
pub type Attributes = Map<String, Value>;

/// `deployed_by` of a resource built from a configuration.
pub const BY_CONFIG: &str = "config";

/// `deployed_by` of a resource read from the server; it is compared as a subset (spec 4.3).
pub const BY_SYSTEM: &str = "system";

/// Metadata of what blocks make (`blocks.md` 9.3): what a resource is a part of and what it is there;
/// on records, what was asked for, what was created in which order, and how it went.
pub mod made {
    /// The path of the instance that a part belongs to.
    pub const PART_OF: &str = "block";
    /// `internal` or `output`, on datasets, folders and models.
    pub const ROLE: &str = "role";
    /// The version part of the reference as written.
    pub const VERSION_SPEC: &str = "version_spec";
    /// The ids of the parts, in the order of creation.
    pub const CREATED: &str = "created";
    /// `pending`, `applied` or `failed`.
    pub const STATUS: &str = "status";
    /// Why it failed.
    pub const ERROR: &str = "error";
    /// `[stage, position]`
    pub const ORDER: &str = "order";
    /// All of these.
    pub const ALL: [&str; 7] = [PART_OF, ROLE, VERSION_SPEC, CREATED, STATUS, ERROR, ORDER];
}

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
    pub resources: Vec<Arc<Resource>>,
    /// Members of the file that this version does not know, kept as they are.
    pub other: Map<String, Value>,
}

/// One deployed or desired object.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its identity.
    pub address: Address,
    /// Everything that is neither hashed nor compared.
    pub metadata: Metadata,
    /// Members of the entry that this version does not know, kept as they are.
    pub other: Map<String, Value>,
    /// Cannot change, because the checksum is theirs.
    attributes: Attributes,
    /// Worked out when it is first asked for: hashing costs more than comparing.
    checksum: OnceLock<String>,
}

/// Facts about a resource that never make a difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// When it was deployed, ISO 8601, as written in the file.
    pub deployed_at: String,
    /// [`BY_CONFIG`], [`BY_SYSTEM`] or the user; decides how it is compared (spec 4.3).
    pub deployed_by: String,
    /// The id inside DSS; none for a project.
    pub dataiku_internal_id: Option<String>,
    /// Guards that outlive the entry in the configuration (spec 1.3).
    pub lifecycle: Lifecycle,
    /// Members this version does not know, kept as they are.
    pub other: Map<String, Value>,
}

impl Resource {
    /// A resource with these attributes.
    pub fn new(address: Address, attributes: Attributes, metadata: Metadata) -> Self {
        Self { address, metadata, other: Map::new(), attributes, checksum: OnceLock::new() }
    }

    /// What is hashed and compared.
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// SHA-256 of the canonical attributes, lower-case hex (spec 3.3).
    pub fn checksum(&self) -> &str {
        self.checksum.get_or_init(|| checksum(&self.attributes))
    }

    /// Whether it was read from the server.
    pub fn is_from_server(&self) -> bool {
        self.metadata.deployed_by == BY_SYSTEM
    }
}

impl PartialEq for Resource {
    /// The checksum follows from the attributes.
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
            && self.attributes == other.attributes
            && self.metadata == other.metadata
            && self.other == other.other
    }
}

impl State {
    /// The resource at `address`.
    pub fn find(&self, address: &Address) -> Option<&Arc<Resource>> {
        self.resources.iter().find(|resource| resource.address == *address)
    }
}
