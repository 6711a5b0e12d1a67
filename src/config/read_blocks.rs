//! Entries of `blocks` and `solutions` to [`BlockUse`], with the problems of their shape
//! (`blocks.md` 9.2: SCH002, SCH005 and SCH008 at the value, everything else is `composition`'s).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Field;
use super::block_use::{BlockUse, Extends, ExtensionUse, Mapping, Override, Section, UnknownKey};
use super::fields::{Fields, Place, text_field};
use super::rules::sch005_length::{self, LONGEST_NAME};
use super::sections::Part;
use crate::diagnostic::pile::Pile;
use crate::source::Location;
use crate::text::TextRange;
use crate::yaml::node::{Entry, Node, Style, to_object};

/// Keys of an entry of `blocks`.
pub const BLOCK_KEYS: [&str; 7] =
    ["ref", "instance_name", "zone_name", "inputs", "outputs", "extends", "lifecycle"];

/// Keys of an entry of `solutions`.
pub const SOLUTION_KEYS: [&str; 7] =
    ["ref", "instance_name", "zone_prefix", "inputs", "outputs", "block_overrides", "lifecycle"];

/// Keys of an item of `extends`.
pub const EXTENSION_KEYS: [&str; 4] = ["recipe", "override_with", "use_class", "class_config"];

/// Keys of an entry of `block_overrides`.
pub const OVERRIDE_KEYS: [&str; 1] = ["extends"];

/// Reads the entry at `index` of a list.
pub fn block_use(section: Section, index: usize, part: &Part, problems: &mut Pile) -> BlockUse {
    let place = match section {
        Section::Blocks => Place::Block(index),
        Section::Solutions => Place::Solution(index),
    };
    let before = problems.errors();
    let mut reader = Reader { fields: Fields::new(place, part, problems), unknown_keys: Vec::new() };
    let (reference, reference_at) = reader.reference(part);
    let instance_name = reader.name("instance_name");
    let zone = reader.name(section.zone_key());
    let (inputs, inputs_at) = reader.mappings("inputs");
    let (outputs, _) = reader.mappings("outputs");
    let (extends, overrides) = match section {
        Section::Blocks => (reader.own_extends(), Vec::new()),
        Section::Solutions => (Extends::default(), reader.overrides()),
    };
    let lifecycle = reader.fields.lifecycle();
    let known: &'static [&'static str] = match section {
        Section::Blocks => &BLOCK_KEYS,
        Section::Solutions => &SOLUTION_KEYS,
    };
    reader.check_keys("", part.node.as_map().unwrap_or_default(), known);
    let unknown_keys = reader.unknown_keys;
    let is_faulty = problems.errors() > before;
    BlockUse {
        section,
        index,
        at: part.at(),
        reference,
        reference_at,
        instance_name,
        zone,
        inputs,
        inputs_at,
        outputs,
        extends,
        overrides,
        lifecycle,
        unknown_keys,
        is_faulty,
        node: part.node.clone(),
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    unknown_keys: Vec<UnknownKey>,
}

impl<'a> Reader<'a> {
    /// `ref`, which BLK-001 judges alone.
    fn reference(&self, part: &Part) -> (Option<Field<Arc<str>>>, Location) {
        let start = Location { file: part.file, range: TextRange::at(part.node.range.start as usize) };
        let Some(node) = self.fields.value("ref") else { return (None, start) };
        let at = self.fields.at(node);
        (text_field(node, at).filter(|field| !field.value.is_empty()), at)
    }

    /// A text of the entry that is a name.
    fn name(&mut self, key: &str) -> Option<Field<Arc<str>>> {
        let name = self.fields.text(key)?;
        let place = self.fields.place;
        self.fields.report(sch005_length::check(|| place.path(key), &name, LONGEST_NAME));
        Some(name)
    }

