//! One entry of the index, read in one pass if its members all have their kinds: from text to entry without
//! a tree in between, and without a copy of a text that an entry before it has as well.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Deserializer, Value};

use super::entry::{Entry, is_usual_path};
use super::texts::Texts;
use super::twin::Twin;
use crate::block::port::Side;
use crate::block::{BlockKind, Port, PortKind};
use crate::version::Version;

/// An entry as it was read, and how many bytes of the text it takes.
#[allow(clippy::large_enum_variant, reason = "on 64 bits: the usual one is the large one, and none is kept")]
pub(super) enum Reading<'t> {
    /// The text breaks off in it.
    Incomplete,
    /// It is as it should be.
    Strict(usize, Row<'t>),
    /// A member has another kind than it should.
    Loose(usize, Value),
}

/// Reads the entry at the start of `text`.
pub(super) fn read(text: &str) -> Result<Reading<'_>, serde_json::Error> {
    let mut rows = Deserializer::from_str(text).into_iter::<Row<'_>>();
    match rows.next() {
        Some(Ok(row)) if row.has_known_kinds() => Ok(Reading::Strict(rows.byte_offset(), row)),
        Some(Err(error)) if error.is_eof() => Ok(Reading::Incomplete),
        _ => read_loosely(text),
    }
}

fn read_loosely(text: &str) -> Result<Reading<'_>, serde_json::Error> {
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        // A number may go on.
        Some(Ok(value)) if values.byte_offset() < text.len() || value.is_object() => {
            Ok(Reading::Loose(values.byte_offset(), value))
        }
        Some(Err(error)) if !error.is_eof() => Err(error),
        _ => Ok(Reading::Incomplete),
    }
}

/// A text as it stands in the file, or without its escapes.
#[derive(Default, Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// An entry whose members all have their kinds.
#[derive(Deserialize)]
pub(super) struct Row<'t> {
    #[serde(borrow)]
    block_id: Text<'t>,
    #[serde(borrow)]
    version: Text<'t>,
    #[serde(borrow, default)]
    r#type: Option<Text<'t>>,
    #[serde(default)]
    blocked: bool,
    #[serde(borrow, default)]
    name: Option<Text<'t>>,
    #[serde(borrow, default)]
    description: Option<Text<'t>>,
    #[serde(borrow, default)]
    hierarchy_level: Option<Text<'t>>,
    #[serde(borrow, default)]
    domain: Option<Text<'t>>,
    #[serde(borrow, default)]
    tags: Vec<Text<'t>>,
    #[serde(borrow, default)]
    owner: Option<Text<'t>>,
    #[serde(borrow, default)]
    source_project: Option<Text<'t>>,
    #[serde(borrow, default)]
    inputs: Vec<RowPort<'t>>,
    #[serde(borrow, default)]
    outputs: Vec<RowPort<'t>>,
    #[serde(borrow, default)]
    manifest_path: Option<Text<'t>>,
    #[serde(borrow, default)]
    wiki_ref: Option<Text<'t>>,
    #[serde(borrow, default)]
    bundle_ref: Option<Text<'t>>,
    #[serde(default)]
    deprecated: bool,
    #[serde(borrow, default)]
    deprecated_message: Option<Text<'t>>,
}

#[derive(Deserialize)]
struct RowPort<'t> {
    #[serde(borrow)]
    name: Text<'t>,
    #[serde(borrow, default)]
    r#type: Option<Text<'t>>,
    #[serde(default)]
    required: Option<bool>,
    #[serde(borrow, default)]
    schema_ref: Option<Text<'t>>,
}

