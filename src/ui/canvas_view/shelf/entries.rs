//! What the shelf offers: blocks that are looked for, and what every project can have.

use std::sync::Arc;

use blockwright::block::BlockKind;
use blockwright::block::port::Side;
use blockwright::catalog::Catalog;
use blockwright::catalog::card::{Card, Socket};
use blockwright::catalog::facet::Facets;
use blockwright::catalog::fit::Fit;
use blockwright::catalog::search::Search;
use blockwright::fuzzy;
use blockwright::opening::{Opening, fitting, openings};
use blockwright::placement::New;
use blockwright::sorting::sort_by_key;
use leptos::prelude::*;

use crate::ui::session::Session;

/// Most blocks listed; more can be found by more letters.
const MOST: usize = 1_000;

/// What every project can have, with the words for it.
const OWN: [(New, &str, &str); 3] = [
    (New::Dataset, "New dataset", "a managed dataset"),
    (New::Recipe, "New recipe", "a Python recipe and what it writes"),
    (New::Note, "New note", "a text on the canvas"),
];

/// A row of the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    /// What it puts on the canvas.
    pub(super) new: New,
    /// The name for people.
    pub(super) name: Arc<str>,
    /// Id and version of a block; what it is of others.
    pub(super) about: String,
    /// What a block reads and writes, in short.
    pub(super) ports: String,
    /// The port that fits the focused node, and how.
    pub(super) fit: Option<String>,
    pub(super) is_solution: bool,
    pub(super) is_deprecated: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// The rows, the best first.
    pub(super) rows: Arc<[Entry]>,
    /// How many blocks there are in all registries.
    pub(super) all: usize,
    /// How many of them were found.
    pub(super) total: usize,
    /// Values to filter by.
    pub(super) facets: Facets,
    /// The node that they have to fit, if that is asked for.
    pub(super) node: Option<Arc<str>>,
}

/// What is found now; reads what is looked for and the focus.
pub(super) fn entries(session: Session) -> Entries {
    let board = session.board();
    let shelf = board.shelf;
    let catalog = session.catalog().get();
    let (node, openings) = if shelf.only_fitting.get() { open_ports(session) } else { (None, Vec::new()) };
    let fitting = node.is_some().then(|| fitting(&catalog, &openings));
    let fits: Option<Vec<Fit>> =
        fitting.as_ref().map(|found| found.iter().map(|(fit, _)| fit.clone()).collect());
    let text = shelf.text.get();
    let search = Search { text: &text, filters: shelf.filters.get(), fits: fits.as_deref(), limit: MOST };
    let found = catalog.search(&search);
    let at_opening = |fit: &Fit| {
        let (_, at) = fitting.as_ref()?.iter().find(|(other, _)| other.card == fit.card)?;
        openings.get(*at)
    };
    let blocks = found.hits.iter().filter_map(|hit| {
        let card = catalog.card(hit.card)?;
        let fit = hit.fit.as_ref().and_then(|fit| told(card, fit, at_opening(fit)?));
        Some(block(hit.card, card, fit))
    });
    let own = OWN.iter().filter(|_| {
        node.is_none()
            && shelf.filters.with(|filters| filters.values().all(std::collections::BTreeSet::is_empty))
    });
    let own = own.filter(|(_, name, _)| fuzzy::score(&text, name).is_some());
    let own = own.map(|(new, name, about)| Entry {
        new: new.clone(),
        name: (*name).into(),
        about: (*about).to_owned(),
        ports: String::new(),
        fit: None,
        is_solution: false,
        is_deprecated: false,
    });
    let mut blocks: Vec<Entry> = blocks.collect();
    if text.trim().is_empty() {
        sort_by_key(&mut blocks, |entry| entry.is_deprecated);
    }
    // What is typed is nearly always a block; without a word the few that are always there come first.
    let rows = if text.trim().is_empty() {
        own.chain(blocks).collect()
    } else {
        blocks.into_iter().chain(own).collect()
    };
    Entries { rows, all: catalog.cards().len(), total: found.total, facets: found.facets, node }
}

/// The focused node and its open ports.
fn open_ports(session: Session) -> (Option<Arc<str>>, Vec<Opening>) {
    let board = session.board();
    let Some(focus) = board.focused_node() else { return (None, Vec::new()) };
    let registries = session.registries().get();
    board.diagram.with(|diagram| {
        let Some(at) = diagram.position(&focus) else { return (None, Vec::new()) };
        let name = diagram.nodes.get(at).map(|node| Arc::clone(&node.name));
        (name, session.analysis().with(|analysis| openings(diagram, analysis, &registries, at)))
    })
}

fn block(place: u32, card: &Card, fit: Option<String>) -> Entry {
    let names = |sockets: &[Socket]| match sockets {
        [] => "nothing".to_owned(),
        [first] => first.name.to_string(),
        [first, rest @ ..] => format!("{} +{}", first.name, rest.len()),
    };
    Entry {
        new: New::Block(place),
        name: Arc::clone(&card.name),
        about: format!("{} {}", card.id, card.shown.version),
        ports: format!("{} \u{2192} {}", names(&card.shown.inputs), names(&card.shown.outputs)),
        fit,
        is_solution: card.kind == BlockKind::Solution,
        is_deprecated: card.shown.is_deprecated,
    }
}

/// How a block would be wired to an opening.
fn told(card: &Card, fit: &Fit, opening: &Opening) -> Option<String> {
    let sockets = match opening.side {
        Side::Output => &card.shown.inputs,
        Side::Input => &card.shown.outputs,
    };
    let own = &sockets.get(fit.port as usize)?.name;
    let why = if fit.is_checked { "columns fit" } else { "names alike" };
    let theirs = opening.object.as_ref().filter(|_| &*opening.port == "out").unwrap_or(&opening.port);
    Some(match opening.side {
        Side::Output => format!("{theirs} \u{2192} {own} ({why})"),
        Side::Input => format!("{own} \u{2192} {theirs} ({why})"),
    })
}

/// The block of an entry.
pub(super) fn card<'a>(catalog: &'a Catalog, new: &New) -> Option<&'a Card> {
    match new {
        New::Block(place) => catalog.card(*place),
        New::Dataset | New::Recipe | New::Note => None,
    }
}