    /// Ports and names; a null name counts as not mapped.
    fn mappings(&mut self, key: &str) -> (Vec<Mapping>, Option<Location>) {
        let Some(node) = self.fields.value(key) else { return (Vec::new(), None) };
        let at = self.fields.at(node);
        let Some(entries) = node.as_map() else {
            self.wrong_kind(key, "a mapping of ports to names", node);
            return (Vec::new(), Some(at));
        };
        let mut mappings = Vec::with_capacity(entries.len());
        for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
            let path = format!("{key}.{}", entry.key);
            let Some(name) = self.text_at(&path, &entry.value) else { continue };
            let place = self.fields.place;
            self.fields.report(sch005_length::check(|| place.path(&path), &name, LONGEST_NAME));
            mappings.push(Mapping { port: Arc::clone(&entry.key), port_at: self.key_at(entry), name });
        }
        (mappings, Some(at))
    }

    fn own_extends(&mut self) -> Extends {
        match self.fields.value("extends") {
            Some(node) => self.extends("extends", node),
            None => Extends::default(),
        }
    }

    fn extends(&mut self, path: &str, node: &'a Node) -> Extends {
        let mut extends = Extends { extensions: Vec::new(), at: Some(self.fields.at(node)) };
        let Some(nodes) = node.as_list() else {
            self.wrong_kind(path, "a list of extensions", node);
            return extends;
        };
        for (position, element) in nodes.iter().enumerate() {
            let path = format!("{path}[{position}]");
            match element.as_map() {
                Some(entries) => extends.extensions.push(self.extension(position, &path, element, entries)),
                None => self.wrong_kind(&path, "a mapping", element),
            }
        }
        extends
    }

    fn extension(&mut self, position: usize, path: &str, node: &Node, entries: &'a [Entry]) -> ExtensionUse {
        let value = |key: &str| entries.iter().find(|entry| &*entry.key == key && !entry.value.is_null());
        let mut text = |key: &str| self.text_at(&format!("{path}.{key}"), &value(key)?.value);
        let (recipe, override_with, use_class) = (text("recipe"), text("override_with"), text("use_class"));
        let class_config = value("class_config").and_then(|entry| self.config(path, &entry.value));
        self.check_keys(path, entries, &EXTENSION_KEYS);
        ExtensionUse { position, at: self.fields.at(node), recipe, override_with, use_class, class_config }
    }

    fn config(&mut self, path: &str, node: &Node) -> Option<Field<Map<String, Value>>> {
        let Some(entries) = node.as_map() else {
            self.wrong_kind(&format!("{path}.class_config"), "a mapping", node);
            return None;
        };
        Some(Field { value: to_object(entries), at: self.fields.at(node), unresolved: false })
    }

    fn overrides(&mut self) -> Vec<Override> {
        let Some(node) = self.fields.value("block_overrides") else { return Vec::new() };
        let Some(entries) = node.as_map() else {
            self.wrong_kind("block_overrides", "a mapping of members to their `extends`", node);
            return Vec::new();
        };
        let mut overrides = Vec::with_capacity(entries.len());
        for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
            let path = format!("block_overrides.{}", entry.key);
            let Some(members) = entry.value.as_map() else {
                self.wrong_kind(&path, "a mapping with `extends`", &entry.value);
                continue;
            };
            let extends = members.iter().find(|member| &*member.key == "extends" && !member.value.is_null());
            let extends = extends.map(|member| self.extends(&format!("{path}.extends"), &member.value));
            self.check_keys(&path, members, &OVERRIDE_KEYS);
            let (key, key_at) = (Arc::clone(&entry.key), self.key_at(entry));
            overrides.push(Override { key, key_at, extends: extends.unwrap_or_default() });
        }
        overrides
    }

    fn text_at(&mut self, path: &str, node: &Node) -> Option<Field<Arc<str>>> {
        let field = text_field(node, self.fields.at(node));
        if field.is_none() {
            self.wrong_kind(path, "text", node);
        }
        field
    }

    fn wrong_kind(&mut self, path: &str, expected: &str, node: &Node) {
        self.fields.wrong_kind(self.fields.place.path(path), expected, node);
    }

    fn key_at(&self, entry: &Entry) -> Location {
        Location { file: self.fields.file(), range: entry.key_range }
    }

    /// Notes the keys of a mapping that nothing reads; `path` is relative to the entry.
    fn check_keys(&mut self, path: &str, entries: &[Entry], known: &'static [&'static str]) {
        for entry in entries.iter().filter(|entry| !known.contains(&&*entry.key)) {
            let dot = if path.is_empty() { "" } else { "." };
            self.unknown_keys.push(UnknownKey {
                path: self.fields.place.path(&format!("{path}{dot}{}", entry.key)),
                key: Arc::clone(&entry.key),
                at: self.key_at(entry),
                known,
                is_own: !entry.merged && entry.value.style != Style::Alias,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::{check, read_files};

    #[test]
    fn entries_are_read_with_their_places() {
        let text = "project: {key: P, name: Pea}\nblocks:\n  - ref: R/B@1.0.0\n    inputs: {IN: A, OPT: ~}\n    extends: [{recipe: r, use_class: a.B, class_config: {x: 1}}]\n    zone: z\nsolutions:\n  - {ref: R/S, zone_prefix: s, block_overrides: {fit: {extends: [{recipe: q, override_with: t}]}}}\n";
        let (config, problems) = read_files(&[("project.yml", text)]);
        assert_eq!(problems, vec![]);
        let [block, solution] = &config.uses[..] else { panic!("two entries") };
        assert_eq!(block.inputs.len(), 1);
        assert_eq!(block.inputs[0].name.at.range.of(text), "A");
        assert_eq!(block.inputs_at.unwrap().range.of(text), "{IN: A, OPT: ~}");
        assert_eq!(block.extends.extensions[0].class_config.as_ref().unwrap().value["x"], 1);
        assert_eq!(block.unknown_keys[0].path, "blocks[0].zone");
        assert_eq!(solution.path(), "solutions[0]");
        assert_eq!(
            solution.overrides[0].extends.extensions[0].override_with.as_ref().unwrap().at.range.of(text),
            "t"
        );
    }

    #[test]
    fn wrong_kinds_are_told_at_the_value() {
        check(
            "project: {key: P, name: Pea}\nblocks: [5, {ref: 5, inputs: [], outputs: {A: 5}, extends: {}}, {ref: R/B, extends: [x, {recipe: 5, class_config: []}], instance_name: 7}]\nsolutions: [{block_overrides: []}, {block_overrides: {a: [], b: {extends: 5}}}]\n",
            expect![[r#"
                2:10 error SCH002 blocks[0]: expected a mapping, found a whole number 5
                2:30 error SCH002 blocks[1].inputs: expected a mapping of ports to names, found a list
                2:47 error SCH002 blocks[1].outputs.A: expected text, found a whole number 5
                    fix (safe): Put the value in quotes
                2:60 error SCH002 blocks[1].extends: expected a list of extensions, found a mapping
                2:136 error SCH002 blocks[2].instance_name: expected text, found a whole number 7
                    fix (safe): Put the value in quotes
                2:86 error SCH002 blocks[2].extends[0]: expected a mapping, found text "x"
                2:98 error SCH002 blocks[2].extends[1].recipe: expected text, found a whole number 5
                    fix (safe): Put the value in quotes
                2:115 error SCH002 blocks[2].extends[1].class_config: expected a mapping, found a list
                3:31 error SCH002 solutions[0].block_overrides: expected a mapping of members to their `extends`, found a list
                3:58 error SCH002 solutions[1].block_overrides.a: expected a mapping with `extends`, found a list
                3:75 error SCH002 solutions[1].block_overrides.b.extends: expected a list of extensions, found a whole number 5
            "#]],
        );
    }
}
