//! Two versions of a plan: what is done now that was not done before, and what only moved on the canvas.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::arrangement::Arrangement;
use crate::config::layout::CANVAS_PATH;
use crate::source::Source;
use crate::value::same;

/// A version of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Its JSON (spec 5.5), if there is a plan.
    pub plan: Option<&'a Map<String, Value>>,
    /// The files, if they are known.
    pub files: &'a [Source],
}

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is done now.
    Added,
    /// It is no longer done.
    Removed,
    /// It is done otherwise.
    Changed,
}

/// An action that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The address of its resource.
    pub address: String,
    /// What became of it.
    pub turn: Turn,
    /// The attributes that differ, of [`Turn::Changed`]; `action` where another thing is done.
    pub attributes: Vec<String>,
}

/// What differs between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Actions that differ, by address.
    pub differences: Vec<Difference>,
    /// How many actions are the same.
    pub same: usize,
    /// Files whose text differs, without the layout document.
    pub files: Vec<String>,
    /// Nodes that stand elsewhere on the canvas, came to it or went. They have no meaning for the plan.
    pub moved: Vec<String>,
    /// Whether frames, notes or what is folded differ.
    pub is_redecorated: bool,
}

impl Comparison {
    /// Whether the same is done in both.
    pub fn means_the_same(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether only the canvas looks different.
    pub fn is_layout_only(&self) -> bool {
        self.means_the_same() && self.files.is_empty() && (self.is_redecorated || !self.moved.is_empty())
    }
}

/// Compares two versions.
pub fn compare(before: &Version<'_>, after: &Version<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    let (then, now) = (actions(before.plan), actions(after.plan));
    let addresses = then.keys().chain(now.keys()).copied().collect::<BTreeSet<_>>();
    for address in addresses {
        let turn = match (then.get(address), now.get(address)) {
            (Some(then), Some(now)) if is_same(then, now) => {
                comparison.same += 1;
                continue;
            }
            (Some(_), Some(_)) => Turn::Changed,
            (None, _) => Turn::Added,
            (_, None) => Turn::Removed,
        };
        let attributes = match (then.get(address), now.get(address)) {
            (Some(then), Some(now)) => attributes(then, now),
            _ => Vec::new(),
        };
        comparison.differences.push(Difference { address: address.to_owned(), turn, attributes });
    }
    comparison.files = files(before.files, after.files);
    compare_layout(before.files, after.files, &mut comparison);
    comparison
}

fn actions<'a>(plan: Option<&'a Map<String, Value>>) -> BTreeMap<&'a str, &'a Value> {
    let actions = plan.and_then(|plan| plan.get("actions")?.as_array());
    let entry = |action: &'a Value| Some((action.get("resource_id")?.as_str()?, action));
    actions.into_iter().flatten().filter_map(entry).collect()
}

/// Whether the same is done to the same. What comes first is not compared: it follows from other actions.
fn is_same(then: &Value, now: &Value) -> bool {
    ["action", "after", "before", "changes", "replaces"].into_iter().all(|key| {
        match (then.get(key), now.get(key)) {
            (Some(then), Some(now)) => same(then, now),
            (then, now) => then == now,
        }
    })
}

fn attributes(then: &Value, now: &Value) -> Vec<String> {
    let mut names = BTreeSet::new();
    if then.get("action") != now.get("action") {
        names.insert("action".to_owned());
    }
    for side in ["after", "before"] {
        let (then, now) =
            (then.get(side).and_then(Value::as_object), now.get(side).and_then(Value::as_object));
        let keys = then.into_iter().chain(now).flat_map(Map::keys);
        let differs = |key: &&String| {
            then.and_then(|members| members.get(*key)) != now.and_then(|members| members.get(*key))
        };
        names.extend(keys.filter(differs).cloned());
    }
    names.into_iter().collect()
}

fn files(before: &[Source], after: &[Source]) -> Vec<String> {
    let text = |files: &[Source], path: &str| {
        files.iter().find(|source| source.path == path).map(|source| source.text.clone())
    };
    let paths = before.iter().chain(after).map(|source| source.path.as_str()).collect::<BTreeSet<_>>();
    let differs = |path: &&str| *path != CANVAS_PATH && text(before, path) != text(after, path);
    paths.into_iter().filter(differs).map(str::to_owned).collect()
}

fn compare_layout(before: &[Source], after: &[Source], comparison: &mut Comparison) {
    let (Ok(then), Ok(now)) = (Arrangement::of(before), Arrangement::of(after)) else {
        comparison.is_redecorated = true;
        return;
    };
    let nodes = then.places.keys().chain(now.places.keys()).collect::<BTreeSet<_>>();
    let moved = nodes.into_iter().filter(|node| then.places.get(*node) != now.places.get(*node));
    comparison.moved = moved.map(|node| node.0.to_string()).collect();
    let rest = |arrangement: Arrangement| Arrangement { places: BTreeMap::new(), ..arrangement };
    comparison.is_redecorated = rest(then) != rest(now);
}
