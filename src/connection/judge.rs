//! One pair of ports to a verdict.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::columns::{Asks, Columns};
use super::comparison::{Comparison, Comparisons};
use super::reach::Reach;
use super::verdict::{Fit, Refusal, Verdict, Warning};
use super::{Basis, opposite};
use crate::block::PortKind;
use crate::block::column::Column;
use crate::block::port::Side;
use crate::config::{DatasetRef, Recipe};
use crate::diagram::{End, Node, Port, Subject};

/// Judges ports against the one that is held.
pub(super) struct Judge<'a> {
    basis: Basis<'a>,
    held: End,
    side: Side,
    /// Why the held port cannot be connected at all.
    refusal: Option<Refusal>,
    columns: Columns<'a>,
    comparisons: Comparisons<'a>,
    reach: Reach,
    /// By dataset node: the node that writes it.
    writers: HashMap<usize, usize>,
    /// The outputs that something reads, or that are written to a dataset.
    passed_on: HashSet<End>,
    /// What is known of the held port's columns.
    known: Known<'a>,
}

/// The columns of the held port, which are the same for all others.
enum Known<'a> {
    Has(Option<&'a [Column]>),
    Asks(Asks<'a>),
}

/// A port with its node.
#[derive(Clone, Copy)]
struct Socket<'a> {
    end: End,
    node: &'a Node,
    port: &'a Port,
}

impl<'a> Judge<'a> {
    pub(super) fn new(basis: Basis<'a>, held: End, side: Side) -> Self {
        let columns = Columns::new(basis);
        let outside = || basis.diagram.wires.iter().filter(|wire| wire.inside.is_none());
        let is_dataset =
            |node: usize| basis.diagram.nodes.get(node).is_some_and(|node| node.subject.is_data());
        let mut writers = HashMap::new();
        for wire in outside().filter(|wire| is_dataset(wire.target.node)) {
            writers.entry(wire.target.node).or_insert(wire.source.node);
        }
        let mut judge = Self {
            basis,
            held,
            side,
            refusal: None,
            reach: Reach::new(basis.diagram, held.node, side),
            writers,
            passed_on: outside().map(|wire| wire.source).collect(),
            known: Known::Has(None),
            columns,
            comparisons: Comparisons::default(),
        };
        let socket = judge.socket(held, side);
        judge.refusal = socket.and_then(|socket| judge.refusal(socket));
        judge.known = match side {
            Side::Output => {
                let object = socket.and_then(|socket| judge.object(socket));
                Known::Has(judge.columns.of_source(held, object.map(AsRef::as_ref)))
            }
            Side::Input => Known::Asks(judge.columns.of_target(held)),
        };
        judge
    }

    /// What the port at `end`, on the side opposite the held one, is to the held one.
    pub(super) fn verdict(&self, end: End) -> Verdict {
        self.judged(end, Self::mismatch)
    }

    /// What the input at `end` is to the held output, if it reads from there in place of something that
    /// goes: under the name that is read there, so that others of the same node do not matter.
    pub(super) fn successor(&self, end: End) -> Verdict {
        self.judged(end, |_, port, source, target| Self::other_kind(port, source, target))
    }

    fn judged(
        &self,
        end: End,
        mismatch: impl Fn(&Self, Socket<'a>, Socket<'a>, Socket<'a>) -> Option<Refusal>,
    ) -> Verdict {
        let side = opposite(self.side);
        let (Some(held), Some(port)) = (self.socket(self.held, self.side), self.socket(end, side)) else {
            return Verdict::Refused(Refusal::Gone);
        };
        if end.node == self.held.node {
            return Verdict::Refused(Refusal::Own);
        }
        if let Some(refusal) = &self.refusal {
            return Verdict::Refused(Refusal::Held(Box::new(refusal.clone())));
        }
        let (source, target) = if side == Side::Input { (held, port) } else { (port, held) };
        let refusal = self.refusal(port).or_else(|| mismatch(self, port, source, target));
        if let Some(refusal) = refusal {
            return Verdict::Refused(refusal);
        }
        if let Some((names, more)) = self.reach.circle(self.basis.diagram, end.node) {
            return Verdict::Refused(Refusal::Circle(names, more));
        }
        self.judge_columns(source, target)
    }

    fn socket(&self, end: End, side: Side) -> Option<Socket<'a>> {
        let node = self.basis.diagram.nodes.get(end.node)?;
        Some(Socket { end, node, port: node.ports(side).get(end.port)? })
    }

