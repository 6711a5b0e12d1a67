//! The state: what was deployed, as the last apply or sync left it (spec 3.2).
//!
//! `state/file.rs` reads and writes the file, `state/serial.rs` changes a state,
//! `state/snapshot.rs` is what a browser remembers of an earlier one. Comparison is `diff`'s.

pub mod file;
pub mod rules;
pub mod serial;
pub mod snapshot;

use std::borrow::Cow;
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
    /// Cannot change, because the checksum is theirs. Read from `packed` when first asked for, if that is there.
    attributes: OnceLock<Attributes>,
    /// The attributes as JSON.
    packed: Option<Box<str>>,
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
        let attributes = OnceLock::from(attributes);
        Self { address, metadata, other: Map::new(), attributes, packed: None, checksum: OnceLock::new() }
    }

    /// The same with its attributes as text, in a fifth of the memory. The first who asks for them has them read
    /// for good: who goes through many resources [`reads`](Self::read) each.
    #[must_use]
    pub fn packed(self) -> Self {
        match serde_json::to_string(self.attributes()) {
            Ok(text) => Self { attributes: OnceLock::new(), packed: Some(text.into()), ..self },
            // No text is written where a key is none, and here all are.
            Err(_) => self,
        }
    }

    /// The resource with its attributes at hand; what is packed stays packed.
    pub fn read(&self) -> Cow<'_, Self> {
        let is_packed = self.packed.is_some() && self.attributes.get().is_none();
        if !is_packed {
            return Cow::Borrowed(self);
        }
        let read = self.clone();
        read.attributes();
        Cow::Owned(read)
    }

    /// What is hashed and compared.
    pub fn attributes(&self) -> &Attributes {
        let unpack = || {
            // It was written by `packed`.
            self.packed.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
        };
        self.attributes.get_or_init(unpack)
    }

    /// SHA-256 of the canonical attributes, lower-case hex (spec 3.3).
    pub fn checksum(&self) -> &str {
        self.checksum.get_or_init(|| checksum(self.attributes()))
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
            && self.attributes() == other.attributes()
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn resource() -> Resource {
        let attributes: Value =
            json!({"a": [1, -0.0, 1e300, 18_446_744_073_709_551_615_u64], "b\"": {"ü": null}});
        let attributes = attributes.as_object().cloned().unwrap_or_default();
        Resource::new(Address::parse("dataset.P.A").unwrap(), attributes, Metadata::default())
    }

    #[test]
    fn a_packed_resource_is_the_same() {
        let packed = resource().packed();
        assert_eq!(packed.read().checksum(), resource().checksum());
        assert_eq!(packed.clone().packed(), packed);
        assert_eq!(packed, resource());
    }

    #[test]
    fn reading_leaves_it_packed() {
        let packed = resource().packed();
        assert_eq!(packed.read().attributes(), resource().attributes());
        assert!(packed.attributes.get().is_none());
        assert!(matches!(resource().read(), Cow::Borrowed(_)));
    }
}
