//! A dialog over the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Icon, IconButton};

/// Closes the dialog that is open, so that the focus goes back to where it was. Its owner hears of
/// it through `on_close`.
pub(crate) fn close_dialog((): ()) {
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Whether a dialog is open.
pub(crate) fn has_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// A modal dialog. It is open as long as it is mounted; Escape and a click beside it close it.
#[component]
pub(crate) fn Dialog(
    /// What it is about.
    #[prop(into)]
    title: String,
    /// Called when the user closes it; the owner then takes it away.
    #[prop(into)]
    on_close: Callback<()>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // For the outside world: a dialog becomes modal only through its method.
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open())
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    });
    let leave = move || {
        close_dialog(());
        on_close.run(());
    };
    let beside = move |event: ev::MouseEvent| {
        let target: web_sys::Element = event_target(&event);
        if dialog.get_untracked().is_some_and(|dialog| target.is_same_node(Some(&dialog))) {
            leave();
        }
    };
    // At once, where the browser would take its time: keys that follow are then for the page.
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        leave();
    };
    // This event comes late: the dialog may be gone by then and another one be open.
    let closed = move |_| {
        if dialog.try_get_untracked().flatten().is_some_and(|dialog| dialog.is_connected()) {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="dialog-title"
            on:cancel=cancel
            on:close=closed
            on:mousedown=beside
        >
            <div class="dialog-frame">
                <header class="dialog-header">
                    <h2 id="dialog-title">{title}</h2>
                    <IconButton icon=Icon::Close label="Close" on_press=leave />
                </header>
                {children()}
            </div>
        </dialog>
    }
}
