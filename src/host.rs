//! What whoever hosts the page says about it in `config.json`: the instances of DSS that can be reached
//! from it, registries, and defaults. `docs/config.schema.json` describes the file.
//!
//! The file is read like anything from outside: within caps, with every text made visible, and what cannot be
//! used left out with a remark. So a broken file costs what is broken in it and never the page.

mod known; // which keys there are
pub mod snippet; // configurations of nginx to copy

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::block::fields::{Fields, Remark, document};
use crate::block::reference::is_id;
use crate::dss::endpoint::{AddressError, CLIENT_PREFIX, Endpoint, Origin};
use crate::dss::key::Scheme;
use crate::policy::settings::{KEYS, Settings};

/// Where the file lies, as seen from the page.
pub const CONFIG_PATH: &str = "config.json";

/// Most bytes of the file.
pub const MAX_BYTES: usize = 64 * 1024;

/// Most instances, and most registries.
pub const MAX_ENTRIES: usize = 50;

/// Most characters of a name, an environment or a key.
pub const MAX_NAME: usize = 100;

/// Most characters of the notes on an instance.
pub const MAX_NOTES: usize = 500;

/// Minutes without a sign of the user after which a key is forgotten, where the host names no others.
pub const IDLE_MINUTES: u32 = 15;

/// Most minutes that a host may name.
pub const MAX_IDLE_MINUTES: u32 = 480;

/// What the host of the page says.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    /// Instances of DSS to choose from, in the order of the file.
    pub instances: Vec<Instance>,
    /// Registries that every visitor sees beside the demo.
    pub registries: Vec<RegistryPlace>,
    /// What holds until a visitor chooses otherwise.
    pub defaults: Defaults,
    /// What is asked of plans.
    pub policies: Settings,
    /// What was wrong in the file, and was left out or read as its default.
    pub remarks: Vec<Remark>,
}

/// How requests reach a DSS (`dss-api.md` 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The host of the page forwards them, so they go to the page's own origin.
    Proxy,
    /// They go to another origin, which answers with CORS headers.
    Cors,
}

/// An instance of DSS that the host names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// What people call it; unlike every other one of the file.
    pub name: Arc<str>,
    /// How requests reach it.
    pub way: Way,
    /// Where its API is; for [`Way::Proxy`] at the page's own origin.
    pub endpoint: Endpoint,
    /// How the key is sent (`dss-api.md` 1).
    pub scheme: Scheme,
    /// What a visitor should know, as whom to ask for a key.
    pub notes: Arc<str>,
}

/// A registry that the host names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryPlace {
    /// The first part of its references.
    pub key: Arc<str>,
    /// The address of its folder, absolute or relative to the page.
    pub url: Arc<str>,
}

/// What holds until a visitor chooses otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The environment in which a project is opened that names none; empty for none.
    pub environment: Arc<str>,
    /// Whether warnings fail.
    pub strict: bool,
    /// Minutes without a sign of the user after which a key is forgotten.
    pub idle_minutes: u32,
}

impl Default for Host {
    fn default() -> Self {
        let (instances, registries) = (Vec::new(), Vec::new());
        let policies = Settings::default();
        Self { instances, registries, defaults: Defaults::default(), policies, remarks: Vec::new() }
    }
}

impl Default for Defaults {
    fn default() -> Self {
        Self { environment: "".into(), strict: true, idle_minutes: IDLE_MINUTES }
    }
}

impl Host {
    /// Reads the file, for a page that came from the origin `page`.
    pub fn read(text: &str, page: &Origin) -> Self {
        let mut host = Self::default();
        let mut remarks = Vec::new();
        match document(text, MAX_BYTES) {
            Ok(members) => host.take(&members, page, &mut remarks),
            Err(refusal) => {
                remarks.push(Remark::new("", format!("{refusal}, so nothing of it was used")));
            }
        }
        host.remarks = remarks;
        host
    }

    /// A host that says nothing, because its file was not had, for this reason.
    pub fn unread(reason: &str) -> Self {
        let remark = Remark::new("", format!("{reason}, so nothing of it was used"));
        Self { remarks: vec![remark], ..Self::default() }
    }

