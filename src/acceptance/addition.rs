//! Resources of the server as new entries.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Refusal;
use super::concession::asked_for;
use super::place::section;
use super::script::written_reference;
use crate::address::{Address, ResourceType};
use crate::attribute::config_key;
use crate::config::name::{fits, is_lower, is_upper};
use crate::config::{Config, Format, NameConvention};
use crate::normal::attributes as normal;
use crate::normal::references::roles;
use crate::normal::types::config_type;
use crate::source::Source;
use crate::state::Resource;
use crate::value::is_empty;
use crate::yaml::write;

/// The first indentation of entries.
const INDENT: usize = 2;

/// The attributes of each type that an entry says, in the order in which people read them.
const DATASET: [&str; 9] =
    ["name", "type", "connection", "formatType", "params", "schema", "zone", "description", "tags"];
const RECIPE: [&str; 9] =
    ["name", "type", "inputs", "outputs", "params", "zone", "description", "tags", "code"];
const ZONE: [&str; 2] = ["name", "color"];
const FOLDER: [&str; 5] = ["name", "type", "connection", "params", "zone"];
const SCENARIO: [&str; 4] = ["name", "type", "active", "params"];

/// An entry to add.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Addition {
    list: &'static str,
    /// Keys and values in order.
    members: Vec<(String, Value)>,
    /// The file with its script.
    pub(super) code: Option<Source>,
}

/// The entry that asks for what the server has. No file stands at a path of those that are `taken`.
pub(super) fn of(
    server: &Resource,
    config: &Config,
    taken: impl Fn(&str) -> bool,
) -> Result<Addition, Refusal> {
    let kind = server.address.kind();
    let list = section(kind).filter(|list| *list != "project").ok_or(Refusal::NoEntry)?;
    let is_of_both = matches!(kind, ResourceType::Dataset | ResourceType::Recipe);
    if !is_of_both && config.format < Format::V1_1 {
        return Err(Refusal::NoList(list));
    }
    check_name(&server.address, config.names)?;
    let attributes = normal(server, config.format);
    let mut members = Vec::new();
    for name in names(kind, config.format) {
        let Some(value) = attributes.get(*name).filter(|value| !is_empty(value)) else { continue };
        let value = match (*name, value) {
            ("type", Value::String(server)) if config.names == NameConvention::Upper => {
                Value::from(config_type(kind, server))
            }
            ("inputs" | "outputs", _) => references(server, name).unwrap_or_else(|| value.clone()),
            ("code", value) => value.clone(),
            (name, value) => asked_for(kind, name, value),
        };
        if !is_empty(&value) {
            members.push((config_key(kind, name).to_owned(), value));
        }
    }
    let code = attributes.get("code").and_then(Value::as_str).filter(|code| !code.is_empty());
    let code = code.filter(|_| *kind == ResourceType::Scenario).map(|code| {
        let path = code_path(server.address.name(), &taken);
        members.push(("code_file".to_owned(), Value::from(path.as_str())));
        Source::new(path, code)
    });
    Ok(Addition { list, members, code })
}

/// The attributes that an entry of this version says.
fn names(kind: &ResourceType, format: Format) -> &'static [&'static str] {
    match (kind, format) {
        (ResourceType::Dataset, Format::V1_0) => DATASET.split_at(6).0,
        (ResourceType::Dataset, Format::V1_1) => &DATASET,
        (ResourceType::Recipe, Format::V1_0) => &["name", "type", "inputs", "outputs", "params", "code"],
        (ResourceType::Recipe, Format::V1_1) => &RECIPE,
        (ResourceType::Zone, _) => &ZONE,
        (ResourceType::Folder, _) => &FOLDER,
        (ResourceType::Scenario, _) => &SCENARIO,
        _ => &[],
    }
}

fn check_name(address: &Address, names: NameConvention) -> Result<(), Refusal> {
    let fits = match address.kind() {
        ResourceType::Dataset => fits(address.name(), names, is_upper),
        ResourceType::Recipe => fits(address.name(), names, is_lower),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Refusal::Name(address.name().to_owned())) }
}

fn references(server: &Resource, name: &str) -> Option<Value> {
    let theirs = server.attributes().get(name)?;
    let roles = roles(theirs, server.address.project_key())?;
    Some(roles.into_iter().map(|(role, name)| written_reference(role, name)).collect())
}

/// A path for a script that every system takes and no file has.
fn code_path(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let stem: String = name.chars().map(|letter| if fits(letter) { letter } else { '_' }).collect();
    let numbered = (2_usize..).map(|number| format!("code/{stem}_{number}.py"));
    let mut paths = std::iter::once(format!("code/{stem}.py")).chain(numbered);
    paths.find(|path| !taken(path)).unwrap_or_default()
}

/// The names of the zones that there will be.
pub(super) fn zones(config: &Config, additions: &[(Address, Addition)]) -> BTreeSet<String> {
    let declared = config.zones.iter().filter_map(|zone| zone.entry.name.as_ref());
    let declared = declared.map(|name| name.value.to_string());
    let new = additions.iter().filter(|(address, _)| *address.kind() == ResourceType::Zone);
    let new = new.map(|(address, _)| address.name().to_owned());
    crate::sorting::set(declared.chain(new))
}

/// The configuration that holds the new entries; empty if there are none. A zone that nobody declares is
/// left out.
pub(super) fn text(additions: &[(Address, Addition)], zones: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for list in ["zones", "datasets", "folders", "recipes", "scenarios"] {
        let own = additions.iter().filter(|(_, addition)| addition.list == list);
        let entries: String = own.map(|(_, addition)| entry(addition, zones)).collect();
        if !entries.is_empty() {
            text.push_str(&format!("{list}:\n{entries}"));
        }
    }
    text
}

fn entry(addition: &Addition, zones: &BTreeSet<String>) -> String {
    let is_said = |(key, value): &&(String, Value)| {
        key != "zone" || value.as_str().is_some_and(|zone| zones.contains(zone))
    };
    let mut text = String::new();
    for (index, (key, value)) in addition.members.iter().filter(is_said).enumerate() {
        let start = if index == 0 { "- " } else { "  " };
        let written = match value {
            // References stay on one line, as people write them.
            Value::Array(_) if key == "inputs" || key == "outputs" || key == "tags" => {
                format!("{key}: {}", write::flow(value))
            }
            _ => write::entry(key, value, INDENT + 2),
        };
        text.push_str(&format!("{:INDENT$}{start}{written}\n", ""));
    }
    text
}
