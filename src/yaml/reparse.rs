//! Reading a text again after a small change, in proportion to the change.
//!
//! An element of a list in the root mapping depends on nothing around it, unless the document has
//! anchors. So a change inside one element re-reads its lines only. Whatever is not plainly of that
//! kind is read as a whole; the result is the same either way.

use super::node::{Content, Entry, Node, Style};
use super::{Document, MAX_DEPTH, MAX_NODES, Shape, parse};
use crate::diagnostic::{Diagnostic, Severity};
use crate::sorting::sort_by_key;
use crate::source::{FileId, Source};
use crate::text::TextRange;

/// Reads `new`, given what `old` read as.
pub fn reparse(file: FileId, old: &Source, document: &Document, new: &Source) -> Document {
    if old.text == new.text && old.undecodable_at == new.undecodable_at {
        return document.clone();
    }
    let only_text_differs = old.undecodable_at.is_none() && new.undecodable_at.is_none();
    let part = if only_text_differs { read_part(file, &old.text, document, &new.text) } else { None };
    part.unwrap_or_else(|| parse(file, new))
}

/// Where two texts differ: the bytes `start..end` of the old one became others, which moved what
/// follows by `by`.
#[derive(Clone, Copy)]
struct Difference {
    start: usize,
    end: usize,
    by: i64,
}

/// The difference, as far to the left as it can be seen: what is typed at the end of an element then
/// belongs to that element.
fn difference(old: &str, new: &str) -> Difference {
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - same_end;
    let start = a.iter().zip(b).take(most).take_while(|(a, b)| a == b).count();
    let length = |bytes: &[u8]| i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Difference { start, end: a.len() - same_end, by: length(b) - length(a) }
}

fn read_part(file: FileId, old: &str, document: &Document, new: &str) -> Option<Document> {
    let root = document.root.as_ref()?;
    let entries = root.as_map().filter(|_| root.style == Style::Block)?;
    let is_small = document.problems.iter().all(|problem| problem.severity == Severity::Notice);
    if document.shape.anchored || !is_small || old.starts_with('%') {
        return None;
    }
    let change = difference(old, new);
    let place = entries.iter().position(|entry| {
        entry.value.range.start as usize <= change.start && change.start < reach(entries, entry, old)
    })?;
    let list = entries.get(place)?;
    let nodes = list.value.as_list().filter(|_| list.value.style == Style::Block)?;
    let region = Region::around(&list.value, nodes, reach(entries, list, old), old, change)?;
    let (elements, shape, problems) = region.read(file, new, change)?;
    let shape = Shape {
        nodes: document.shape.nodes + shape.nodes,
        depth: document.shape.depth.max(shape.depth + 1),
        anchored: false,
    };
    if shape.nodes > MAX_NODES || shape.depth > MAX_DEPTH {
        return None;
    }
    let value = region.spliced(&list.value, nodes, elements, change.by);
    let root = with_entry(root, entries, place, value, change.by);
    let kept = document.problems.iter().filter_map(|problem| moved(problem, region.range, change.by));
    let mut problems: Vec<Diagnostic> = kept.chain(problems).collect();
    sort_by_key(&mut problems, |problem| problem.at);
    Some(Document { root: Some(root), problems, shape })
}

/// Where the lines of `entry` end: at the next key, or at the end of the text.
fn reach(entries: &[Entry], entry: &Entry, text: &str) -> usize {
    let later = entries.iter().map(|other| other.key_range.start as usize);
    later.filter(|start| *start > entry.key_range.start as usize).min().unwrap_or(text.len())
}

/// The whole lines of one element.
struct Region {
    /// Its position in the list.
    index: usize,
    /// Its lines in the old text.
    range: TextRange,
    /// The column of the dash.
    indent: usize,
}

impl Region {
    /// The element that `change` lies in, behind its dash.
    fn around(list: &Node, nodes: &[Node], reach: usize, text: &str, change: Difference) -> Option<Self> {
        let line_start = |offset: usize| text.get(..offset)?.rfind('\n').map(|feed| feed + 1);
        let first = list.range.start as usize;
        let indent = first - line_start(first)?;
        let after = nodes.partition_point(|node| node.range.start as usize <= change.start);
        let index = after.checked_sub(1)?;
        let dash = |index: usize| dash_before(text, nodes, index, indent);
        let start = dash(index)?;
        let end = if index + 1 < nodes.len() { dash(index + 1)? } else { reach };
        let inside = start + indent + 1 < change.start && change.end < end;
        inside.then(|| Self { index, range: TextRange::new(start, end), indent })
    }

    /// Its elements in the new text, placed there.
    fn read(
        &self,
        file: FileId,
        new: &str,
        change: Difference,
    ) -> Option<(Vec<Node>, Shape, Vec<Diagnostic>)> {
        let end = self.range.shifted(change.by).end;
        let lines = TextRange { start: self.range.start, end }.of(new);
        if !lines.lines().all(|line| self.belongs(line)) || lines.contains(" &") || lines.contains(" *") {
            return None;
        }
        let document = parse(file, &Source::new(String::new(), lines));
        let root = document.root?;
        let by = i64::from(self.range.start);
        let elements = root.as_list().filter(|_| root.style == Style::Block)?;
        let simple = |problem: &&Diagnostic| problem.severity == Severity::Notice && problem.path == "$";
        if document.shape.anchored || !document.problems.iter().all(|problem| simple(&problem)) {
            return None;
        }
        let problems = document.problems.iter().map(|problem| shifted(problem, by)).collect();
        Some((elements.iter().map(|node| node.shifted(by)).collect(), document.shape, problems))
    }

