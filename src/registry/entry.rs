//! An entry of the index: what is known of a version without its manifest (`blocks.md` 2.3).

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::block::fields::{Fields, Remark, visible};
use crate::block::port::{Side, read_ports};
use crate::block::reference::{LONGEST_ID, is_id};
use crate::block::{BlockKind, Manifest, Port, PortKind};
use crate::version::Version;

/// One version of one block, as the index lists it. Its text is safe to show (see
/// [`visible`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// `block_id`
    pub block_id: Arc<str>,
    /// `version`
    pub version: Version,
    /// `type`
    pub kind: BlockKind,
    /// `blocked`
    pub blocked: bool,
    /// `name`; the id if there is none.
    pub name: Arc<str>,
    /// `description`, shortened
    pub description: Arc<str>,
    /// `hierarchy_level`
    pub hierarchy_level: Arc<str>,
    /// `domain`
    pub domain: Arc<str>,
    /// `tags`
    pub tags: Vec<Arc<str>>,
    /// `owner`; no field of the format, read where it is there.
    pub owner: Arc<str>,
    /// `source_project`
    pub source_project: Arc<str>,
    /// `inputs`
    pub inputs: Vec<Port>,
    /// `outputs`
    pub outputs: Vec<Port>,
    /// `manifest_path`, below `blocks/`
    pub manifest_path: Arc<str>,
    /// `wiki_ref`
    pub wiki_ref: Arc<str>,
    /// `bundle_ref`
    pub bundle_ref: Arc<str>,
    /// `deprecated`
    pub deprecated: bool,
    /// `deprecated_message`
    pub deprecated_message: Arc<str>,
}

/// Where a manifest is unless the entry says otherwise.
pub fn manifest_path(block_id: &str, version: Version) -> Arc<str> {
    format!("manifests/{block_id}_v{version}.json").into()
}

impl Entry {
    /// The entry of a manifest, as a publisher writes it.
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            block_id: Arc::clone(&manifest.block_id),
            version: manifest.version,
            kind: manifest.kind,
            blocked: manifest.blocked,
            name: Arc::clone(&manifest.name),
            description: shortened(&manifest.description),
            hierarchy_level: Arc::clone(&manifest.hierarchy_level),
            domain: Arc::clone(&manifest.domain),
            tags: manifest.tags.clone(),
            owner: Arc::clone(&manifest.owner),
            source_project: Arc::clone(&manifest.source_project),
            inputs: manifest.inputs.clone(),
            outputs: manifest.outputs.clone(),
            manifest_path: manifest_path(&manifest.block_id, manifest.version),
            bundle_ref: manifest.bundle_ref.clone().unwrap_or_default(),
            deprecated: manifest.deprecated,
            deprecated_message: Arc::clone(&manifest.deprecated_message),
            ..Self::default()
        }
    }

    /// `BLOCK_ID@VERSION`
    pub fn label(&self) -> String {
        format!("{}@{}", self.block_id, self.version)
    }
}

/// At most 200 characters, the last three of them dots if anything was cut.
fn shortened(text: &Arc<str>) -> Arc<str> {
    if text.chars().count() <= 200 {
        return Arc::clone(text);
    }
    text.chars().take(197).chain("...".chars()).collect::<String>().into()
}

/// An entry whose members all have their kinds. A whole index of these is read in one pass, without a
/// tree in between; where one has another kind, the index is read again by [`read_loosely`].
#[derive(Deserialize)]
pub(super) struct Strict {
    block_id: String,
    version: String,
    #[serde(default)]
    r#type: Option<String>,
    #[serde(default)]
    blocked: bool,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    hierarchy_level: Option<String>,
    #[serde(default)]
    domain: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    source_project: Option<String>,
    #[serde(default)]
    inputs: Vec<StrictPort>,
    #[serde(default)]
    outputs: Vec<StrictPort>,
    #[serde(default)]
    manifest_path: Option<String>,
    #[serde(default)]
    wiki_ref: Option<String>,
    #[serde(default)]
    bundle_ref: Option<String>,
    #[serde(default)]
    deprecated: bool,
    #[serde(default)]
    deprecated_message: Option<String>,
}

#[derive(Deserialize)]
struct StrictPort {
    name: String,
    #[serde(default)]
    r#type: Option<String>,
    #[serde(default)]
    required: Option<bool>,
    #[serde(default)]
    schema_ref: Option<String>,
}

