//! A form that adds a property.

use blockwright::properties::group::More;
use leptos::ev;
use leptos::prelude::*;

use super::node::group;
use super::rows::placeholders;
use super::sheet::Sheet;
use super::shown::Topic;
use crate::ui::kit::Icon;

/// Adds a value to the group of this title.
#[component]
pub(super) fn MoreForm(sheet: Sheet, title: &'static str) -> impl IntoView {
    let (name, value, error) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let found = sheet.read(move |found| group(found, title));
    let (name_usual, value_usual) = found
        .with_untracked(|group| placeholders(group.as_ref().map_or(&More::Nothing, |group| &group.more)));
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let added = found.with_untracked(|group| {
            group.as_ref().map(|group| group.added(&name.get_untracked(), &value.get_untracked()))
        });
        match added {
            None => {}
            Some(Err(reason)) => error.set(Some(reason)),
            Some(Ok((path, wanted))) => {
                error.set(None);
                if sheet.set(path, Some(wanted)) {
                    name.set(String::new());
                    value.set(String::new());
                }
            }
        }
    };
    let is_empty = move || name.get_untracked().is_empty() && value.get_untracked().is_empty();
    let clear = move || {
        name.set(String::new());
        value.set(String::new());
        error.set(None);
    };
    Topic::forget_with(move || {
        let lost = (!is_empty()).then(|| {
            format!("\u{201c}{}: {}\u{201d} was not added", name.get_untracked(), value.get_untracked())
        });
        let reason = error.get_untracked().unwrap_or_else(|| "Enter adds what is typed.".to_owned());
        clear();
        lost.map(|lost| format!("{lost}. {reason}"))
    });
    let restore = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !is_empty() {
            event.stop_propagation();
            clear();
        }
    };
    let what = title.to_lowercase();
    view! {
        <form class="panel-more" on:submit=add on:keydown=restore>
            <input type="text" id=more_id(title) aria-label=format!("Name of what to add to {what}") placeholder=name_usual.to_string() autocomplete="off" spellcheck="false"
                prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            <input type="text" aria-label=format!("Value of what to add to {what}") placeholder=value_usual.to_string() autocomplete="off" spellcheck="false"
                prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            <button type="submit" class="icon-button" title="Add" aria-label=format!("Add to {what}")>{Icon::Create.view()}</button>
            <p class="panel-refusal" role="alert">{move || error.get()}</p>
        </form>
    }
}

/// The id of the field for the name of what is added.
pub(super) fn more_id(title: &str) -> String {
    format!("panel-more-{}", title.to_lowercase())
}
