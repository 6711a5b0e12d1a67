//! A dialog over the page.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconButton};

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
    let beside = move |event: leptos::ev::MouseEvent| {
        let target: web_sys::Element = event_target(&event);
        if dialog.get_untracked().is_some_and(|dialog| target.is_same_node(Some(&dialog))) {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="dialog-title"
            on:close=move |_| on_close.run(())
            on:mousedown=beside
        >
            <div class="dialog-frame">
                <header class="dialog-header">
                    <h2 id="dialog-title">{title}</h2>
                    <IconButton icon=Icon::Close label="Close" on_press=move || on_close.run(()) />
                </header>
                {children()}
            </div>
        </dialog>
    }
}
