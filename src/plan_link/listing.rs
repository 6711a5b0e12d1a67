//! Which registries and manifests a plan was made with.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::block::digest;
use crate::composition::Composition;
use crate::envelope::Digest;
use crate::registry::{Registries, Registry};
use crate::value::{canonical, object};

/// Characters of a mark: enough to tell what moved; that anything moved, the digest tells.
const MARK: usize = 4;

/// Digests of registries and manifests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// SHA-256 of the canonical JSON of all digests, in base64url; empty without any.
    pub digest: String,
    /// The first characters of the digest of each registry's index, by its key.
    pub indexes: BTreeMap<String, String>,
    /// The first characters of the digest of each manifest in use, by `REGISTRY/BLOCK_ID@VERSION`.
    pub manifests: BTreeMap<String, String>,
}

impl Listing {
    /// What a composition was made with.
    pub fn of(composition: &Composition, registries: &Registries) -> Self {
        let mut indexes = BTreeMap::new();
        let mut manifests = BTreeMap::new();
        for (pinned, manifest) in &composition.manifests {
            let hex = digest::digest(&manifest.document);
            manifests.insert(pinned.to_string(), Digest::of(&hex).text());
            if let Some(registry) = registries.get(&pinned.registry) {
                let index = || index_digest(registry).text();
                indexes.entry(pinned.registry.to_string()).or_insert_with(index);
            }
        }
        if manifests.is_empty() {
            return Self::default();
        }
        let digest = Digest::of(&canonical(&json!([indexes, manifests]))).text();
        let shorten = |all: BTreeMap<String, String>| {
            all.into_iter().map(|(key, text)| (key, text.chars().take(MARK).collect())).collect()
        };
        Self { digest, indexes: shorten(indexes), manifests: shorten(manifests) }
    }

    pub(super) fn write(&self) -> Value {
        json!([self.digest, self.indexes, self.manifests])
    }

    pub(super) fn read(value: Option<&Value>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::default()) };
        let [digest, indexes, manifests] = value.as_array()?.as_slice() else { return None };
        Some(Self {
            digest: digest.as_str()?.to_owned(),
            indexes: texts(indexes.as_object()?)?,
            manifests: texts(manifests.as_object()?)?,
        })
    }
}

fn texts(members: &Map<String, Value>) -> Option<BTreeMap<String, String>> {
    let text = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    members.iter().map(text).collect()
}

/// SHA-256 over what a registry's index lists: which versions there are, and which are deprecated.
pub(crate) fn index_digest(registry: &Registry) -> Digest {
    let entries = registry.index.entries().iter();
    let listed = entries.map(|entry| (entry.label(), Value::from(entry.deprecated)));
    Digest::of(&canonical(&Value::Object(object(listed))))
}
