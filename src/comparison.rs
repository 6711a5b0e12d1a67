//! Two versions of a plan: what is done now that was not done before, and what only moved on the canvas.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::address::Address;
use crate::arrangement::Arrangement;
use crate::attribute::display_order;
use crate::config::layout::CANVAS_PATH;
use crate::diagram::NodeId;
use crate::diff::{AttributeChange, Comparison as Strictness, leaf};
use crate::geometry::Point;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// It is done now.
    Added,
    /// It is no longer done.
    Removed,
    /// It is done otherwise.
    Changed,
}

/// An action that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The address of its resource.
    pub address: String,
    /// What became of it.
    pub turn: Turn,
    /// The attributes that differ, of [`Turn::Changed`]; `action` where another thing is done.
    pub attributes: Vec<String>,
    /// What is asked for, then and now, field by field in display order; of a delete what goes.
    pub fields: Vec<AttributeChange>,
}

/// A node that stands elsewhere on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its id.
    pub node: NodeId,
    /// Where it stood; `None` where the automatic layout put it.
    pub from: Option<Point>,
    /// Where it stands, likewise.
    pub to: Option<Point>,
}

/// What differs between two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Actions that differ, by address.
    pub differences: Vec<Difference>,
    /// How many actions are the same.
    pub same: usize,
    /// Files whose text differs, without the layout document.
    pub files: Vec<String>,
    /// Nodes that stand elsewhere on the canvas, got a place there or lost it. That has no meaning for the
    /// plan.
    pub moved: Vec<Moved>,
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
        let (then, now) = (then.get(address).copied(), now.get(address).copied());
        let attributes = match (then, now) {
            (Some(then), Some(now)) => attributes(then, now),
            _ => Vec::new(),
        };
        let fields = fields(address, then, now);
        comparison.differences.push(Difference { address: address.to_owned(), turn, attributes, fields });
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

/// What is asked for on both sides; where that is the same, what it starts from.
fn fields(address: &str, then: Option<&Value>, now: Option<&Value>) -> Vec<AttributeChange> {
    let differs = |key: &str| {
        let side = |action: Option<&Value>| action.and_then(|action| action.get(key)?.as_object().cloned());
        fields_of(address, &side(then).unwrap_or_default(), &side(now).unwrap_or_default())
    };
    let wanted = differs("after");
    if !wanted.is_empty() {
        return wanted;
    }
    let started = differs("before").into_iter();
    // Only one of both deletes it: what goes is told as what goes.
    if then.is_some() && now.is_some() {
        started.collect()
    } else {
        started.map(AttributeChange::reversed).collect()
    }
}

fn fields_of(address: &str, then: &Map<String, Value>, now: &Map<String, Value>) -> Vec<AttributeChange> {
    let mut names: Map<String, Value> = then.clone();
    names.extend(now.clone());
    let ordered: Vec<&String> = match Address::parse(address) {
        Ok(address) => display_order(address.kind(), &names).into_iter().map(|(name, _)| name).collect(),
        Err(_) => names.keys().collect(),
    };
    let changed = ordered.into_iter().filter_map(|name| match (then.get(name), now.get(name)) {
        (Some(old), Some(new)) if same(old, new) => None,
        (old, new) => Some(AttributeChange { path: name.clone(), old: old.cloned(), new: new.cloned() }),
    });
    changed.flat_map(|change| leaf::expand(&change, Strictness::Exact)).collect()
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
    let places = |node: &NodeId| (then.places.get(node).copied(), now.places.get(node).copied());
    let moved = nodes.into_iter().map(|node| {
        let (from, to) = places(node);
        Moved { node: node.clone(), from, to }
    });
    comparison.moved = moved.filter(|moved| moved.from != moved.to).collect();
    let rest = |arrangement: Arrangement| Arrangement { places: BTreeMap::new(), ..arrangement };
    comparison.is_redecorated = rest(then) != rest(now);
}
