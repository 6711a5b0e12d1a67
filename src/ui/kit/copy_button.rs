//! Copying a text.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{Button, Icon, Look};

/// A button that copies `text` to the clipboard and says whether that worked.
#[component]
pub(crate) fn CopyButton(
    /// What is copied, made when the button is pressed.
    #[prop(into)]
    text: Callback<(), String>,
    /// What the button says.
    #[prop(into, default = "Copy".into())]
    label: Signal<String>,
    /// How much it stands out.
    #[prop(optional)]
    look: Look,
    /// Whether there is nothing to copy for now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let copy = move || {
        let text = text.run(());
        spawn_local(async move {
            let worked = write(&text).await;
            outcome.try_set(Some(worked));
            let back = move || {
                outcome.try_set(None);
            };
            set_timeout(back, Duration::from_secs(2));
        });
    };
    let shown = Signal::derive(move || match outcome.get() {
        None => label.get(),
        Some(true) => "Copied".to_owned(),
        Some(false) => "Copying was refused".to_owned(),
    });
    view! { <Button label=shown icon=Icon::Copy look on_press=copy disabled=disabled /> }
}

/// Puts `text` on the clipboard. A page that came over plain HTTP has only the old way.
async fn write(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return copy_by_selection(text).unwrap_or(false);
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let area: web_sys::HtmlTextAreaElement = document().create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("visually-hidden");
    area.set_value(text);
    document().body()?.append_child(&area).ok()?;
    area.select();
    let copied = document().dyn_into::<web_sys::HtmlDocument>().ok()?.exec_command("copy");
    area.remove();
    copied.ok()
}
