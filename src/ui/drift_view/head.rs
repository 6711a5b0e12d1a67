//! What was read, and what can be done with all of it.

use std::sync::Arc;

use blockwright::diagnostic::counts::counted;
use blockwright::drift::json::drift_json;
use blockwright::drift::text::report;
use blockwright::drift::words::summary;
use leptos::prelude::*;

use super::take_all::TakeAll;
use crate::ui::clock::in_words;
use crate::ui::files;
use crate::ui::kit::{Button, CopyButton, Icon};
use crate::ui::session::{Picture, Session, Tone};

/// Where and when, the counts, and the buttons for everything.
#[component]
pub(super) fn Head(session: Session, picture: Arc<Picture>) -> impl IntoView {
    let comparing = session.comparing();
    let drift = comparing.drift;
    let words = Memo::new(move |_| drift.with(|drift| drift.as_ref().map(|drift| summary(drift))));
    let is_different = Memo::new(move |_| {
        drift.with(|drift| {
            drift.as_ref().is_some_and(|drift| drift.resources.iter().any(|resource| resource.kind.is_some()))
        })
    });
    let text = move |()| {
        drift.with_untracked(|drift| drift.as_ref().map(|drift| report(drift, true)).unwrap_or_default())
    };
    let download = move || {
        let json = drift.with_untracked(|drift| drift.as_ref().map(|drift| drift_json(drift)));
        if json.is_some_and(|json| !files::download("drift.json", json.as_bytes())) {
            session.notify(Tone::Error, "The browser refused the download of drift.json.");
        }
    };
    let read = format!(
        "{} of {} read from {} at {}.",
        counted(picture.server.resources.len(), "resource"),
        picture.subject,
        picture.place,
        in_words(&picture.at)
    );
    let place = Arc::clone(&picture.place);
    view! {
        <section class="drift-head" aria-labelledby="drift-summary">
            <div role="status"><h2 id="drift-summary">{move || words.get().unwrap_or_else(|| "Not compared: the configuration has problems.".to_owned())}</h2></div>
            <p class="view-note">{read}</p>
            <div class="drift-tools">
                <Button label="Read again".to_owned() icon=Icon::Reset on_press=move || session.read_server() />
                <Button label="Keep as the state".to_owned() icon=Icon::State
                    hint="The state becomes what DSS has; the plan then shows the way from there to the configuration".to_owned()
                    on_press=move || session.keep_as_state() />
                <Show when=move || is_different.get()>
                    <TakeAll session place=Arc::clone(&place) />
                </Show>
                <CopyButton label="Copy the report" text />
                <Button label="Download as JSON".to_owned() icon=Icon::Download on_press=download />
            </div>
        </section>
    }
}