impl<'t> Row<'t> {
    fn kind(&self) -> Option<BlockKind> {
        match self.r#type.as_ref().map(|kind| &*kind.0) {
            None | Some("zone") => Some(BlockKind::Zone),
            Some("solution") => Some(BlockKind::Solution),
            Some(_) => None,
        }
    }

    /// Whether the kinds of the block and its ports are those of the format.
    fn has_known_kinds(&self) -> bool {
        let mut ports = self.inputs.iter().chain(&self.outputs);
        self.kind().is_some() && ports.all(|port| port.kind().is_some() && !port.name.0.is_empty())
    }

    /// What the next version has in common with this one, which is written as `text`.
    pub(super) fn twin(&self, text: &'t str) -> Option<Twin<'t>> {
        Twin::new(text, &self.block_id.0, &self.version.0, self.manifest_path.as_ref().map(|path| &*path.0))
    }

    /// The entry and its version as written. Tags and ports that the entry `before` has as well are shared
    /// with it.
    pub(super) fn entry(self, texts: &mut Texts, before: Option<&Entry>) -> (Entry, Cow<'t, str>) {
        let kind = self.kind().unwrap_or_default();
        let elsewhere = self.manifest_path.filter(|path| {
            let is_usual = |path: &str| is_usual_path(path, &self.block_id.0, &self.version.0);
            !path.0.is_empty() && !is_usual(&path.0)
        });
        let mut share = |text: Option<Text<'_>>| text.map_or_else(Arc::default, |text| texts.share(&text.0));
        let entry = Entry {
            kind,
            blocked: self.blocked,
            block_id: share(Some(self.block_id)),
            version: Version::default(),
            name: share(self.name),
            description: share(self.description),
            hierarchy_level: share(self.hierarchy_level),
            domain: share(self.domain),
            owner: share(self.owner),
            source_project: share(self.source_project),
            elsewhere: elsewhere.map(|path| share(Some(path))),
            wiki_ref: share(self.wiki_ref),
            bundle_ref: share(self.bundle_ref),
            deprecated: self.deprecated,
            deprecated_message: share(self.deprecated_message),
            tags: tags(&self.tags, texts, before.map(|before| &before.tags)),
            inputs: ports(&self.inputs, Side::Input, texts, before.map(|before| &before.inputs)),
            outputs: ports(&self.outputs, Side::Output, texts, before.map(|before| &before.outputs)),
        };
        (entry, self.version.0)
    }
}

fn tags(tags: &[Text<'_>], texts: &mut Texts, before: Option<&Arc<[Arc<str>]>>) -> Arc<[Arc<str>]> {
    let are_equal =
        |before: &&Arc<[Arc<str>]>| before.iter().map(AsRef::as_ref).eq(tags.iter().map(|tag| &*tag.0));
    match before.filter(are_equal) {
        Some(before) => Arc::clone(before),
        None => tags.iter().map(|tag| texts.share(&tag.0)).collect(),
    }
}

fn ports(ports: &[RowPort<'_>], side: Side, texts: &mut Texts, before: Option<&Arc<[Port]>>) -> Arc<[Port]> {
    let are_equal = |before: &&Arc<[Port]>| {
        before.len() == ports.len() && before.iter().zip(ports).all(|(before, port)| port.is(before, side))
    };
    match before.filter(are_equal) {
        Some(before) => Arc::clone(before),
        None => ports.iter().map(|port| port.port(side, texts)).collect(),
    }
}

impl RowPort<'_> {
    fn kind(&self) -> Option<PortKind> {
        self.r#type.as_ref().map_or(Some(PortKind::Dataset), |kind| PortKind::from_name(&kind.0))
    }

    fn is_required(&self, side: Side) -> bool {
        side == Side::Output || self.required.unwrap_or(true)
    }

    fn schema_ref(&self) -> Option<&str> {
        self.schema_ref.as_ref().map(|path| &*path.0).filter(|path| !path.is_empty())
    }

    /// Whether it reads as `port`.
    fn is(&self, port: &Port, side: Side) -> bool {
        *self.name.0 == *port.name
            && self.schema_ref() == port.schema_ref.as_deref()
            && self.is_required(side) == port.required
            && self.kind() == Some(port.kind)
    }

    fn port(&self, side: Side, texts: &mut Texts) -> Port {
        Port {
            name: texts.share(&self.name.0),
            kind: self.kind().unwrap_or_default(),
            required: self.is_required(side),
            schema_ref: self.schema_ref().map(|path| texts.share(path)),
            ..Port::default()
        }
    }
}
