//! Giving way to the browser in the middle of long work.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Lets the browser draw, and take what the user does. A hidden page draws nothing, so time counts
/// there.
pub(crate) async fn next_frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        let window = window();
        // Without a timer the work would wait forever; with neither, the page itself is gone.
        drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0));
    });
    drop(JsFuture::from(frame).await);
}
