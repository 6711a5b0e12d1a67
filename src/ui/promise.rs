//! Promises that are kept from here.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// A promise, and the function that keeps it. Calling that twice does nothing.
pub(crate) fn promise() -> (Promise, Function) {
    // Replaced before the promise is there. A function of our own would need `eval`.
    let mut keep: Function = JsValue::UNDEFINED.unchecked_into();
    let promise = Promise::new(&mut |resolve, _| keep = resolve);
    (promise, keep)
}

/// Keeps a promise. What waits for it goes on after the present task.
pub(crate) fn keep(function: &Function) {
    // What keeps a promise never throws.
    drop(function.call0(&JsValue::UNDEFINED));
}

/// Keeps a promise after so many milliseconds.
pub(crate) fn keep_after(function: &Function, milliseconds: u32) {
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    if window().set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds).is_err() {
        keep(function);
    }
}