    fn take(&mut self, members: &Map<String, Value>, page: &Origin, remarks: &mut Vec<Remark>) {
        let mut fields = Fields::new(members, "", remarks);
        known::check(&mut fields, known::FILE);
        if members.get("version").is_some_and(|version| version.as_u64() != Some(1)) {
            fields.remark("version", "should be 1, the only format that this version of the page knows");
        }
        for key in ["instances", "registries"] {
            if members.get(key).and_then(Value::as_array).is_some_and(|entries| entries.len() > MAX_ENTRIES) {
                fields.remark(key, &format!("has more than {MAX_ENTRIES} entries; the rest was left out"));
            }
        }
        let instances = fields.each("instances", |fields| read_instance(fields, page));
        let registries = fields.each("registries", read_registry);
        for instance in instances.into_iter().take(MAX_ENTRIES) {
            if self.instances.iter().any(|known| known.name == instance.name) {
                fields.remark(
                    "instances",
                    &format!("name {} twice; the later one was left out", instance.name),
                );
            } else {
                self.instances.push(instance);
            }
        }
        for registry in registries.into_iter().take(MAX_ENTRIES) {
            if self.registries.iter().any(|known| known.key == registry.key) {
                fields.remark(
                    "registries",
                    &format!("name {} twice; the later one was left out", registry.key),
                );
            } else {
                self.registries.push(registry);
            }
        }
        if let Some(defaults) = fields.object("defaults") {
            self.defaults = read_defaults(fields.inside("defaults", defaults));
        }
        if let Some(policies) = fields.object("policies") {
            let mut fields = fields.inside("policies", policies);
            known::check(&mut fields, KEYS);
            self.policies = Settings::read(fields);
        }
    }
}

fn read_instance(mut fields: Fields<'_>, page: &Origin) -> Option<Instance> {
    known::check(&mut fields, known::INSTANCE);
    let name = name_at(&mut fields, "name")?;
    let way = match &*fields.text("kind") {
        "proxy" => Way::Proxy,
        "cors" => Way::Cors,
        _ => {
            fields.remark("kind", "should be proxy or cors, so the instance was left out");
            return None;
        }
    };
    let origin = read_origin(&mut fields, way, page)?;
    let prefix = fields.optional_text("prefix").unwrap_or_else(|| CLIENT_PREFIX.into());
    let endpoint = match Endpoint::new(origin, &prefix, page) {
        Ok(endpoint) => endpoint,
        Err(AddressError::Path) => {
            fields.remark("prefix", "should be a path as /dip/publicapi, so the instance was left out");
            return None;
        }
        Err(error) => return refuse_address(&mut fields, error),
    };
    let scheme = if fields.flag("bearer", false) { Scheme::Bearer } else { Scheme::Basic };
    let notes = cut(&fields.text("notes"), MAX_NOTES);
    Some(Instance { name, way, endpoint, scheme, notes })
}

fn read_origin(fields: &mut Fields<'_>, way: Way, page: &Origin) -> Option<Origin> {
    let url = fields.optional_text("url");
    if way == Way::Proxy {
        if url.is_some() {
            fields.remark(
                "url",
                "means nothing for a proxy, which is at the page's own origin, and was left out",
            );
        }
        return Some(page.clone());
    }
    let read = match url.unwrap_or_default().trim() {
        "" => Err(AddressError::Empty),
        url => Origin::parse(url.trim_end_matches('/')),
    };
    read.map_or_else(|error| refuse_address(fields, error), Some)
}

/// The address is not quoted: somebody may have put a key into it.
fn refuse_address<T>(fields: &mut Fields<'_>, error: AddressError) -> Option<T> {
    fields.remark("url", &format!("cannot be used, so the instance was left out. {error}"));
    None
}

fn read_registry(mut fields: Fields<'_>) -> Option<RegistryPlace> {
    known::check(&mut fields, known::REGISTRY);
    let (key, url) = (fields.text("key"), fields.text("url"));
    if !is_id(&key) {
        fields.remark("key", "should be an id as TEAM_BLOCKS, so the registry was left out");
        return None;
    }
    if url.is_empty() {
        fields.remark("url", "is missing, so the registry was left out");
        return None;
    }
    Some(RegistryPlace { key, url })
}

fn read_defaults(mut fields: Fields<'_>) -> Defaults {
    known::check(&mut fields, known::DEFAULTS);
    let mut defaults = Defaults::default();
    if fields.members.contains_key("environment") {
        defaults.environment = name_at(&mut fields, "environment").unwrap_or_default();
    }
    defaults.strict = fields.flag("strict", defaults.strict);
    if let Some(written) = fields.members.get("idle_minutes") {
        let minutes = written.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
        match minutes.filter(|minutes| (1..=MAX_IDLE_MINUTES).contains(minutes)) {
            Some(minutes) => defaults.idle_minutes = minutes,
            None => fields.remark(
                "idle_minutes",
                &format!(
                    "should be a whole number from 1 to {MAX_IDLE_MINUTES} and was read as {IDLE_MINUTES}"
                ),
            ),
        }
    }
    defaults
}

/// A name that a visitor reads: neither empty nor longer than [`MAX_NAME`].
fn name_at(fields: &mut Fields<'_>, key: &str) -> Option<Arc<str>> {
    let name = fields.text(key);
    let name = name.trim();
    if (1..=MAX_NAME).contains(&name.chars().count()) {
        return Some(name.into());
    }
    fields.remark(key, &format!("should have 1 to {MAX_NAME} characters, so what it names was left out"));
    None
}

fn cut(text: &str, most: usize) -> Arc<str> {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end]).into()
}

#[cfg(test)]
mod tests;
