//! Adding blocks and datasets to the text of a project: new entries of `blocks`, `solutions` and
//! `datasets` in the project file, every other byte as it was.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::config::block_use::Section;
use crate::config::layout::{Role, read_order};
use crate::source::{FileEdit, FileId, Source};
use crate::text::{TextEdit, TextRange, apply_edits, difference};
use crate::yaml;
use crate::yaml::edit::{Edit, Step};
use crate::yaml::node::{Content, Node, Style};
use crate::yaml::write::{self, Context};

/// An entry of `blocks` or `solutions` to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewUse {
    /// The list it goes into.
    pub section: Section,
    /// `ref`
    pub reference: String,
    /// `instance_name`
    pub instance_name: String,
    /// `zone_name` or `zone_prefix`
    pub zone: String,
    /// `inputs`: ports and names, in order.
    pub inputs: Vec<(String, String)>,
    /// `outputs`: ports and names, in order.
    pub outputs: Vec<(String, String)>,
    /// `extends`, in order.
    pub extends: Vec<Value>,
}

/// A managed dataset to declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDataset {
    /// `name`
    pub name: String,
}

/// Text edits that add entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Inserted {
    /// The edits, all of the project file.
    pub edits: Vec<FileEdit>,
    /// The bytes of the first new entry, in the text after the edits.
    pub at: TextRange,
    /// The project file.
    pub file: FileId,
}

/// Why nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no project file.
    NoProjectFile,
    /// The project file cannot be read as YAML, or is no mapping.
    Unreadable,
    /// A list that entries go into is of another kind, or comes from an alias.
    NoList,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NoProjectFile => "Nothing was added: the project has no project.yml. Add one first.",
            Self::Unreadable => {
                "Nothing was added: project.yml cannot be read. Put its syntax right first; the problems say where."
            }
            Self::NoList => {
                "Nothing was added: blocks, solutions or datasets in project.yml is no list of its own. Make it one first."
            }
        })
    }
}

impl std::error::Error for Refusal {}

/// The edits that add `uses` and `datasets` to the project file, each behind what its list has.
///
/// # Errors
/// If there is no project file, it cannot be read, or one of the lists is none.
pub fn insert(
    files: &[Source],
    environment: &str,
    uses: &[NewUse],
    datasets: &[NewDataset],
) -> Result<Inserted, Refusal> {
    let order = read_order(files, environment);
    let project = order.iter().find(|(role, _)| *role == Role::Project).map(|(_, file)| *file);
    let file = project.ok_or(Refusal::NoProjectFile)?;
    let source = files.get(file.index()).ok_or(Refusal::NoProjectFile)?;
    let mut text = source.text.to_string();
    for section in [Section::Blocks, Section::Solutions] {
        for entry in uses.iter().filter(|entry| entry.section == section) {
            text =
                added(file, source, &text, section.key(), &|indent| written(entry, indent), &value(entry))?;
        }
    }
    for dataset in datasets {
        let lines = |indent: usize| {
            let name = write::text(&dataset.name, Context::Block);
            format!("- name: {name}\n{:indent$}  type: managed", "")
        };
        let value = json!({"name": dataset.name, "type": "managed"});
        text = added(file, source, &text, "datasets", &lines, &value)?;
    }
    let at = uses.first().and_then(|entry| place(file, source, &text, entry));
    let edits = difference(&source.text, &text).into_iter().map(|edit| FileEdit { file, edit });
    Ok(Inserted { edits: edits.collect(), at: at.unwrap_or_default(), file })
}

