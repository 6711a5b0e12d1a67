//! BLK-015 to BLK-017: the objects that ports are mapped to.

use std::sync::Arc;

use super::{error, warning};
use crate::block::PortKind;
use crate::config::Field;
use crate::diagnostic::{Diagnostic, Rule, Safety, suggestion};
use crate::source::{FileEdit, Location};
use crate::text::TextEdit;

/// An input that nothing produces.
pub static UNKNOWN: Rule = warning(
    "BLK-015",
    "unknown input",
    "Nothing in the configuration declares or produces the object. It may exist in the project already; if it \
     does not, the block has nothing to read.",
);

/// A port and an object of different types.
pub static KIND: Rule = error(
    "BLK-016",
    "port of another type",
    "Datasets, models and folders are different things: a port takes only what its type says.",
);

/// A name with two producers.
pub static TWO_PRODUCERS: Rule = error(
    "BLK-017",
    "two producers",
    "An object is written by one block or recipe only. Map one of the outputs to another name.",
);

pub(super) static RULES: [&Rule; 3] = [&UNKNOWN, &KIND, &TWO_PRODUCERS];

/// BLK-015.
pub fn unknown<'n>(path: String, name: &Field<Arc<str>>, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let message = format!("{} is declared nowhere and nothing produces it", name.value);
    let problem = UNKNOWN.report(path, message).at(name.at).about(&name.value);
    match suggestion::nearest(&name.value, known) {
        None => problem.hint("Declare it below `datasets:`, or keep it if it is in the project already."),
        Some(near) => {
            let edit = FileEdit { file: name.at.file, edit: TextEdit::replace(name.at.range, near) };
            problem.hint(format!("Did you mean {near}?")).fix(
                format!("Replace by {near}"),
                Safety::Guess,
                vec![edit],
            )
        }
    }
}

/// BLK-016.
pub fn other_kind(
    path: String,
    at: Location,
    name: &str,
    port: &str,
    asks: PortKind,
    is: PortKind,
) -> Diagnostic {
    let message = format!("{name} is a {}, the port {port} takes a {}", is.name(), asks.name());
    KIND.report(path, message).at(at).hint(format!("Map the port to a {}.", asks.name()))
}

/// BLK-017.
pub fn two_producers(path: String, at: Location, name: &str, first: &str, first_at: Location) -> Diagnostic {
    let message = format!("{name} is already written by {first}");
    TWO_PRODUCERS
        .report(path, message)
        .at(at)
        .related(first_at, "first written here")
        .hint("Write it under another name.")
}
