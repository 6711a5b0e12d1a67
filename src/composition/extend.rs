//! Recipes of a block that another recipe replaces, or that get a class (`blocks.md` 5.4).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::entry::{Entry, overridden};
use super::leaf::Leaf;
use super::named::Named;
use super::rules::extension::{self as rules, Spot};
use super::work::Work;
use crate::block::extension::is_class_path;
use crate::block::{Extension, RecipeDetails};
use crate::config::block_use::{Extends, ExtensionUse};
use crate::config::{BlockUse, Config, DatasetRef, Field, Recipe};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;
use crate::source::Location;

/// What happens to a recipe of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// The recipe of the configuration at this position takes its place.
    Replaced(usize),
    /// It uses a class.
    Class { path: Arc<str>, config: Option<Map<String, Value>> },
}

impl Change {
    /// The recipe of the configuration that takes the place of the block's.
    pub(super) fn template<'c>(&self, config: &'c Config) -> Option<&'c Recipe> {
        match self {
            Self::Replaced(position) => config.recipes.get(*position),
            Self::Class { .. } => None,
        }
    }
}

/// An extension to judge, wherever it is written.
struct Wish {
    spot: Spot,
    recipe: Option<Text>,
    override_with: Option<Text>,
    use_class: Option<Text>,
    class_config: Option<(Map<String, Value>, Option<Location>)>,
}

/// A text and where it stands; `None` inside a registry's document.
struct Text {
    value: Arc<str>,
    at: Option<Location>,
    unresolved: bool,
}

/// Applies the extensions of every leaf.
pub(super) fn extend(work: &mut Work<'_>, entries: &[Entry<'_>]) {
    for position in 0..work.leaves.len() {
        let Some(leaf) = work.leaves.get(position) else { continue };
        let (wishes, protected) = wishes(leaf, entries);
        work.problems.extend(protected);
        let changes = judge(work.basis.config, leaf, wishes, &mut work.problems);
        if let Some(leaf) = work.leaves.get_mut(position) {
            leaf.changes = changes;
        }
    }
}

/// Indices of the recipes that some entry uses as templates, also an entry that fails.
pub(super) fn templates(config: &Config) -> BTreeSet<usize> {
    let lists = config.uses.iter().flat_map(BlockUse::all_extends);
    let names = lists.flat_map(|extends| &extends.extensions).filter_map(|wish| wish.override_with.as_ref());
    let names: BTreeSet<&str> = names.map(|field| &*field.value).collect();
    let is_template =
        |recipe: &&Recipe| recipe.name.as_ref().is_some_and(|name| names.contains(&*name.value));
    config.recipes.iter().filter(is_template).map(|recipe| recipe.index).collect()
}

