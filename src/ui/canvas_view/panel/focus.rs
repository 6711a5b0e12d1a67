//! Where the focus goes when what had it is taken away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Gives the focus to the first of these elements that is there once the page is drawn, else to the
/// panel.
pub(super) fn move_to<const COUNT: usize>(ids: [String; COUNT]) {
    request_animation_frame(move || {
        let found = ids.iter().find_map(|id| document().get_element_by_id(id));
        let found = found.or_else(|| document().query_selector(".canvas-panel").ok().flatten());
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Fields and the panel can have the focus.
            drop(found.focus());
        }
    });
}

/// The panel itself.
pub(super) fn move_to_panel() {
    move_to([]);
}
