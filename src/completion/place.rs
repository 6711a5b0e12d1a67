//! Where in a configuration an offset of its text stands, found without a tree.
//!
//! While something is being typed the text is mostly no YAML, so this reads it line by line, by
//! columns and brackets alone. It takes only the text before the offset for certain.

use crate::text::TextRange;

use super::flow;
use super::levels::{Level, Levels};
use super::line::{key_in, later};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the value of a key.
    Key(String),
    /// To an element of a list.
    Element,
}

/// What would stand at the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key of the mapping.
    Key,
    /// The value of this key of the mapping.
    Value(String),
    /// An element of the list.
    Element,
    /// A further element of the list; its dash is still missing.
    Dash,
}

/// A place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// From the root to the mapping or list that the place belongs to.
    pub(super) path: Vec<Step>,
    /// What would stand there.
    pub(super) slot: Slot,
    /// Keys of the mapping or texts of the list, without what stands at the place itself.
    pub(super) present: Vec<String>,
    /// What stands there up to the offset, without an opening quote.
    pub(super) typed: TextRange,
    /// Column of the mapping or list, from 0; of its first line if it stands in brackets.
    pub(super) column: usize,
    /// Whether it stands in brackets.
    pub(super) in_brackets: bool,
    /// Whether it stands in quotes.
    pub(super) in_quotes: bool,
}

/// The place at `offset` (bytes) of `text`; `None` in comments, in texts of several lines, and where
/// nothing can be said.
pub(super) fn place_at(text: &str, offset: usize) -> Option<Place> {
    let before = text.get(..offset)?;
    let after = text.get(offset..)?;
    let mut reader = Reader { text: before, levels: Levels::default(), scalar: None };
    let mut at = 0;
    loop {
        match reader.line(at) {
            Found::Next(next) => at = next,
            Found::Nothing => return None,
            Found::Place(mut place) => {
                place.present.extend(later(&place, after));
                return Some(place);
            }
        }
    }
}

/// What reading a line led to.
enum Found {
    /// The next line starts here.
    Next(usize),
    /// The offset, where nothing can be said.
    Nothing,
    /// The offset.
    Place(Place),
}

