//! The last resort: what happens when the program itself fails.
//!
//! The module is dead after a panic. So the page that is put up works without it: its only control
//! is a link, and the text can be selected.

use std::cell::Cell;
use std::panic::PanicHookInfo;

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::session;

/// Sends panics to the console, saves the draft and replaces the page.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(on_panic));
}

thread_local! {
    static HAS_FAILED: Cell<bool> = const { Cell::new(false) };
}

fn on_panic(panic: &PanicHookInfo<'_>) {
    if HAS_FAILED.with(|failed| failed.replace(true)) {
        return;
    }
    web_sys::console::error_1(&panic.to_string().into());
    let is_safe = session::rescue();
    // Nothing is left to do if even this fails; the console has the message.
    drop(show(is_safe, &place_of(panic)));
}

/// Where it happened. The message itself may quote the project, so it is not shown.
fn place_of(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let browser = window().navigator().user_agent().unwrap_or_default();
    format!("Blockwright {} failed at {place}\n{browser}", env!("CARGO_PKG_VERSION"))
}

fn show(is_safe: bool, place: &str) -> Result<(), JsValue> {
    let page = document().create_element("main")?;
    page.set_class_name("crash");
    add(&page, "h1", "", "Blockwright has stopped")?;
    let kept = if is_safe {
        "A part of the program failed. Your draft is kept in this browser; reloading restores it."
    } else {
        "A part of the program failed. Your last changes may be missing from the draft; what was kept before is safe."
    };
    add(&page, "p", "", kept)?;
    let reload = add(&page, "a", "button button-primary", "Reload and restore draft")?;
    // An empty address is this page without its fragment, which makes the browser load it anew.
    reload.set_attribute("href", "")?;
    add(&page, "h2", "", "For a report")?;
    let report = add(&page, "pre", "crash-report", place)?;
    report.set_attribute("tabindex", "0")?;
    if let Some(body) = document().body() {
        body.replace_children_with_node_1(&page);
    }
    Ok(())
}

fn add(page: &Element, name: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(name)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content(Some(text));
    page.append_child(&element)?;
    Ok(element)
}
