//! EXT-001 to EXT-009 and BLK-024: recipes of a block that are replaced or get a class
//! (`blocks.md` 5.4).

use super::{error, listed, notice, warning};
use crate::diagnostic::{Diagnostic, Rule, quoted};
use crate::source::Location;

/// The recipe is not in the block.
pub static NO_RECIPE: Rule = error(
    "EXT-001",
    "extended recipe not in the block",
    "An extension names a recipe inside the block. Versions may rename recipes, so an upgrade can cause this.",
);

/// Neither or both kinds of extension.
pub static SHAPE: Rule = error(
    "EXT-002",
    "extension without one kind",
    "An extension says either `override_with` (another recipe takes the place) or `use_class` (the recipe stays \
     and uses a class), and not both.",
);

/// The template is not there.
pub static NO_TEMPLATE: Rule =
    error("EXT-003", "override recipe not found", "`override_with` names a recipe below `recipes:`.");

/// The template reads or writes something else.
pub static OTHER_NAMES: Rule = error(
    "EXT-004",
    "override reads or writes something else",
    "A recipe that takes the place of another reads and writes the same objects, by the block's own names. Order \
     and roles do not matter.",
);

/// Extended twice.
pub static TWICE: Rule =
    error("EXT-005", "recipe extended twice", "A recipe of a block takes one extension.");

/// Not a class path.
pub static CLASS_PATH: Rule = error(
    "EXT-006",
    "malformed class path",
    "A class is named by lower-case modules and a class that begins with a capital, as `custom.rul.TurbineModel`.",
);

/// Not Python.
pub static NOT_PYTHON: Rule =
    error("EXT-007", "class on a recipe that is not Python", "Only Python recipes can use a class.");

/// Not prepared for it.
pub static NOT_DECLARED: Rule = warning(
    "EXT-008",
    "recipe is no declared extension point",
    "The block's author did not prepare this recipe for a class, so it may ignore it.",
);

/// Configuration for nothing.
pub static IDLE_CONFIG: Rule = warning(
    "EXT-009",
    "class_config beside override_with",
    "`class_config` configures a class; a recipe that replaces another gets nothing of it.",
);

/// A protected block is extended.
pub static PROTECTED: Rule = notice(
    "BLK-024",
    "protected block is extended",
    "The block is protected: its source stays as it is, and only this instance is changed.",
);

pub(super) static RULES: [&Rule; 10] = [
    &NO_RECIPE,
    &SHAPE,
    &NO_TEMPLATE,
    &OTHER_NAMES,
    &TWICE,
    &CLASS_PATH,
    &NOT_PYTHON,
    &NOT_DECLARED,
    &IDLE_CONFIG,
    &PROTECTED,
];

/// Where an extension stands: its path in the configuration, or, if a solution brings it along, the
/// path of the reference and the place in the solution.
pub struct Spot {
    /// Path of the item, or of the reference.
    pub path: String,
    /// Place of the item in a registry's document.
    pub within: Option<String>,
    /// Where the item stands in the text.
    pub at: Location,
}

impl Spot {
    fn report(&self, rule: &'static Rule, field: &str, at: Option<Location>, message: String) -> Diagnostic {
        let dot = if field.is_empty() { "" } else { "." };
        match &self.within {
            Some(within) => {
                rule.report(self.path.clone(), message).within(format!("{within}{dot}{field}")).at(self.at)
            }
            None => rule.report(format!("{}{dot}{field}", self.path), message).at(at.unwrap_or(self.at)),
        }
    }

    /// EXT-001.
    pub fn no_recipe<'n>(
        &self,
        at: Option<Location>,
        recipe: &str,
        recipes: impl Iterator<Item = &'n str>,
    ) -> Diagnostic {
        let message = format!("the block has no recipe {}; it has {}", quoted(recipe), listed(recipes));
        self.report(&NO_RECIPE, "recipe", at, message).hint("Name one of the block's recipes.")
    }

    /// EXT-002.
    pub fn shape(&self, recipe: &str, both: bool) -> Diagnostic {
        let what = if both {
            "both `override_with` and `use_class`"
        } else {
            "neither `override_with` nor `use_class`"
        };
        let of = if recipe.is_empty() { String::new() } else { format!(" of {recipe}") };
        self.report(&SHAPE, "", None, format!("the extension{of} has {what}"))
            .hint("Keep exactly one of `override_with` and `use_class`.")
    }

    /// EXT-003.
    pub fn no_template(&self, at: Option<Location>, name: &str) -> Diagnostic {
        self.report(
            &NO_TEMPLATE,
            "override_with",
            at,
            format!("there is no recipe {} below `recipes:`", quoted(name)),
        )
        .hint("Add the recipe, or correct the name.")
    }

    /// EXT-004.
    pub fn other_names(
        &self,
        at: Option<Location>,
        name: &str,
        side: &str,
        differing: &[&str],
    ) -> Diagnostic {
        let message = format!(
            "the {side} of {name} are not those of the recipe it replaces: {} differ",
            listed(differing)
        );
        self.report(&OTHER_NAMES, "override_with", at, message)
            .hint(format!("Use the block's own names for the {side}, the same as the original."))
    }

    /// EXT-005.
    pub fn twice(&self, at: Option<Location>, recipe: &str) -> Diagnostic {
        self.report(&TWICE, "recipe", at, format!("the recipe {recipe} is already extended"))
            .hint("Keep one of the two.")
    }

    /// EXT-006.
    pub fn class_path(&self, at: Option<Location>, path: &str) -> Diagnostic {
        self.report(&CLASS_PATH, "use_class", at, format!("{} is no class path", quoted(path)))
            .hint("Write it as package.module.Class.")
    }

    /// EXT-007.
    pub fn not_python(&self, at: Option<Location>, recipe: &str, kind: &str) -> Diagnostic {
        self.report(
            &NOT_PYTHON,
            "use_class",
            at,
            format!("the recipe {recipe} is of type {kind}, not python"),
        )
        .hint("Replace the recipe by `override_with` instead.")
    }

    /// EXT-008.
    pub fn not_declared(&self, at: Option<Location>, recipe: &str) -> Diagnostic {
        self.report(
            &NOT_DECLARED,
            "use_class",
            at,
            format!("the block does not declare {recipe} as an extension point"),
        )
    }

    /// EXT-009.
    pub fn idle_config(&self, at: Option<Location>, recipe: &str) -> Diagnostic {
        let message = format!("`class_config` of {recipe} does nothing beside `override_with`");
        self.report(&IDLE_CONFIG, "class_config", at, message).hint("Remove it.")
    }
}

/// BLK-024, at a list of extensions.
pub fn protected(path: String, at: Option<Location>, id: &str) -> Diagnostic {
    let mut problem =
        PROTECTED.report(path, format!("{id} is protected; the extensions change this instance only"));
    problem.at = at;
    problem
}
