//! References to blocks: `REGISTRY/BLOCK_ID@VERSION` (`blocks.md` 5.1).

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::version::{Version, VersionSpec};

/// Longest id of a block, in characters.
pub const LONGEST_ID: usize = 64;

/// A reference, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockRef {
    /// The registry's key; `None` only inside a solution, where it is the solution's own.
    pub registry: Option<Arc<str>>,
    /// The block's id.
    pub block_id: Arc<str>,
    /// Which versions it accepts.
    pub spec: VersionSpec,
    /// The version part as written; `latest` if there is none.
    pub written: Arc<str>,
}

impl BlockRef {
    /// Reads a reference of a configuration, which names its registry.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_member(text).filter(|reference| reference.registry.is_some())
    }

    /// Reads a `block_ref` of a solution, which may leave the registry out.
    pub fn parse_member(text: &str) -> Option<Self> {
        let (name, written) = match text.split_once('@') {
            Some((name, written)) => (name, Some(written)),
            None => (text, None),
        };
        let (registry, block_id) = match name.split_once('/') {
            Some((registry, block_id)) => (Some(registry), block_id),
            None => (None, name),
        };
        let spec = written.map_or(Some(VersionSpec::Latest), VersionSpec::parse)?;
        let fits = is_id(block_id) && registry.is_none_or(is_id);
        fits.then(|| Self {
            registry: registry.map(Arc::from),
            block_id: block_id.into(),
            spec,
            written: written.unwrap_or("latest").into(),
        })
    }

    /// What in `text` looks like references to blocks of a registry, each once, in the order of their
    /// letters. The text is not read for that: comments count as well.
    pub fn mentioned(text: &str, registry: &str) -> Vec<Self> {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_/@.^~".contains(letter);
        let begin = format!("{registry}/");
        let ends = |at: usize| text.get(at..).and_then(|rest| rest.split(|letter| !is_part(letter)).next());
        let stands_alone = |at: usize| !text.get(..at).is_some_and(|before| before.ends_with(is_part));
        let found = text.match_indices(&begin).filter(|(at, _)| stands_alone(*at));
        let written: BTreeSet<&str> = found.filter_map(|(at, _)| ends(at)).collect();
        written.into_iter().filter_map(Self::parse).collect()
    }
}

/// A block that a reference was resolved to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pinned {
    /// The registry's key.
    pub registry: Arc<str>,
    /// The block's id.
    pub block_id: Arc<str>,
    /// The one version.
    pub version: Version,
}

impl Pinned {
    /// Reads `REGISTRY/BLOCK_ID@1.2.3`, as states and links keep it.
    pub fn parse(text: &str) -> Option<Self> {
        let BlockRef { registry, block_id, spec, .. } = BlockRef::parse(text)?;
        let VersionSpec::Exact(version) = spec else { return None };
        Some(Self { registry: registry?, block_id, version })
    }

    /// `BLOCK_ID@1.2.3`
    pub fn label(&self) -> String {
        format!("{}@{}", self.block_id, self.version)
    }
}

impl fmt::Display for Pinned {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}@{}", self.registry, self.block_id, self.version)
    }
}

/// Whether `text` is `[A-Z][A-Z0-9_]*`, as ids of blocks, registries and ports are.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether `text` is `[a-z][a-z0-9_]*`, as aliases and names of instances and zones are.
pub fn is_alias(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_registry_block_and_version() {
        let reference = BlockRef::parse("R2/CUSTOMER_360@^1.0.0").unwrap();
        assert_eq!((reference.registry.as_deref(), &*reference.block_id), (Some("R2"), "CUSTOMER_360"));
        assert_eq!(&*reference.written, "^1.0.0");
        assert_eq!(&*BlockRef::parse("R/B").unwrap().written, "latest");
        for text in [
            "B@1.0.0",
            "R/b@1.0.0",
            "R/B@",
            "R/B@1.0",
            "R/B @1.0.0",
            "r/B",
            "R//B",
            "R/B/C",
            "",
            "R/",
            "/B",
            "R/B@1.0.0@2",
            "R/1B",
        ] {
            assert_eq!(BlockRef::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_mentions_references_however_it_is_written() {
        let text = "blocks:\n- ref: R/B@1.0.0\n- {ref: R/C@^2.0.0, zone: z}\n- ref: \"R/D\" # as R/B@1.0.0\n\
            - ref: R/B@1.0.0\n- ref: OTHER_R/E@1.0.0\n- ref: S/F\ncode: R/lower, R/";
        let labels = |registry| -> Vec<String> {
            let found = BlockRef::mentioned(text, registry).into_iter();
            found.map(|found| format!("{}@{}", found.block_id, found.written)).collect()
        };
        assert_eq!(labels("R"), ["B@1.0.0", "C@^2.0.0", "D@latest"]);
        assert_eq!(labels("S"), ["F@latest"]);
        assert_eq!(labels("T"), [""; 0]);
    }

    #[test]
    fn members_may_leave_the_registry_out() {
        assert_eq!(BlockRef::parse_member("B@1.0.0").unwrap().registry, None);
        assert_eq!(Pinned::parse("R/B@1.0.0").unwrap().to_string(), "R/B@1.0.0");
        assert_eq!(Pinned::parse("R/B@latest"), None);
    }
}
