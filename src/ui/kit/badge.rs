//! A word or a number in a frame.

use leptos::prelude::*;

use super::Icon;

/// A short word with a picture, in the colour of `tone` (a class such as `tone-error`). The word
/// says what the colour says.
#[component]
pub(crate) fn Badge(
    /// Class of its colour: `tone-error`, `tone-warning`, `tone-notice`, `tone-create`,
    /// `tone-update`, `tone-delete`, `tone-plain`.
    tone: &'static str,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
    /// A picture before it.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! { <span class=format!("badge {tone}")>{icon.map(Icon::view)}{text}</span> }
}

/// A number with what it counts; nothing at zero.
#[component]
pub(crate) fn Count(
    /// The number.
    #[prop(into)]
    value: Signal<usize>,
    /// What it counts, as `errors`.
    label: &'static str,
    /// Class of its colour, as for [`Badge`].
    tone: &'static str,
) -> impl IntoView {
    move || {
        let value = value.get();
        (value > 0).then(|| {
            view! {
                <span class=format!("count {tone}")>{value}<span class="visually-hidden">{format!(" {label}")}</span></span>
            }
        })
    }
}
