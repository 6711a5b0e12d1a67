//! A field to search with.

use leptos::html;
use leptos::prelude::*;

use super::Icon;

/// An input for words to look for. Escape empties it.
#[component]
pub(crate) fn SearchField(
    /// What is searched, as `Search the plan`.
    label: &'static str,
    /// What is typed.
    #[prop(into)]
    text: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The input, to give it the focus.
    field: NodeRef<html::Input>,
) -> impl IntoView {
    let clear_on_escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && text.with_untracked(|text| !text.is_empty()) {
            event.prevent_default();
            on_input.run(String::new());
        }
    };
    view! {
        <div class="search-field">
            {Icon::Search.view()}
            <input
                type="search"
                node_ref=field
                aria-label=label
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                prop:value=text
                on:input=move |event| on_input.run(event_target_value(&event))
                on:keydown=clear_on_escape
            />
        </div>
    }
}
