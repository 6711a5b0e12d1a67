//! Whether the page is light on dark, for what does not take its colours from the style sheet.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::session::Session;

/// Whether it is, also when the system changes its mind. It listens as long as its owner lives.
pub(crate) fn is_dark(session: Session) -> Memo<bool> {
    let heard = RwSignal::new(());
    if let Ok(Some(asked)) = window().match_media("(prefers-color-scheme: dark)") {
        let listener = Closure::<dyn Fn()>::new(move || {
            heard.try_set(());
        });
        // Fails for no listener; the picture then keeps its colours until it is drawn again.
        drop(asked.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref()));
        let kept = StoredValue::new_local((asked, listener));
        on_cleanup(move || {
            kept.with_value(|(asked, listener)| {
                drop(asked.remove_event_listener_with_callback("change", listener.as_ref().unchecked_ref()));
            });
        });
    }
    Memo::new(move |_| {
        heard.track();
        session.theme().get().is_dark()
    })
}
