//! A file of the index whose members all have their kinds, read in one pass: from text to entries
//! without a tree in between, and without a copy of a text that an entry before it has as well.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::entry::{Entry, completed};
use super::index::File;
use super::texts::Texts;
use crate::block::fields::{Remark, without_mark};
use crate::block::port::Side;
use crate::block::{BlockKind, Port, PortKind};
use crate::version::Version;

/// The file; `None` if anything in it is not as it should be, which is then told by reading it loosely.
pub(super) fn read(text: &str, remarks: &mut Vec<Remark>) -> Option<File> {
    let file: Written = serde_json::from_str(without_mark(text)).ok()?;
    if file.format_version.is_some_and(|version| !version.starts_with("1.")) {
        return None;
    }
    let information = file.registry_info.unwrap_or_default();
    let Blocks { entries, remarks: told } = file.blocks;
    remarks.extend(told);
    Some(File {
        entries,
        pages: file.pages,
        updated_at: file.updated_at.or(file.last_updated).unwrap_or_default(),
        name: information.name.unwrap_or_default(),
        description: information.description.unwrap_or_default(),
        block_count: file.block_count,
        statistics: file.statistics,
    })
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    format_version: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
    #[serde(default)]
    last_updated: Option<String>,
    #[serde(default)]
    registry_info: Option<Information>,
    blocks: Blocks,
    #[serde(default)]
    pages: Vec<String>,
    #[serde(default)]
    block_count: Option<usize>,
    #[serde(default)]
    statistics: serde_json::Value,
}

#[derive(Default, Deserialize)]
struct Information {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    description: Option<String>,
}

/// The entries that can be used, and why others cannot.
#[derive(Default)]
struct Blocks {
    entries: Vec<Arc<Entry>>,
    remarks: Vec<Remark>,
}

impl<'t> Deserialize<'t> for Blocks {
    fn deserialize<D: Deserializer<'t>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_seq(List)
    }
}

struct List;

impl<'t> Visitor<'t> for List {
    type Value = Blocks;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Blocks, A::Error> {
        let (mut blocks, mut texts, mut position) = (Blocks::default(), Texts::default(), 0);
        while let Some(row) = list.next_element::<Row<'t>>()? {
            let (entry, version) = row
                .entry(&mut texts, blocks.entries.last().map(AsRef::as_ref))
                .ok_or_else(|| serde::de::Error::custom("an entry of another kind"))?;
            match completed(entry, &version.0) {
                Ok(entry) => blocks.entries.push(Arc::new(entry)),
                Err((rule, reason)) => {
                    blocks.remarks.push(Remark::of(rule, format!("blocks[{position}]"), reason));
                }
            }
            position += 1;
        }
        Ok(blocks)
    }
}

/// A text as it stands in the file, or without its escapes.
#[derive(Default, Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

#[derive(Deserialize)]
struct Row<'t> {
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
    /// The entry and its version as written; `None` if its kinds of block and port must be looked at one
    /// by one. Tags and ports that the entry `before` has as well are shared with it.
    fn entry(self, texts: &mut Texts, before: Option<&Entry>) -> Option<(Entry, Text<'t>)> {
        let kind = match self.r#type.as_ref().map(|kind| &*kind.0) {
            None | Some("zone") => BlockKind::Zone,
            Some("solution") => BlockKind::Solution,
            Some(_) => return None,
        };
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
            manifest_path: share(self.manifest_path),
            wiki_ref: share(self.wiki_ref),
            bundle_ref: share(self.bundle_ref),
            deprecated: self.deprecated,
            deprecated_message: share(self.deprecated_message),
            tags: tags(&self.tags, texts, before.map(|before| &before.tags)),
            inputs: ports(&self.inputs, Side::Input, texts, before.map(|before| &before.inputs))?,
            outputs: ports(&self.outputs, Side::Output, texts, before.map(|before| &before.outputs))?,
        };
        Some((entry, self.version))
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

fn ports(
    ports: &[RowPort<'_>],
    side: Side,
    texts: &mut Texts,
    before: Option<&Arc<[Port]>>,
) -> Option<Arc<[Port]>> {
    let are_equal = |before: &&Arc<[Port]>| {
        before.len() == ports.len() && before.iter().zip(ports).all(|(before, port)| port.is(before, side))
    };
    match before.filter(are_equal) {
        Some(before) => Some(Arc::clone(before)),
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

    fn port(&self, side: Side, texts: &mut Texts) -> Option<Port> {
        if self.name.0.is_empty() {
            return None;
        }
        Some(Port {
            name: texts.share(&self.name.0),
            kind: self.kind()?,
            required: self.is_required(side),
            schema_ref: self.schema_ref().map(|path| texts.share(path)),
            ..Port::default()
        })
    }
}
