//! Entries as text that other projects can take: copied with their comments, pasted with free names.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::entry::Entry;
use super::script::Script;
use super::{Refusal, Scene, layout, loose};
use crate::adoption::{self, entry_names};
use crate::config::format::Format;
use crate::config::keys;
use crate::diagram::NodeId;
use crate::geometry::Point;
use crate::insertion::Spot;
use crate::insertion::section::flow;
use crate::registry::Registries;
use crate::source::{FileId, Location, Source};
use crate::text::TextRange;
use crate::yaml;
use crate::yaml::edit::Edit;
use crate::yaml::node::Node;

/// Largest text that is pasted, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Most entries that are pasted at once.
pub const MAX_ENTRIES: usize = 10_000;

/// The lists that are copied, in the order in which they are written.
const LISTS: [&str; 6] = ["blocks", "solutions", "datasets", "folders", "models", "recipes"];

/// Those of them that mean nothing to a project of version 1.0.
const NEWER_LISTS: [&str; 2] = ["folders", "models"];

/// How far entries are indented in a copy.
const INDENT: usize = 2;

/// The entries of nodes as a small configuration, as written and with their comments.
///
/// # Errors
/// If the text cannot be read, one of them is gone or inside a solution, or none is given.
pub fn copy(scene: Scene<'_>, nodes: &[NodeId]) -> Result<String, Refusal> {
    Script::new(scene).open_text()?;
    let mut entries: Vec<Entry> = Vec::new();
    for id in nodes {
        let node = scene.own_node(id)?;
        entries.push(scene.entry_of(node)?);
    }
    if entries.is_empty() {
        return Err(Refusal::new("nothing is selected", "Select the nodes to copy first."));
    }
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    for entry in crate::sorting::set(entries) {
        let Some(root) = scene.root(entry.file) else { continue };
        lists.entry(entry.list).or_default().push_str(&element(
            scene.text(entry.file),
            root,
            entry.list,
            entry.index,
        )?);
    }
    Ok(written(&lists))
}

fn written(lists: &BTreeMap<&str, String>) -> String {
    let mut text = String::new();
    for (key, elements) in LISTS.iter().filter_map(|key| lists.get_key_value(key)) {
        let _ = write!(text, "{key}:\n{elements}");
    }
    text
}

/// An element of a list as lines of their own, with its dash in column [`INDENT`].
fn element(text: &str, root: &Node, list: &'static str, index: usize) -> Result<String, Refusal> {
    let node = root.get(list).and_then(|list| list.as_list()?.get(index));
    let node =
        node.ok_or_else(|| Refusal::new("an entry is not there any more", "Look at the canvas again."))?;
    let as_written =
        Edit::new(text, root).element_lines(list, index).map(|lines| indented(text, lines, node));
    let in_brackets = || format!("{:INDENT$}- {}\n", "", flow(node));
    let means_the_same = |element: &String| {
        let copy = yaml::parse(FileId::default(), &Source::new("", &format!("{list}:\n{element}")));
        let read = copy.root.as_ref().and_then(|root| root.get(list)?.as_list()?.first());
        copy.problems.iter().all(|problem| !problem.fails(true))
            && !copy.shape.anchored
            && read.is_some_and(|read| read.to_value() == node.to_value())
    };
    let mut forms = as_written.into_iter().chain(std::iter::once_with(in_brackets));
    forms
        .find(means_the_same)
        .ok_or_else(|| Refusal::new("an entry cannot be read on its own", "Copy its text instead."))
}

/// Lines with the dash of the first value in column [`INDENT`].
fn indented(text: &str, lines: TextRange, node: &Node) -> String {
    let before = text.get(..node.range.start as usize).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |feed| feed + 1)..).unwrap_or_default();
    let column = line.len() - line.trim_start_matches(' ').len();
    let mut out = String::new();
    for line in lines.of(text).lines() {
        let own = line.len() - line.trim_start_matches(' ').len();
        let content = line.get(own.min(column)..).unwrap_or_default();
        if content.is_empty() {
            out.push('\n');
        } else {
            let _ = writeln!(out, "{:INDENT$}{content}", "");
        }
    }
    out
}

