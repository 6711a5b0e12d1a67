//! The text of the open file in a plain field, for when the editor cannot be loaded.

use blockwright::source::FileEdit;
use blockwright::text::difference;
use leptos::prelude::*;

use super::open_file::OpenFile;
use crate::ui::kit::{Button, Icon};

/// A field for the text, with the reason and a way to try again.
#[component]
pub(super) fn PlainText(
    open: OpenFile,
    /// What the browser said.
    reason: String,
    #[prop(into)] retry: Callback<()>,
) -> impl IntoView {
    let text = Memo::new(move |_| {
        let path = open.path().get();
        open.session().workspace().with(|inputs| {
            let source = inputs.files.iter().find(|source| source.path == path);
            source.map_or_else(String::new, |source| source.text.to_string())
        })
    });
    let is_damaged = move || {
        open.path().with(|_| open.source().is_some_and(|(_, source)| source.undecodable_at.is_some()))
    };
    let take_over = move |event| {
        let Some((file, source)) = open.source() else { return };
        let edit = difference(&source.text, &event_target_value(&event));
        let edits: Vec<FileEdit> = edit.into_iter().map(|edit| FileEdit { file, edit }).collect();
        open.session().edit(&edits);
    };
    view! {
        <div class="source-fallback" role="alert">
            <p>
                "The code editor could not be loaded, so this is the plain text. It can be edited and saved as usual."
            </p>
            <p class="source-reason">{reason}</p>
            <Button label="Try again" icon=Icon::Reset on_press=move || retry.run(()) />
        </div>
        <textarea
            class="source-plain"
            spellcheck="false"
            autocapitalize="off"
            aria-label=move || format!("Text of {}", open.path().get())
            readonly=is_damaged
            prop:value=text
            on:input=take_over
        ></textarea>
    }
}
