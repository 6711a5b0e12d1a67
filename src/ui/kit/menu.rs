//! A button that opens a list of choices.

use leptos::prelude::*;

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
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                drop(button.focus());
            }
        }
    };
    let close_when_left = move |event: leptos::ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let menu = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if next.is_some() && menu.is_some_and(|menu| !menu.contains(next.as_ref())) {
            open.set(false);
        }
    };
    view! {
        <div class="menu" on:keydown=close_on_escape on:focusout=close_when_left>
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
) -> impl IntoView {
    view! {
        <li>
            <button type="button" class="menu-entry" on:click=move |_| on_press.run(())>
                {icon.map(Icon::view)}
                <span>{label}</span>
                {(!keys.is_empty()).then(|| view! { <kbd>{keys.clone()}</kbd> })}
            </button>
        </li>
    }
}
