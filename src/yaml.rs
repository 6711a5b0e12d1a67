//! YAML text to ranged nodes (spec 1.1).
//!
//! Reading never fails: it gives the best tree there is and says what is wrong with the text. The
//! grammar is `granit-parser`'s; what scalars mean, merge keys, aliases by value and every limit are
//! ours. This module knows nothing of what a configuration holds.

pub mod node;
pub mod rules;
pub mod edit;
mod repair;
pub mod reparse;
pub mod scalar;
mod tree;
pub mod write;
mod yaml_1_1;

use std::cell::OnceCell;

use granit_parser::{Parser, options};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Location, MAX_FILE_BYTES, Source};
use crate::text::{LineIndex, TextRange};
use node::Node;
use rules::{syn001_malformed, syn002_not_utf8, syn005_empty, syn006_limit};
use tree::Tree;

/// Most nested lists and mappings, the root included.
pub const MAX_DEPTH: usize = 100;

/// Most values in a document after aliases are expanded.
pub const MAX_NODES: usize = 1_000_000;

/// What a text holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The tree; `None` if there is no content or it breaks off before its first value.
    pub root: Option<Node>,
    /// Problems of level syntax, in the order in which they were found.
    pub problems: Vec<Diagnostic>,
    /// What limits its being read again in part.
    pub shape: Shape,
}

/// Facts about a document that concern it as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Values, with those of expanded aliases.
    pub nodes: usize,
    /// Most nested collections.
    pub depth: usize,
    /// Whether parts depend on each other, through anchors and aliases.
    pub anchored: bool,
}

/// Reads the file that `file` names.
pub fn parse(file: FileId, source: &Source) -> Document {
    let refuse = |problem: Diagnostic, at: TextRange| Document {
        root: None,
        problems: vec![problem.at(Location { file, range: at })],
        shape: Shape::default(),
    };
    if let Some(offset) = source.undecodable_at {
        return refuse(syn002_not_utf8::report(&source.path, offset), TextRange::at(offset));
    }
    if source.text.len() > MAX_FILE_BYTES {
        return refuse(syn006_limit::report(syn006_limit::Limit::Bytes), TextRange::default());
    }
    parse_text(file, &source.text)
}

/// Reads a text with line feeds and no byte order mark.
fn parse_text(file: FileId, text: &str) -> Document {
    let mut document = read(file, text);
    for problem in &mut document.problems {
        if problem.rule == &syn001_malformed::RULE && problem.fix.is_none() {
            repair::suggest(text, problem, |repaired| is_well_formed(file, repaired));
        }
    }
    document
}

fn is_well_formed(file: FileId, text: &str) -> bool {
    read(file, text).problems.iter().all(|problem| problem.rule != &syn001_malformed::RULE)
}

fn read(file: FileId, text: &str) -> Document {
    let at = |range| Location { file, range };
    if let Some((offset, character)) = forbidden_character(text) {
        let reason = format!("the control character U+{:04X} is not allowed", u32::from(character));
        let range = TextRange::new(offset, offset + character.len_utf8());
        let problem = syn001_malformed::report(&reason).at(at(range)).hint("Remove the character.");
        return Document { root: None, problems: vec![problem], shape: Shape::default() };
    }
    let options = options! { emit_comments: false, emit_anchor_events: true, emit_unresolved_aliases: true };
    let mut tree = Tree::new(file, text);
    for next in Parser::new_from_str_with_options(text, options) {
        let goes_on = match next {
            Ok((event, span)) => tree.take(event, &span).is_ok(),
            Err(error) => {
                tree.broken_off(&error);
                false
            }
        };
        if !goes_on {
            break;
        }
    }
    let Document { root, mut problems, shape } = tree.finish();
    let says_nothing = root.as_ref().is_none_or(|root| root.is_null() && root.range.is_empty());
    if says_nothing && problems.is_empty() {
        problems.push(syn005_empty::report().at(at(TextRange::default())));
    }
    Document { root, problems, shape }
}

/// The first character that YAML allows nowhere, and where it stands.
fn forbidden_character(text: &str) -> Option<(usize, char)> {
    let suspicious =
        |byte: u8| byte < 0x20 && byte != b'\n' && byte != b'\t' || matches!(byte, 0x7f | 0xc2 | 0xef);
    if !text.bytes().any(suspicious) {
        return None;
    }
    text.char_indices().find(|(_, character)| match character {
        '\n' | '\t' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    })
}

/// The lines of a text, found when the first problem asks for one: a text of nothing but problems is then
/// searched once.
#[derive(Default)]
struct LazyLines(OnceCell<LineIndex>);

impl LazyLines {
    /// The line of `offset` in `text`, from 1.
    fn line_at(&self, text: &str, offset: u32) -> u32 {
        self.0.get_or_init(|| LineIndex::new(text)).line_at(offset)
    }
}

#[cfg(test)]
mod tests;
