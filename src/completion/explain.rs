//! What a key, a word or a name in the text means.

use super::around::around;
use super::explain_block;
use super::keys::Of;
use super::place::{Place, Slot, place_at};
use super::target::{Target, target_of};
use crate::block::PortKind;
use crate::composition::{Bound, Instance};
use crate::config::{Dataset, Recipe};
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
    if let Some(found) = reference(workspace, analysis, file, offset as usize) {
        return Some(found);
    }
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
        Target::Dataset | Target::Name => object(analysis, word, range),
        Target::Block(of) => {
            let around = around(text, range.end as usize, &place)?;
            explain_block::explain(workspace, analysis, &around, of, word, range)
        }
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

/// A reference has more letters than a word.
fn reference(workspace: &Workspace, analysis: &Analysis, file: FileId, offset: usize) -> Option<Explanation> {
    let text = &workspace.files.get(file.index())?.text;
    let place = place_at(text, offset)?;
    let Target::Block(Of::Reference) = target_of(&workspace.files, file, &place)? else { return None };
    let range = explain_block::reference_around(text, offset, &place)?;
    let around = around(text, offset, &place)?;
    explain_block::explain(workspace, analysis, &around, Of::Reference, range.of(text), range)
}

/// A dataset, or another object that blocks read and write.
pub(super) fn object(analysis: &Analysis, name: &str, range: TextRange) -> Option<Explanation> {
    let Analysis { config, composition, .. } = analysis;
    let declared = config.dataset(name);
    let bound = |ports: fn(&Instance) -> &[Bound]| {
        let instances = composition.instances.iter();
        let found = instances.filter_map(move |instance| {
            let bound = ports(instance).iter().find(|bound| &*bound.name == name)?;
            Some((format!("block {}", instance.path), bound.kind))
        });
        found.collect::<Vec<_>>()
    };
    let (writers, readers) = (bound(|instance| &instance.outputs), bound(|instance| &instance.inputs));
    let kind = match (declared, writers.first()) {
        (None, None) => return None,
        (None, Some((_, kind))) => kind.name(),
        (Some(_), _) => "dataset",
    };
    let users = |uses: fn(&Recipe) -> &[crate::config::DatasetRef], blocks: Vec<(String, PortKind)>| {
        let names = config
            .recipes
            .iter()
            .filter(|recipe| uses(recipe).iter().any(|reference| &*reference.name.value == name));
        let names = names.filter_map(|recipe| recipe.name.as_ref()).map(|name| name.value.to_string());
        names.chain(blocks.into_iter().map(|(block, _)| block)).collect::<Vec<_>>()
    };
    let mut text = vec![declared.map_or_else(|| "Not declared: a block makes it.".to_owned(), kind_of)];
    text.push(sentence("Written by", &users(Recipe::outputs, writers), "No recipe writes it."));
    text.push(sentence("Read by", &users(Recipe::inputs, readers), "No recipe reads it."));
    Some(Explanation { range, title: format!("{kind} {name}"), text })
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
