//! Parser events to a tree of nodes: aliases by value, merge keys, limits. No recursion, so that a
//! deep document cannot exhaust the stack.

mod frame;
mod leaf;
mod texts;

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, ScanError, Span, StructureStyle, Tag};

use super::node::{Content, Node, Style};
use super::rules::syn006_limit::{self, Limit};
use super::rules::{syn001_malformed, syn004_second_document, syn009_tag, syn010_key_kind};
use super::{Document, LazyLines, MAX_DEPTH, MAX_NODES, Shape};
use crate::diagnostic::{Diagnostic, quoted, suggestion};
use crate::source::{FileId, Location};
use crate::text::TextRange;
use frame::{Frame, Kind};
use texts::Texts;

/// Reading stops here; the reason is among the problems.
pub(super) struct Stop;

/// A finished value with what limits need to know of it.
#[derive(Clone)]
struct Built {
    node: Node,
    /// Levels of nested collections: 0 for a scalar.
    height: usize,
    /// Values in it, itself included.
    size: usize,
}

/// A tree under construction.
pub(super) struct Tree<'t> {
    file: FileId,
    text: &'t str,
    frames: Vec<Frame>,
    /// Finished anchored values by the parser's number; an open one is missing.
    anchors: HashMap<usize, Built>,
    anchor_names: Vec<String>,
    texts: Texts,
    root: Option<Node>,
    problems: Vec<Diagnostic>,
    nodes: usize,
    depth: usize,
    documents: usize,
    /// End of the last event, where the header of a block scalar is looked for.
    last_end: usize,
    lines: LazyLines,
}

