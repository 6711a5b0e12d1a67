//! The values of variables put in place of their names.
//!
//! Substitution happens once, between reading YAML and reading the configuration, so every rule sees
//! the result. A secret is never substituted: its placeholder is what is checked, hashed and shown.

use std::sync::Arc;

use super::placeholder::placeholders;
use super::trail::Trail;
use super::{Uses, Variables, ref005_undefined_variable};
use crate::diagnostic::pile::Pile;
use crate::source::{FileId, Location};
use crate::yaml::node::{Content, Entry, Node, Text};

/// Replaces the placeholders in every text value of `node`, except under the keys of `except` at its
/// top. Undefined variables are reported and their values marked as unresolved. Every use is added to
/// `uses`.
pub fn substitute(
    node: &Node,
    variables: &Variables,
    file: FileId,
    trail: &Trail<'_>,
    except: &[&str],
    uses: &mut Uses,
    problems: &mut Pile,
) -> Node {
    let mut pass = Pass { variables, file, uses, problems };
    match &node.content {
        Content::Map(entries) => {
            let apart = |entry: &Entry| except.contains(&&*entry.key);
            pass.map(node, entries, trail, apart).unwrap_or_else(|| node.clone())
        }
        _ => pass.node(node, trail).unwrap_or_else(|| node.clone()),
    }
}

struct Pass<'a> {
    variables: &'a Variables,
    file: FileId,
    uses: &'a mut Uses,
    problems: &'a mut Pile,
}

impl Pass<'_> {
    /// The node with its placeholders replaced; `None` if it has none, so that it stays shared.
    fn node(&mut self, node: &Node, trail: &Trail<'_>) -> Option<Node> {
        match &node.content {
            Content::Text(text) => self.text(node, &text.value, trail),
            Content::List(nodes) => {
                let mut changed: Option<Vec<Node>> = None;
                for (index, element) in nodes.iter().enumerate() {
                    if let Some(new) = self.node(element, &trail.index(index)) {
                        let copy = changed.get_or_insert_with(|| nodes.to_vec());
                        copy.splice(index..=index, [new]);
                    }
                }
                changed.map(|nodes| Node { content: Content::List(nodes.into()), ..node.clone() })
            }
            Content::Map(entries) => self.map(node, entries, trail, |_| false),
            Content::Null | Content::Bool(_) | Content::Number(_) => None,
        }
    }

    fn map(
        &mut self,
        node: &Node,
        entries: &Arc<[Entry]>,
        trail: &Trail<'_>,
        apart: impl Fn(&Entry) -> bool,
    ) -> Option<Node> {
        let mut changed: Option<Vec<Entry>> = None;
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| !apart(entry)) {
            if let Some(value) = self.node(&entry.value, &trail.key(&entry.key)) {
                let copy = changed.get_or_insert_with(|| entries.to_vec());
                copy.splice(index..=index, [Entry { value, ..entry.clone() }]);
            }
        }
        changed.map(|entries| Node { content: Content::Map(entries.into()), ..node.clone() })
    }

    fn text(&mut self, node: &Node, text: &str, trail: &Trail<'_>) -> Option<Node> {
        if !text.contains("{{") {
            return None;
        }
        let mut value = String::new();
        let mut unresolved = false;
        let mut done = 0;
        for placeholder in placeholders(text) {
            value.push_str(text.get(done..placeholder.start).unwrap_or_default());
            let written = text.get(placeholder.start..placeholder.end).unwrap_or_default();
            let at = Location { file: self.file, range: node.range };
            self.used(placeholder.name, at);
            if self.variables.secrets.contains_key(placeholder.name) {
                value.push_str(written);
            } else if let Some(defined) = self.variables.lookup(placeholder.name) {
                value.push_str(defined);
            } else {
                value.push_str(written);
                unresolved = true;
                let known = self.variables.names();
                self.problems
                    .push(ref005_undefined_variable::report(trail.path(), placeholder.name, &known).at(at));
            }
            done = placeholder.end;
        }
        value.push_str(text.get(done..).unwrap_or_default());
        let content = Content::Text(Text { value: value.into(), unresolved });
        Some(Node { content, ..node.clone() })
    }

    fn used(&mut self, name: &str, at: Location) {
        match self.uses.get_mut(name) {
            // A value that names a variable twice is one place.
            Some(places) if places.last() == Some(&at) => {}
            Some(places) => places.push(at),
            None => drop(self.uses.insert(name.to_owned(), vec![at])),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::source::Source;
    use crate::variables::{Definition, Layer, Origin};
    use crate::yaml;

    fn variables() -> Variables {
        let layer = |origin, pairs: &[(&str, &str)]| {
            let pair = |(name, value): &(&str, &str)| {
                ((*name).into(), Definition { value: (*value).into(), at: None })
            };
            Layer { origin, values: pairs.iter().map(pair).collect() }
        };
        let layers = vec![
            layer(Origin::Environment, &[("DB", "prod_db")]),
            layer(Origin::Project, &[("DB", "any_db"), ("SITE", "NORTH {{ env.DB }}")]),
        ];
        Variables { layers, secrets: BTreeMap::from([("PW".to_owned(), None)]) }
    }

    fn substituted(text: &str) -> (serde_json::Value, Vec<String>) {
        let root = yaml::parse(FileId(0), &Source::new("p.yml", text)).root.unwrap();
        let mut problems = Pile::default();
        let trail = Trail::section("recipes");
        let (variables, mut uses) = (variables(), Uses::new());
        let trail = trail.index(0);
        let node = substitute(&root, &variables, FileId(0), &trail, &["code"], &mut uses, &mut problems);
        (node.to_value(), problems.into_found().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn replaces_once_in_values_and_never_in_keys_or_code() {
        let text = "a: '{{ env.DB }}/{{env.SITE}}'\nb: [{'{{ env.DB }}': '{{ other }} {{{ env.DB }}'}]\ncode: '{{ env.DB }}'\n";
        let expected = serde_json::json!({
            "a": "prod_db/NORTH {{ env.DB }}",
            "b": [{"{{ env.DB }}": "{{ other }} {prod_db"}],
            "code": "{{ env.DB }}",
        });
        assert_eq!(substituted(text), (expected, vec![]));
    }

    #[test]
    fn a_secret_stays_a_placeholder_and_an_unknown_name_is_a_problem() {
        let (value, problems) = substituted("a: 'x {{ env.PW }}'\nb: {c: ['{{ env.SITES }}']}\n");
        assert_eq!(value["a"], "x {{ env.PW }}");
        assert_eq!(problems, ["error REF005 recipes[0].b.c[0]: the variable \"SITES\" is not defined"]);
    }
}