struct Reader<'t> {
    /// The text up to the offset.
    text: &'t str,
    levels: Levels<'t>,
    /// Column of the mapping that holds a text of several lines, while inside it.
    scalar: Option<usize>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, at: usize) -> Found {
        let line = self.rest_of_line(at);
        let end = at + line.len();
        let is_last = end == self.text.len();
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if self.scalar.is_some_and(|owner| column > owner || content.is_empty() && !is_last) {
            return if is_last { Found::Nothing } else { Found::Next(end + 1) };
        }
        self.scalar = None;
        if content.is_empty() {
            return if is_last { self.loose(column, end) } else { Found::Next(end + 1) };
        }
        if content.starts_with('#') {
            return if is_last { Found::Nothing } else { Found::Next(end + 1) };
        }
        self.content(at + column, column)
    }

    /// Dashes, then a key or a value.
    fn content(&mut self, mut at: usize, mut column: usize) -> Found {
        let mut after_dash = false;
        loop {
            let rest = self.rest_of_line(at);
            let Some(inside) = rest.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
            else {
                break;
            };
            let gap = inside.len() - inside.trim_start_matches(' ').len();
            if inside.is_empty() && at + 1 == self.text.len() {
                return Found::Nothing;
            }
            self.levels.dash(column);
            after_dash = true;
            at += 1 + gap;
            column += 1 + gap;
        }
        let rest = self.rest_of_line(at);
        if let Some((key, length)) = key_in(rest) {
            self.levels.key(column, key);
            return self.value(at + length);
        }
        if after_dash { self.value(at) } else { self.keyless(at, column) }
    }

    /// A line without a key and without a dash: something is being typed, or a text goes on.
    fn keyless(&mut self, at: usize, column: usize) -> Found {
        let rest = self.rest_of_line(at);
        match rest.bytes().next() {
            Some(b'[' | b'{' | b'"' | b'\'') => self.value(at),
            _ if at + rest.len() == self.text.len() => self.loose(column, at),
            _ => Found::Next(at + rest.len() + 1),
        }
    }

    /// What follows a key or a dash.
    fn value(&mut self, at: usize) -> Found {
        let mut at = self.skip_spaces(at);
        while self.rest_of_line(at).starts_with(['&', '!']) {
            let rest = self.rest_of_line(at);
            let length = rest.find(' ').unwrap_or(rest.len());
            if at + length == self.text.len() {
                return Found::Nothing;
            }
            at = self.skip_spaces(at + length);
        }
        let rest = self.rest_of_line(at);
        let end = at + rest.len();
        let is_last = end == self.text.len();
        match rest.bytes().next() {
            None if is_last => self.in_value(at, false),
            None => Found::Next(end + 1),
            Some(b'#') => over(end, is_last),
            Some(b'|' | b'>') => {
                self.levels.fill(None);
                self.scalar = Some(self.levels.owner_column());
                over(end, is_last)
            }
            Some(b'[' | b'{') => self.brackets(at),
            Some(quote @ (b'"' | b'\'')) => self.quoted(at, quote),
            Some(_) => {
                let comment = rest.find(" #");
                self.levels.fill(Some(rest.get(..comment.unwrap_or(rest.len())).unwrap_or_default().trim()));
                if is_last && comment.is_none() { self.in_value(at, false) } else { over(end, is_last) }
            }
        }
    }

    fn quoted(&mut self, at: usize, quote: u8) -> Found {
        let inside = self.text.get(at + 1..).unwrap_or_default();
        let Some(length) = flow::quoted_length(inside, quote) else {
            return self.in_value(at + 1, true);
        };
        self.levels.fill(inside.get(..length.saturating_sub(1)));
        self.after_value(at + 1 + length)
    }

    fn brackets(&mut self, at: usize) -> Found {
        self.levels.fill(None);
        match flow::read(self.text, at, self.levels.owner_column()) {
            flow::End::Closed(end) => self.after_value(end),
            flow::End::Comment => Found::Nothing,
            flow::End::Inside(inside) => {
                let mut path = self.levels.path();
                path.extend(inside.path);
                Found::Place(Place {
                    path,
                    slot: inside.slot,
                    present: inside.present,
                    typed: TextRange::new(inside.typed, self.text.len()),
                    column: self.levels.owner_column(),
                    in_brackets: true,
                    in_quotes: inside.in_quotes,
                })
            }
        }
    }

    /// Goes on behind a value that ends at `at`.
    fn after_value(&self, at: usize) -> Found {
        let end = at + self.rest_of_line(at).len();
        over(end, end == self.text.len())
    }

    /// The offset stands in the value of the last key or dash, which starts at `start`.
    fn in_value(&self, start: usize, in_quotes: bool) -> Found {
        let Some(level) = self.levels.last() else { return Found::Nothing };
        let behind_colon = self.text.get(..start).is_some_and(|text| text.ends_with(':'));
        if behind_colon {
            return Found::Nothing;
        }
        let slot = match level {
            Level::Mapping { key, .. } => Slot::Value((*key).to_owned()),
            Level::Sequence { .. } => Slot::Element,
        };
        self.found(self.levels.container_path(), slot, level.others(), start, level.column(), in_quotes)
    }

    /// The offset stands on a line of its own, at `column`; what is typed there starts at `start`.
    fn loose(&mut self, column: usize, start: usize) -> Found {
        self.levels.close_deeper(column);
        let Some(level) = self.levels.last() else {
            return self.found(Vec::new(), Slot::Key, Vec::new(), start, column, false);
        };
        if level.column() == column {
            let slot = match level {
                Level::Mapping { .. } => Slot::Key,
                Level::Sequence { .. } => Slot::Dash,
            };
            return self.found(self.levels.container_path(), slot, level.all(), start, column, false);
        }
        if level.is_filled() {
            return Found::Nothing;
        }
        self.found(self.levels.path(), Slot::Key, Vec::new(), start, column, false)
    }

    fn found(
        &self,
        path: Vec<Step>,
        slot: Slot,
        present: Vec<String>,
        start: usize,
        column: usize,
        in_quotes: bool,
    ) -> Found {
        let typed = TextRange::new(start, self.text.len());
        Found::Place(Place { path, slot, present, typed, column, in_brackets: false, in_quotes })
    }

    fn rest_of_line(&self, at: usize) -> &'t str {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default()
    }

    fn skip_spaces(&self, at: usize) -> usize {
        let rest = self.rest_of_line(at);
        at + rest.len() - rest.trim_start_matches(' ').len()
    }
}

