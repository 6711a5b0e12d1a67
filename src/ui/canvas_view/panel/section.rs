//! A part of the panel that folds.

use leptos::prelude::*;

/// A part under a heading.
#[component]
pub(super) fn Section(
    /// The heading.
    #[prop(into)]
    title: Signal<&'static str>,
    /// Whether it begins folded.
    #[prop(optional)]
    is_folded: bool,
    /// A few words beside the heading.
    #[prop(optional, into)]
    extent: Signal<String>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="panel-section" open=!is_folded>
            <summary><h3>{title}</h3><span class="panel-extent">{extent}</span></summary>
            <div class="panel-section-body">{children()}</div>
        </details>
    }
}
