//! Differences on screen: what happens to a resource, and what to its fields. The plan and the
//! comparison of states share them.

mod fields;
mod lines;

use blockwright::address::Address;
use blockwright::plan::Action;
use leptos::prelude::*;

use super::kit::Icon;

pub(crate) use fields::{Fields, UnchangedFields};

/// The sign of an action in its colour, and a word beside it that says the same.
#[component]
pub(crate) fn Mark(
    /// What is done.
    action: Action,
    /// The word; none where the words that follow say it.
    #[prop(optional)]
    word: Option<&'static str>,
) -> impl IntoView {
    let (class, icon) = match action {
        Action::Create => ("mark mark-create", Icon::Create),
        Action::Update => ("mark mark-update", Icon::Update),
        Action::Delete => ("mark mark-delete", Icon::Delete),
        Action::NoChange => ("mark", Icon::NoChange),
    };
    view! { <span class=class>{icon.view()}{word.map(|word| view! { <span>{word}</span> })}</span> }
}

/// An address whose type and project step back behind the name.
#[component]
pub(crate) fn AddressText(address: Address) -> impl IntoView {
    let name = address.name().to_owned();
    let kind = format!("{}.", address.kind());
    let project = (name != address.project_key()).then(|| format!("{}.", address.project_key()));
    view! {
        <span class="address">
            // A long one breaks behind its dots before it breaks anywhere else.
            <span class="address-kind">{kind}<wbr/></span>
            <span class="address-project">{project}<wbr/></span>
            <b>{name}</b>
        </span>
    }
}