    /// Whether a line cannot end the list: it is blank, a comment, further in, or another element.
    fn belongs(&self, line: &str) -> bool {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        content.is_empty()
            || content.starts_with('#')
            || indent > self.indent
            || indent == self.indent && content.starts_with("- ")
    }

    fn spliced(&self, list: &Node, nodes: &[Node], elements: Vec<Node>, by: i64) -> Node {
        let (before, rest) = nodes.split_at(self.index.min(nodes.len()));
        let after = rest.iter().skip(1).map(|node| node.shifted(by));
        let nodes: Vec<Node> = before.iter().cloned().chain(elements).chain(after).collect();
        let end = nodes.last().map_or(list.range.end, |node| node.range.end);
        Node {
            range: TextRange { start: list.range.start, end },
            content: Content::List(nodes.into()),
            style: list.style,
        }
    }
}

/// The start of the line with the dash of element `index`.
fn dash_before(text: &str, nodes: &[Node], index: usize, indent: usize) -> Option<usize> {
    let own = nodes.get(index)?.range.start as usize;
    let start = text.get(..own)?.rfind('\n').map_or(0, |feed| feed + 1);
    let line = text.get(start..)?;
    let is_dash =
        line.get(..indent)?.bytes().all(|byte| byte == b' ') && line.get(indent..)?.starts_with("- ");
    is_dash.then_some(start)
}

/// The root with another value at `place`, and what follows moved.
fn with_entry(root: &Node, entries: &[Entry], place: usize, value: Node, by: i64) -> Node {
    let entries: Vec<Entry> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| match index.cmp(&place) {
            std::cmp::Ordering::Less => entry.clone(),
            std::cmp::Ordering::Equal => Entry { value: value.clone(), ..entry.clone() },
            std::cmp::Ordering::Greater => entry.shifted(by),
        })
        .collect();
    let end = entries.last().map_or(root.range.end, |entry| entry.value.range.end.max(entry.key_range.end));
    Node {
        range: TextRange { start: root.range.start, end },
        content: Content::Map(entries.into()),
        style: root.style,
    }
}

/// A problem outside the lines in `region`, where it stands now; `None` for one inside.
fn moved(problem: &Diagnostic, region: TextRange, by: i64) -> Option<Diagnostic> {
    let at = problem.at?;
    if at.range.start < region.start {
        Some(problem.clone())
    } else {
        (at.range.start >= region.end).then(|| shifted(problem, by))
    }
}

fn shifted(problem: &Diagnostic, by: i64) -> Diagnostic {
    let mut problem = problem.clone();
    let places = problem.at.iter_mut().chain(problem.related.iter_mut().map(|related| &mut related.at));
    places.for_each(|at| at.range = at.range.shifted(by));
    for edit in problem.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.edit.range = edit.edit.range.shifted(by);
    }
    problem
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "version: '1.0'\nproject: {key: P}\ndatasets:\n  # first\n  - name: A\n    type: s3\n    params:\n      since: 2024-01-01\n\n  - {name: B, type: s3} # c\n  - name: C\n    note: |\n      - not an element\n      more\nrecipes:\n- name: r\n  code: |\n    x\n  inputs: [A,\n    B]\n- name: s\n# end\n";

    fn source(text: &str) -> Source {
        Source::new("p.yml", text)
    }

    /// Reads `new` in part and as a whole; says whether the part was enough.
    fn check(old: &str, new: &str) -> bool {
        let old_document = parse(FileId(0), &source(old));
        let part = read_part(FileId(0), old, &old_document, new);
        if let Some(part) = &part {
            let whole = parse(FileId(0), &source(new));
            assert_eq!(part.root, whole.root, "{new}");
            let mut problems = whole.problems;
            problems.sort_by_key(|problem| problem.at);
            assert_eq!(part.problems, problems, "{new}");
        }
        part.is_some()
    }

    #[test]
    fn common_changes_are_read_in_part() {
        for (from, to) in [
            ("name: A", "name: AB"),
            ("type: s3\n    params", "type: snowflake\n    params"),
            ("since: 2024-01-01", "since: x"),
            ("name: B", "name: yes"),
            ("more\n", "more\n      even more\n"),
            ("inputs: [A,\n    B]", "inputs: [A]"),
            ("- name: r\n", "- name: r\n  type: sql\n"),
            ("name: A\n", "name: A\n  - name: A2\n"),
        ] {
            assert!(TEXT.contains(from));
            assert!(check(TEXT, &TEXT.replace(from, to)), "{to}");
        }
    }

    #[test]
    fn other_changes_are_read_as_a_whole() {
        for (from, to) in [
            ("key: P", "key: Q"),
            ("  - name: A\n", "  -name: A\n"),
            ("type: s3\n    params", "type: s3\nparams"),
            ("name: B", "name: [B"),
            ("name: B", "name: &b B"),
            ("- name: s\n", "- name: s\n---\n"),
        ] {
            assert!(TEXT.contains(from));
            assert!(!check(TEXT, &TEXT.replace(from, to)), "{to}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]
        #[test]
        fn part_and_whole_read_the_same(at in 0..TEXT.len(), length in 0usize..12, insert in "[a\\-:# \n\\[\\]{},'\"|>&*yes01]{0,8}") {
            let end = (at + length).min(TEXT.len());
            let new = format!("{}{insert}{}", &TEXT[..at], &TEXT[end..]);
            check(TEXT, &new);
        }
    }
}
