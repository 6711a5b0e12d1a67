//! Recipes of a block that the project replaces, or gives a class.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::entry::{Entry, Problems, key};
use super::row::read;
use crate::config::block_use::ExtensionUse;
use crate::diagram::{Node, Subject};
use crate::workspace::Analysis;
use crate::yaml::edit::Step;
use crate::yaml::write::flow;

/// A recipe of a block, and what the project does to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// The recipe.
    pub recipe: Arc<str>,
    /// What its publisher says about a class for it; empty where it is no declared extension point.
    pub advice: String,
    /// The recipe of the project in its place.
    pub override_with: Arc<str>,
    /// The class it gets.
    pub use_class: Arc<str>,
    /// The configuration of the class, as YAML on one line.
    pub class_config: String,
    /// Its problems: positions in [`Analysis::problems`].
    pub problems: Vec<usize>,
    /// Its position in `extends`, if it stands there.
    position: Option<usize>,
    /// How many stand there.
    count: usize,
}

/// What of an extension is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `override_with`
    Override,
    /// `use_class`
    Class,
    /// `class_config`
    ClassConfig,
}

/// The extensions of a block: its extension points, then whatever else stands in `extends`.
pub(super) fn extensions(
    analysis: &Analysis,
    node: &Node,
    entry: &Entry<'_>,
    problems: Problems<'_>,
) -> Vec<Extension> {
    let Subject::Block(position) = node.subject else { return Vec::new() };
    let Some(block) = analysis.config.uses.get(position) else { return Vec::new() };
    let pinned = analysis.composition.resolved.get(position).and_then(Option::as_ref);
    let manifest = pinned.and_then(|pinned| analysis.composition.manifests.get(pinned));
    let written = &block.extends.extensions;
    let count = entry.value(&[key("extends")]).and_then(|list| list.as_list()).map_or(0, <[_]>::len);
    let extension = |recipe: &Arc<str>, advice: String, set: Option<&ExtensionUse>| {
        let text = |field: Option<&crate::config::Field<Arc<str>>>| {
            field.map(|field| Arc::clone(&field.value)).unwrap_or_default()
        };
        let config = set.and_then(|set| set.class_config.as_ref());
        let path = set.map(|set| entry.path(&[key("extends"), Step::Index(set.position)]));
        Extension {
            recipe: Arc::clone(recipe),
            advice,
            override_with: text(set.and_then(|set| set.override_with.as_ref())),
            use_class: text(set.and_then(|set| set.use_class.as_ref())),
            class_config: config.map(|config| flow(&Value::Object(config.value.clone()))).unwrap_or_default(),
            problems: path.map(|path| problems.at(&path)).unwrap_or_default(),
            position: set.map(|set| set.position),
            count,
        }
    };
    let is_of =
        |set: &&ExtensionUse, name: &str| set.recipe.as_ref().is_some_and(|recipe| &*recipe.value == name);
    let points = manifest.map(|manifest| manifest.extension_points.as_slice()).unwrap_or_default();
    let mut found: Vec<Extension> = points
        .iter()
        .map(|point| {
            let methods = point.required_methods.join(", ");
            let mut advice = point.description.trim().to_owned();
            if !advice.is_empty() && !advice.ends_with(['.', '!', '?']) {
                advice.push('.');
            }
            if !point.base_class.is_empty() {
                advice = format!("{advice} Its class extends {}.", point.base_class);
            }
            if !methods.is_empty() {
                advice = format!("{advice} It has to have {methods}.");
            }
            extension(
                &point.recipe,
                advice.trim().to_owned(),
                written.iter().find(|set| is_of(set, &point.recipe)),
            )
        })
        .collect();
    for set in written {
        let Some(recipe) = set.recipe.as_ref() else { continue };
        if !found.iter().any(|known| known.recipe == recipe.value) {
            found.push(extension(&recipe.value, String::new(), Some(set)));
        }
    }
    found
}

impl Extension {
    /// The path and value that set a part to `typed`, or take it away if that is empty. A class and a
    /// recipe in its place exclude each other, so that one goes when the other comes.
    ///
    /// # Errors
    /// If what is typed is no configuration; the reason for people.
    pub fn with(&self, part: Part, typed: &str) -> Result<(Vec<Step>, Option<Value>), String> {
        let typed = typed.trim();
        let at = |rest: Option<&str>| -> Vec<Step> {
            let element = Step::Index(self.position.unwrap_or(self.count));
            [key("extends"), element].into_iter().chain(rest.map(key)).collect()
        };
        let other_is_set = match part {
            Part::Override => !self.use_class.is_empty() || !self.class_config.is_empty(),
            Part::Class => !self.override_with.is_empty(),
            Part::ClassConfig => false,
        };
        let value = match part {
            Part::ClassConfig if typed.is_empty() => Value::Null,
            Part::ClassConfig => Value::Object(object(typed)?),
            _ => Value::from(typed),
        };
        match (part, typed.is_empty()) {
            (Part::ClassConfig, true) => Ok((at(Some("class_config")), None)),
            (_, true) => Ok((at(None), None)),
            (Part::ClassConfig, false) if self.position.is_none() => Err("Name the class first.".to_owned()),
            (_, false) if self.position.is_none() || other_is_set => {
                let mut element = Map::new();
                element.insert("recipe".to_owned(), Value::from(&*self.recipe));
                element.insert(name(part).to_owned(), value);
                Ok((at(None), Some(Value::Object(element))))
            }
            _ => Ok((at(Some(name(part))), Some(value))),
        }
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Override => "override_with",
        Part::Class => "use_class",
        Part::ClassConfig => "class_config",
    }
}

fn object(typed: &str) -> Result<Map<String, Value>, String> {
    match read(typed)? {
        Value::Object(object) => Ok(object),
        _ => Err("A configuration is a mapping, as {threshold: 3}.".to_owned()),
    }
}
