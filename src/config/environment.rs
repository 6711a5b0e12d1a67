//! Variables that the project's own files define: `environments/<environment>.yml` and
//! `.dataiku/variables.yml` (spec 1.4 and 1.5).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layout::Role;
use super::rules::{sch002_kind, sch008_unknown_key, sch009_not_planned};
use super::sections::Part;
use crate::diagnostic::pile::Pile;
use crate::sorting;
use crate::source::Location;
use crate::variables::{Definition, Layer, Origin, Variables};
use crate::yaml::node::{Entry, Node};

const KNOWN_KEYS: [&str; 2] = ["variables", "secrets"];
const LATER_KEYS: [&str; 4] = ["version", "environment", "overrides", "settings"];

/// The variables of a workspace: those of the chosen environment's file, then the project's, then
/// `session`, what the user typed. `secrets` lists in the files add to the session's.
pub fn variables(
    documents: &[(Role, Part)],
    session: &BTreeMap<String, String>,
    secrets: &BTreeSet<String>,
    problems: &mut Pile,
) -> Variables {
    let mut variables = Variables::default();
    for (wanted, origin) in [(Role::Environment, Origin::Environment), (Role::Variables, Origin::Project)] {
        for (_, part) in documents.iter().filter(|(role, _)| *role == wanted) {
            read_file(part, origin, &mut variables, problems);
        }
    }
    let typed = |(name, value): (&String, &String)| {
        (name.clone(), Definition { value: value.as_str().into(), at: None })
    };
    variables.layers.push(Layer { origin: Origin::Session, values: sorting::map(session.iter().map(typed)) });
    for name in secrets {
        variables.secrets.entry(name.clone()).or_insert(None);
    }
    variables
}

fn read_file(part: &Part, origin: Origin, variables: &mut Variables, problems: &mut Pile) {
    let Some(entries) = part.node.as_map() else {
        problems.push(sch002_kind::report("$".into(), "a mapping with `variables`", &part.node, part.file));
        return;
    };
    for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
        match &*entry.key {
            "variables" => {
                variables.layers.push(Layer { origin, values: values(part, entry, problems) });
            }
            "secrets" => variables.secrets.extend(names(part, entry, problems)),
            key if LATER_KEYS.contains(&key) => {
                problems.push(sch009_not_planned::report(key.to_owned(), entry, part.file));
            }
            key if key.starts_with("x-") => {}
            key => {
                let path = key.to_owned();
                problems.push(sch008_unknown_key::report(path, entry, part.file, &KNOWN_KEYS, entries));
            }
        }
    }
}

fn values(part: &Part, entry: &Entry, problems: &mut Pile) -> BTreeMap<String, Definition> {
    let mut wrong =
        |path, expected, node: &Node| problems.push(sch002_kind::report(path, expected, node, part.file));
    let Some(entries) = entry.value.as_map() else {
        wrong("variables".into(), "a mapping of names to texts", &entry.value);
        return BTreeMap::new();
    };
    let mut values = BTreeMap::new();
    for variable in entries {
        match variable.value.as_text() {
            Some(text) => {
                let at = Some(Location { file: part.file, range: variable.value.range });
                values.insert(variable.key.to_string(), Definition { value: Arc::clone(&text.value), at });
            }
            None => wrong(format!("variables.{}", variable.key), "text", &variable.value),
        }
    }
    values
}

fn names(part: &Part, entry: &Entry, problems: &mut Pile) -> Vec<(String, Option<Location>)> {
    let mut wrong =
        |path, expected, node: &Node| problems.push(sch002_kind::report(path, expected, node, part.file));
    let Some(nodes) = entry.value.as_list() else {
        wrong("secrets".into(), "a list of names", &entry.value);
        return Vec::new();
    };
    let mut names = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        match node.as_text() {
            Some(text) => {
                let at = Location { file: part.file, range: node.range };
                names.push((text.value.to_string(), Some(at)));
            }
            None => wrong(format!("secrets[{index}]"), "text", node),
        }
    }
    names
}
