//! Which node and port each problem belongs to.

use std::collections::HashMap;

use super::{Marks, PortMark};
use crate::block::PortKind;
use crate::block::port::Side;
use crate::config::Config;
use crate::config::block_use::Section;
use crate::diagnostic::Diagnostic;
use crate::diagram::{Diagram, Subject};
use crate::sorting::sort_by_key;
use crate::source::Location;
use crate::workspace::Analysis;

/// A node, and its port if the problem is about one.
type Place = (usize, Option<(Side, usize)>);

/// Adds all problems to the marks.
pub(super) fn add(marks: &mut Marks, diagram: &Diagram, analysis: &Analysis) {
    if analysis.problems.is_empty() {
        return;
    }
    let index = Index::new(diagram, &analysis.config);
    for (position, problem) in analysis.problems.iter().enumerate() {
        let places = index.places(problem);
        if places.is_empty() {
            marks.elsewhere.push(position);
        }
        for place in places {
            put(marks, place, position, problem);
        }
    }
}

fn put(marks: &mut Marks, (node, port): Place, position: usize, problem: &Diagnostic) {
    let Some(mark) = marks.nodes.get_mut(node) else { return };
    if mark.problems.last() != Some(&position) {
        mark.problems.push(position);
        mark.counts = mark.counts.with(problem.severity);
    }
    let Some((side, port)) = port else { return };
    match mark.ports.iter_mut().find(|mark| mark.side == side && mark.port == port) {
        Some(known) => known.problems.push(position),
        None => mark.ports.push(PortMark { side, port, problems: vec![position] }),
    }
}

/// Nodes by the paths and by the ranges of their entries.
struct Index<'a> {
    diagram: &'a Diagram,
    /// By the root key of the list and the position in it.
    entries: HashMap<(&'static str, usize), usize>,
    /// By file and start; entries do not overlap.
    ranges: Vec<(Location, usize)>,
    /// By solution: its members.
    members: HashMap<usize, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(diagram: &'a Diagram, config: &Config) -> Self {
        let (mut entries, mut ranges) = (HashMap::new(), Vec::new());
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, node) in diagram.nodes.iter().enumerate() {
            let entry = match node.subject {
                Subject::Block(entry) | Subject::Solution(entry) => {
                    config.uses.get(entry).map(|entry| (entry.section.key(), entry.index))
                }
                Subject::Dataset(entry) => config.datasets.get(entry).map(|entry| ("datasets", entry.index)),
                Subject::Recipe(entry) => config.recipes.get(entry).map(|entry| ("recipes", entry.index)),
                Subject::Object(PortKind::Model, entry) => {
                    config.models.get(entry).map(|model| ("models", model.entry.index))
                }
                Subject::Object(_, entry) => {
                    config.folders.get(entry).map(|folder| ("folders", folder.entry.index))
                }
                Subject::Member(_) => {
                    node.parent
                        .into_iter()
                        .for_each(|solution| members.entry(solution).or_default().push(at));
                    continue;
                }
            };
            entries.extend(entry.map(|entry| (entry, at)));
            ranges.push((node.at, at));
        }
        sort_by_key(&mut ranges, |(at, _)| *at);
        Self { diagram, entries, ranges, members }
    }

    fn places(&self, problem: &Diagnostic) -> Vec<Place> {
        let Some((node, rest)) = self.entry(&problem.path) else {
            // A circle, say, is a problem of the list, and each place names one on it.
            let places = problem.at.iter().chain(problem.related.iter().map(|related| &related.at));
            let mut found: Vec<Place> = Vec::new();
            for node in places.filter_map(|at| self.node_at(*at)) {
                if !found.contains(&(node, None)) {
                    found.push((node, None));
                }
            }
            return found;
        };
        let mut found = vec![(node, self.port(node, rest, problem.subject.as_deref()))];
        if let Some(within) = &problem.within {
            found.extend(self.member(node, within));
        }
        found
    }

    /// The node whose entry a path leads into, and the rest of the path.
    fn entry<'p>(&self, path: &'p str) -> Option<(usize, &'p str)> {
        let (section, rest) = path.split_once('[')?;
        let (index, rest) = rest.split_once(']')?;
        let keys =
            [Section::Blocks.key(), Section::Solutions.key(), "datasets", "recipes", "folders", "models"];
        let section = keys.into_iter().find(|key| *key == section)?;
        Some((*self.entries.get(&(section, index.parse().ok()?))?, rest))
    }

    /// The port that the rest of a path leads to; of a port that is not written `subject` is the name.
    fn port(&self, node: usize, rest: &str, subject: Option<&str>) -> Option<(Side, usize)> {
        let node = self.diagram.nodes.get(node)?;
        let sides = [(".inputs", Side::Input), (".outputs", Side::Output)];
        let (side, rest) = sides.into_iter().find_map(|(key, side)| Some((side, rest.strip_prefix(key)?)))?;
        if matches!(node.subject, Subject::Recipe(_)) {
            return Some((side, 0));
        }
        let name = rest.strip_prefix('.').or(subject)?;
        Some((side, node.port(side, name)?))
    }

    /// The member of a solution that a place inside of it names, as `SOLUTION@1.0.0:alias.PORT`.
    fn member(&self, solution: usize, within: &str) -> Option<Place> {
        let (label, place) = within.split_once(':')?;
        let (alias, port) = place.split_once('.').unwrap_or((place, ""));
        let outer = self.diagram.nodes.get(solution)?;
        let is_named = |node: &&usize| {
            let Some(node) = self.diagram.nodes.get(**node) else { return false };
            let alias_at = node.name.strip_suffix(alias).and_then(|rest| rest.strip_suffix("__"));
            // Of a solution inside the solution the aliases of its own members come last.
            alias_at.is_some_and(|outside| *outside == *outer.name || *label != *outer.label)
        };
        let member = *self.members.get(&solution)?.iter().find(is_named)?;
        let node = self.diagram.nodes.get(member)?;
        let port = node.port(Side::Input, port).map(|port| (Side::Input, port));
        Some((member, port))
    }

    /// The node whose entry holds this place.
    fn node_at(&self, at: Location) -> Option<usize> {
        let behind = self
            .ranges
            .partition_point(|(entry, _)| (entry.file, entry.range.start) <= (at.file, at.range.start));
        let (entry, node) = self.ranges.get(behind.checked_sub(1)?)?;
        (entry.file == at.file && at.range.end <= entry.range.end).then_some(*node)
    }
}