/// Goes on behind a line that ends at `end`.
fn over(end: usize, is_last: bool) -> Found {
    if is_last { Found::Nothing } else { Found::Next(end + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    /// The place of the bar in `text`, in one line.
    fn shown(text: &str) -> String {
        let offset = text.find('¦').unwrap();
        let text = text.replace('¦', "");
        let Some(place) = place_at(&text, offset) else { return "nothing".into() };
        let mut path: Vec<&str> = Vec::new();
        for step in &place.path {
            path.push(match step {
                Step::Key(key) => key,
                Step::Element => "*",
            });
        }
        let flow = if place.in_brackets { " in brackets" } else { "" };
        let quotes = if place.in_quotes { " in quotes" } else { "" };
        let (path, typed) = (path.join("."), place.typed.of(&text));
        format!(
            "/{path} {:?} {typed:?} at {} beside {:?}{flow}{quotes}",
            place.slot, place.column, place.present
        )
    }

    fn check(cases: &[&str], expected: Expect) {
        let lines: Vec<String> = cases.iter().map(|case| format!("{}\n", shown(case))).collect();
        expected.assert_eq(&lines.concat());
    }

    #[test]
    fn keys_stand_at_the_column_of_their_mapping() {
        check(
            &[
                "¦",
                "version: '1.0'\npro¦",
                "project:\n  key: P\n  ¦\n  name: Pea\ndatasets:\n",
                "project:\n  ¦",
                "datasets:\n  - name: A\n    ty¦\n    schema:\n      columns: []\n  - name: B\n",
                "datasets:\n- name: A\n  ¦",
                "datasets:\n  - ¦",
                "datasets:\n  - name: A\n    schema:\n      columns:\n        - na¦",
                "datasets:\n  - na¦me: A\n    type: s3\n",
                "recipes:\n  - name: r\n    code: |\n      a: b\n\n    ¦",
            ],
            expect![[r#"
                / Key "" at 0 beside []
                / Key "pro" at 0 beside ["version"]
                /project Key "" at 2 beside ["key", "name"]
                /project Key "" at 2 beside []
                /datasets.* Key "ty" at 4 beside ["name", "schema"]
                /datasets.* Key "" at 2 beside ["name"]
                /datasets Element "" at 2 beside []
                /datasets.*.schema.columns Element "na" at 8 beside []
                /datasets Element "na" at 2 beside []
                /recipes.* Key "" at 4 beside ["name", "code"]
            "#]],
        );
    }

    #[test]
    fn values_belong_to_their_key() {
        check(
            &[
                "datasets:\n  - name: A\n    type: s¦3\n",
                "datasets:\n  - name: A\n    type: ¦\n    connection: lake\n",
                "datasets:\n  - name: A\n    connection: \"{{ env.¦",
                "recipes:\n  - inputs:\n      - A\n      - ¦\n      - C\n",
                "recipes:\n  - inputs:\n    - A\n    - B¦\n",
                "recipes:\n  - name: &n 'r'\n    type: !x py¦",
            ],
            expect![[r#"
                /datasets.* Value("type") "s" at 4 beside ["name"]
                /datasets.* Value("type") "" at 4 beside ["name", "connection"]
                /datasets.* Value("connection") "{{ env." at 4 beside ["name"] in quotes
                /recipes.*.inputs Element "" at 6 beside ["A", "C"]
                /recipes.*.inputs Element "B" at 4 beside ["A"]
                /recipes.* Value("type") "py" at 4 beside ["name"]
            "#]],
        );
    }

    #[test]
    fn brackets_hold_keys_and_elements_too() {
        check(
            &[
                "recipes:\n  - name: r\n    inputs: [A, ¦, C]\n",
                "recipes:\n  - inputs: [A,\n      'B¦",
                "recipes: [{name: r, inputs: [A, B], ¦}]",
                "recipes: [{name: r, ty¦, code: x}]",
                "datasets:\n  - {name: A, type: ¦}\n",
                "datasets:\n  - schema:\n      columns:\n        - {name: A, type: string}\n        - {¦}",
                "recipes:\n  - inputs: [{ref: ¦}]\n",
                "recipes:\n  - inputs: [A] # and B¦\n",
                "recipes:\n  - inputs: [A, # and B¦\n",
                "recipes:\n  - name: r\n    outputs: [A\n  - name: s\n    outputs: [¦\n",
                "recipes:\n  - inputs: [\n      A,\n      ¦\n    ]\n    name: r\n",
            ],
            expect![[r#"
                /recipes.*.inputs Element "" at 4 beside ["A", "C"] in brackets
                /recipes.*.inputs Element "B" at 4 beside ["A"] in brackets in quotes
                /recipes.* Key "" at 0 beside ["name", "inputs"] in brackets
                /recipes.* Key "ty" at 0 beside ["name", "code"] in brackets
                /datasets.* Value("type") "" at 2 beside ["name"] in brackets
                /datasets.*.schema.columns.* Key "" at 8 beside [] in brackets
                /recipes.*.inputs.* Value("ref") "" at 4 beside [] in brackets
                nothing
                nothing
                /recipes.*.outputs Element "" at 4 beside [] in brackets
                /recipes.*.inputs Element "" at 4 beside ["A"] in brackets
            "#]],
        );
    }

    #[test]
    fn nothing_is_said_of_comments_and_long_texts() {
        check(
            &[
                "# pro¦",
                "project: # k¦",
                "recipes:\n  - code: |\n      SELECT ¦\n",
                "recipes:\n  - code: |\n      SELECT 1\n      ¦",
                "project:\n  name: Pea\n    ¦",
                "project:¦",
                "datasets:\n  -¦",
                "datasets:\n  - name: A\n  ¦",
            ],
            expect![[r#"
                nothing
                nothing
                nothing
                nothing
                nothing
                nothing
                nothing
                /datasets Dash "" at 2 beside []
            "#]],
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "[a:# \n\\-\\[\\]{},'\"|é]{0,40}", at in 0usize..60) {
            let at = at.min(text.len());
            if let Some(place) = place_at(&text, at) {
                prop_assert_eq!(place.typed.end as usize, at);
                prop_assert!(text.get(place.typed.span()).is_some());
            }
        }
    }
}
