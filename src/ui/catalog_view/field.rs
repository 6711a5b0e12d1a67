//! A field of the forms that add a registry.

use leptos::prelude::*;

/// A text that says where a registry is, or what it is called.
#[component]
pub(super) fn RegistryField(
    label: &'static str,
    /// What stands in it while it is empty.
    example: &'static str,
    text: RwSignal<String>,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// The id of a list with proposals.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input type=kind placeholder=example autocomplete="off" spellcheck="false" list=list
                aria-describedby="registry-refusal"
                prop:value=text on:input=move |event| text.set(event_target_value(&event)) />
        </label>
    }
}