impl Strict {
    /// The entry; `None` if its kinds of block and port must be looked at one by one.
    pub(super) fn into_entry(self) -> Option<(Entry, String)> {
        let kind = match self.r#type.as_deref() {
            None | Some("zone") => BlockKind::Zone,
            Some("solution") => BlockKind::Solution,
            Some(_) => return None,
        };
        let entry = Entry {
            kind,
            blocked: self.blocked,
            name: text(self.name),
            description: text(self.description),
            hierarchy_level: text(self.hierarchy_level),
            domain: text(self.domain),
            tags: self.tags.into_iter().map(|tag| text(Some(tag))).collect(),
            owner: text(self.owner),
            source_project: text(self.source_project),
            inputs: ports(self.inputs, Side::Input)?,
            outputs: ports(self.outputs, Side::Output)?,
            manifest_path: text(self.manifest_path),
            wiki_ref: text(self.wiki_ref),
            bundle_ref: text(self.bundle_ref),
            deprecated: self.deprecated,
            deprecated_message: text(self.deprecated_message),
            block_id: text(Some(self.block_id)),
            version: Version::default(),
        };
        Some((entry, self.version))
    }
}

fn text(text: Option<String>) -> Arc<str> {
    match text {
        None => Arc::default(),
        Some(text) => visible(&text).into(),
    }
}

fn ports(ports: Vec<StrictPort>, side: Side) -> Option<Vec<Port>> {
    let port = |port: StrictPort| {
        Some(Port {
            kind: port.r#type.as_deref().map_or(Some(PortKind::Dataset), PortKind::from_name)?,
            required: side == Side::Output || port.required.unwrap_or(true),
            schema_ref: port.schema_ref.filter(|path| !path.is_empty()).map(|path| text(Some(path))),
            name: Some(port.name).filter(|name| !name.is_empty()).map(|name| text(Some(name)))?,
            ..Port::default()
        })
    };
    ports.into_iter().map(port).collect()
}

/// Reads an entry member by member, with a remark on each that has another kind than it should.
pub(super) fn read_loosely(
    members: &Map<String, Value>,
    path: &str,
    remarks: &mut Vec<Remark>,
) -> (Entry, String) {
    let mut fields = Fields::new(members, path, remarks);
    let kind = match fields.optional_text("type").as_deref() {
        None | Some("zone") => BlockKind::Zone,
        Some("solution") => BlockKind::Solution,
        Some(_) => {
            fields.remark("type", "should be zone or solution and was read as zone");
            BlockKind::Zone
        }
    };
    let entry = Entry {
        kind,
        blocked: fields.flag("blocked", false),
        name: fields.text("name"),
        description: fields.text("description"),
        hierarchy_level: fields.text("hierarchy_level"),
        domain: fields.text("domain"),
        tags: fields.texts("tags"),
        owner: fields.text("owner"),
        source_project: fields.text("source_project"),
        inputs: read_ports(&mut fields, Side::Input),
        outputs: read_ports(&mut fields, Side::Output),
        manifest_path: fields.text("manifest_path"),
        wiki_ref: fields.text("wiki_ref"),
        bundle_ref: fields.text("bundle_ref"),
        deprecated: fields.flag("deprecated", false),
        deprecated_message: fields.text("deprecated_message"),
        block_id: fields.text("block_id"),
        version: Version::default(),
    };
    let version = fields.text("version").to_string();
    (entry, version)
}

/// Completes an entry whose version is written so; says why it cannot be used if it cannot.
pub(super) fn completed((entry, written): (Entry, String)) -> Result<Entry, (&'static str, String)> {
    if !is_id(&entry.block_id) || entry.block_id.len() > LONGEST_ID {
        return Err((
            "REG-001",
            format!("\"{}\" is no id of a block; the entry was left out", entry.block_id),
        ));
    }
    let Some(version) = Version::parse(&written) else {
        let (id, written) = (&entry.block_id, visible(&written));
        return Err(("REG-002", format!("\"{written}\" is no version of {id}; the entry was left out")));
    };
    let manifest_path = if entry.manifest_path.is_empty() {
        manifest_path(&entry.block_id, version)
    } else {
        entry.manifest_path
    };
    if !super::path::is_safe(&manifest_path) {
        let id = &entry.block_id;
        let message = format!(
            "the manifest_path \"{manifest_path}\" of {id} does not stay inside the registry; the entry was left out"
        );
        return Err(("REG-000", message));
    }
    let name = if entry.name.is_empty() { Arc::clone(&entry.block_id) } else { entry.name };
    Ok(Entry { version, name, manifest_path, ..entry })
}
