//! What a view shows when there is nothing to show.

use leptos::prelude::*;

use super::Icon;

/// A picture, a sentence, and what can be done about it.
#[component]
pub(crate) fn EmptyState(
    /// The picture.
    icon: Icon,
    /// The sentence.
    #[prop(into)]
    title: Signal<String>,
    /// What can be done.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            {icon.view()}
            <h2>{title}</h2>
            {children()}
        </div>
    }
}
