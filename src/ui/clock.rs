//! The time, for what carries one.

/// Now, in UTC, as ISO 8601 with milliseconds.
pub(crate) fn iso() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}
