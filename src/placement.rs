//! Where something new goes on the canvas, as the gesture that puts it there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::arrangement::Note;
use crate::block::port::Side;
use crate::catalog::Catalog;
use crate::catalog::card::Card;
use crate::diagram::{Diagram, NodeId, Subject};
use crate::geometry::{Point, Rect, Size};
use crate::gesture::{Gesture, Link, PortRef};
use crate::hookup::{Feed, Hookup, Input};
use crate::insertion::{Addition, NewDataset, NewRecipe};
use crate::opening::{Opening, openings};
use crate::registry::Registries;
use crate::scene::{Scene, Shows, size};
use crate::sorting::set;
use crate::workspace::Analysis;

/// How large a new note is.
const NOTE_SIZE: Size = Size { width: 240.0, height: 96.0 };
/// Free space around what is put down.
const SPACE: f64 = 16.0;
/// How far apart the places are that are tried, and how many rings of them.
const STRIDE: f64 = 48.0;
const RINGS: i32 = 24;

/// Something new.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum New {
    /// The block or solution at this place of the catalog, in the version shown.
    Block(u32),
    /// A managed dataset.
    Dataset,
    /// A recipe.
    Recipe,
    /// A note.
    Note,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Anywhere that is free.
    Free,
    /// Beside a node, wired to it as far as it fits.
    Beside(NodeId),
    /// Into a wire.
    Wire(Link),
    /// To a port: behind an output, before an input.
    Port(PortRef, Side),
}

/// What gestures are made from: all of one snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The blocks.
    pub catalog: &'a Catalog,
    /// The graph.
    pub diagram: &'a Diagram,
    /// What follows from the project.
    pub analysis: &'a Analysis,
    /// Where the schemas of ports are.
    pub registries: &'a Registries,
}

/// The gesture that puts `new` to `target`; `at` is the place of its upper left corner where nothing else
/// decides it. `None` if the block has gone from the catalog.
pub fn gesture(basis: Basis<'_>, new: &New, target: &Target, at: Point) -> Option<Gesture> {
    match new {
        New::Block(place) => {
            let card = basis.catalog.card(*place)?;
            Some(block(basis, card, target, at))
        }
        New::Dataset => {
            let dataset = NewDataset::managed(free_name(basis.diagram, "DATASET"));
            let addition = Addition { datasets: vec![dataset], ..Addition::default() };
            Some(Gesture::Add { addition, at: Some(at) })
        }
        New::Recipe => Some(recipe(basis, target, at)),
        New::Note => {
            Some(Gesture::AddNote(Note { rect: Rect { origin: at, size: NOTE_SIZE }, text: String::new() }))
        }
    }
}

fn block(basis: Basis<'_>, card: &Card, target: &Target, at: Point) -> Gesture {
    let reference = card.shown_reference();
    let splice = |source, target, at| Gesture::Splice { reference: reference.clone(), source, target, at };
    match target {
        Target::Free => add(&hookup(basis, card), Input::usual, Some(at)),
        Target::Wire(link) => splice(Some(link.source.clone()), Some(link.target.clone()), Some(at)),
        Target::Port(port, Side::Output) => splice(Some(port.clone()), None, None),
        Target::Port(port, Side::Input) => splice(None, Some(port.clone()), None),
        Target::Beside(node) => {
            let hookup = hookup(basis, card);
            let openings = openings_of(basis, node);
            let written = set(openings.iter().filter_map(|opening| opening.object.as_ref()));
            let own = |input: &Input| {
                let mut offers = input.offers.iter().filter(|offer| written.contains(&offer.name));
                offers.next().map(|offer| Feed::Object(Arc::clone(&offer.name)))
            };
            if hookup.inputs.iter().any(|input| own(input).is_some()) {
                return add(&hookup, |input| own(input).unwrap_or_else(|| input.usual()), None);
            }
            match openings.iter().find(|opening| opening.takes(basis.catalog, &card.shown)) {
                Some(Opening { port, side: Side::Output, .. }) => {
                    splice(Some(PortRef::new(node.clone(), port)), None, None)
                }
                Some(Opening { port, side: Side::Input, .. }) => {
                    splice(None, Some(PortRef::new(node.clone(), port)), None)
                }
                None => add(&hookup, Input::usual, Some(at)),
            }
        }
    }
}