/// The extensions of a leaf: those of its entry, or the override for it, or what its solution brings
/// along; and BLK-024 if it is protected.
fn wishes(leaf: &Leaf, entries: &[Entry<'_>]) -> (Vec<Wish>, Option<Diagnostic>) {
    let Some(entry) = entries.get(leaf.entry) else { return (Vec::new(), None) };
    let written = entry.written;
    let list: Option<(String, &Extends)> = match &leaf.within {
        None => Some((written.path_of("extends"), &written.extends)),
        Some(within) if within.is_direct => {
            let tree = entry.block.as_ref().and_then(|block| block.tree.as_ref());
            let for_leaf = |key: &str| {
                tree.is_some_and(|tree| {
                    overridden(tree, key).is_ok_and(|member| member.alias == within.alias)
                })
            };
            let over = written.overrides.iter().find(|over| for_leaf(&over.key));
            over.map(|over| {
                (written.path_of(&format!("block_overrides.{}.extends", over.key)), &over.extends)
            })
        }
        Some(_) => None,
    };
    if let Some((path, extends)) = list {
        let is_protected = leaf.manifest.blocked && !extends.extensions.is_empty();
        let protected =
            is_protected.then(|| rules::protected(path.clone(), extends.at, &leaf.manifest.block_id));
        return (extends.extensions.iter().map(|wish| of_config(&path, wish)).collect(), protected);
    }
    let Some(within) = &leaf.within else { return (Vec::new(), None) };
    let step = within.manifest.steps.get(within.step);
    let extensions = step.map(|step| step.extends.as_slice()).unwrap_or_default();
    let wish = |(position, extension): (usize, &Extension)| {
        let place = format!("{}:sequence[{}].extends[{position}]", within.solution, within.step);
        let spot = Spot { path: written.path_of("ref"), within: Some(place), at: written.reference_at };
        of_step(spot, extension)
    };
    (extensions.iter().enumerate().map(wish).collect(), None)
}

fn of_config(path: &str, wish: &ExtensionUse) -> Wish {
    let text = |field: &Option<Field<Arc<str>>>| {
        field.as_ref().map(|field| Text {
            value: Arc::clone(&field.value),
            at: Some(field.at),
            unresolved: field.unresolved,
        })
    };
    Wish {
        spot: Spot { path: format!("{path}[{}]", wish.position), within: None, at: wish.at },
        recipe: text(&wish.recipe),
        override_with: text(&wish.override_with),
        use_class: text(&wish.use_class),
        class_config: wish.class_config.as_ref().map(|config| (config.value.clone(), Some(config.at))),
    }
}

fn of_step(spot: Spot, extension: &Extension) -> Wish {
    let text = |value: &Arc<str>| Text { value: Arc::clone(value), at: None, unresolved: false };
    Wish {
        spot,
        recipe: Some(text(&extension.recipe)),
        override_with: extension.override_with.as_ref().map(text),
        use_class: extension.use_class.as_ref().map(text),
        class_config: extension.class_config.clone().map(|config| (config, None)),
    }
}

fn judge(config: &Config, leaf: &Leaf, wishes: Vec<Wish>, problems: &mut Pile) -> Named<Change> {
    let mut changes = Named::default();
    let mut extended: BTreeSet<Arc<str>> = BTreeSet::new();
    for wish in wishes {
        let recipe = wish.recipe.as_ref().map_or(Arc::default(), |recipe| Arc::clone(&recipe.value));
        let recipe_at = wish.recipe.as_ref().and_then(|recipe| recipe.at);
        if wish.override_with.is_some() == wish.use_class.is_some() {
            problems.push(wish.spot.shape(&recipe, wish.use_class.is_some()));
            continue;
        }
        if wish.recipe.as_ref().is_some_and(|recipe| recipe.unresolved) {
            continue;
        }
        let names = &leaf.manifest.contains.recipes;
        if !names.contains(&recipe) {
            problems.push(wish.spot.no_recipe(recipe_at, &recipe, names.iter().map(AsRef::as_ref)));
            continue;
        }
        if !extended.insert(Arc::clone(&recipe)) {
            problems.push(wish.spot.twice(recipe_at, &recipe));
            continue;
        }
        let details = leaf.manifest.recipe(&recipe);
        let change = match (&wish.override_with, &wish.use_class) {
            (Some(template), _) => replaced(config, &wish, template, details, &recipe, problems),
            (None, Some(class)) => with_class(leaf, &wish, class, details, &recipe, problems),
            (None, None) => None,
        };
        if let Some(change) = change {
            changes.insert(recipe, change);
        }
    }
    changes
}

fn replaced(
    config: &Config,
    wish: &Wish,
    template: &Text,
    details: Option<&RecipeDetails>,
    recipe: &str,
    problems: &mut Pile,
) -> Option<Change> {
    if let Some((_, at)) = &wish.class_config {
        problems.push(wish.spot.idle_config(*at, recipe));
    }
    if template.unresolved {
        return None;
    }
    let found = config.recipes.iter().position(|recipe| recipe.is_named(&template.value));
    let Some((position, by)) = found.and_then(|position| Some((position, config.recipes.get(position)?)))
    else {
        problems.push(wish.spot.no_template(template.at, &template.value));
        return None;
    };
    let Some(details) = details else { return Some(Change::Replaced(position)) };
    for (side, original, own) in
        [("inputs", &details.inputs, by.inputs()), ("outputs", &details.outputs, by.outputs())]
    {
        let differing = differing(original, own);
        if !differing.is_empty() {
            problems.push(wish.spot.other_names(template.at, &template.value, side, &differing));
        }
    }
    Some(Change::Replaced(position))
}

/// Names that only one side has, sorted.
fn differing<'n>(original: &'n [Arc<str>], own: &'n [DatasetRef]) -> Vec<&'n str> {
    let original: BTreeSet<&str> = original.iter().map(AsRef::as_ref).collect();
    let own: BTreeSet<&str> = own.iter().map(|reference| &*reference.name.value).collect();
    original.symmetric_difference(&own).copied().collect()
}

fn with_class(
    leaf: &Leaf,
    wish: &Wish,
    class: &Text,
    details: Option<&RecipeDetails>,
    recipe: &str,
    problems: &mut Pile,
) -> Option<Change> {
    if class.unresolved {
        return None;
    }
    let kind = details.map_or("python", |details| &details.kind);
    let is_declared = leaf.manifest.extension_points.iter().any(|point| *point.recipe == *recipe);
    if !is_class_path(&class.value) {
        problems.push(wish.spot.class_path(class.at, &class.value));
    } else if kind != "python" {
        problems.push(wish.spot.not_python(class.at, recipe, kind));
    } else if !is_declared {
        problems.push(wish.spot.not_declared(class.at, recipe));
    }
    let config = wish.class_config.as_ref().map(|(config, _)| config.clone());
    Some(Change::Class { path: Arc::clone(&class.value), config })
}

/// The extensions of a leaf as its record keeps them, in the order of the block's recipes.
pub(super) fn recorded(config: &Config, leaf: &Leaf) -> Vec<Value> {
    let recipes = leaf.manifest.contains.recipes.iter();
    let changes = recipes.filter_map(|recipe| Some((recipe, leaf.changes.get(recipe)?)));
    changes
        .map(|(recipe, change)| match change {
            Change::Replaced(position) => {
                let name = config.recipes.get(*position).and_then(|recipe| recipe.name.as_ref());
                json!({"recipe": &**recipe, "override_with": name.map_or("", |name| &name.value)})
            }
            Change::Class { path, config: None } => json!({"recipe": &**recipe, "use_class": &**path}),
            Change::Class { path, config: Some(config) } => {
                json!({"recipe": &**recipe, "use_class": &**path, "class_config": config})
            }
        })
        .collect()
}
