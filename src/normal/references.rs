//! What a recipe reads and writes, in the shape of a configuration and in that of a server (spec 3.5).

use std::cmp::Reverse;

use serde_json::Value;

use crate::sorting::sort_by_key;

/// The names that `inputs` or `outputs` of a recipe refer to: a list of texts or of mappings with
/// `ref` and `role`, or a server's mapping from role to `items`. Role `main` comes first, then the
/// roles by name. `None` for any other shape.
pub fn refs<'a>(value: &'a Value, project_key: &str) -> Option<Vec<&'a str>> {
    Some(roles(value, project_key)?.into_iter().map(|(_, name)| name).collect())
}

/// As [`refs`], each with its role in front.
pub fn roles<'a>(value: &'a Value, project_key: &str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut by_role: Vec<(&str, &str)> = match value {
        Value::Array(list) => list.iter().map(listed_ref).collect::<Option<_>>()?,
        Value::Object(roles) => roles.iter().map(role_refs).collect::<Option<Vec<_>>>()?.concat(),
        _ => return None,
    };
    sort_by_key(&mut by_role, |(role, _)| (Reverse(*role == "main"), *role));
    Some(by_role.into_iter().map(|(role, name)| (role, own_name(name, project_key))).collect())
}

fn listed_ref(element: &Value) -> Option<(&str, &str)> {
    let role = || element.get("role").and_then(Value::as_str).unwrap_or("main");
    match element {
        Value::String(name) => Some(("main", name)),
        _ => Some((role(), element.get("ref")?.as_str()?)),
    }
}

fn role_refs<'a>((role, value): (&'a String, &'a Value)) -> Option<Vec<(&'a str, &'a str)>> {
    let items = value.get("items")?.as_array()?;
    items.iter().map(|element| Some((role.as_str(), element.get("ref")?.as_str()?))).collect()
}

/// A ref without the leading key of its own project.
pub(super) fn own_name<'a>(name: &'a str, project_key: &str) -> &'a str {
    name.strip_prefix(project_key).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name)
}