    /// Why a port cannot be connected to anything.
    fn refusal(&self, socket: Socket<'_>) -> Option<Refusal> {
        let Socket { node, port, .. } = socket;
        if let Some(solution) = node.parent.and_then(|parent| self.basis.diagram.nodes.get(parent)) {
            return Some(Refusal::Inside(Arc::clone(&solution.name)));
        }
        if port.is_gone {
            return Some(Refusal::Gone);
        }
        match node.subject {
            Subject::Recipe(position) => {
                let recipe = self.basis.config.recipes.get(position)?;
                self.basis.composition.templates.contains(&recipe.index).then_some(Refusal::Template)
            }
            Subject::Dataset(position) => {
                let name = self.basis.config.datasets.get(position)?.name.as_ref();
                name.is_none_or(|name| name.unresolved).then_some(Refusal::Unnamed)
            }
            Subject::Object(..) => {
                let name =
                    self.basis.config.object(&node.name).and_then(|object| object.entry().name.as_ref());
                name.is_none_or(|name| name.unresolved).then_some(Refusal::Unnamed)
            }
            _ => None,
        }
    }

    /// The object that an output passes on, if there is exactly one.
    fn object(&self, source: Socket<'a>) -> Option<&'a Arc<str>> {
        match self.recipe(source.node).map(Recipe::outputs) {
            Some([only]) => Some(&only.name.value),
            Some(_) => None,
            None => source.port.object.as_ref(),
        }
    }

    /// Why nothing of the one port can pass through the other.
    fn other_kind(port: Socket<'_>, source: Socket<'_>, target: Socket<'_>) -> Option<Refusal> {
        let are_known = source.node.lack.is_none() && target.node.lack.is_none();
        let go_together = source.node.subject.takes(target.node.subject);
        if source.port.kind != target.port.kind && are_known && !go_together {
            let (port, held) = if port.end == source.end { (source, target) } else { (target, source) };
            return Some(Refusal::Kind { port: port.port.kind, held: held.port.kind });
        }
        let are_data = target.node.subject.is_data() && source.node.subject.is_data();
        are_data.then_some(Refusal::Datasets)
    }

    /// Why the two ports cannot be connected, columns and circles aside.
    fn mismatch(&self, port: Socket<'a>, source: Socket<'a>, target: Socket<'a>) -> Option<Refusal> {
        if let Some(refusal) = Self::other_kind(port, source, target) {
            return Some(refusal);
        }
        let to_dataset = target.node.subject.is_data();
        if self.is_connected(source, target) {
            return Some(Refusal::Connected);
        }
        match self.recipe(source.node).map(|recipe| recipe.outputs().len()) {
            Some(outputs) if outputs != 1 && !to_dataset => return Some(Refusal::Outputs(outputs)),
            _ => {}
        }
        let writer = self.writers.get(&target.end.node).and_then(|at| self.basis.diagram.nodes.get(*at));
        writer.map(|writer| Refusal::Written(Arc::clone(&writer.name)))
    }

    fn recipe(&self, node: &Node) -> Option<&'a Recipe> {
        match node.subject {
            Subject::Recipe(position) => self.basis.config.recipes.get(position),
            _ => None,
        }
    }