/// `text` with one more element in the list at `key`.
fn added(
    file: FileId,
    source: &Source,
    text: &str,
    key: &str,
    lines: &dyn Fn(usize) -> String,
    value: &Value,
) -> Result<String, Refusal> {
    let root = read(file, source, text).ok_or(Refusal::Unreadable)?;
    let Content::Map(entries) = &root.content else { return Err(Refusal::Unreadable) };
    let edit = Edit::new(text, &root);
    let path = [Step::Key(key.to_owned())];
    let edits = match entries.iter().find(|entry| &*entry.key == key) {
        Some(entry) if entry.merged || entry.value.style == Style::Alias => return Err(Refusal::NoList),
        Some(_) if root.style == Style::Flow => {
            let count = root.get(key).and_then(Node::as_list).map_or(0, <[Node]>::len);
            edit.insert_element(&path, count, value).map_err(|_| Refusal::NoList)?
        }
        Some(entry) => vec![into_list(text, &entry.value, &edit, &path, lines, value)?],
        None if root.style == Style::Flow => {
            edit.insert_entry(&[], key, &json!([value])).map_err(|_| Refusal::NoList)?
        }
        None => vec![at_the_end(text, &format!("{key}:\n  {}", lines(2)))],
    };
    apply_edits(text, &edits).map_err(|_| Refusal::Unreadable)
}

fn into_list(
    text: &str,
    list: &Node,
    edit: &Edit<'_>,
    path: &[Step],
    lines: &dyn Fn(usize) -> String,
    value: &Value,
) -> Result<TextEdit, Refusal> {
    match &list.content {
        Content::Null => Ok(TextEdit::replace(list.range, format!("\n  {}", lines(2)))),
        Content::List(nodes) if nodes.is_empty() => {
            Ok(TextEdit::replace(with_space_before(text, list.range), format!("\n  {}", lines(2))))
        }
        Content::List(nodes) if list.style == Style::Flow => {
            let edits = edit.insert_element(path, nodes.len(), value).map_err(|_| Refusal::NoList)?;
            edits.into_iter().next().ok_or(Refusal::NoList)
        }
        Content::List(nodes) => {
            let final_node = nodes.last().ok_or(Refusal::NoList)?;
            let before = text.get(..list.range.start as usize).unwrap_or_default();
            let indent = before.len() - before.rfind('\n').map_or(0, |feed| feed + 1);
            let rest = text.get(final_node.range.end as usize..).unwrap_or_default();
            let end = final_node.range.end as usize + rest.find('\n').unwrap_or(rest.len());
            Ok(TextEdit::insert(TextRange::at(end).start, format!("\n{:indent$}{}", "", lines(indent))))
        }
        _ => Err(Refusal::NoList),
    }
}

