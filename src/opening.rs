//! Where a new block can be wired to a node: what the node writes, and the inputs of it that read
//! nothing yet.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::block::column::Column;
use crate::block::interface::columns;
use crate::block::port::Side;
use crate::block::{Manifest, PortKind};
use crate::catalog::Catalog;
use crate::catalog::card::Edition;
use crate::catalog::fit::{Direction, Fit, Plug, judge};
use crate::diagram::{Diagram, Node, Port, Subject};
use crate::registry::Registries;
use crate::sorting::sort_by_key;
use crate::supply::{Object, objects};
use crate::workspace::Analysis;

/// A port that something new can be wired to.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The port's name.
    pub port: Arc<str>,
    /// Its side.
    pub side: Side,
    /// The object behind an output; `None` if it has no name yet, and for inputs.
    pub object: Option<Arc<str>>,
    /// What passes through it.
    pub kind: PortKind,
    /// Its columns, if they are known.
    pub columns: Option<Vec<Column>>,
}

impl Opening {
    /// It as one side of a wire.
    pub fn plug(&self) -> Plug<'_> {
        let name = self.object.as_ref().unwrap_or(&self.port);
        Plug { name, kind: self.kind, columns: self.columns.as_deref() }
    }

    /// Which ports of blocks are looked for.
    pub fn direction(&self) -> Direction {
        match self.side {
            Side::Input => Direction::Producers,
            Side::Output => Direction::Consumers,
        }
    }

    /// Whether some port of `edition` can be wired to it.
    pub fn takes(&self, catalog: &Catalog, edition: &Edition) -> bool {
        let own = self.plug();
        match self.side {
            Side::Input => {
                edition.outputs.iter().any(|socket| judge(&catalog.plug(socket), &own, false).can_be())
            }
            Side::Output => {
                edition.inputs.iter().any(|socket| judge(&own, &catalog.plug(socket), false).can_be())
            }
        }
    }
}

/// The openings of the node at `at`: outputs, then inputs that read nothing, each top down. What is
/// inside a solution has none.
pub fn openings(diagram: &Diagram, analysis: &Analysis, registries: &Registries, at: usize) -> Vec<Opening> {
    let Some(node) = diagram.nodes.get(at).filter(|node| node.parent.is_none()) else { return Vec::new() };
    let objects = objects(&analysis.config, &analysis.composition, registries);
    let objects: HashMap<&str, &Object> = objects.iter().map(|object| (&*object.name, object)).collect();
    let published = published(analysis, registries, node);
    let outputs = node.outputs.iter().filter(|port| !port.is_gone).filter_map(|port| {
        let object = match node.subject {
            Subject::Dataset(_) | Subject::Object(..) => Some(Arc::clone(&node.name)),
            Subject::Recipe(position) => Some(only_output(analysis, position)?),
            _ => port.object.clone(),
        };
        let known = object.as_deref().and_then(|object| objects.get(object)?.columns.clone());
        let columns = known.or_else(|| published.as_ref()?.columns(Side::Output, &port.name));
        Some(opening(port, Side::Output, object, columns))
    });
    let is_block = matches!(node.subject, Subject::Block(_) | Subject::Solution(_));
    let inputs = node.inputs.iter().filter(|port| is_block && !port.is_gone && port.object.is_none());
    let inputs = inputs.map(|port| {
        let columns = published.as_ref().and_then(|published| published.columns(Side::Input, &port.name));
        opening(port, Side::Input, None, columns)
    });
    outputs.chain(inputs).collect()
}

/// The best way to wire each block of the catalog to one of the openings, best first: the fit, and the
/// opening's position.
pub fn fitting(catalog: &Catalog, openings: &[Opening]) -> Vec<(Fit, usize)> {
    let mut found: Vec<(Fit, usize)> = Vec::new();
    for (at, opening) in openings.iter().enumerate() {
        let fits = catalog.fits(&opening.plug(), opening.direction());
        found.extend(fits.into_iter().map(|fit| (fit, at)));
    }
    let rank = |(fit, at): &(Fit, usize)| {
        (!fit.is_checked, !fit.has_equal_name, Reverse(fit.shared_words), *at, fit.card, fit.port)
    };
    sort_by_key(&mut found, |found| (found.0.card, rank(found)));
    found.dedup_by_key(|(fit, _)| fit.card);
    sort_by_key(&mut found, rank);
    found
}

fn opening(port: &Port, side: Side, object: Option<Arc<str>>, columns: Option<Vec<Column>>) -> Opening {
    Opening { port: Arc::clone(&port.name), side, object, kind: port.kind, columns }
}

/// What a recipe writes, if that is one thing.
fn only_output(analysis: &Analysis, recipe: usize) -> Option<Arc<str>> {
    match analysis.config.recipes.get(recipe)?.outputs() {
        [only] => Some(Arc::clone(&only.name.value)),
        _ => None,
    }
}

/// A block as published.
struct Published<'a> {
    manifest: &'a Manifest,
    registries: &'a Registries,
    registry: &'a str,
}

impl Published<'_> {
    fn columns(&self, side: Side, port: &str) -> Option<Vec<Column>> {
        let port = match side {
            Side::Input => self.manifest.input(port),
            Side::Output => self.manifest.output(port),
        }?;
        let registry = self.registries.get(self.registry)?;
        columns(port, |path| registry.schema(path)).map(<[Column]>::to_vec)
    }
}

fn published<'a>(analysis: &'a Analysis, registries: &'a Registries, node: &Node) -> Option<Published<'a>> {
    let (Subject::Block(position) | Subject::Solution(position)) = node.subject else { return None };
    let pinned = analysis.composition.resolved.get(position)?.as_ref()?;
    let manifest = analysis.composition.manifests.get(pinned)?;
    Some(Published { manifest, registries, registry: &pinned.registry })
}

#[cfg(test)]
mod tests;