fn add(hookup: &Hookup, feed: impl Fn(&Input) -> Feed, at: Option<Point>) -> Gesture {
    let feeds: Vec<Feed> = hookup.inputs.iter().map(feed).collect();
    Gesture::Add { addition: hookup.addition(&feeds), at }
}

fn hookup(basis: Basis<'_>, card: &Card) -> Hookup {
    let Basis { catalog, analysis, registries, .. } = basis;
    Hookup::new(catalog, (card, &card.shown), (&analysis.config, &analysis.composition, registries))
}

fn openings_of(basis: Basis<'_>, node: &NodeId) -> Vec<Opening> {
    let Basis { diagram, analysis, registries, .. } = basis;
    diagram.position(node).map_or_else(Vec::new, |at| openings(diagram, analysis, registries, at))
}

/// A recipe that reads what is written at its target, and writes a dataset of its own.
fn recipe(basis: Basis<'_>, target: &Target, at: Point) -> Gesture {
    let inputs = match target {
        Target::Port(port, Side::Output) | Target::Wire(Link { source: port, .. }) => {
            let openings = openings_of(basis, &port.node);
            let opening = openings.into_iter().find(|opening| opening.port == port.port);
            opening.and_then(|opening| opening.object).into_iter().collect()
        }
        Target::Beside(node) => {
            let mut openings = openings_of(basis, node).into_iter();
            openings.find_map(|opening| opening.object).into_iter().collect()
        }
        Target::Free | Target::Port(_, Side::Input) => Vec::new(),
    };
    let inputs: Vec<String> = inputs.iter().map(|name: &Arc<str>| name.to_string()).collect();
    let at = inputs.is_empty().then_some(at);
    let output = free_name(basis.diagram, "RESULT");
    let recipe = NewRecipe {
        name: free_name(basis.diagram, &format!("compute_{}", output.to_lowercase())),
        kind: "python".to_owned(),
        inputs,
        outputs: vec![output.clone()],
        code: String::new(),
    };
    let datasets = vec![NewDataset::managed(output)];
    Gesture::Add { addition: Addition { datasets, recipes: vec![recipe], ..Addition::default() }, at }
}

/// `wanted`, with a number behind it if something on the canvas has that name.
fn free_name(diagram: &Diagram, wanted: &str) -> String {
    let ports = |subject| matches!(subject, Subject::Block(_) | Subject::Solution(_));
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for node in &diagram.nodes {
        taken.insert(node.name.to_lowercase());
        let ports = node.inputs.iter().chain(&node.outputs).filter(|_| ports(node.subject));
        taken.extend(ports.filter_map(|port| Some(port.object.as_ref()?.to_lowercase())));
    }
    let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

/// The place nearest to `wanted` where a block covers no other shape.
pub fn free_place(scene: &Scene, wanted: Point) -> Point {
    let size = Size { width: size::BLOCK_WIDTH, height: size::HEAD + 3.0 * size::ROW };
    let is_solid = |shows: Shows| !matches!(shows, Shows::Frame(_) | Shows::Inside(_));
    let reach = f64::from(RINGS + 6) * STRIDE;
    let around = Rect { origin: wanted, size }.grown(reach);
    let near = scene.shapes.iter().filter(|shape| is_solid(shape.shows)).map(|shape| shape.rect);
    let near: Vec<Rect> = near.filter(|rect| rect.meets(&around)).collect();
    let is_free = |at: &Point| {
        let own = Rect { origin: *at, size }.grown(SPACE);
        !near.iter().any(|rect| rect.meets(&own))
    };
    let step = |x: i32, y: i32| wanted.shifted(Point::new(f64::from(x) * STRIDE, f64::from(y) * STRIDE));
    let ring = |ring: i32| {
        let on = move |x: i32, y: i32| x.abs().max(y.abs()) == ring;
        let row = (-ring..=ring).rev();
        row.flat_map(move |y| (-ring..=ring).rev().filter(move |x| on(*x, y)).map(move |x| step(x, y)))
    };
    (0..=RINGS).flat_map(ring).find(is_free).unwrap_or(wanted).snapped(size::STEP)
}

#[cfg(test)]
mod tests;
