//! The compose view: blocks proposed for a wish, wired, with what is missing.

mod chain;
mod gaps;
mod parts;
mod refused;
mod take;
mod wish;

use blockwright::composer::told;
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use super::kit::{Button, EmptyState, Icon};
use super::session::Session;
use chain::Chain;
use gaps::Gaps;
use parts::Parts;
use refused::Refused;
use take::{Preview, Take};
use wish::WishForm;

/// Wishes to begin with; the demo registry fulfils them.
const EXAMPLES: [&str; 3] = [
    "clean raw sensor data, then compressor feature engineering, detect anomalies in equipment and equipment alerting",
    "churn prediction, customer segmentation, next best offer",
    "forecast demand, then safety stock and reorder points",
];

/// The compose view.
#[component]
pub(crate) fn ComposeView(session: Session) -> impl IntoView {
    let composing = session.composing();
    let is_asked = Memo::new(move |_| composing.asked.with(Option::is_some));
    let has_matches = Memo::new(move |_| {
        composing.answer.with(|answer| answer.as_ref().is_some_and(|answer| !answer.matches.is_empty()))
    });
    let outcome = move || {
        composing.proposal.with(|proposal| proposal.as_deref().map(told::outcome)).unwrap_or_default()
    };
    let is_complete = Memo::new(move |_| {
        composing
            .proposal
            .with(|proposal| proposal.as_ref().is_some_and(|proposal| proposal.success && !proposal.partial))
    });
    view! {
        <div class="compose">
            <div class="view-head"><h1 class="view-title">"Compose"</h1></div>
            <WishForm session />
            <div class="compose-outcome" class:compose-complete=is_complete hidden=move || !is_asked.get()>
                {move || if is_complete.get() { Icon::Check.view() } else { Icon::Notice.view() }}
                <p role="status">{outcome}</p>
                <Show when=move || has_matches.get()><Take session /></Show>
            </div>
            <Show when=move || is_asked.get() fallback=move || view! { <Beginning session /> }>
                <Show when=move || has_matches.get() fallback=move || view! { <Refused session /> }>
                    <div class="compose-body">
                        <Parts session />
                        <div class="compose-plan">
                            <Chain session />
                            <Gaps session />
                        </div>
                    </div>
                    <Preview session />
                </Show>
            </Show>
        </div>
    }
}

/// What can be wished for.
#[component]
fn Beginning(session: Session) -> impl IntoView {
    let count = Memo::new(move |_| session.catalog().with(|catalog| catalog.cards().len()));
    let is_loading = Memo::new(move |_| {
        session.browsing().sources.with(|sources| sources.iter().any(|source| source.is_busy))
    });
    let title = Signal::derive(move || match (count.get(), is_loading.get()) {
        (0, true) => "The blocks are being loaded".to_owned(),
        (0, false) => "There are no blocks to compose".to_owned(),
        _ => "Say what you need, get wired blocks".to_owned(),
    });
    let example = move |text: &'static str| {
        view! { <li><Button label=format!("\u{201c}{text}\u{201d}") on_press=move || session.composing().ask(text) /></li> }
    };
    view! {
        <EmptyState icon=Icon::Blocks title>
            <Show
                when=move || { count.get() > 0 }
                fallback=|| view! { <p>"Blocks come from registries. " <a href="#/catalog">"See which are connected"</a> "."</p> }
            >
                <p>
                    {move || format!("{} blocks are searched. Name several steps with commas, \u{201c}then\u{201d} or arrows. Try one of these:", count.get())}
                </p>
                <ul class="compose-examples">{EXAMPLES.into_iter().map(example).collect_view()}</ul>
            </Show>
        </EmptyState>
    }
}

/// Gives the focus to the heading of the plan, because the button that was pressed is gone.
fn focus_plan() {
    request_animation_frame(|| {
        let heading = document().get_element_by_id("compose-plan");
        let heading =
            heading.and_then(|heading| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(heading).ok());
        // Focus fails only for what cannot have it.
        drop(heading.map(|heading| heading.focus()));
    });
}

/// A link to the article of a block in the catalog.
fn block_link(reference: String) -> AnyView {
    let article = Route::Catalog(CatalogPage::Block(reference.clone())).to_string();
    view! { <a class="compose-ref" href=article><code>{reference}</code></a> }.into_any()
}
