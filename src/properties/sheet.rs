//! Which groups of rows a node has.

use super::entry::{Entry, Problems, key};
use super::group::{Group, More};
use super::row::{Kind, Row};
use crate::block::PortKind;
use crate::config::Format;
use crate::config::rules::sch006_type::{DATASET_TYPES, RECIPE_TYPES};
use crate::diagram::{Node, Subject};
use crate::workspace::Analysis;
use crate::yaml::edit::Step;

/// Keys that have rows elsewhere: the name, ports, extensions, code.
const ELSEWHERE: [&str; 7] = ["ref", "instance_name", "name", "inputs", "outputs", "extends", "code"];

/// Keys that have a group of their own.
const GROUPED: [&str; 3] = ["params", "schema", "lifecycle"];

/// The groups of an entry.
pub(super) fn groups(
    analysis: &Analysis,
    node: &Node,
    entry: &Entry<'_>,
    problems: Problems<'_>,
) -> Vec<Group> {
    let row = |path: Vec<Step>, as_text: bool| Row::new(entry, path, as_text, problems);
    let mut groups = vec![Group {
        title: "Settings",
        rows: settings(analysis, node, entry, problems),
        more: More::Values(Vec::new()),
    }];
    let is_model = matches!(node.subject, Subject::Object(PortKind::Model, _));
    if node.subject.is_object() && !is_model {
        let rows = below(entry, &[key("params")]).into_iter().map(|path| row(path, false)).collect();
        groups.push(Group { title: "Parameters", rows, more: More::Values(vec![key("params")]) });
    }
    if matches!(node.subject, Subject::Dataset(_)) {
        groups.push(schema(entry, problems));
    }
    if matches!(node.subject, Subject::Object(..)) {
        return groups;
    }
    let guard = || key("lifecycle");
    let mut prevent = row(vec![guard(), key("prevent_destroy")], false);
    prevent.kind = Kind::Flag;
    let mut ignore = row(vec![guard(), key("ignore_changes")], false);
    "[params.table]".clone_into(&mut ignore.usual);
    groups.push(Group { title: "Lifecycle", rows: vec![prevent, ignore], more: More::Nothing });
    groups
}

/// The values of the entry itself: those everybody has, then whatever else is written.
fn settings(analysis: &Analysis, node: &Node, entry: &Entry<'_>, problems: Problems<'_>) -> Vec<Row> {
    // An older format accepts zones and does nothing with them.
    let has_zones = analysis.config.format >= Format::V1_1;
    let (first, known): (&[&str], &'static [&'static str]) = match node.subject {
        Subject::Block(_) => (&["zone_name"], &[]),
        Subject::Solution(_) => (&["zone_prefix"], &[]),
        Subject::Dataset(_) if has_zones => (&["type", "connection", "format_type", "zone"], &DATASET_TYPES),
        Subject::Dataset(_) => (&["type", "connection", "format_type"], &DATASET_TYPES),
        Subject::Recipe(_) if has_zones => (&["type", "zone"], &RECIPE_TYPES),
        Subject::Recipe(_) => (&["type"], &RECIPE_TYPES),
        Subject::Object(PortKind::Model, _) => (&["kind", "zone"], &[]),
        Subject::Object(..) => (&["type", "connection", "zone"], &[]),
        Subject::Member(_) => (&[], &[]),
    };
    let mut rows: Vec<Row> = Vec::new();
    for name in first {
        let mut row = Row::new(entry, vec![key(name)], true, problems);
        match *name {
            "type" => {
                row.known = known;
                row.removal = None;
            }
            "zone_name" => row.usual = zone(analysis, node).unwrap_or_default(),
            "zone" if row.kind == Kind::Text => row.kind = Kind::Zone,
            "zone_prefix" => row.usual = node.name.to_string(),
            _ => {}
        }
        rows.push(row);
    }
    let is_other = |path: &Vec<Step>| match path.as_slice() {
        [Step::Key(name)] => {
            [&ELSEWHERE[..], &GROUPED, first].iter().all(|known| !known.contains(&name.as_str()))
        }
        _ => false,
    };
    let others = below(entry, &[]).into_iter().filter(is_other);
    rows.extend(others.map(|path| Row::new(entry, path, false, problems)));
    rows
}

fn zone(analysis: &Analysis, node: &Node) -> Option<String> {
    let instance = analysis.composition.instance(&node.name)?;
    Some(instance.zone.to_string())
}

/// The columns, then whatever else the schema says.
fn schema(entry: &Entry<'_>, problems: Problems<'_>) -> Group {
    let list = vec![key("schema"), key("columns")];
    let count = entry.value(&list).and_then(|list| list.as_list()).map_or(0, <[_]>::len);
    let column = |index: usize| {
        let path: Vec<Step> = list.iter().cloned().chain([Step::Index(index)]).collect();
        let mut row = Row::new(entry, path, false, problems);
        let name = entry.value(&row.path).and_then(|column| column.get("name")?.as_text());
        row.name = name.map_or_else(|| format!("column {}", index + 1).into(), |name| name.value.clone());
        row
    };
    let mut rows: Vec<Row> = (0..count).map(column).collect();
    let others = below(entry, &[key("schema")]).into_iter().filter(|path| *path != list);
    rows.extend(others.map(|path| Row::new(entry, path, false, problems)));
    Group { title: "Schema", rows, more: More::Columns(list) }
}

/// The paths of the values in the mapping at `path`; what a merge key brings along cannot be set.
fn below(entry: &Entry<'_>, path: &[Step]) -> Vec<Vec<Step>> {
    let entries = entry.value(path).and_then(|node| node.as_map()).unwrap_or_default();
    let own = entries.iter().filter(|entry| !entry.merged);
    own.map(|entry| path.iter().cloned().chain([key(&entry.key)]).collect()).collect()
}
