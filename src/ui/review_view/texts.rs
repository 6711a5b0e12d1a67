//! The configuration that a shared plan is made from, as text.

use leptos::prelude::*;

use crate::ui::session::Session;

/// All files, one below the other.
#[component]
pub(super) fn Texts(session: Session) -> impl IntoView {
    let review = session.reviewing().review;
    let files = move || {
        review.with(|review| {
            let workspace = review.as_ref().and_then(|review| review.workspace.as_ref());
            let files = workspace.map(|workspace| workspace.files.as_slice()).unwrap_or_default();
            files.iter().map(|file| (file.path.clone(), file.text.to_string())).collect::<Vec<_>>()
        })
    };
    let file = |(path, text): (String, String)| {
        let label = path.clone();
        view! {
            <details open>
                <summary><code>{path}</code></summary>
                <pre tabindex="0" role="region" aria-label=label>{text}</pre>
            </details>
        }
    };
    view! { <div class="review-files">{move || files().into_iter().map(file).collect_view()}</div> }
}