    /// Whether the target reads what the source passes on, whatever stands between them.
    fn is_connected(&self, source: Socket<'a>, target: Socket<'a>) -> bool {
        let names = |reference: &[DatasetRef], name: &str| {
            reference.iter().any(|reference| &*reference.name.value == name)
        };
        if let Some(recipe) = self.recipe(source.node).filter(|_| target.node.subject.is_data()) {
            return names(recipe.outputs(), &target.node.name);
        }
        let Some(object) = self.object(source) else { return false };
        match self.recipe(target.node) {
            Some(recipe) => names(recipe.inputs(), object),
            None => target.port.object.as_deref() == Some(object),
        }
    }

    fn judge_columns(&self, source: Socket<'a>, target: Socket<'a>) -> Verdict {
        let mut warnings = self.replacements(source, target);
        let ends = [source.node, target.node].into_iter();
        let unknown =
            ends.filter_map(|node| Some(Warning::UnknownBlock(Arc::clone(&node.label), node.lack?)));
        warnings.extend(unknown);
        let fit = match self.comparison(source, target) {
            Ok(Some(found)) => {
                // No rule compares what is written to a dataset with the columns it declares.
                let to_dataset = target.node.subject.is_data();
                if !found.fatal.is_empty() && !to_dataset {
                    return Verdict::Refused(Refusal::Columns(found.fatal.clone()));
                }
                warnings.extend(found.fatal.iter().chain(&found.tolerable).cloned().map(Warning::Column));
                Fit::Columns { met: found.met, asked: found.asked }
            }
            Ok(None) if source.node.subject.takes(target.node.subject) => Fit::Unasked,
            Ok(None) if source.port.kind == PortKind::Dataset => Fit::Unasked,
            Ok(None) => Fit::Kind(source.port.kind),
            Err(warning) => {
                // Of an unknown block it goes without saying.
                let is_said = warnings.iter().any(|known| matches!(known, Warning::UnknownBlock(..)));
                warnings.extend(Some(warning).filter(|_| !is_said));
                Fit::Unasked
            }
        };
        if warnings.is_empty() { Verdict::Fits(fit) } else { Verdict::Warns(warnings) }
    }

    /// What connecting does away with.
    fn replacements(&self, source: Socket<'a>, target: Socket<'a>) -> Vec<Warning> {
        let mut warnings = Vec::new();
        match target.node.subject {
            Subject::Recipe(_) => {}
            Subject::Dataset(_) | Subject::Object(..) => {
                let is_moved = self.recipe(source.node).is_none() && self.passed_on.contains(&source.end);
                let moved = source.port.object.as_ref().filter(|_| is_moved);
                warnings.extend(moved.map(|object| Warning::Moves(Arc::clone(object))));
            }
            _ => warnings.extend(target.port.object.as_ref().map(|old| Warning::Replaces(Arc::clone(old)))),
        }
        warnings
    }

    /// How the columns compare; `None` if none are asked for.
    fn comparison(&self, source: Socket<'a>, target: Socket<'a>) -> Result<Option<Rc<Comparison>>, Warning> {
        let to_dataset = target.node.subject.is_data();
        let makes_columns = to_dataset && self.recipe(source.node).is_some();
        if source.port.kind != PortKind::Dataset || makes_columns {
            return Ok(None);
        }
        let (found_asks, found_has);
        let asks = if let Known::Asks(asks) = &self.known {
            asks
        } else {
            found_asks = self.columns.of_target(target.end);
            &found_asks
        };
        let asks = match asks {
            Asks::Any => return Ok(None),
            Asks::Unknown => return Err(Warning::UnknownSchema),
            Asks::Of(asks) if asks.iter().all(|columns| columns.is_empty()) => return Ok(None),
            Asks::Of(asks) => asks,
        };
        let has = if let Known::Has(has) = &self.known {
            has
        } else {
            found_has = self.columns.of_source(source.end, self.object(source).map(AsRef::as_ref));
            &found_has
        };
        let Some(has) = has else {
            let object = self.object(source).unwrap_or(&source.node.name);
            return Err(Warning::UnknownColumns(Arc::clone(object)));
        };
        Ok(Some(self.comparisons.of(has, asks)))
    }
}
