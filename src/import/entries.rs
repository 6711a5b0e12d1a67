//! One resource as an entry of the configuration.

use serde_json::{Map, Value};

use super::convention::Convention;
use super::file_name::FileNames;
use super::{MAX_ENTRY_BYTES, code, ends::ends, lines};
use crate::address::ResourceType;
use crate::config::Format;
use crate::inventory::LeftOut;
use crate::managed::{self, Notes};
use crate::normal;
use crate::source::{MAX_FILE_BYTES, Source};
use crate::state::Resource;
use crate::value::{is_empty, object};
use crate::variables::placeholder::placeholders;

/// An entry as text, its keys in the order in which people read them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// What a file that holds it is called, without an extension.
    pub(super) file_name: String,
    /// Its lines, two columns in: the project's are those of a mapping, all others of an element of a list.
    pub(super) lines: String,
}

/// The entry of a resource. A file with its code is added to `files`.
pub(super) fn written(
    resource: &Resource,
    convention: Convention,
    names: &mut FileNames,
    files: &mut Vec<Source>,
    notes: &mut Notes,
) -> Written {
    let resource = &*resource.read();
    let file_name = names.take(resource.address.name());
    let mut entry = Entry { resource, path: path(resource), keys: Vec::new(), notes };
    let kind = resource.address.kind();
    match kind {
        ResourceType::Project => entry.project(),
        ResourceType::Dataset => entry.dataset(convention),
        ResourceType::Recipe => entry.recipe(convention, &file_name, files),
        ResourceType::Zone => entry.zone(),
        ResourceType::Folder => entry.folder(),
        ResourceType::Model => entry.texts(&["name", "kind", "zone"]),
        _ => entry.scenario(&file_name, files),
    }
    entry.shorten();
    let is_project = *kind == ResourceType::Project;
    let lines = entry.lines(if is_project { 2 } else { 4 });
    Written { file_name, lines: if is_project { lines } else { lines::after_dash(&lines, 2) } }
}

/// The document that a resource was read from, as notes name it.
fn path(resource: &Resource) -> String {
    let folder = match resource.address.kind() {
        ResourceType::Project => return "params.json".to_owned(),
        ResourceType::Dataset => "datasets",
        ResourceType::Recipe => "recipes",
        ResourceType::Zone => "zones",
        ResourceType::Folder => "managed_folders",
        ResourceType::Model => "saved_models",
        _ => "scenarios",
    };
    let id = resource.metadata.dataiku_internal_id.as_deref().unwrap_or(resource.address.name());
    format!("{folder}/{id}.json")
}

/// An entry in the making.
struct Entry<'a> {
    resource: &'a Resource,
    path: String,
    keys: Vec<(&'static str, Value)>,
    notes: &'a mut Notes,
}

