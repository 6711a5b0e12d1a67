//! Everything that a state knows about one resource.

use std::sync::Arc;

use blockwright::plan::fields::leaves;
use blockwright::state::Resource;
use leptos::prelude::*;

use crate::ui::change::{AddressText, UnchangedFields};
use crate::ui::kit::{Icon, IconButton};

/// Metadata and attributes of a resource.
#[component]
pub(super) fn ResourceDetails(
    resource: Arc<Resource>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let metadata = &resource.metadata;
    let guard =
        metadata.lifecycle.prevent_destroy.then_some("It must not be deleted (lifecycle.prevent_destroy).");
    let facts = [
        ("Deployed", format!("{} by {}", metadata.deployed_at, metadata.deployed_by)),
        ("Id in DSS", metadata.dataiku_internal_id.clone().unwrap_or_else(|| "none".to_owned())),
        ("Checksum", resource.checksum().to_owned()),
    ];
    let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let fields: Vec<_> =
        leaves(&resource).into_iter().filter_map(|leaf| Some((leaf.path, leaf.new?))).collect();
    view! {
        <section class="plan-chosen" aria-label="The chosen resource">
            <div class="plan-chosen-close"><IconButton icon=Icon::Close label="Close the resource".to_owned() on_press=on_close /></div>
            <article class="step">
                <header class="step-head"><h2><AddressText address=resource.address.clone() /></h2></header>
                {guard.map(|guard| view! { <p class="step-guard">{Icon::Lock.view()}{guard}</p> })}
                <dl class="state-facts">{facts.into_iter().map(fact).collect_view()}</dl>
                <UnchangedFields fields />
            </article>
        </section>
    }
}
