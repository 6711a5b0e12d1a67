//! Names for what goes by an id in DSS: zones, folders, models, scenarios.
//!
//! DSS does not ask that they are unique or short. A name that a configuration cannot hold is mended,
//! one that is taken gets the id behind it; both are told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::inventory::{Document, Inventory, LeftOut};
use crate::managed::Notes;
use crate::variables::placeholder::placeholders;

/// The longest name of an object (rule SCH005), in characters.
const LONGEST: usize = 100;
/// The id of the zone that every flow has.
const DEFAULT_ZONE: &str = "default";
/// How that zone looks until somebody changes it (`dss-api.md` 5.4).
const DEFAULT_ZONE_NAME: &str = "Default";
const DEFAULT_ZONE_COLOR: &str = "#D1D8DA";

/// Names by id, and which zone objects lie in.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    zones: BTreeMap<String, String>,
    objects: BTreeMap<String, String>,
    scenarios: BTreeMap<String, String>,
    /// The zone of an object by DSS's word for its kind and its id.
    members: BTreeMap<(String, String), String>,
}

impl Names {
    /// The names of a project.
    pub(super) fn new(inventory: &Inventory, notes: &mut Notes) -> Self {
        let mut names = Self::default();
        let zones = inventory.zones.iter().filter(|zone| !is_untouched(zone));
        let zones = zones.filter_map(|zone| Some((text(zone, "id")?, "zones", zone)));
        names.zones = choose(zones, BTreeSet::new(), notes);
        // Recipes speak of all of these, so that none may be called as another one.
        let taken = inventory.datasets.keys().map(|name| name.to_lowercase()).collect();
        let folders = inventory.folders.iter().map(|(id, folder)| (id.as_str(), "managed_folders", folder));
        let models = inventory.models.iter().map(|(id, model)| (id.as_str(), "saved_models", model));
        let stores = inventory.stores.iter().map(|(id, store)| (id.as_str(), "stores", &store.document));
        names.objects = choose(folders.chain(models).chain(stores), taken, notes);
        let scenarios = inventory.scenarios.iter().map(|(id, scenario)| (id.as_str(), "scenarios", scenario));
        names.scenarios = choose(scenarios, BTreeSet::new(), notes);
        names.members = members(inventory, &names.zones);
        names
    }

    /// The name of a zone; `None` of the default zone that nobody touched.
    pub(super) fn zone(&self, id: &str) -> Option<&str> {
        self.zones.get(id).map(String::as_str)
    }

    /// The name of a folder, a model, or what else recipes read and write by an id.
    pub(super) fn object(&self, id: &str) -> Option<&str> {
        self.objects.get(id).map(String::as_str)
    }

    /// The name of a scenario.
    pub(super) fn scenario(&self, id: &str) -> Option<&str> {
        self.scenarios.get(id).map(String::as_str)
    }

    /// The zone that an object lies in; `kind` is DSS's word, as `DATASET`. What no zone lists lies in
    /// the default one.
    pub(super) fn zone_of(&self, kind: &str, id: &str) -> Option<&str> {
        let listed = self.members.get(&(kind.to_owned(), id.to_owned()));
        listed.map(String::as_str).or_else(|| self.zone(DEFAULT_ZONE))
    }
}

/// Whether a zone is the default one as DSS made it, which needs no words.
fn is_untouched(zone: &Document) -> bool {
    let is =
        |key: &str, expected: &str| text(zone, key).is_none_or(|text| text.eq_ignore_ascii_case(expected));
    text(zone, "id") == Some(DEFAULT_ZONE) && is("name", DEFAULT_ZONE_NAME) && is("color", DEFAULT_ZONE_COLOR)
}

fn members(inventory: &Inventory, zones: &BTreeMap<String, String>) -> BTreeMap<(String, String), String> {
    let mut members = BTreeMap::new();
    for zone in &inventory.zones {
        let Some(name) = text(zone, "id").and_then(|id| zones.get(id)) else { continue };
        for listed in zone.get("items").and_then(Value::as_array).into_iter().flatten() {
            let field = |key: &str| listed.get(key).and_then(Value::as_str).map(str::to_owned);
            if let Some(object) = field("objectType").zip(field("objectId")) {
                members.insert(object, name.clone());
            }
        }
    }
    members
}

/// A name for each document, none of which is among the `taken` ones, whatever its case.
fn choose<'a>(
    documents: impl Iterator<Item = (&'a str, &'a str, &'a Document)>,
    mut taken: BTreeSet<String>,
    notes: &mut Notes,
) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (id, folder, document) in documents {
        let name = text(document, "name").unwrap_or(id);
        let mut chosen = mended(name);
        for attempt in 1.. {
            if taken.insert(chosen.to_lowercase()) {
                break;
            }
            let suffix = if attempt == 1 { mended(id) } else { format!("{} {attempt}", mended(id)) };
            let room = LONGEST.saturating_sub(1 + suffix.chars().count());
            let start: String = mended(name).chars().take(room).collect();
            chosen = mended(&format!("{start} {suffix}"));
        }
        if chosen != name {
            let why =
                format!("the configuration calls it {chosen}, because its own name is taken or too odd");
            notes.left_out.push(LeftOut::new(format!("{folder}/{id}.json: name"), why));
        }
        names.insert(id.to_owned(), chosen);
    }
    names
}

/// The name, or one like it that a configuration can hold (rules NAM005 and SCH005).
fn mended(name: &str) -> String {
    let is_odd = |letter: char| letter.is_control() || matches!(letter, '.' | '{' | '}');
    let fits = |name: &str| {
        let plain = name.trim() == name && !name.contains(char::is_control);
        plain
            && !name.split('.').any(str::is_empty)
            && placeholders(name).is_empty()
            && name.chars().count() <= LONGEST
    };
    if fits(name) {
        return name.to_owned();
    }
    let plain: String = name.chars().map(|letter| if is_odd(letter) { '_' } else { letter }).collect();
    let short: String = plain.trim().chars().take(LONGEST).collect();
    let short = short.trim();
    if short.is_empty() { "unnamed".to_owned() } else { short.to_owned() }
}

fn text<'a>(document: &'a Document, key: &str) -> Option<&'a str> {
    document.get(key).and_then(Value::as_str)
}
