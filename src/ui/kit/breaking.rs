//! Names that break between their words.

use leptos::prelude::*;

/// A name that may break behind each underscore, so that a narrow line breaks no word of it.
pub(crate) fn breaking(name: &str) -> Vec<AnyView> {
    let part = |part: &str| {
        let opportunity = part.ends_with('_').then(|| view! { <wbr /> });
        view! { {part.to_owned()}{opportunity} }.into_any()
    };
    name.split_inclusive('_').map(part).collect()
}
