//! The chosen entry in more words, and what can be done with it.

use std::sync::Arc;

use blockwright::block::reference::Pinned;
use blockwright::catalog::card::{Card, Socket};
use blockwright::placement::New;
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use super::carry::take_up;
use super::entries::{Entries, Entry, card};
use super::query::put_active;
use crate::ui::kit::{Button, Icon, Look};
use crate::ui::session::Session;

/// What the active entry is.
#[component]
pub(super) fn Preview(session: Session, found: Memo<Arc<Entries>>) -> impl IntoView {
    let shelf = session.board().shelf;
    let entry = Memo::new(move |_| found.with(|found| found.rows.get(shelf.active.get()).cloned()));
    // For the outside world: what is about to be put down has to be known in full.
    Effect::new(move |_| {
        let wanted = entry
            .with(|entry| session.catalog().with(|catalog| card(catalog, &entry.as_ref()?.new).map(pinned)));
        session.browsing().ask(wanted);
    });
    let content = move || {
        let entry = entry.get()?;
        let about = session.catalog().with(|catalog| card(catalog, &entry.new).map(about));
        let name = entry.name.to_string();
        let fit = entry.fit.clone().map(|fit| view! { <p class="shelf-fit">{Icon::Check.view()}{fit}</p> });
        let (add, choose) = (move || put_active(session, found), carried(session, entry));
        Some(view! {
            <section class="shelf-preview" aria-label="The chosen entry">
                {fit}
                {about}
                <div class="shelf-acts">
                    <Button label="Add".to_owned() about=name.clone() icon=Icon::Create look=Look::Primary on_press=add />
                    <Button label="Choose a place".to_owned() about=format!("for {name}") on_press=choose />
                </div>
            </section>
        })
    };
    view! { {content} }
}

fn carried(session: Session, entry: Entry) -> impl Fn() + Copy + Send + Sync + 'static {
    let entry = StoredValue::new(entry);
    move || take_up(session, &entry.get_value())
}

/// The version that would be put down.
fn pinned(card: &Card) -> Pinned {
    let (registry, block_id) = (Arc::clone(&card.registry), Arc::clone(&card.id));
    Pinned { registry, block_id, version: card.shown.version }
}

/// Description, ports and the way to the article.
fn about(card: &Card) -> impl IntoView + use<> {
    let route = Route::Catalog(CatalogPage::Block(card.shown_reference())).to_string();
    let (inputs, outputs) = (ports("Reads", &card.shown.inputs), ports("Writes", &card.shown.outputs));
    view! {
        <p class="shelf-text">{card.description.to_string()}</p>
        <dl class="shelf-sockets">{inputs}{outputs}</dl>
        <p><a href=route>"Read about "{card.name.to_string()}</a></p>
    }
}

fn ports(verb: &'static str, sockets: &[Socket]) -> Option<impl IntoView + use<>> {
    let name = |socket: &Socket| {
        let optional = if socket.required { "" } else { " (optional)" };
        format!("{}{optional}", socket.name)
    };
    let names: Vec<String> = sockets.iter().map(name).collect();
    (!names.is_empty()).then(|| view! { <dt>{verb}</dt><dd>{names.join(", ")}</dd> })
}

/// Whether an entry is wired when it is put down.
pub(super) fn is_wired(new: &New) -> bool {
    matches!(new, New::Block(_) | New::Recipe)
}
