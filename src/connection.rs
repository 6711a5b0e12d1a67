//! Wiring with reasons: what every port of the diagram is to the one that is held.
//!
//! All verdicts are worked out once, when a port is taken up by pointer or by keyboard. They say
//! beforehand what the rules of the configuration would say afterwards.

mod asks; // what an input asks for
mod columns; // what is known of the columns on both sides
mod comparison; // how they compare
mod declared; // the columns that datasets declare
mod judge; // one pair of ports to a verdict
mod reach; // what would close a circle
mod succession; // what is read in place of something that goes
mod verdict; // fits, warns, refused, in words

use std::cmp::{Ordering, Reverse};

pub use self::declared::Declared;
pub use self::succession::Succession;
pub use self::verdict::{Fit, Refusal, Verdict, Warning};
use crate::block::port::Side;
use crate::catalog::fit::shared_words;
use crate::composition::Composition;
use crate::config::Config;
use crate::diagram::{Diagram, End, Node, Subject};
use crate::fuzzy::score;
use crate::registry::Registries;
use crate::sorting::sort_by;

/// What verdicts are made from: all of one snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The graph.
    pub diagram: &'a Diagram,
    /// The configuration that it shows.
    pub config: &'a Config,
    /// What its blocks and solutions have become.
    pub composition: &'a Composition,
    /// Where the schemas of ports are.
    pub registries: &'a Registries,
    /// The columns that its datasets declare.
    pub declared: &'a Declared,
}

/// A port in hand, and what each port on the opposite side is to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Armed {
    /// The port in hand.
    pub end: End,
    /// Its side.
    pub side: Side,
    /// Node by node, each port by port.
    targets: Vec<Target>,
    /// Where the targets of each node start.
    starts: Vec<usize>,
}

/// A port that the one in hand can be connected to.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The port; it is on the opposite side of the one in hand.
    pub end: End,
    /// Why it fits.
    pub verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq)]
struct Target {
    end: End,
    verdict: Verdict,
    rank: Rank,
    /// What can be typed to find it.
    words: Box<str>,
}

/// The order of candidates: what is free, has the same name, is checked, shares words, is required.
type Rank = (bool, bool, bool, Reverse<usize>, bool);

impl Armed {
    /// Takes up the port of `side` at `end`; `None` if there is no such port.
    pub fn new(basis: Basis<'_>, end: End, side: Side) -> Option<Self> {
        let diagram = basis.diagram;
        diagram.nodes.get(end.node)?.ports(side).get(end.port)?;
        let judge = judge::Judge::new(basis, end, side);
        let (mut targets, mut starts) = (Vec::new(), Vec::with_capacity(diagram.nodes.len()));
        for (at, node) in diagram.nodes.iter().enumerate() {
            starts.push(targets.len());
            for port in 0..node.ports(opposite(side)).len() {
                let target = End { node: at, port };
                let verdict = judge.verdict(target);
                let found = verdict
                    .can_be()
                    .then(|| (rank(diagram, (end, target), side, &verdict), words(node, port, side)));
                let (rank, words) = found.unwrap_or_default();
                targets.push(Target { end: target, verdict, rank, words });
            }
        }
        Some(Self { end, side, targets, starts })
    }

    /// What is said about the port of `side` at `end`; `None` if there is no such port.
    pub fn verdict(&self, end: End, side: Side) -> Option<Verdict> {
        if side == self.side {
            let own = end.node == self.end.node;
            return Some(Verdict::Refused(if own { Refusal::Own } else { Refusal::SameSide(side) }));
        }
        let target = self.targets.get(self.starts.get(end.node)? + end.port)?;
        (target.end == end).then(|| target.verdict.clone())
    }

    /// The ports that can be connected, best first. With letters in `typed` only those whose node,
    /// port or object has them, the nearest to what is typed first. Of equally good ones those come
    /// first for which `distance` is smaller, then those that stand first in the diagram.
    pub fn candidates(&self, typed: &str, distance: Option<&dyn Fn(End) -> f64>) -> Vec<Candidate> {
        let mut found: Vec<(Reverse<u32>, &Target, f64)> = Vec::new();
        for target in self.targets.iter().filter(|target| target.verdict.can_be()) {
            let Some(score) = score(typed, &target.words) else { continue };
            let distance = distance.map_or(0.0, |distance| distance(target.end));
            found.push((Reverse(score), target, distance));
        }
        sort_by(&mut found, |left, right| order(*left, *right));
        let candidate =
            |(_, target, _): (_, &Target, _)| Candidate { end: target.end, verdict: target.verdict.clone() };
        found.into_iter().map(candidate).collect()
    }

    /// How many ports can be connected.
    pub fn count(&self) -> usize {
        self.targets.iter().filter(|target| target.verdict.can_be()).count()
    }
}

type Found<'a> = (Reverse<u32>, &'a Target, f64);

fn order(left: Found<'_>, right: Found<'_>) -> Ordering {
    let by_rank = (left.0, &left.1.rank).cmp(&(right.0, &right.1.rank));
    by_rank.then_with(|| left.2.total_cmp(&right.2)).then_with(|| left.1.end.cmp(&right.1.end))
}

/// The other side.
pub fn opposite(side: Side) -> Side {
    match side {
        Side::Input => Side::Output,
        Side::Output => Side::Input,
    }
}

fn rank(diagram: &Diagram, (held, target): (End, End), side: Side, verdict: &Verdict) -> Rank {
    let (Some(held), Some(node)) =
        (diagram.nodes.get(held.node).map(|node| (node, held.port)), diagram.nodes.get(target.node))
    else {
        return Rank::default();
    };
    let (mine, theirs) = (names(held.0, held.1, side), names(node, target.port, opposite(side)));
    let pairs =
        || mine.iter().flatten().flat_map(|mine| theirs.iter().flatten().map(move |theirs| (*mine, *theirs)));
    let has_same_name = pairs().any(|(mine, theirs)| mine == theirs);
    let shared = pairs().map(|(mine, theirs)| shared_words(mine, theirs)).max().unwrap_or_default();
    let is_required = node.ports(opposite(side)).get(target.port).is_some_and(|port| port.required);
    (verdict.replaced().is_some(), !has_same_name, !verdict.is_checked(), Reverse(shared), !is_required)
}

/// What a port is called, for the likeness of names: an output also as the object behind it.
fn names(node: &Node, port: usize, side: Side) -> [Option<&str>; 2] {
    let Some(port) = node.ports(side).get(port) else { return [None, None] };
    match node.subject {
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => [Some(&node.name), None],
        _ if side == Side::Output => [Some(&port.name), port.object.as_deref()],
        _ => [Some(&port.name), None],
    }
}

fn words(node: &Node, port: usize, held: Side) -> Box<str> {
    let Some(port) = node.ports(opposite(held)).get(port) else { return node.name.clone().as_ref().into() };
    let object = port.object.as_deref().filter(|object| held == Side::Input && **object != *node.name);
    [&*node.name, " ", &port.name, " ", object.unwrap_or_default()].concat().trim_end().into()
}

#[cfg(test)]
mod tests;
