//! A button that opens a list of choices.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Icon;

/// A menu, built on the browser's own disclosure, so that it works by keyboard and without a
/// pointer. It closes when a choice is made, on Escape, and when the focus leaves it.
#[component]
pub(crate) fn Menu(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// The picture on the button.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The choices: [`MenuEntry`] each.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<leptos::html::Button>::new();
    let close_on_escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                drop(button.focus());
            }
        }
    };
    let menu = NodeRef::<leptos::html::Div>::new();
    let close_unless_inside = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(target.as_ref()));
        if target.is_some() && !inside {
            open.set(false);
        }
    };
    let pressed = window_event_listener(ev::pointerdown, move |event| close_unless_inside(event.target()));
    on_cleanup(move || pressed.remove());
    view! {
        <div
            class="menu"
            node_ref=menu
            on:keydown=close_on_escape
            on:focusout=move |event: ev::FocusEvent| close_unless_inside(event.related_target())
        >
            <button
                type="button"
                class="button"
                node_ref=button
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon.map(Icon::view)}
                <span>{label}</span>
                {Icon::ChevronDown.view()}
            </button>
            <ul class="menu-list" hidden=move || !open.get() on:click=move |_| open.set(false)>{children()}</ul>
        </div>
    }
}

/// One choice of a [`Menu`].
#[component]
pub(crate) fn MenuEntry(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The keys that do the same.
    #[prop(optional, into)]
    keys: String,
    /// What is missing for it to work, in a few words; then it cannot be pressed.
    #[prop(optional, into)]
    missing: Signal<Option<&'static str>>,
) -> impl IntoView {
    let is_disabled = move || missing.get().map(|_| "true");
    let press = move |event: ev::MouseEvent| {
        // It keeps the focus, so that its reason is heard, and the menu stays open.
        if missing.get_untracked().is_some() {
            event.stop_propagation();
        } else {
            on_press.run(());
        }
    };
    view! {
        <li>
            <button type="button" class="menu-entry" aria-disabled=is_disabled on:click=press>
                {icon.map(Icon::view)}
                <span>{label}</span>
                {move || missing.get().map(|missing| view! { <span class="menu-missing">{missing}</span> })}
                {(!keys.is_empty()).then(|| view! { <kbd>{keys.clone()}</kbd> })}
            </button>
        </li>
    }
}
