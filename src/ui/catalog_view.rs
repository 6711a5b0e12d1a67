//! The catalog view: blocks found, one block in full, registries, what is out of date.

use leptos::prelude::*;

use super::session::Session;

/// The catalog view.
#[component]
pub(crate) fn CatalogView(session: Session) -> impl IntoView {
    let count = move || session.catalog().with(|catalog| catalog.cards().len());
    view! {
        <div class="view-head"><h1>"Catalog"</h1></div>
        <p class="view-note">{move || format!("{} blocks.", count())}</p>
    }
}
