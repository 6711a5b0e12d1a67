//! A block as the catalog shows it: one card for all its versions.

use std::sync::Arc;

use crate::block::reference::BlockRef;
use crate::block::{BlockKind, PortKind};
use crate::version::{Version, VersionSpec};

/// A block of one registry, with all its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Key of the registry.
    pub registry: Arc<str>,
    /// The block's id.
    pub id: Arc<str>,
    /// The name for people, of the version shown, as all that follows.
    pub name: Arc<str>,
    /// The description as far as the index carries it.
    pub description: Arc<str>,
    /// The hierarchy level; empty if there is none.
    pub level: Arc<str>,
    /// The domain; empty if there is none.
    pub domain: Arc<str>,
    /// The owner; empty unless a manifest that is loaded names one.
    pub owner: Arc<str>,
    /// The tags.
    pub tags: Arc<[Arc<str>]>,
    /// Zone block or solution.
    pub kind: BlockKind,
    /// The members of a solution, each with its registry; empty unless its manifest is loaded.
    pub members: Vec<(Arc<str>, BlockRef)>,
    /// The version shown: the newest that is not deprecated, else the newest.
    pub shown: Edition,
    /// All other versions, newest first.
    pub others: Vec<Edition>,
}

/// One version of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The version.
    pub version: Version,
    /// Whether it is deprecated.
    pub is_deprecated: bool,
    /// Whether its source is protected.
    pub is_protected: bool,
    /// Its inputs, in order. Versions with the same ports share them.
    pub inputs: Arc<[Socket]>,
    /// Its outputs, in order.
    pub outputs: Arc<[Socket]>,
}

/// A port, with the schema it is known to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Socket {
    /// The port's name.
    pub name: Arc<str>,
    /// What passes through it.
    pub kind: PortKind,
    /// Whether an input has to be mapped.
    pub required: bool,
    /// Place of its columns among the schemas of the catalog; `None` if they are not known.
    pub schema: Option<u32>,
}

impl Card {
    /// `REGISTRY/BLOCK_ID@VERSION` of one version.
    pub fn reference(&self, version: Version) -> String {
        format!("{}/{}@{version}", self.registry, self.id)
    }

    /// The reference of the version shown.
    pub fn shown_reference(&self) -> String {
        self.reference(self.shown.version)
    }

    /// Whether wishes may choose it: deprecated blocks are left out.
    pub fn is_offered(&self) -> bool {
        !self.shown.is_deprecated
    }

    /// The version that a reference means.
    pub fn resolve(&self, spec: &VersionSpec) -> Option<Version> {
        spec.resolve(self.editions().map(|edition| (edition.version, edition.is_deprecated)))
    }

    /// All versions, the one shown first, then newest first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        std::iter::once(&self.shown).chain(&self.others)
    }
}

impl Edition {
    /// The input named `name`.
    pub fn input(&self, name: &str) -> Option<&Socket> {
        self.inputs.iter().find(|socket| &*socket.name == name)
    }

    /// The output named `name`.
    pub fn output(&self, name: &str) -> Option<&Socket> {
        self.outputs.iter().find(|socket| &*socket.name == name)
    }
}
