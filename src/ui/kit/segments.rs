//! One choice out of few, all in sight.

use leptos::prelude::*;

/// Radio buttons in a row. `choices` are values with their words.
#[component]
pub(crate) fn Segments<T>(
    /// Name of the group in the page, unlike any other.
    name: &'static str,
    /// What is chosen, for screen readers.
    label: &'static str,
    /// The values with their words.
    choices: Vec<(T, &'static str)>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with the value that the user chooses.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let segment = move |(value, words): (T, &'static str)| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| on_choose.run(value)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{label}</legend>
            {choices.into_iter().map(segment).collect_view()}
        </fieldset>
    }
}
