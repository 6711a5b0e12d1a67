//! Buttons.

use leptos::prelude::*;

use super::Icon;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// One choice among several.
    #[default]
    Plain,
    /// The thing to do; at most one in sight.
    Primary,
    /// Destroys something.
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words. Disabled ones keep the focus, so that a reader can find out why.
#[component]
pub(crate) fn Button(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// How much it stands out.
    #[prop(optional)]
    look: Look,
    /// Words that only screen readers say after the label, as the name of the row.
    #[prop(optional, into)]
    about: String,
    /// Whether it does nothing for now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More words on hovering, as the keys.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// The id of what says more, as why it does nothing.
    #[prop(optional, into)]
    described_by: Signal<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=look.class()
            title=move || Some(hint.get()).filter(|hint| !hint.is_empty())
            aria-disabled=move || disabled.get().then_some("true")
            aria-describedby=move || Some(described_by.get()).filter(|id| !id.is_empty())
            on:click=move |_| if !disabled.get_untracked() { on_press.run(()) }
        >
            {icon.map(Icon::view)}
            <span>{label}</span>
            {(!about.is_empty()).then(|| view! { <span class="visually-hidden">{format!(" {about}")}</span> })}
        </button>
    }
}

/// A button that shows only a picture; its words are for hovering and for screen readers.
#[component]
pub(crate) fn IconButton(
    /// The picture.
    icon: Icon,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it does nothing for now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            title=label
            aria-label=label
            aria-disabled=move || disabled.get().then_some("true")
            on:click=move |_| if !disabled.get_untracked() { on_press.run(()) }
        >
            {icon.view()}
        </button>
    }
}
