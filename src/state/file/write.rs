//! State to the text of a state file, as Python's `json.dumps(state, indent=2)` prints it.

use serde_json::{Map, Value};

use crate::attribute::display_order;
use crate::config::Lifecycle;
use crate::state::{Resource, State};
use crate::value::{push_formatted, write, write_text};

/// The text of the file: two spaces of indentation, no line feed at the end, everything outside
/// printable ASCII escaped. Resources keep their order; attributes stand in display order
/// (spec 1.3), the members of mappings inside them by name.
pub fn save(state: &State) -> String {
    let mut out = String::with_capacity(512 + state.resources.len() * 512);
    let mut top = Block::open(&mut out, 0);
    top.member("version").push('1');
    push_formatted(top.member("serial"), format_args!("{}", state.serial));
    write_optional(top.member("lineage"), state.lineage.as_deref());
    write_text(top.member("environment"), &state.environment);
    write_text(top.member("updated_at"), &state.updated_at);
    let mut resources = Block::open(top.member("resources"), 1);
    for resource in &state.resources {
        write_resource(resources.member(resource.address.as_str()), resource);
    }
    resources.close();
    write_rest(&mut top, 0, &state.other);
    top.close();
    out
}

fn write_resource(out: &mut String, resource: &Resource) {
    let resource = &*resource.read();
    let mut entry = Block::open(out, 2);
    write_text(entry.member("resource_type"), resource.address.kind().name());
    write_text(entry.member("resource_id"), resource.address.as_str());
    let mut attributes = Block::open(entry.member("attributes"), 3);
    for (name, value) in display_order(resource.address.kind(), resource.attributes()) {
        write_indented(attributes.member(name), value, 4);
    }
    attributes.close();
    write_metadata(entry.member("metadata"), resource);
    write_rest(&mut entry, 2, &resource.other);
    entry.close();
}

fn write_metadata(out: &mut String, resource: &Resource) {
    let metadata = &resource.metadata;
    let mut block = Block::open(out, 3);
    write_text(block.member("deployed_at"), &metadata.deployed_at);
    write_text(block.member("deployed_by"), &metadata.deployed_by);
    write_optional(block.member("dataiku_internal_id"), metadata.dataiku_internal_id.as_deref());
    write_text(block.member("checksum"), resource.checksum());
    if metadata.lifecycle != Lifecycle::default() {
        write_lifecycle(block.member("lifecycle"), &metadata.lifecycle);
    }
    write_rest(&mut block, 3, &metadata.other);
    block.close();
}

fn write_lifecycle(out: &mut String, lifecycle: &Lifecycle) {
    let mut block = Block::open(out, 4);
    if lifecycle.prevent_destroy {
        block.member("prevent_destroy").push_str("true");
    }
    if !lifecycle.ignore_changes.is_empty() {
        let paths = lifecycle.ignore_changes.iter().map(|path| Value::from(path.as_str())).collect();
        write_indented(block.member("ignore_changes"), &Value::Array(paths), 5);
    }
    block.close();
}

fn write_optional(out: &mut String, text: Option<&str>) {
    match text {
        Some(text) => write_text(out, text),
        None => out.push_str("null"),
    }
}

fn write_rest(block: &mut Block<'_>, depth: usize, members: &Map<String, Value>) {
    for (key, value) in members {
        write_indented(block.member(key), value, depth + 1);
    }
}

/// Writes a value whose closing bracket stands `depth` levels in.
fn write_indented(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(members) => {
            let mut block = Block::open(out, depth);
            write_rest(&mut block, depth, members);
            block.close();
        }
        Value::Array(values) if !values.is_empty() => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                new_line(out, depth + 1);
                write_indented(out, value, depth + 1);
            }
            new_line(out, depth);
            out.push(']');
        }
        scalar_or_empty => write(out, scalar_or_empty),
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// An object over several lines; an empty one is `{}`.
struct Block<'a> {
    out: &'a mut String,
    depth: usize,
    is_empty: bool,
}

impl<'a> Block<'a> {
    fn open(out: &'a mut String, depth: usize) -> Self {
        out.push('{');
        Self { out, depth, is_empty: true }
    }

    fn member(&mut self, key: &str) -> &mut String {
        if !self.is_empty {
            self.out.push(',');
        }
        self.is_empty = false;
        new_line(self.out, self.depth + 1);
        write_text(self.out, key);
        self.out.push_str(": ");
        self.out
    }

    fn close(self) {
        if !self.is_empty {
            new_line(self.out, self.depth);
        }
        self.out.push('}');
    }
}
