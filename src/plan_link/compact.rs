//! The plan's JSON (spec 5.5) without what follows from the rest of it. [`restore`] gives it back exactly.

use serde_json::{Map, Value, json};

use super::context;
use super::patch;
use super::shapes;
use crate::value::{object, path, same};

/// Names of actions by their number.
const ACTIONS: [&str; 3] = ["create", "update", "delete"];

/// The plan, smaller; `None` if it is none, or would not come back exactly.
pub(super) fn compact(plan: &Value) -> Option<Value> {
    let packed = shapes::pack(&reduce(plan)?);
    restore(&packed).filter(|restored| same(restored, plan)).map(|_| packed)
}

/// The plan that was made smaller; `None` if `packed` is nothing that [`compact`] makes.
pub(super) fn restore(packed: &Value) -> Option<Value> {
    expand(&shapes::unpack(packed)?)
}

fn reduce(plan: &Value) -> Option<Value> {
    let mut rest = plan.as_object()?.clone();
    let project = rest.get("project_key")?.as_str()?.to_owned();
    let Some(Value::Array(actions)) = rest.remove("actions") else { return None };
    let ids: Vec<&str> = actions.iter().filter_map(|action| action.get("resource_id")?.as_str()).collect();
    let reduced = actions.iter().enumerate().map(|(at, action)| reduce_action(at, action, &ids, &project));
    Some(json!([rest, reduced.collect::<Option<Vec<_>>>()?]))
}

/// `[action, short id, side, before, depends on, changes, context, replaces?]`
fn reduce_action(at: usize, action: &Value, ids: &[&str], project: &str) -> Option<Value> {
    let members = action.as_object()?;
    let code = ACTIONS.iter().position(|name| members.get("action").is_some_and(|found| found == name))?;
    let id = members.get("resource_id")?.as_str()?;
    let (after, before) = (members.get("after")?, members.get("before")?);
    let side = if after.is_null() { before } else { after };
    let before = match code {
        1 => patch::make(after.as_object()?, before.as_object()?),
        _ => Value::from(0),
    };
    let needs = members.get("depends_on")?.as_array()?.iter().map(|need| distance(at, need, ids));
    let changes = members.get("changes")?.as_array()?.iter().map(|change| reduce_change(change, members));
    let mut reduced = vec![
        Value::from(code),
        Value::from(short_id(id, project)),
        without_name(side, name(id)),
        before,
        Value::Array(needs.collect()),
        Value::Array(changes.collect()),
        context::reduce(kind(id), members.get("context"), side),
    ];
    if members.get("replaces").is_some_and(|replaces| *replaces == true) {
        reduced.push(Value::from(1));
    }
    while reduced.len() > 3 && reduced.last().is_some_and(is_nothing) {
        reduced.pop();
    }
    Some(Value::Array(reduced))
}

fn is_nothing(value: &Value) -> bool {
    *value == 0 || value.as_array().is_some_and(Vec::is_empty)
}

fn expand(reduced: &Value) -> Option<Value> {
    let [rest, actions] = reduced.as_array()?.as_slice() else { return None };
    let mut plan = rest.as_object()?.clone();
    let project = plan.get("project_key")?.as_str()?.to_owned();
    let actions = actions.as_array()?;
    let ids: Vec<String> = actions
        .iter()
        .map(|action| Some(long_id(action.get(1)?.as_str()?, &project)))
        .collect::<Option<_>>()?;
    let expanded = actions.iter().enumerate().map(|(at, action)| expand_action(at, action.as_array()?, &ids));
    plan.insert("actions".into(), Value::Array(expanded.collect::<Option<_>>()?));
    Some(Value::Object(plan))
}

