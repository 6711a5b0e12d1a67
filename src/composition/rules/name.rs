//! BLK-007 to BLK-010, BLK-014, BLK-019, BLK-020 and BLK-022: names that are written, names that are
//! made, and keys.

use super::{error, listed};
use crate::config::block_use::{Mapping, UnknownKey};
use crate::config::{BlockUse, Field, name};
use crate::diagnostic::{Diagnostic, Rule, Safety, quoted, suggestion};
use crate::source::{FileEdit, Location};
use crate::text::TextEdit;

/// `instance_name` is not of the form.
pub static INSTANCE: Rule = error(
    "BLK-007",
    "instance name",
    "The name of an instance is lower-case letters, digits and `_`, starting with a letter, because it starts \
     the names of everything inside.",
);

/// The instance name is taken.
pub static INSTANCE_TAKEN: Rule = error(
    "BLK-008",
    "instance name already used",
    "Two entries have the same instance name, maybe by default. Give each its own `instance_name`.",
);

/// `zone_name` or `zone_prefix` is not of the form.
pub static ZONE: Rule = error(
    "BLK-009",
    "zone name",
    "A zone's name is lower-case letters, digits and `_`, starting with a letter.",
);

/// The zone is taken.
pub static ZONE_TAKEN: Rule = error(
    "BLK-010",
    "zone already used",
    "Two instances would share a zone and could not be told apart. Give each its own zone.",
);

/// A port is mapped to what is no name.
pub static OBJECT: Rule = error(
    "BLK-014",
    "name of a mapped object",
    "A port is mapped to the name of a dataset, folder or model: letters, digits and `_`, starting with a letter. \
     With `conventions: {names: dss}` any name that DSS takes will do.",
);

/// A generated name is taken.
pub static COLLISION: Rule = error(
    "BLK-019",
    "generated name already used",
    "Objects inside an instance are named after it, as INSTANCE__NAME. That name is used elsewhere: rename the \
     instance or the other object.",
);

/// A generated name is too long.
pub static TOO_LONG: Rule = error(
    "BLK-020",
    "generated name too long",
    "The names of objects inside an instance start with its name and have at most 100 characters. Choose a \
     shorter `instance_name`.",
);

/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = error(
    "BLK-022",
    "unknown key in a block",
    "Entries of `blocks` and `solutions` and their extensions have no other keys than those of the specification, \
     not even `x-` ones: a misspelt key would change what is built.",
);

pub(super) static RULES: [&Rule; 8] =
    [&INSTANCE, &INSTANCE_TAKEN, &ZONE, &ZONE_TAKEN, &OBJECT, &COLLISION, &TOO_LONG, &UNKNOWN_KEY];

/// Most characters of a generated name.
pub const LONGEST_GENERATED: usize = 100;

/// A problem with a fix that writes the lower-case form, if there is one.
fn lower_case(problem: Diagnostic, field: &Field<std::sync::Arc<str>>) -> Diagnostic {
    match name::lower_form(&field.value) {
        None => problem.hint("Use lower-case letters, digits and `_`, starting with a letter."),
        Some(form) => {
            let edit = FileEdit { file: field.at.file, edit: TextEdit::replace(field.at.range, &form) };
            problem.hint(format!("Write {form}.")).fix(
                format!("Replace by {form}"),
                Safety::Guess,
                vec![edit],
            )
        }
    }
}

/// BLK-007.
pub fn bad_instance(entry: &BlockUse, field: &Field<std::sync::Arc<str>>) -> Diagnostic {
    let message = format!("{} is no valid instance name", quoted(&field.value));
    lower_case(INSTANCE.report(entry.path_of("instance_name"), message).at(field.at), field)
}

/// BLK-008.
pub fn instance_taken(entry: &BlockUse, name: &str, first: &BlockUse) -> Diagnostic {
    let at = entry.instance_name.as_ref().map_or(entry.reference_at, |field| field.at);
    let message = format!("the instance name {name} is already used by {}", first.path());
    INSTANCE_TAKEN
        .report(entry.path_of("instance_name"), message)
        .at(at)
        .related(first.at, "first used here")
        .hint("Give the entry another `instance_name`.")
}

/// BLK-009.
pub fn bad_zone(entry: &BlockUse, field: &Field<std::sync::Arc<str>>) -> Diagnostic {
    let key = entry.section.zone_key();
    let message = format!("{} is no valid {key}", quoted(&field.value));
    lower_case(ZONE.report(entry.path_of(key), message).at(field.at), field)
}

/// BLK-010.
pub fn zone_taken(entry: &BlockUse, zone: &str, instance: &str, other: &str, first: &BlockUse) -> Diagnostic {
    let key = entry.section.zone_key();
    let at = entry.zone.as_ref().map_or(entry.reference_at, |field| field.at);
    let message = format!("the zone {zone} of {instance} is already that of {other}");
    ZONE_TAKEN
        .report(entry.path_of(key), message)
        .at(at)
        .related(first.at, "first used here")
        .hint(format!("Give the entry another `{key}`."))
}

/// BLK-014.
pub fn bad_object(path: String, mapping: &Mapping) -> Diagnostic {
    let problem = OBJECT
        .report(path, format!("{} is no valid name of an object", quoted(&mapping.name.value)))
        .at(mapping.name.at);
    match name::upper_form(&mapping.name.value) {
        None => problem.hint("Use letters, digits and `_`, starting with a letter."),
        Some(form) => {
            let edit = FileEdit {
                file: mapping.name.at.file,
                edit: TextEdit::replace(mapping.name.at.range, &form),
            };
            problem.hint(format!("Write {form}.")).fix(
                format!("Replace by {form}"),
                Safety::Guess,
                vec![edit],
            )
        }
    }
}

/// BLK-019. `owner` says what has the name already.
pub fn collision(entry: &BlockUse, made: &str, owner: &str, other: Option<Location>) -> Diagnostic {
    let problem = COLLISION
        .report(entry.path(), format!("the generated name {made} is already used by {owner}"))
        .at(entry.at)
        .hint("Rename the instance or the other object.");
    match other {
        Some(at) => problem.related(at, "used here"),
        None => problem,
    }
}

/// BLK-020.
pub fn too_long(entry: &BlockUse, made: &str) -> Diagnostic {
    let length = made.chars().count();
    let message =
        format!("the generated name {made} has {length} characters, at most {LONGEST_GENERATED} are allowed");
    TOO_LONG.report(entry.path(), message).at(entry.at).hint("Choose a shorter `instance_name`.")
}

/// BLK-022.
pub fn unknown_key(unknown: &UnknownKey) -> Diagnostic {
    let problem = UNKNOWN_KEY
        .report(unknown.path.clone(), format!("the key {} is not known here", quoted(&unknown.key)))
        .at(unknown.at);
    // The zone of an instance is often looked for under its short name.
    let renamed = (&*unknown.key == "zone")
        .then(|| unknown.known.iter().find(|key| key.starts_with("zone_")))
        .flatten();
    let nearest =
        renamed.copied().or_else(|| suggestion::nearest(&unknown.key, unknown.known.iter().copied()));
    match nearest {
        Some(near) if unknown.is_own => {
            let edit = FileEdit { file: unknown.at.file, edit: TextEdit::replace(unknown.at.range, near) };
            problem.hint(format!("Did you mean `{near}`?")).fix(
                format!("Rename to {near}"),
                Safety::Guess,
                vec![edit],
            )
        }
        _ => problem.hint(format!("Remove it. Known keys: {}.", listed(unknown.known))),
    }
}
