//! Sentences with code in them.

use leptos::prelude::*;

/// A text in which `code` stands between backticks.
pub(crate) fn code_text(text: &str) -> Vec<AnyView> {
    let part = |(at, part): (usize, &str)| {
        let part = part.to_owned();
        if at % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').enumerate().map(part).collect()
}
