//! What a key, a word or a name in the text means.

use super::place::{Place, Slot, place_at};
use super::target::{Target, target_of};
use crate::config::{Config, Dataset, Recipe};
use crate::source::FileId;
use crate::text::TextRange;
use crate::workspace::{Analysis, Workspace};

/// What is known about a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The key, word or name.
    pub range: TextRange,
    /// What it is, as `type` or `dataset RAW_ORDERS`.
    pub title: String,
    /// Sentences about it.
    pub text: Vec<String>,
}

/// Explains what stands at `offset` (bytes) of the given file. The names of datasets are those of
/// `analysis`.
pub fn explain(workspace: &Workspace, analysis: &Analysis, file: FileId, offset: u32) -> Option<Explanation> {
    let text = &workspace.files.get(file.index())?.text;
    let range = word_around(text, offset as usize)?;
    let place = place_at(text, range.end as usize)?;
    let word = range.of(text);
    let key = |name: &str, meaning: &str| Explanation {
        range,
        title: name.to_owned(),
        text: vec![meaning.to_owned()],
    };
    match target_of(&workspace.files, file, &place)? {
        Target::Keys(keys) | Target::Entry(keys, _) if is_key(&place, text, range) => {
            keys.iter().find(|known| known.name == word).map(|known| key(known.name, known.meaning))
        }
        Target::Words(words) => {
            let found = words.iter().find(|known| known.text.trim_matches('"') == word);
            found.map(|known| key(word, known.meaning))
        }
        Target::Dataset | Target::Name => dataset(&analysis.config, word, range),
        Target::Keys(_) | Target::Entry(..) | Target::DashedEntry(_) => None,
    }
}

fn is_key(place: &Place, text: &str, range: TextRange) -> bool {
    let after = text.get(range.end as usize..).unwrap_or_default();
    let colon = after.trim_start_matches(['"', '\'', ' ']).starts_with(':');
    colon && matches!(place.slot, Slot::Key | Slot::Element)
}

/// The letters around `offset` that could be one name.
pub(super) fn word_around(text: &str, offset: usize) -> Option<TextRange> {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let (before, after) = (text.get(..offset)?, text.get(offset..)?);
    let start = before.trim_end_matches(fits).len();
    let end = text.len() - after.trim_start_matches(fits).len();
    (start < end).then(|| TextRange::new(start, end))
}

fn dataset(config: &Config, name: &str, range: TextRange) -> Option<Explanation> {
    let dataset = config.dataset(name)?;
    let users = |uses: fn(&Recipe) -> &[crate::config::DatasetRef]| {
        let names = config
            .recipes
            .iter()
            .filter(|recipe| uses(recipe).iter().any(|reference| &*reference.name.value == name));
        names.filter_map(|recipe| recipe.name.as_ref()).map(|name| name.value.to_string()).collect::<Vec<_>>()
    };
    let mut text = vec![kind_of(dataset)];
    text.push(sentence("Written by", &users(Recipe::outputs), "No recipe writes it."));
    text.push(sentence("Read by", &users(Recipe::inputs), "No recipe reads it."));
    Some(Explanation { range, title: format!("dataset {name}"), text })
}

/// Type and connection, as `snowflake through warehouse`.
pub(super) fn kind_of(dataset: &Dataset) -> String {
    let kind = dataset.kind.as_ref().map_or("no type yet", |kind| &*kind.value);
    match &dataset.connection {
        Some(connection) => format!("{kind} through {}", connection.value),
        None => kind.to_owned(),
    }
}

fn sentence(what: &str, names: &[String], otherwise: &str) -> String {
    if names.is_empty() { otherwise.to_owned() } else { format!("{what} {}.", names.join(", ")) }
}
