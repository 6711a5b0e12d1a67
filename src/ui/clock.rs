//! The time, for what carries one.

/// Now, in UTC, as ISO 8601 with milliseconds.
pub(crate) fn iso() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Now, as links and answers say it: `2026-11-29T08:00:00Z`.
pub(crate) fn seconds() -> String {
    to_seconds(&iso())
}

/// So many days from now, likewise.
pub(crate) fn seconds_in(days: u32) -> String {
    const DAY: f64 = 86_400_000.0;
    let time = js_sys::Date::now() + f64::from(days) * DAY;
    to_seconds(&String::from(js_sys::Date::new(&time.into()).to_iso_string()))
}

/// `2026-11-29 08:00 UTC`; a time of another form as it was written.
pub(crate) fn in_words(time: &str) -> String {
    let is_ours = time.is_ascii() && time.len() >= 20 && time.get(10..11) == Some("T") && time.ends_with('Z');
    match (time.get(..10), time.get(11..16)) {
        (Some(day), Some(minute)) if is_ours => format!("{day} {minute} UTC"),
        _ => time.to_owned(),
    }
}

fn to_seconds(iso: &str) -> String {
    format!("{}Z", iso.get(..19).unwrap_or_default())
}
