//! Changes of the entries of one file, made together and proved on the text that comes of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Refusal;
use super::super::place::Place;
use crate::address::Address;
use crate::source::{FileId, Source};
use crate::text::{TextEdit, apply_edits, joined};
use crate::value::same;
use crate::yaml;
use crate::yaml::edit::{Edit, Step};
use crate::yaml::node::Node;

/// An entry that gets another value, or goes.
pub(super) struct Deed {
    pub(super) address: Address,
    pub(super) place: Place,
    pub(super) value: Option<Value>,
}

type Refused = Vec<(Address, Refusal)>;

/// The edits of a text that reads as `root`. What the text does not let change alone is refused: whether
/// it does is tried, on half of the deeds at a time.
pub(super) fn settle(text: &str, root: &Node, deeds: Vec<Deed>) -> (Vec<TextEdit>, Refused) {
    let mut refused = Vec::new();
    let kept = provable(text, root, deeds, &mut refused);
    match edits(text, root, &kept) {
        Some(edits) if is_proved(text, root, &kept, &edits) => (edits, refused),
        _ => {
            refused.extend(kept.into_iter().map(|deed| (deed.address, Refusal::Shared)));
            (Vec::new(), refused)
        }
    }
}

/// The deeds that lead where they should; it recurses to the depth of halving them.
fn provable(text: &str, root: &Node, mut deeds: Vec<Deed>, refused: &mut Refused) -> Vec<Deed> {
    if edits(text, root, &deeds).is_some_and(|edits| is_proved(text, root, &deeds, &edits)) {
        return deeds;
    }
    if deeds.len() <= 1 {
        refused.extend(deeds.into_iter().map(|deed| (deed.address, Refusal::Shared)));
        return Vec::new();
    }
    let rest = deeds.split_off(deeds.len() / 2);
    let mut kept = provable(text, root, deeds, refused);
    kept.extend(provable(text, root, rest, refused));
    kept
}

/// The edits of all deeds; `None` if one is not possible.
fn edits(text: &str, root: &Node, deeds: &[Deed]) -> Option<Vec<TextEdit>> {
    let editor = Edit::new(text, root);
    let mut edits = Vec::new();
    for deed in deeds {
        if let Some(value) = &deed.value {
            edits.extend(editor.change(&deed.place.path(), value).ok()?);
        }
    }
    for (list, gone) in gone(deeds) {
        let gone: Vec<Step> = gone.into_iter().map(Step::Index).collect();
        edits.extend(editor.remove_all(&[Step::Key(list.to_owned())], &gone).ok()?);
    }
    Some(joined(edits))
}

/// The elements that go, by list.
fn gone(deeds: &[Deed]) -> BTreeMap<&'static str, BTreeSet<usize>> {
    let mut gone: BTreeMap<&'static str, BTreeSet<usize>> = BTreeMap::new();
    for deed in deeds.iter().filter(|deed| deed.value.is_none()) {
        gone.entry(deed.place.key).or_default().extend(deed.place.index);
    }
    gone
}

/// Whether the text then reads as before but for the deeds.
fn is_proved(text: &str, root: &Node, deeds: &[Deed], edits: &[TextEdit]) -> bool {
    let Ok(after) = apply_edits(text, edits) else { return false };
    let document = yaml::parse(FileId::default(), &Source::new("", &after));
    let Some(after) = document.root else { return false };
    let mut expected = root.to_value();
    for deed in deeds {
        let section = expected.get_mut(deed.place.key);
        let entry = match deed.place.index {
            Some(index) => section.and_then(|list| list.get_mut(index)),
            None => section,
        };
        if let (Some(entry), Some(value)) = (entry, &deed.value) {
            *entry = value.clone();
        }
    }
    for (list, gone) in gone(deeds) {
        if let Some(Value::Array(elements)) = expected.get_mut(list) {
            let mut index = 0..;
            elements.retain(|_| index.next().is_some_and(|index| !gone.contains(&index)));
        }
    }
    same(&expected, &after.to_value())
}

/// Whether the file holds one list and nothing of it stays, so that it goes as a whole. A file of a
/// project does not: it says more.
pub(super) fn empties(root: &Node, deeds: &[Deed]) -> bool {
    let Some([only]) = root.as_map() else { return false };
    let count = only.value.as_list().map_or(0, <[Node]>::len);
    let gone = gone(deeds).get(&*only.key).map_or(0, BTreeSet::len);
    count > 0 && gone == count
}