fn with_space_before(text: &str, range: TextRange) -> TextRange {
    let before = text.get(..range.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches(' ');
    TextRange { start: TextRange::at(kept.len()).start, end: range.end }
}

/// A new section, one empty line behind everything else.
fn at_the_end(text: &str, section: &str) -> TextEdit {
    let kept = text.trim_end();
    let range = TextRange { start: TextRange::at(kept.len()).start, end: TextRange::at(text.len()).start };
    let space = if kept.is_empty() { "" } else { "\n\n" };
    TextEdit::replace(range, format!("{space}{section}\n"))
}

/// The lines of an entry whose dash stands in column `indent`, in the order in which people read it.
fn written(entry: &NewUse, indent: usize) -> String {
    let name = |text: &str| write::text(text, Context::Block);
    let mut lines = vec![
        format!("- ref: {}", name(&entry.reference)),
        format!("  instance_name: {}", name(&entry.instance_name)),
        format!("  {}: {}", entry.section.zone_key(), name(&entry.zone)),
    ];
    for (key, names) in [("inputs", &entry.inputs), ("outputs", &entry.outputs)] {
        if !names.is_empty() {
            lines.push(format!("  {key}:"));
            lines.extend(names.iter().map(|(port, object)| format!("    {}: {}", name(port), name(object))));
        }
    }
    if !entry.extends.is_empty() {
        lines.push("  extends:".to_owned());
        lines.extend(entry.extends.iter().map(|extension| format!("    - {}", write::flow(extension))));
    }
    lines.join(&format!("\n{:indent$}", ""))
}

/// The entry where lists stand between brackets.
fn value(entry: &NewUse) -> Value {
    let names = |pairs: &[(String, String)]| {
        let mut members = Map::new();
        members.extend(pairs.iter().map(|(port, name)| (port.clone(), Value::from(name.as_str()))));
        Value::Object(members)
    };
    let mut value = json!({
        "ref": entry.reference,
        "instance_name": entry.instance_name,
        entry.section.zone_key(): entry.zone,
        "inputs": names(&entry.inputs),
        "outputs": names(&entry.outputs),
    });
    if let (Some(members), false) = (value.as_object_mut(), entry.extends.is_empty()) {
        members.insert("extends".to_owned(), Value::from(entry.extends.clone()));
    }
    value
}

fn read(file: FileId, source: &Source, text: &str) -> Option<Node> {
    yaml::parse(file, &Source::new(source.path.clone(), text)).root
}

/// Where an entry stands now: the last one of its list with its instance name.
fn place(file: FileId, source: &Source, text: &str, entry: &NewUse) -> Option<TextRange> {
    let root = read(file, source, text)?;
    let entries = root.get(entry.section.key())?.as_list()?;
    let is_it = |node: &&Node| {
        node.get("instance_name")
            .and_then(Node::as_text)
            .is_some_and(|text| *text.value == *entry.instance_name)
    };
    entries.iter().rev().find(is_it).map(|node| node.range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, section: Section) -> NewUse {
        NewUse {
            section,
            reference: "R/A@1.0.0".into(),
            instance_name: name.into(),
            zone: name.into(),
            inputs: vec![("IN".into(), "RAW".into())],
            outputs: vec![("OUT".into(), "CLEAN".into())],
            extends: vec![],
        }
    }

    fn inserted(text: &str, uses: &[NewUse], datasets: &[&str]) -> Result<String, Refusal> {
        let files = [Source::new("project.yml", text)];
        let datasets: Vec<_> = datasets.iter().map(|name| NewDataset { name: (*name).to_owned() }).collect();
        let inserted = insert(&files, "dev", uses, &datasets)?;
        let edits: Vec<TextEdit> = inserted.edits.into_iter().map(|edit| edit.edit).collect();
        let after = apply_edits(text, &edits).unwrap();
        if !uses.is_empty() && !after.contains('{') {
            assert!(inserted.at.of(&after).starts_with("ref: "), "{after}");
        }
        Ok(after)
    }

    const ENTRY: &str = "  - ref: R/A@1.0.0\n    instance_name: a\n    zone_name: a\n    inputs:\n      IN: RAW\n    outputs:\n      OUT: CLEAN\n";

    #[test]
    fn entries_stand_behind_what_is_there() {
        let uses = [entry("a", Section::Blocks)];
        for (before, expected) in [
            ("version: \"1.0\"\n", format!("version: \"1.0\"\n\nblocks:\n{ENTRY}")),
            ("blocks: []\nx: 1\n", format!("blocks:\n{ENTRY}x: 1\n")),
            ("blocks:\nx: 1\n", format!("blocks:\n{ENTRY}x: 1\n")),
            ("blocks:\n  - ref: R/B # old\n# end\n", format!("blocks:\n  - ref: R/B # old\n{ENTRY}# end\n")),
        ] {
            assert_eq!(inserted(before, &uses, &[]).unwrap(), expected);
        }
        let flow = inserted("{version: \"1.0\"}", &uses, &[]).unwrap();
        assert!(flow.starts_with("{version: \"1.0\", blocks: [{"), "{flow}");
    }

    #[test]
    fn lists_are_filled_together_in_one_edit() {
        let uses = [entry("a", Section::Blocks), entry("s", Section::Solutions)];
        let after = inserted("datasets:\n- name: A\n  type: managed\n", &uses, &["RAW"]).unwrap();
        assert!(after.starts_with(
            "datasets:\n- name: A\n  type: managed\n- name: RAW\n  type: managed\n\nblocks:\n  - ref"
        ));
        assert!(
            after.contains("\nsolutions:\n  - ref: R/A@1.0.0\n    instance_name: s\n    zone_prefix: s\n")
        );
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let uses = [entry("a", Section::Blocks)];
        assert_eq!(inserted("blocks: text\n", &uses, &[]), Err(Refusal::NoList));
        assert_eq!(inserted("- a\n", &uses, &[]), Err(Refusal::Unreadable));
        assert_eq!(insert(&[], "dev", &uses, &[]), Err(Refusal::NoProjectFile));
    }
}
