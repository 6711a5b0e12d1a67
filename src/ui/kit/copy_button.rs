//! Copying a text.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::{Button, Icon};

/// A button that copies `text` to the clipboard and says whether that worked.
#[component]
pub(crate) fn CopyButton(
    /// What is copied, made when the button is pressed.
    #[prop(into)]
    text: Callback<(), String>,
    /// What the button says.
    #[prop(into, default = "Copy".into())]
    label: Signal<String>,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let copy = move || {
        let copied = JsFuture::from(window().navigator().clipboard().write_text(&text.run(())));
        spawn_local(async move {
            let worked = copied.await.is_ok();
            outcome.try_set(Some(worked));
            set_timeout(move || drop(outcome.try_set(None)), Duration::from_secs(2));
        });
    };
    let shown = Signal::derive(move || match outcome.get() {
        None => label.get(),
        Some(true) => "Copied".to_owned(),
        Some(false) => "Copying was refused".to_owned(),
    });
    view! { <Button label=shown icon=Icon::Copy on_press=copy /> }
}
