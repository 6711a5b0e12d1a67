//! The state that a project in DSS amounts to, as a sync stores it (spec 3.4 and 1.6).
//!
//! Attributes have the server's shape, but what goes by an id in DSS has its name here, so that a
//! configuration can speak of it. Whatever no configuration can describe is left out of the state and
//! told: in it, a plan would want to delete it.

mod agreement;
mod circles;
mod fields;
mod flow;
mod names;
mod objects;
mod recipes;

use std::fmt;
use std::mem::take;
use std::sync::Arc;

use self::fields::Fields;
use self::flow::Member;
use self::names::Names;
use self::recipes::Known;
use crate::address::Address;
use crate::config::name::is_dss_key;
use crate::diagnostic::quoted;
use crate::inventory::{Document, Inventory, LeftOut};
use crate::managed::{Notes, Omission};
use crate::sorting::{sort, sort_by};
use crate::state::{Resource, State};
use crate::variables::placeholder::placeholders;

/// The longest key of a project (rule SCH005), in characters.
const LONGEST_KEY: usize = 100;
/// The longest name of a project (rule SCH005), in characters.
const LONGEST_TITLE: usize = 200;

/// The longest description of a project that is taken over, in bytes.
const MAX_DESCRIPTION_BYTES: usize = 256 * 1024;
/// The project's own document, as notes name it.
const PROJECT_PATH: &str = "params.json";

/// A project's state, and what is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deployed {
    /// The resources in the order of diffs, all `deployed_by: system`.
    pub state: State,
    /// What no state may hold or no configuration can describe, in order of the paths.
    pub left_out: Vec<LeftOut>,
    /// Fields that DSS keeps for itself, in the order of the documents.
    pub omitted: Vec<Omission>,
}

/// Why a project has no state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A configuration cannot have this key (rule NAM001 of `names: dss`).
    Key(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Key(key) = self;
        write!(
            out,
            "{} is no key of a project: letters, digits and `_`, at most {LONGEST_KEY}. Nothing was taken over; \
             give the project's key.",
            quoted(key)
        )
    }
}

impl std::error::Error for Refusal {}

/// The state of a project. `at` is the time of the reading, ISO 8601. Documents go as they are taken over,
/// so that a large project is not in memory twice.
///
/// # Errors
/// If the project's key is none that a configuration can have.
pub fn deployed(mut inventory: Inventory, environment: &str, at: &str) -> Result<Deployed, Refusal> {
    let key = &*inventory.key.clone();
    if !is_dss_key(key) || key.len() > LONGEST_KEY {
        return Err(Refusal::Key(key.to_owned()));
    }
    let mut notes = Notes::default();
    let names = Names::new(&inventory, &mut notes);
    let mut fields = Fields { key, at, names: &names, notes: &mut notes };
    let mut resources = vec![project(&inventory, &mut fields)];
    resources.extend(objects::zones(&inventory, &mut fields));
    let all = inventory.datasets.keys().cloned().collect();
    let datasets = objects::datasets(take(&mut inventory.datasets), &mut fields);
    let described = datasets.iter().map(|dataset| dataset.address.name().to_owned()).collect();
    resources.extend(datasets);
    resources.extend(objects::folders(&inventory, &mut fields));
    resources.extend(objects::models(&inventory, &mut fields));
    let known = Known { all, described };
    resources.extend(recipes::recipes(take(&mut inventory.recipes), &known, &mut fields));
    resources.extend(objects::scenarios(&inventory, &mut fields));
    left_behind(&inventory, &mut notes);
    let mut flow = resources.iter().map(Member::of).collect();
    circles::open(&mut resources, &mut flow, &mut notes.left_out);
    let mut resources = agreement::in_one_zone(resources, &flow, &mut notes.left_out);
    sort_by(&mut resources, |one, other| one.address.cmp(&other.address));
    let mut left_out = notes.left_out;
    sort(&mut left_out);
    let state = State {
        serial: u64::try_from(resources.len()).unwrap_or(u64::MAX),
        environment: environment.to_owned(),
        updated_at: at.to_owned(),
        resources: resources.into_iter().map(Arc::new).collect(),
        ..State::default()
    };
    Ok(Deployed { state, left_out, omitted: notes.omitted })
}

fn project(inventory: &Inventory, fields: &mut Fields<'_>) -> Resource {
    let metadata = &inventory.metadata;
    let mut attributes = fields::attributes([("projectKey", inventory.key.as_str().into())]);
    attributes.insert("name".to_owned(), title(inventory, fields).into());
    for key in ["description", "shortDesc"] {
        attributes.insert(key.to_owned(), description(fields, metadata, key).into());
    }
    attributes.insert("tags".to_owned(), fields.tags(PROJECT_PATH, metadata));
    attributes
        .insert("checklists".to_owned(), metadata.get("checklists").cloned().unwrap_or_else(fields::nothing));
    let variables = fields.rest("project", "variables.json", &inventory.variables, &[]);
    fields::set(&mut attributes, "variables", variables);
    let mut settings = fields.rest("project", PROJECT_PATH, &inventory.settings, &[]);
    let own = ["label", "description", "shortDesc", "tags", "checklists"];
    settings.extend(fields.rest("project", PROJECT_PATH, metadata, &own));
    fields::set(&mut attributes, "dss", settings);
    fields.resource(Address::project(fields.key), attributes, None, &inventory.settings)
}

/// The name of a project, which a configuration has to have: its key where DSS has none that fits.
fn title(inventory: &Inventory, fields: &mut Fields<'_>) -> String {
    let label = fields.text(PROJECT_PATH, &inventory.metadata, "label");
    let fits = placeholders(&label).is_empty() && label.chars().count() <= LONGEST_TITLE;
    if !fits {
        fields.leave(
            format!("{PROJECT_PATH}: label"),
            "a configuration cannot hold the name; it has the key for one",
        );
    }
    if fits && !label.is_empty() { label } else { inventory.key.clone() }
}

/// A description. A configuration always asks for one, so the state has none that it cannot hold.
fn description(fields: &mut Fields<'_>, metadata: &Document, key: &str) -> String {
    let text = fields.text(PROJECT_PATH, metadata, key);
    if placeholders(&text).is_empty() && text.len() <= MAX_DESCRIPTION_BYTES {
        return text;
    }
    fields.leave(format!("{PROJECT_PATH}: {key}"), "it is too long or has `{{ env.NAME }}` in it");
    String::new()
}

/// Says of objects that a configuration has no words for at all.
fn left_behind(inventory: &Inventory, notes: &mut Notes) {
    let why = "a configuration has no words for the wiki";
    let articles = inventory.articles.keys().map(|id| LeftOut::new(format!("wiki/articles/{id}.json"), why));
    notes.left_out.extend(articles);
}

#[cfg(test)]
mod tests;