/// Adds copies of nodes behind the originals.
pub(super) fn duplicate(script: &mut Script<'_>, nodes: &[NodeId], by: Point) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let text = copy(scene, nodes)?;
    let mut last: Option<(Entry, Location)> = None;
    let mut positions = Vec::new();
    for id in nodes {
        let node = scene.own_node(id)?;
        let entry = scene.entry_of(node)?;
        positions.extend(scene.shown.get(id).or_else(|| scene.arrangement.places.get(id)).copied());
        if last.is_none_or(|(last, _)| last < entry) {
            last = Some((entry, node.at));
        }
    }
    let spot = last.map_or(Spot::End, |(_, at)| Spot::After(at));
    let corner =
        positions.into_iter().reduce(|one, other| Point::new(one.x.min(other.x), one.y.min(other.y)));
    put(script, &text, spot, corner.map(|corner| corner.shifted(by)))?;
    script.title = match nodes {
        [only] => format!("Duplicate {}", only.called()),
        _ => format!("Duplicate {} things", nodes.len()),
    };
    Ok(())
}

/// Adds the entries of a text that may come from anywhere.
pub(super) fn paste(script: &mut Script<'_>, text: &str, at: Option<Point>) -> Result<(), Refusal> {
    script.open_text()?;
    let workspace = script.scene.workspace;
    let text = taken_over(text, script.scene.analysis.config.format, &workspace.registries)?;
    put(script, &text, Spot::End, at)?;
    script.title = match script.focus.as_slice() {
        [only] => format!("Paste {}", only.called()),
        ids => format!("Paste {} things", ids.len()),
    };
    Ok(())
}

/// The entries of a text as [`copy`] writes them, for a project of version `format`.
fn taken_over(text: &str, format: Format, registries: &Registries) -> Result<String, Refusal> {
    let refuse = |reason: String| Refusal::new(reason, "Copy what is on a canvas, and paste again.");
    if text.len() > MAX_BYTES {
        return Err(refuse(format!("the clipboard has more than {} KiB", MAX_BYTES / 1024)));
    }
    let read = |text: &str| {
        let source = Source::new("", text);
        let document = yaml::parse(FileId::default(), &source);
        (source, document)
    };
    let (mut source, mut document) = read(text);
    if let Some(listed) =
        document.root.as_ref().and_then(|root| loose::listed(&source.text, root, registries))
    {
        (source, document) = read(&listed);
    }
    if let Some(problem) = document.problems.iter().find(|problem| problem.fails(true)) {
        return Err(refuse(format!("the clipboard holds no YAML that can be read ({})", problem.message)));
    }
    let root = document.root.as_ref().filter(|root| root.as_map().is_some());
    let root = root.ok_or_else(|| refuse("the clipboard holds no configuration".to_owned()))?;
    let known = |key: &str| keys::ROOT.knows(key) || key.starts_with("x-");
    if let Some(entry) = root.as_map().unwrap_or_default().iter().find(|entry| !known(&entry.key)) {
        let key: String = entry.key.chars().take(40).collect();
        return Err(refuse(format!("the clipboard holds no configuration (\"{key}\" is not known)")));
    }
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    let (mut count, mut bytes) = (0, 0);
    for list in LISTS {
        let Some(node) = root.get(list).filter(|node| !node.is_null()) else { continue };
        if NEWER_LISTS.contains(&list) && !keys::ROOT.reads(list, format) {
            return Err(Refusal::new(
                format!("the clipboard holds {list}, which a project of version 1.0 has none of"),
                "Write `version: \"1.1\"` in the project file first, or copy without them.",
            ));
        }
        let elements =
            node.as_list().ok_or_else(|| refuse(format!("`{list}` in the clipboard is no list")))?;
        for (index, value) in elements.iter().enumerate() {
            if value.as_map().is_none() {
                return Err(refuse(format!("{list}[{index}] in the clipboard is no mapping")));
            }
            let element = element(&source.text, root, list, index)?;
            count += 1;
            // Aliases may make much out of little.
            bytes += element.len();
            if count > MAX_ENTRIES || bytes > 2 * MAX_BYTES {
                return Err(refuse("the clipboard holds too much".to_owned()));
            }
            lists.entry(list).or_default().push_str(&element);
        }
    }
    if count == 0 {
        return Err(refuse(
            "the clipboard holds no block, solution, dataset, folder, model or recipe".to_owned(),
        ));
    }
    Ok(written(&lists))
}

/// Adds entries under free names.
fn put(script: &mut Script<'_>, text: &str, spot: Spot, at: Option<Point>) -> Result<(), Refusal> {
    let freed = adoption::freed(text, script.scene.analysis).map(|(text, _)| text).ok_or_else(|| {
        Refusal::new("the entries have names that cannot be told apart", "Give them names in the text first.")
    })?;
    let ids: Vec<NodeId> = entry_names(&freed).into_iter().map(|name| NodeId(name.into())).collect();
    script.insert(freed, spot);
    layout::put_new(script, &ids, at)?;
    script.focus = ids;
    Ok(())
}
