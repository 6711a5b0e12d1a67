//! Names of a configuration that the project has already.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{Kind, Place, default_name, entries, name, places};
use super::tree;
use crate::config::block_use::Section;
use crate::sorting;
use crate::text::{TextEdit, apply_edits};
use crate::workspace::Analysis;
use crate::yaml::edit::{Edit, Step};
use crate::yaml::node::Node;
use crate::yaml::write::{self, Context};

/// Names that were taken, with the free ones in their place.
type Renamed = BTreeMap<(Kind, String), String>;

/// `config`, a configuration in block style, with free names wherever the project of `analysis` has the
/// ones it makes, and what was renamed. `None` if it cannot be read, or if two of its entries go by the
/// same name.
pub fn freed(config: &str, analysis: &Analysis) -> Option<(String, Vec<(String, String)>)> {
    let root = tree(config)?;
    let places = places(&root);
    let renamed = renamed(&places, taken(analysis))?;
    let mut edits = Vec::new();
    for place in &places {
        let Some(free) = free_name(place, &renamed) else { continue };
        match place.node {
            Some(node) => edits.push(TextEdit::replace(node.range, write::text(&free, Context::Block))),
            None => edits.extend(written_out(config, &root, place, &free)?),
        }
    }
    let text = apply_edits(config, &edits).ok()?;
    Some((text, renamed.into_iter().map(|((_, wanted), free)| (wanted, free)).collect()))
}

/// The free name of each name that is made and taken.
fn renamed(places: &[Place<'_>], mut taken: BTreeSet<(Kind, String)>) -> Option<Renamed> {
    let own: BTreeSet<(Kind, String)> =
        sorting::set(places.iter().map(|place| (place.kind, place.name.to_lowercase())));
    let mut seen: BTreeSet<(Kind, &str)> = BTreeSet::new();
    let mut free = Renamed::new();
    for place in places.iter().filter(|place| place.makes) {
        if !seen.insert((place.kind, &*place.name))
            || !taken.contains(&(place.kind, place.name.to_lowercase()))
        {
            continue;
        }
        let (stem, first) = counted(&place.name);
        let mut numbered = (first..).map(|number| format!("{stem}_{number}"));
        let is_free = |lower: &(Kind, String)| !taken.contains(lower) && !own.contains(lower);
        let found = numbered.find(|name| is_free(&(place.kind, name.to_lowercase())))?;
        taken.insert((place.kind, found.to_lowercase()));
        free.insert((place.kind, place.name.to_string()), found);
    }
    Some(free)
}

/// Longest number at the end of a name that counts, in digits; longer ones are years or keys.
const LONGEST_COUNT: usize = 3;

/// What is counted by the number at the end of a name, and the next number: `rul` and 3 of `rul_2`.
fn counted(name: &str) -> (&str, usize) {
    let count = |digits: &str| {
        let is_count = digits.len() <= LONGEST_COUNT
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && !digits.starts_with('0');
        digits.parse::<usize>().ok().filter(|_| is_count)
    };
    let split = name.rsplit_once('_').filter(|(stem, _)| !stem.is_empty());
    let counted = split.and_then(|(stem, digits)| Some((stem, count(digits)? + 1)));
    counted.unwrap_or((name, 2))
}

/// What stands at a place instead, if its name was taken. What is read may have a name made from that of
/// an instance (`blocks.md` 5.8).
fn free_name(place: &Place<'_>, renamed: &Renamed) -> Option<String> {
    if let Some(free) = renamed.get(&(place.kind, place.name.to_string())) {
        return Some(free.clone());
    }
    if place.kind != Kind::Object || place.makes {
        return None;
    }
    let instances = renamed.iter().filter(|((kind, _), _)| *kind == Kind::Instance);
    instances.into_iter().find_map(|((_, old), new)| {
        let forms = [(old.to_uppercase(), new.to_uppercase()), (old.clone(), new.clone())];
        forms.into_iter().find_map(|(old, new)| {
            let rest = place.name.strip_prefix(&*old)?;
            rest.starts_with("__").then(|| format!("{new}{rest}"))
        })
    })
}

/// A name that an entry had by default, written out.
fn written_out(config: &str, root: &Node, place: &Place<'_>, free: &str) -> Option<Vec<TextEdit>> {
    let (section, index) = place.entry?;
    let path = [Step::Key(section.key().to_owned()), Step::Index(index)];
    let key = if place.kind == Kind::Zone { section.zone_key() } else { "instance_name" };
    Edit::new(config, root).insert_entry(&path, key, &free.into()).ok()
}

/// The names of all entries of a configuration as the canvas knows them: instances by their name, others
/// as `dataset.NAME`, `folder.NAME`, `model.NAME` and `recipe.NAME`.
pub fn entry_names(config: &str) -> Vec<String> {
    let Some(root) = tree(config) else { return Vec::new() };
    let mut names = Vec::new();
    for section in [Section::Blocks, Section::Solutions] {
        for entry in entries(&root, section.key()) {
            let given = entry.get("instance_name").and_then(name).map(str::to_owned);
            names.extend(given.or_else(|| default_name(entry, "_instance")));
        }
    }
    let lists = [("datasets", "dataset"), ("folders", "folder"), ("models", "model"), ("recipes", "recipe")];
    for (key, kind) in lists {
        let given = entries(&root, key).iter().filter_map(|entry| entry.get("name").and_then(name));
        names.extend(given.map(|name| format!("{kind}.{name}")));
    }
    names
}

/// Names of the project, in lower case because case tells nothing apart.
fn taken(analysis: &Analysis) -> BTreeSet<(Kind, String)> {
    let mut taken = BTreeSet::new();
    let mut take = |kind, name: &str| taken.extend([(kind, name.to_lowercase())]);
    let (config, composition) = (&analysis.config, &analysis.composition);
    for entry in &config.uses {
        entry.instance_name.iter().for_each(|name| take(Kind::Instance, &name.value));
        entry.zone.iter().for_each(|name| take(Kind::Zone, &name.value));
    }
    composition.solutions.iter().for_each(|solution| take(Kind::Instance, &solution.path));
    for instance in &composition.instances {
        take(Kind::Instance, &instance.path);
        take(Kind::Zone, &instance.zone);
    }
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let declared = declared.chain(config.objects().filter_map(|object| object.entry().name.as_ref()));
    declared.for_each(|name| take(Kind::Object, &name.value));
    composition.known.iter().chain(&composition.produced).for_each(|name| take(Kind::Object, name));
    config
        .recipes
        .iter()
        .filter_map(|recipe| recipe.name.as_ref())
        .for_each(|name| take(Kind::Recipe, &name.value));
    taken
}