impl<'t> Tree<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        Self {
            file,
            text,
            frames: Vec::new(),
            anchors: HashMap::new(),
            anchor_names: Vec::new(),
            texts: Texts::new(),
            root: None,
            problems: Vec::new(),
            nodes: 0,
            depth: 0,
            documents: 0,
            last_end: 0,
            lines: LazyLines::default(),
        }
    }

    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Stop> {
        let range = byte_range(span);
        match event {
            Event::DocumentStart(..) => self.start_document(range)?,
            Event::Scalar(value, style, anchor, tag) => {
                let node = self.scalar(&value, style, tag.as_deref(), range);
                self.place(Built { node, height: 0, size: 1 }, anchor)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                let range = self.first_dash(range);
                self.open(Kind::List(Vec::new()), style, anchor, tag.as_deref(), range)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(Kind::map(), style, anchor, tag.as_deref(), range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range)?,
            Event::Alias(target) => self.alias(target, range)?,
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, range)?,
            Event::Anchor(_, name) => self.anchor_names.push(name.into_owned()),
            _ => {}
        }
        self.last_end = range.end as usize;
        Ok(())
    }

    /// Ends reading at a place that the parser cannot read.
    pub(super) fn broken_off(&mut self, error: &ScanError) {
        let offset = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let at = self.at(TextRange::at(offset));
        // `{{ env.X }}_y`: one cause, so one problem.
        let same_cause = |last: &mut Diagnostic| {
            last.rule == &syn010_key_kind::RULE
                && last.at.is_some_and(|last| last.range.end == at.range.start)
        };
        self.problems.pop_if(same_cause);
        let problem = if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            syn006_limit::report(Limit::Depth)
        } else {
            let line = self.lines.line_at(self.text, at.range.start);
            let problem = syn001_malformed::report(&format!("line {line}: {}", error.info()));
            match self.frames.iter().rev().find(|frame| frame.style == Style::Flow) {
                Some(open) => problem.related(self.at(open.start), "this bracket is still open"),
                None => problem,
            }
        };
        self.problems.push(problem.at(at));
    }

    /// The tree and what was found wrong. A document that broke off gives what was complete of it.
    pub(super) fn finish(mut self) -> Document {
        while let Some(frame) = self.frames.pop() {
            let end = frame.end;
            let (built, _) = frame.close(end);
            match self.frames.last_mut() {
                Some(parent) => parent.put(built),
                None => self.root = Some(built.node),
            }
        }
        let anchored = !self.anchor_names.is_empty();
        let shape = Shape { nodes: self.nodes, depth: self.depth, anchored };
        Document { root: self.root, problems: self.problems, shape }
    }

    fn at(&self, range: TextRange) -> Location {
        Location { file: self.file, range }
    }

    fn stop(&mut self, limit: Limit, range: TextRange) -> Stop {
        self.problems.push(syn006_limit::report(limit).at(self.at(range)));
        Stop
    }

    fn start_document(&mut self, range: TextRange) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let problem = syn004_second_document::report(self.lines.line_at(self.text, range.start));
        self.problems.push(problem.at(self.at(range)));
        Err(Stop)
    }

    fn open(
        &mut self,
        kind: Kind,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: TextRange,
    ) -> Result<(), Stop> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.stop(Limit::Depth, range));
        }
        self.count(1, range)?;
        if let Some(tag) = tag {
            let expected = if matches!(kind, Kind::List(_)) { "seq" } else { "map" };
            self.check_collection_tag(tag, expected, range);
        }
        let style = if matches!(style, StructureStyle::Flow) { Style::Flow } else { Style::Block };
        self.frames.push(Frame::new(kind, style, anchor, range, self.nodes));
        Ok(())
    }

    /// A list whose dashes stand below their key is reported behind its first dash.
    fn first_dash(&self, range: TextRange) -> TextRange {
        if !self.frames.last().is_some_and(Frame::is_mapping) {
            return range;
        }
        let before = self.text.get(self.last_end..range.start as usize).unwrap_or_default();
        let mut start = self.last_end;
        for line in before.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches(' ').len();
            if line.get(indent..).is_some_and(|rest| rest.starts_with('-')) {
                return TextRange::at(start + indent);
            }
            start += line.len();
        }
        range
    }

    fn close(&mut self, range: TextRange) -> Result<(), Stop> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let end = if frame.style == Style::Flow { range.end } else { frame.end };
        let anchor = frame.anchor;
        let path = frame::path(&self.frames);
        let size = self.nodes - frame.nodes_before + 1;
        let (mut built, faults) = frame.close(end);
        built.size = size;
        for fault in faults {
            self.problems.push(fault.into_problem(
                &path,
                (self.text, &self.lines),
                self.file,
                built.node.range,
            ));
        }
        self.store(built, anchor)
    }

    fn place(&mut self, built: Built, anchor: usize) -> Result<(), Stop> {
        self.count(built.size, built.node.range)?;
        self.store(built, anchor)
    }

    /// Hands a finished value to its parent.
    fn store(&mut self, built: Built, anchor: usize) -> Result<(), Stop> {
        self.depth = self.depth.max(self.frames.len() + built.height);
        if self.depth > MAX_DEPTH {
            return Err(self.stop(Limit::Depth, built.node.range));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, built.clone());
        }
        match self.frames.last_mut() {
            Some(parent) => parent.put(built),
            None => self.root = Some(built.node),
        }
        Ok(())
    }

    fn count(&mut self, nodes: usize, range: TextRange) -> Result<(), Stop> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > MAX_NODES { Err(self.stop(Limit::Nodes, range)) } else { Ok(()) }
    }

    fn alias(&mut self, target: usize, range: TextRange) -> Result<(), Stop> {
        let Some(mut built) = self.anchors.get(&target).cloned() else {
            return Err(self.stop(Limit::Recursion, range));
        };
        built.node.range = range;
        built.node.style = Style::Alias;
        self.place(built, 0)
    }

    fn unknown_alias(&mut self, name: &str, range: TextRange) -> Result<(), Stop> {
        let known = self.anchor_names.iter().map(String::as_str);
        let mut problem = syn001_malformed::report(&format!("the alias {} names no anchor", quoted(name)));
        problem = match suggestion::nearest(name, known) {
            Some(nearest) => problem.hint(format!("Did you mean *{nearest}?")),
            None => problem.hint(format!("Anchors are defined before their use, as `&{name} value`.")),
        };
        self.problems.push(problem.at(self.at(range)));
        let node = Node { range, style: Style::Alias, content: Content::Null };
        self.place(Built { node, height: 0, size: 1 }, 0)
    }

    fn check_collection_tag(&mut self, tag: &Tag, expected: &str, range: TextRange) {
        if tag.is_yaml_core_schema_tag(expected) {
            return;
        }
        let problem = if tag.is_custom() {
            syn009_tag::report(&tag.original())
        } else {
            syn001_malformed::report(&format!("the tag {} does not fit this value", quoted(&tag.original())))
        };
        self.problems.push(problem.at(self.at(range)));
    }
}

fn byte_range(span: &Span) -> TextRange {
    span.byte_range().map_or_else(TextRange::default, |range| TextRange::new(range.start, range.end))
}
