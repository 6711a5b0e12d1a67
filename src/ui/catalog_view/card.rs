//! A block in the list.

use std::sync::Arc;

use blockwright::block::BlockKind;
use blockwright::catalog::Catalog;
use blockwright::catalog::card::{Card, Edition, Socket};
use blockwright::catalog::fit::{Direction, Fit};
use blockwright::catalog::search::Hit;
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use crate::ui::kit::{Badge, Icon};
use crate::ui::session::Session;

/// The route to a block.
pub(super) fn route(reference: String) -> String {
    Route::Catalog(CatalogPage::Block(reference)).to_string()
}

/// Marks of a block: solution, protected, deprecated.
pub(super) fn marks(kind: BlockKind, edition: &Edition) -> AnyView {
    view! {
        {(kind == BlockKind::Solution).then(|| view! { <Badge tone="tone-notice" text="solution".to_owned() icon=Icon::Blocks /> })}
        {edition.is_protected.then(|| view! { <Badge tone="tone-create" text="protected".to_owned() icon=Icon::Lock /> })}
        {edition.is_deprecated.then(|| view! { <Badge tone="tone-warning" text="deprecated".to_owned() icon=Icon::Warning /> })}
    }
    .into_any()
}

/// A block: what it is, what it reads and writes.
#[component]
pub(super) fn BlockCard(session: Session, catalog: Arc<Catalog>, hit: Hit) -> impl IntoView {
    let card = catalog.card(hit.card)?.clone();
    let reason = hit.fit.and_then(|fit| reason(session, &card, &fit));
    let facts = [&card.level, &card.domain].into_iter().filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts.map(|fact| fact.replace('_', " ")).collect();
    let names = |sockets: &[Socket]| -> String {
        let names: Vec<&str> = sockets.iter().map(|socket| &*socket.name).collect();
        names.join(", ")
    };
    let (inputs, outputs) = (names(&card.shown.inputs), names(&card.shown.outputs));
    let has_ports = !(inputs.is_empty() && outputs.is_empty());
    Some(view! {
        <li class="block-card">
            <div class="block-card-head">
                <h2><a href=route(card.shown_reference())>{card.name.to_string()}</a></h2>
                {marks(card.kind, &card.shown)}
            </div>
            <p class="block-card-id"><code>{card.id.to_string()}</code>" "{card.shown.version.to_string()}</p>
            <p class="block-card-text">{card.description.to_string()}</p>
            {reason.map(|reason| view! { <p class="block-card-reason">{Icon::Check.view()}<span>{reason}</span></p> })}
            {has_ports.then(|| view! {
                <p class="block-card-ports">
                    <span class="visually-hidden">"reads "</span><code>{inputs}</code>
                    <span aria-hidden="true">" → "</span><span class="visually-hidden">" and writes "</span><code>{outputs}</code>
                </p>
            })}
            <p class="block-card-facts">{facts.join(", ")}</p>
        </li>
    })
}

/// Why it can be wired.
fn reason(session: Session, card: &Card, fit: &Fit) -> Option<String> {
    let query = session.browsing().query.get_untracked();
    let end = query.end?;
    let (sockets, verb) = match end.direction {
        Direction::Consumers => (&card.shown.inputs, "reads it through"),
        Direction::Producers => (&card.shown.outputs, "writes it through"),
    };
    let port = &sockets.get(fit.port as usize)?.name;
    let why = match (fit.is_checked, fit.has_equal_name) {
        (true, true) => "the columns fit and the names are equal".to_owned(),
        (true, false) => "the columns fit".to_owned(),
        (false, true) => "the names are equal; not all columns are known".to_owned(),
        (false, false) => format!("the names share {} words; not all columns are known", fit.shared_words),
    };
    Some(format!("{verb} {port}: {why}"))
}
