//! The app. In a browser it mounts the page; anywhere else it says how to build one.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(page);
}

#[cfg(target_arch = "wasm32")]
fn page() -> impl leptos::IntoView {
    use leptos::prelude::*;
    view! {
        <main>
            <h1>"Blockwright"</h1>
        </main>
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Blockwright runs in the browser: `make run` builds it and serves it on localhost.");
}
