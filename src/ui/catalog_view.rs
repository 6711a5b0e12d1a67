//! The catalog view: blocks found, one block in full, what is out of date, and the registries.

mod add; // a block into the project
mod article; // one block in full
mod card; // a block in the list
mod facets; // filters with counts
mod field; // a text that says where a registry is
mod flow; // the inside of a block, drawn
mod library; // a registry in a library on a DSS
mod outdated; // newer versions of what the project uses
mod place; // a registry added
mod ports; // what a block reads, writes and needs
mod registries; // all registries with their state
mod results; // the blocks found
mod search; // what is looked for
pub(crate) mod versions; // versions and what differs

use std::sync::Arc;

use blockwright::block::reference::BlockRef;
use blockwright::diagnostic::counts::grouped;
use blockwright::outdated::{outdated, outdated_members};
use blockwright::route::{CatalogPage, Route};
use leptos::html;
use leptos::prelude::*;

use super::kit::{Badge, Icon, Segments};
use super::session::Session;
use article::Article;
use facets::Facets;
use outdated::OutdatedReport;
use registries::RegistryList;
use results::Results;
use search::Search;

/// The catalog view.
#[component]
pub(crate) fn CatalogView(session: Session) -> impl IntoView {
    let page = Memo::new(move |_| {
        session.route().with(|route| match route {
            Route::Catalog(page) => page.clone(),
            _ => CatalogPage::default(),
        })
    });
    // What to browse stays as it is while one choice follows the other.
    let block = Memo::new(move |_| match page.get() {
        CatalogPage::Block(written) => Some(written),
        _ => None,
    });
    move || match block.get() {
        None => view! { <Browse session page /> }.into_any(),
        Some(written) => match BlockRef::parse(&written) {
            Some(reference) => view! { <Article session reference /> }.into_any(),
            None => view! { <NoBlock written /> }.into_any(),
        },
    }
}

#[component]
fn NoBlock(written: String) -> impl IntoView {
    view! {
        <h1>"No such block"</h1>
        <p class="view-note">{format!("{written} is no reference of the form REGISTRY/BLOCK_ID@1.2.3.")}</p>
        <p><a href=Route::CATALOG.to_string()>"To the catalog"</a></p>
    }
}

/// The choice between the pages that browse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Blocks,
    Outdated,
    Registries,
}

/// The blocks, or what is out of date, or the registries.
#[component]
fn Browse(session: Session, page: Memo<CatalogPage>) -> impl IntoView {
    let count = Memo::new(move |_| {
        let registries = session.registries().get();
        session.analysis().with(|analysis| {
            let (config, composition) = (&analysis.config, &analysis.composition);
            outdated(config, composition, &registries).len()
                + outdated_members(config, composition, &registries).len()
        })
    });
    let chosen = Signal::derive(move || match page.get() {
        CatalogPage::Outdated => Side::Outdated,
        CatalogPage::Registries => Side::Registries,
        CatalogPage::Blocks | CatalogPage::Block(_) => Side::Blocks,
    });
    let show = move |side: Side| {
        session.navigate(&Route::Catalog(match side {
            Side::Blocks => CatalogPage::Blocks,
            Side::Outdated => CatalogPage::Outdated,
            Side::Registries => CatalogPage::Registries,
        }));
    };
    let heading = NodeRef::<html::H1>::new();
    let found = Memo::new(move |_| Arc::new(results::found(session)));
    view! {
        <div class="catalog">
            <div class="view-head">
                <h1 tabindex="-1" node_ref=heading>"Catalog"</h1>
                <div class="view-tools">
                    {move || (count.get() > 0).then(|| view! {
                        <Badge tone="tone-warning" text=format!("{} outdated", grouped(count.get())) icon=Icon::History />
                    })}
                    <Segments
                        name="catalog-side"
                        label="What to look at"
                        choices=vec![(Side::Blocks, "Blocks"), (Side::Outdated, "Outdated"), (Side::Registries, "Registries")]
                        chosen
                        on_choose=show
                    />
                </div>
            </div>
            <registries::Trouble session page />
            {move || match chosen.get() {
                Side::Blocks => view! {
                    <Search session />
                    <div class="catalog-body"><Facets session found /><Results session found /></div>
                }
                .into_any(),
                Side::Outdated => view! { <OutdatedReport session /> }.into_any(),
                Side::Registries => view! { <RegistryList session /> }.into_any(),
            }}
        </div>
    }
}
