//! The focus, given to what is about to be there.

use leptos::prelude::request_animation_frame;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;

/// How often the page may go on to draw before something has to be there.
const ROUNDS: usize = 8;

/// Gives the focus to what `find` finds as soon as it is there: at once, or when the page has drawn what
/// it is about to draw. That is before the next key arrives, so that whoever types fast loses none.
pub(crate) fn focus_soon(find: impl Fn() -> Option<web_sys::Element> + 'static) {
    if focused(find()) {
        return;
    }
    spawn_local(async move {
        for _ in 0..ROUNDS {
            tick().await;
            if focused(find()) {
                return;
            }
        }
        request_animation_frame(move || {
            focused(find());
        });
    });
}

/// Gives the focus to an element. Gives back whether there was one.
fn focused(element: Option<web_sys::Element>) -> bool {
    let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    // What lies outside moves under a pane; the page must not scroll.
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(element.closest("[data-canvas]").ok().flatten().is_some());
    // Focus fails only for what cannot have it.
    drop(element.focus_with_options(&options));
    true
}