impl Entry<'_> {
    fn project(&mut self) {
        self.put("key", self.resource.address.name().into());
        self.texts(&["name", "description", "shortDesc"]);
        self.tags();
        if let Some(Value::Object(variables)) = self.attribute("variables").cloned() {
            let kind = ResourceType::Project;
            let kept = variables.iter().filter_map(|(key, value)| {
                let kept = managed::plain(&kind, "variables.json", key, value, self.notes)?;
                Some((key.clone(), kept))
            });
            let kept = object(kept);
            self.put("variables", kept.into());
        }
        self.settings();
    }

    fn zone(&mut self) {
        self.texts(&["name"]);
        let color = self.attribute("color").and_then(Value::as_str).unwrap_or_default();
        let digits = color.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            self.put("color", color.into());
        } else if !color.is_empty() {
            self.leave("color", "it is no colour as #2ab1ac");
        }
        self.settings();
    }

    fn dataset(&mut self, convention: Convention) {
        self.texts(&["name"]);
        self.type_name(convention);
        self.location();
        self.text_as("formatType", "format_type");
        self.texts(&["zone", "description"]);
        self.tags();
        if let Some(schema) = self.setting("schema") {
            self.put("schema", schema);
        }
        self.settings();
    }

    fn folder(&mut self) {
        self.texts(&["name", "type"]);
        self.location();
        self.texts(&["zone"]);
        self.settings();
    }

    fn recipe(&mut self, convention: Convention, file_name: &str, files: &mut Vec<Source>) {
        self.texts(&["name"]);
        self.type_name(convention);
        self.texts(&["zone", "description"]);
        self.tags();
        for side in ["inputs", "outputs"] {
            let ends = self.attribute(side).map(ends).unwrap_or_default();
            self.put(side, ends.into());
        }
        if let Some(params) = self.setting("params") {
            self.put("params", params);
        }
        self.code("payload", file_name, files);
        self.settings();
    }

    fn scenario(&mut self, file_name: &str, files: &mut Vec<Source>) {
        self.texts(&["name", "type"]);
        if let Some(active) = self.attribute("active").cloned() {
            self.keys.push(("active", active));
        }
        if let Some(params) = self.setting("params") {
            self.put("params", params);
        }
        self.code("code", file_name, files);
        self.settings();
    }

    /// `connection` and the other `params`, which DSS keeps together.
    fn location(&mut self) {
        let normal = normal::attributes(self.resource, Format::V1_1);
        if let Some(connection) = normal.get("connection").and_then(Value::as_str) {
            self.checked_text("connection", connection);
        }
        if let Some(params) = normal.get("params").and_then(|params| self.pruned("params", params)) {
            self.put("params", params);
        }
    }

    fn type_name(&mut self, convention: Convention) {
        let kind = self.resource.address.kind();
        let server = self.attribute("type").and_then(Value::as_str).unwrap_or_default();
        let name = convention.type_name(kind, server).to_owned();
        self.put("type", name.into());
    }

    /// Texts whose keys are called as the attributes.
    fn texts(&mut self, keys: &[&'static str]) {
        for key in keys {
            self.text_as(key, key);
        }
    }

    fn text_as(&mut self, attribute: &str, key: &'static str) {
        if let Some(text) = self.attribute(attribute).and_then(Value::as_str).map(str::to_owned) {
            self.checked_text(key, &text);
        }
    }

    /// A text, unless the configuration would read a part of it as a variable.
    fn checked_text(&mut self, key: &'static str, text: &str) {
        match placeholders(text).first() {
            Some(placeholder) => {
                let why = format!(
                    "a configuration would read `{{{{ env.{} }}}}` in it as a variable",
                    placeholder.name
                );
                self.leave(key, &why);
            }
            None => self.put(key, text.into()),
        }
    }

    fn tags(&mut self) {
        let tags = self.attribute("tags").and_then(Value::as_array).cloned().unwrap_or_default();
        let is_plain = |tag: &Value| tag.as_str().is_some_and(|tag| placeholders(tag).is_empty());
        if tags.iter().all(is_plain) {
            self.put("tags", tags.into());
        } else {
            self.leave("tags", "a configuration would read a part of them as a variable");
        }
    }

    /// A file with the code, unless it is longer than any file may be.
    fn code(&mut self, attribute: &str, file_name: &str, files: &mut Vec<Source>) {
        let Some(text) = self.attribute(attribute).and_then(Value::as_str).filter(|text| !text.is_empty())
        else {
            return;
        };
        if text.len() > MAX_FILE_BYTES {
            return self.leave("payload", "it is longer than a file may be");
        }
        let type_name = self.attribute("type").and_then(Value::as_str).unwrap_or_default();
        let path = code::path(self.resource.address.kind(), file_name, type_name, text);
        files.push(Source::new(path.as_str(), text));
        self.put("code_file", path.into());
    }

    /// `dss`: all settings that no other key says.
    fn settings(&mut self) {
        let Some(Value::Object(settings)) = self.attribute("dss").cloned() else { return };
        let mut kept = Map::new();
        for (key, value) in &settings {
            kept.extend(self.pruned(key, value).map(|value| (key.clone(), value)));
        }
        self.put("dss", kept.into());
    }

    /// An attribute without what a configuration does not write.
    fn setting(&mut self, attribute: &str) -> Option<Value> {
        let value = self.attribute(attribute)?.clone();
        self.pruned(attribute, &value)
    }

    fn pruned(&mut self, key: &str, value: &Value) -> Option<Value> {
        managed::written(self.resource.address.kind(), &self.path, key, value, self.notes)
    }

    fn attribute(&self, name: &str) -> Option<&Value> {
        self.resource.attributes().get(name)
    }

    /// Adds a key, unless its value says nothing.
    fn put(&mut self, key: &'static str, value: Value) {
        if !is_empty(&value) {
            self.keys.push((key, value));
        }
    }

    fn leave(&mut self, place: &str, why: &str) {
        self.notes.left_out.push(LeftOut::new(format!("{}: {place}", self.path), why));
    }

    /// Its lines, so many columns in.
    fn lines(&self, columns: usize) -> String {
        self.keys.iter().map(|(key, value)| lines::entry(key, value, columns)).collect()
    }

    /// Leaves out the settings of an entry that is too long for a file.
    fn shorten(&mut self) {
        const SETTINGS: [&str; 6] = ["dss", "schema", "params", "variables", "description", "shortDesc"];
        for setting in SETTINGS {
            if self.lines(4).len() <= MAX_ENTRY_BYTES {
                return;
            }
            let before = self.keys.len();
            self.keys.retain(|(key, _)| *key != setting);
            if self.keys.len() < before {
                self.leave(setting, "the entry would be longer than a file may be");
            }
        }
    }
}
