//! Earlier versions of the state that this browser keeps.

use std::time::Duration;

use blockwright::plan::words;
use blockwright::value::sha256;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::Reading;
use super::compare::{Comparison, Pair, TITLE_ID};
use crate::ui::kit::{Badge, Button, EmptyState, Icon};
use crate::ui::session::{Session, Tone};
use crate::ui::state_archive::{self, Kept, Scope};

/// A state that was opened this moment is on its way to disk.
const KEEPING_TAKES: Duration = Duration::from_millis(150);

/// The versions of this project's state in this environment, and the comparison of two.
#[component]
pub(super) fn Versions(session: Session, reading: Memo<Reading>) -> impl IntoView {
    let kept = RwSignal::new(Vec::<Kept>::new());
    let scope = Memo::new(move |_| state_archive::scope(session));
    let pair = Pair::new();
    let list = move || {
        let Some(scope) = scope.try_get_untracked().flatten() else { return };
        spawn_local(async move {
            match state_archive::versions(&scope).await {
                Ok(versions) => drop(kept.try_set(versions)),
                Err(_) => session
                    .notify(Tone::Error, "The earlier states cannot be read: the browser's storage refused."),
            }
        });
    };
    // For the outside world: what is kept is read from disk.
    Effect::new(move |_| {
        reading.track();
        scope.track();
        set_timeout(list, KEEPING_TAKES);
    });
    let present = Memo::new(move |_| reading.with(|reading| reading.text.as_ref().map(|text| sha256(text))));
    let forget = move || {
        let Some(scope) = scope.get_untracked() else { return };
        spawn_local(async move {
            if state_archive::forget(&scope).await.is_err() {
                session.notify(Tone::Error, "Nothing was forgotten: the browser's storage refused.");
            }
            list();
        });
    };
    view! {
        <Show
            when=move || kept.with(|kept| !kept.is_empty())
            fallback=|| view! {
                <EmptyState icon=Icon::History title="No version is kept yet".to_owned()>
                    <p>"Every state that this project gets is kept in this browser, the last ten of each environment."</p>
                </EmptyState>
            }
        >
            <p class="view-note">"The last ten states of this project and environment, kept in this browser only."</p>
            <ul class="versions">
                <For each=move || kept.get() key=|kept| (kept.number, kept.snapshot.digest.clone()) let:version>
                    <Version session scope version present kept pair />
                </For>
            </ul>
            <Comparison session scope kept pair />
            <div><Button icon=Icon::Trash label="Forget these versions".to_owned() on_press=forget /></div>
        </Show>
    }
}

#[component]
fn Version(
    session: Session,
    scope: Memo<Option<Scope>>,
    version: Kept,
    present: Memo<Option<String>>,
    kept: RwSignal<Vec<Kept>>,
    pair: Pair,
) -> impl IntoView {
    let Kept { number, snapshot } = version;
    let serial = snapshot.serial;
    let is_present =
        Memo::new(move |_| present.with(|present| present.as_deref() == Some(&*snapshot.digest)));
    let facts = format!("{}, updated {}", words::plural(snapshot.resources, "resource"), snapshot.updated_at);
    let take = Callback::new(move |()| {
        let Some(scope) = scope.get_untracked() else { return };
        spawn_local(async move {
            match state_archive::text(&scope, number).await {
                Ok(Some(text)) => {
                    session.set_inputs(|inputs| inputs.state = Some(text.into()));
                    session.notify(Tone::Plain, format!("Serial {serial} is the state of this project now."));
                }
                _ => session.notify(Tone::Error, "That version cannot be read; the state stays as it is."),
            }
        });
    });
    let before = Memo::new(move |_| {
        kept.with(|kept| {
            let older = kept.iter().skip_while(|kept| kept.number != number).nth(1);
            older.map(|older| (older.number, older.snapshot.serial))
        })
    });
    let show_change = move || {
        pair.from.set(before.get_untracked().map(|(number, _)| number));
        pair.to.set(Some(number));
        give_focus();
    };
    view! {
        <li class="version">
            <b>{format!("Serial {serial}")}</b>
            {move || is_present.get().then(|| view! { <Badge tone="tone-plain" text="present" /> })}
            <span class="version-facts">{facts}</span>
            {move || before.get().map(|(_, older)| {
                view! { <Button label="What changed" about=format!("from serial {older} to serial {serial}") on_press=show_change /> }
            })}
            <Show when=move || !is_present.get()>
                <Button label=format!("Use serial {serial}") on_press=take />
            </Show>
        </li>
    }
}

/// Goes to the comparison, which may be out of sight.
fn give_focus() {
    let heading = document().get_element_by_id(TITLE_ID);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus fails only for what cannot have it.
        drop(heading.focus());
    }
}