fn expand_action(at: usize, action: &[Value], ids: &[String]) -> Option<Value> {
    let id = ids.get(at)?;
    let code = usize::try_from(action.first()?.as_u64()?).ok()?;
    let side = with_name(action.get(2)?, name(id))?;
    let nothing = Value::Array(Vec::new());
    let part = |position: usize| action.get(position).unwrap_or(&nothing);
    let (before, after) = match code {
        0 => (Value::Null, side.clone()),
        1 => (Value::Object(patch::apply(side.as_object()?, part(3))?), side.clone()),
        _ => (side.clone(), Value::Null),
    };
    let needs = part(4).as_array()?.iter().map(|need| needed(at, need, ids));
    let mut members = object([
        ("action".to_owned(), Value::from(*ACTIONS.get(code)?)),
        ("after".to_owned(), after),
        ("before".to_owned(), before),
        ("depends_on".to_owned(), Value::Array(needs.collect::<Option<_>>()?)),
        ("resource_id".to_owned(), Value::from(id.as_str())),
        ("resource_type".to_owned(), Value::from(kind(id))),
    ]);
    let changes = part(5).as_array()?.iter().map(|change| expand_change(change, &members));
    let changes = changes.collect::<Option<_>>()?;
    members.insert("changes".into(), Value::Array(changes));
    let context = context::expand(kind(id), part(6), &side)?;
    if !context.is_empty() {
        members.insert("context".into(), Value::Object(context));
    }
    if action.len() > 7 {
        members.insert("replaces".into(), Value::Bool(true));
    }
    Some(Value::Object(members))
}

/// A change is its path where the rest follows from both sides.
fn reduce_change(change: &Value, members: &Map<String, Value>) -> Value {
    let path = change.get("path").and_then(Value::as_str);
    let derived = path.and_then(|path| derived_change(path, members));
    match (path, derived) {
        (Some(path), Some(derived)) if same(&derived, change) => Value::from(path),
        _ => change.clone(),
    }
}

fn expand_change(change: &Value, members: &Map<String, Value>) -> Option<Value> {
    match change.as_str() {
        Some(path) => derived_change(path, members),
        None => Some(change.clone()),
    }
}

fn derived_change(path: &str, members: &Map<String, Value>) -> Option<Value> {
    let segments = path::parse(path).ok()?;
    let side = |key: &str| path::get(members.get(key)?.as_object()?, &segments);
    let (old, new) = (side("before"), side("after"));
    let kind = match (old, new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "modified",
    };
    Some(json!({"kind": kind, "new": new, "old": old, "path": path}))
}

/// How many actions before this one the needed one stands; its id where it is none of them.
fn distance(at: usize, need: &Value, ids: &[&str]) -> Value {
    let position = need.as_str().and_then(|need| ids.iter().position(|id| *id == need));
    match position.filter(|position| *position < at) {
        Some(position) => Value::from(at - position),
        None => need.clone(),
    }
}

fn needed(at: usize, need: &Value, ids: &[String]) -> Option<Value> {
    match need.as_u64() {
        Some(distance) => {
            let position = at.checked_sub(usize::try_from(distance).ok()?)?;
            ids.get(position).map(|id| Value::from(id.as_str()))
        }
        None => Some(need.clone()),
    }
}

/// `type.name` of `type.PROJECT.name`, `project` of the project itself, any other id as it is.
fn short_id(id: &str, project: &str) -> String {
    let short = match id.split_once('.') {
        Some(("project", key)) if key == project => Some("project".to_owned()),
        Some((kind, rest)) => rest
            .strip_prefix(project)
            .and_then(|rest| rest.strip_prefix('.'))
            .map(|name| format!("{kind}.{name}")),
        None => None,
    };
    short.filter(|short| long_id(short, project) == id).unwrap_or_else(|| format!("={id}"))
}

fn long_id(short: &str, project: &str) -> String {
    match short.split_once('.') {
        _ if short.starts_with('=') => short.chars().skip(1).collect(),
        Some((kind, name)) => format!("{kind}.{project}.{name}"),
        None => format!("{short}.{project}"),
    }
}

fn kind(id: &str) -> &str {
    id.split('.').next().unwrap_or_default()
}

fn name(id: &str) -> &str {
    id.splitn(3, '.').last().unwrap_or_default()
}

/// The attributes without a `name` that the id says already; [`with_name`] adds it again, and leaves alone
/// what has a name, or a `null` for none.
fn without_name(side: &Value, name: &str) -> Value {
    let mut side = side.clone();
    if let Some(members) = side.as_object_mut() {
        match members.get("name") {
            Some(found) if found == name => drop(members.remove("name")),
            Some(_) => {}
            None => drop(members.insert("name".into(), Value::Null)),
        }
    }
    side
}

fn with_name(side: &Value, name: &str) -> Option<Value> {
    let mut members = side.as_object()?.clone();
    match members.get("name") {
        None => drop(members.insert("name".into(), Value::from(name))),
        Some(Value::Null) => drop(members.remove("name")),
        Some(_) => {}
    }
    Some(Value::Object(members))
}
