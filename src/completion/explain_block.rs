//! What a reference, a port, an object or a recipe means in entries of `blocks` and `solutions`.

use super::around::{Around, Known};
use super::blocks::kind_of;
use super::explain::{Explanation, object};
use super::keys::Of;
use super::place::Place;
use crate::block::Port;
use crate::block::interface::columns;
use crate::block::port::Side;
use crate::text::TextRange;
use crate::workspace::{Analysis, Workspace};

/// Most names of columns that are told.
const MOST_COLUMNS: usize = 8;

/// Explains `word`, which stands at `range` where an entry holds `what`.
pub(super) fn explain(
    workspace: &Workspace,
    analysis: &Analysis,
    around: &Around,
    what: Of,
    word: &str,
    range: TextRange,
) -> Option<Explanation> {
    let known = || Known::of(&workspace.registries, around.reference.as_ref()?);
    let told = |title: String, text: Vec<String>| {
        let text = text.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        Some(Explanation { range, title, text })
    };
    match what {
        Of::Reference => {
            let known = known()?;
            told(known.entry.label(), reference(&known, around))
        }
        Of::Port(side) => {
            let known = known()?;
            let port = known.port(side, word)?;
            let name = match side {
                Side::Input => "input",
                Side::Output => "output",
            };
            told(format!("{name} {word}"), self::port(&known, port, side))
        }
        Of::Object(_) => object(analysis, word, range),
        Of::InnerRecipe => {
            let manifest = known()?.manifest?;
            let details = manifest.recipe(word)?;
            let point = manifest.extension_points.iter().find(|point| *point.recipe == *word);
            let point =
                point.map_or_else(String::new, |point| format!("Made for extension: {}", point.description));
            told(
                format!("recipe {word}"),
                vec![details.kind.to_string(), details.description.to_string(), point],
            )
        }
        Of::Member => {
            let step = known()?.manifest?.steps.iter().find(|step| *step.alias == *word)?;
            told(format!("member {word}"), vec![step.block_ref.to_string()])
        }
        Of::Instance | Of::Zone | Of::Template => None,
    }
}

fn reference(known: &Known<'_>, around: &Around) -> Vec<String> {
    let Known { entry, version, .. } = known;
    let description = known.manifest.map_or(&entry.description, |manifest| &manifest.description);
    let written = around.reference.as_ref().map_or("", |reference| &reference.written);
    let pinned = if written == version.to_string() {
        format!("Pinned to version {version}.")
    } else {
        format!("Not pinned: {written} means version {version} now.")
    };
    let deprecated = match (entry.deprecated, &*entry.deprecated_message) {
        (false, _) => String::new(),
        (true, "") => "This version is deprecated.".to_owned(),
        (true, message) => format!("This version is deprecated: {message}"),
    };
    let names =
        |side| known.ports(side).iter().map(|port| name_of(port, side)).collect::<Vec<_>>().join(", ");
    vec![
        entry.name.to_string(),
        description.to_string(),
        pinned,
        deprecated,
        format!("Inputs: {}.", names(Side::Input)),
        format!("Outputs: {}.", names(Side::Output)),
    ]
}

fn name_of(port: &Port, side: Side) -> String {
    let is_optional = side == Side::Input && !port.required;
    if is_optional { format!("{} (optional)", port.name) } else { port.name.to_string() }
}

fn port(known: &Known<'_>, port: &Port, side: Side) -> Vec<String> {
    let columns = match columns(port, |path| known.registry.schema(path)) {
        None => "Its columns are not known.".to_owned(),
        Some(columns) => {
            let names: Vec<&str> = columns.iter().take(MOST_COLUMNS).map(|column| &*column.name).collect();
            let more = match columns.len().saturating_sub(MOST_COLUMNS) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("Columns: {}{more}.", names.join(", "))
        }
    };
    vec![kind_of(port, side), port.description.to_string(), columns]
}

/// The scalar of a reference around `offset`, which may hold more than names do.
pub(super) fn reference_around(text: &str, offset: usize, place: &Place) -> Option<TextRange> {
    let start = place.typed.start as usize;
    let rest = text.get(offset..)?;
    let is_end = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '"' | '\'')
            || place.in_brackets && matches!(letter, ',' | '}' | ']')
    };
    let end = offset + rest.find(is_end).unwrap_or(rest.len());
    (start < end).then(|| TextRange::new(start, end))
}
