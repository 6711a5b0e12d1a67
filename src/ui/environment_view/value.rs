//! The value of a variable: read from a file, or typed here.

use blockwright::variables::Origin;
use blockwright::variables::usage::Variable;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::table::{id, keep_focus};
use crate::ui::session::Session;

/// The value in effect, and a field where this session gives one.
#[component]
pub(super) fn ValueCell(
    session: Session,
    variable: Memo<Variable>,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let typed = Memo::new(move |_| {
        variable.with(|variable| variable.value_of(Origin::Session).and_then(|value| value.text.clone()))
    });
    let has_field = Memo::new(move |_| typed.with(Option::is_some) || editing.get());
    let fixed = Memo::new(move |_| {
        variable.with(|variable| {
            let first = variable.values.first().filter(|value| value.origin != Origin::Session)?;
            first.text.clone()
        })
    });
    let placeholder =
        move || variable.with(|variable| variable.secret.map(|_| format!("{{{{ env.{} }}}}", variable.name)));
    let empty = move || variable.with(|variable| variable.values.is_empty() && variable.secret.is_none());
    view! {
        {move || placeholder().map(|text| view! { <code class="muted">{text}</code> })}
        {move || fixed.get().map(|text| view! { <code class="variable-value">{text.to_string()}</code> })}
        {move || has_field.get().then(|| view! { <ValueField session variable typed=Signal::derive(move || typed.get().unwrap_or_default().to_string()) editing /> })}
        {move || (empty() && !has_field.get()).then(|| view! { <span class="muted">"none"</span> })}
    }
}

/// The field. Enter and leaving it give the value; Escape gives none.
#[component]
fn ValueField(
    session: Session,
    variable: Memo<Variable>,
    typed: Signal<String>,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    // For the outside world: a field that was asked for takes the focus.
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| editing.get_untracked()) {
            drop(field.focus());
        }
    });
    let define = move |value: String| {
        let name = variable.with_untracked(|variable| variable.name.clone());
        session.define_variable(&name, value);
        editing.set(false);
    };
    let on_keydown = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            define(event_target_value(&event));
        }
        "Escape" if editing.get_untracked() => {
            editing.set(false);
            variable.with_untracked(|variable| keep_focus(id(&variable.name)));
        }
        _ => {}
    };
    view! {
        <input
            type="text"
            node_ref=field
            class="variable-field"
            autocomplete="off"
            spellcheck="false"
            aria-label=move || variable.with(|variable| format!("Value of {} for this session", variable.name))
            prop:value=typed
            on:change=move |event| define(event_target_value(&event))
            on:keydown=on_keydown
        />
    }
}
