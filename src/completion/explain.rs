//! What a key, a word or a name in the text means.

use std::sync::Arc;

use super::around::around;
use super::explain_block;
use super::keys::Of;
use super::place::{Place, Slot, place_at};
use super::target::{Target, target_of};
use super::value_at;
use crate::block::PortKind;
use crate::composition::{Bound, Instance};
use crate::config::{Dataset, Field, Object, Recipe};
use crate::plan::words::plural;
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
        Target::Zone | Target::ZoneName => zone(analysis, text, value_at(text, &place)),
        Target::CodeFile => None,
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
    let object = config.object(name).filter(|_| declared.is_none());
    let kind = match (declared, object, writers.first()) {
        (Some(_), ..) => "dataset",
        (None, Some(object), _) => object.kind().name(),
        (None, None, Some((_, kind))) => kind.name(),
        (None, None, None) => return None,
    };
    let users = |uses: fn(&Recipe) -> &[crate::config::DatasetRef], blocks: Vec<(String, PortKind)>| {
        let names = config
            .recipes
            .iter()
            .filter(|recipe| uses(recipe).iter().any(|reference| &*reference.name.value == name));
        let names = names.filter_map(|recipe| recipe.name.as_ref()).map(|name| name.value.to_string());
        names.chain(blocks.into_iter().map(|(block, _)| block)).collect::<Vec<_>>()
    };
    let undeclared = || "Not declared: a block makes it.".to_owned();
    let told = declared.map(kind_of).or_else(|| object.map(object_kind));
    let mut text = vec![told.unwrap_or_else(undeclared)];
    text.push(sentence("Written by", &users(Recipe::outputs, writers), "No recipe writes it."));
    text.push(sentence("Read by", &users(Recipe::inputs, readers), "No recipe reads it."));
    Some(Explanation { range, title: format!("{kind} {name}"), text })
}

/// A zone, with what stands in it.
fn zone(analysis: &Analysis, text: &str, range: TextRange) -> Option<Explanation> {
    let config = &analysis.config;
    let name = range.of(text);
    let zone = config.zone(name)?;
    let is_in = |zone: Option<&Field<Arc<str>>>| zone.is_some_and(|zone| *zone.value == *name);
    let counts = [
        (config.datasets.iter().filter(|dataset| is_in(dataset.details.zone.as_ref())).count(), "dataset"),
        (config.recipes.iter().filter(|recipe| is_in(recipe.details.zone.as_ref())).count(), "recipe"),
        (config.folders.iter().filter(|folder| is_in(folder.zone.as_ref())).count(), "folder"),
        (config.models.iter().filter(|model| is_in(model.zone.as_ref())).count(), "model"),
    ];
    let parts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(*count, noun));
    let parts: Vec<String> = parts.collect();
    let colour = zone.color.as_ref().map(|color| format!("Colour {}.", color.value));
    let holds = sentence("In it:", &parts, "Nothing stands in it.");
    Some(Explanation {
        range,
        title: format!("zone {name}"),
        text: colour.into_iter().chain([holds]).collect(),
    })
}

/// Type and connection of a folder, kind of a model.
fn object_kind(object: Object<'_>) -> String {
    let (kind, connection) = match object {
        Object::Folder(folder) => (&folder.kind, folder.connection.as_ref()),
        Object::Model(model) => (&model.kind, None),
    };
    let kind = kind.as_ref().map_or(object.kind().name(), |kind| &*kind.value);
    match connection {
        Some(connection) => format!("{kind} through {}", connection.value),
        None => kind.to_owned(),
    }
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
