//! The app. In a browser it mounts the page; anywhere else it says how to build one.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "what leptos makes of a component is `pub`")]
mod ui;

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::crash::install();
    leptos::mount::mount_to_body(ui::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Blockwright runs in the browser: `make run` builds it and serves it on localhost.");
}

/// Tests of mounted components run in a browser and stand in the file of the component.
#[cfg(target_arch = "wasm32")]
#[cfg(test)]
mod tests {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    // Once for the whole binary.
    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_page_mounts_with_a_view_and_leaves_nothing_behind() {
        let page = leptos::prelude::document().create_element("div").unwrap();
        let mounted = leptos::mount::mount_to(page.clone().unchecked_into(), super::ui::App);
        assert!(page.query_selector("main > *").unwrap().is_some());
        drop(mounted);
        assert!(page.first_element_child().is_none());
    }
}
