//! An entry of the index: what is known of a version without its manifest (`blocks.md` 2.3).

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::block::fields::{Fields, Remark, visible};
use crate::block::port::{Side, read_ports};
use crate::block::reference::{LONGEST_ID, is_id};
use crate::block::{BlockKind, Manifest, Port};
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
    pub tags: Arc<[Arc<str>]>,
    /// `owner`; no field of the format, read where it is there.
    pub owner: Arc<str>,
    /// `source_project`
    pub source_project: Arc<str>,
    /// `inputs`
    pub inputs: Arc<[Port]>,
    /// `outputs`
    pub outputs: Arc<[Port]>,
    /// `manifest_path`, below `blocks/`, if the manifest is not where it usually is; see
    /// [`Entry::manifest_path`].
    pub elsewhere: Option<Arc<str>>,
    /// `wiki_ref`
    pub wiki_ref: Arc<str>,
    /// `bundle_ref`
    pub bundle_ref: Arc<str>,
    /// `deprecated`
    pub deprecated: bool,
    /// `deprecated_message`
    pub deprecated_message: Arc<str>,
}

/// The folder of most manifests.
pub(super) const MANIFESTS: &str = "manifests/";

/// Where a manifest is unless the entry says otherwise.
pub fn manifest_path(block_id: &str, version: Version) -> Arc<str> {
    format!("{MANIFESTS}{block_id}_v{version}.json").into()
}

/// Whether that is where the manifest of a version, as it is written, usually is.
pub(super) fn is_usual_path(path: &str, block_id: &str, version: &str) -> bool {
    let rest = path.strip_prefix(MANIFESTS).and_then(|rest| rest.strip_prefix(block_id));
    let rest = rest.and_then(|rest| rest.strip_prefix("_v")).and_then(|rest| rest.strip_prefix(version));
    rest == Some(".json")
}

impl Entry {
    /// Where its manifest is, below `blocks/`.
    pub fn manifest_path(&self) -> Arc<str> {
        self.elsewhere.clone().unwrap_or_else(|| manifest_path(&self.block_id, self.version))
    }

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
            tags: manifest.tags.as_slice().into(),
            owner: Arc::clone(&manifest.owner),
            source_project: Arc::clone(&manifest.source_project),
            inputs: manifest.inputs.as_slice().into(),
            outputs: manifest.outputs.as_slice().into(),
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
        tags: fields.texts("tags").into(),
        owner: fields.text("owner"),
        source_project: fields.text("source_project"),
        inputs: read_ports(&mut fields, Side::Input).into(),
        outputs: read_ports(&mut fields, Side::Output).into(),
        elsewhere: Some(fields.text("manifest_path")),
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
pub(super) fn completed(mut entry: Entry, written: &str) -> Result<Entry, (&'static str, String)> {
    if !is_id(&entry.block_id) || entry.block_id.len() > LONGEST_ID {
        return Err((
            "REG-001",
            format!("\"{}\" is no id of a block; the entry was left out", entry.block_id),
        ));
    }
    let Some(version) = Version::parse(written) else {
        let (id, written) = (&entry.block_id, visible(written));
        return Err(("REG-002", format!("\"{written}\" is no version of {id}; the entry was left out")));
    };
    entry.version = version;
    let is_usual = |path: &Arc<str>| path.is_empty() || is_usual_path(path, &entry.block_id, written);
    if entry.elsewhere.as_ref().is_some_and(is_usual) {
        entry.elsewhere = None;
    }
    if let Some(path) = entry.elsewhere.as_ref().filter(|path| !super::path::is_safe(path)) {
        let id = &entry.block_id;
        let message = format!(
            "the manifest_path \"{path}\" of {id} does not stay inside the registry; the entry was left out"
        );
        return Err(("REG-000", message));
    }
    if entry.name.is_empty() {
        entry.name = Arc::clone(&entry.block_id);
    }
    Ok(entry)
}
