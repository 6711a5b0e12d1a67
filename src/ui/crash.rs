//! The last resort: what happens when the program itself fails.

/// Sends panics to the console.
pub(crate) fn install() {
    console_error_panic_hook::set_once();
}
