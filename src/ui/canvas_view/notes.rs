//! Notes on the canvas.

use std::time::Duration;

use blockwright::arrangement::MAX_NOTE;
use blockwright::gesture::Gesture;
use blockwright::scene::size::note_saying;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::element;
use super::pane::pixels;
use crate::ui::kit::focus_soon;
use crate::ui::session::Session;

/// All notes.
#[component]
pub(super) fn Notes(session: Session) -> impl IntoView {
    let board = session.board();
    let count =
        Memo::new(move |_| board.arrangement.with(|read| read.as_ref().map_or(0, |known| known.notes.len())));
    view! {
        <For each=move || 0..count.get() key=|note| *note let:note>
            <NoteCard session note />
        </For>
    }
}

#[component]
fn NoteCard(session: Session, note: usize) -> impl IntoView {
    let board = session.board();
    let known = Memo::new(move |_| {
        board.arrangement.with(|read| read.as_ref().ok().and_then(|known| known.notes.get(note).cloned()))
    });
    let rect = Memo::new(move |_| {
        let stands = known.with(|known| known.as_ref().map(|known| known.rect).unwrap_or_default());
        board
            .drawn_note
            .with(|drawn| drawn.filter(|(drawn, _)| *drawn == note).map_or(stands, |(_, rect)| rect))
    });
    let text = Memo::new(move |_| {
        known.with(|known| known.as_ref().map(|known| known.text.clone()).unwrap_or_default())
    });
    let is_edited = Memo::new(move |_| board.edited_note.get() == Some(note));
    let is_selected = move || board.selected_note.get() == Some(note);
    let write = move |typed: String| {
        // The field loses the focus once more when it goes, which may be with the whole view.
        if board.edited_note.get_untracked() == Some(note) {
            board.edited_note.set(None);
            say(session, note, typed);
        }
    };
    let name = move || {
        let title =
            known.with(|known| known.as_ref().map(|known| known.title().to_owned()).unwrap_or_default());
        if text.with(|text| text.trim().is_empty()) { title } else { format!("Note: {title}") }
    };
    view! {
        <div
            class="note"
            class:note-selected=is_selected
            data-note=note.to_string()
            role="note"
            aria-label=name
            tabindex="-1"
            style:left=move || pixels(rect.get().left())
            style:top=move || pixels(rect.get().top())
            style:width=move || pixels(rect.get().size.width)
            style:height=move || pixels(rect.get().size.height)
        >
            <Show
                when=move || is_edited.get()
                fallback=move || view! { <p>{move || Some(text.get()).filter(|text| !text.is_empty()).unwrap_or_else(|| "Empty note".to_owned())}</p> }
            >
                <NoteText session note text=text.get_untracked() write />
            </Show>
            <span class="note-corner" data-corner=""></span>
        </div>
    }
}

/// Changes the text of a note. What is read here outlives its card.
pub(super) fn say(session: Session, note: usize, typed: String) {
    let known =
        session.board().arrangement.with_untracked(|read| read.as_ref().ok()?.notes.get(note).cloned());
    if let Some(known) = known.filter(|known| known.text != typed) {
        session.perform(&Gesture::ChangeNote { note, to: note_saying(&known, typed) });
    }
}

/// How long typing pauses before it is kept, so that no reload loses a text.
const PAUSE: Duration = Duration::from_millis(800);

/// What is being typed of a note.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    session: Session,
    note: usize,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    /// Begins in the view that it is called in, and ends with it.
    pub(super) fn new(session: Session, note: usize) -> Self {
        let typing = Self { session, note, waiting: StoredValue::new(None) };
        on_cleanup(move || typing.stop());
        typing
    }

    /// Keeps `text` once typing pauses.
    pub(super) fn typed(self, text: String) {
        self.stop();
        let Self { session, note, waiting } = self;
        waiting.set_value(set_timeout_with_handle(move || say(session, note, text), PAUSE).ok());
    }

    fn stop(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    }
}

#[component]
fn NoteText(
    session: Session,
    note: usize,
    text: String,
    write: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let typing = Typing::new(session, note);
    let field = NodeRef::<html::Textarea>::new();
    // For the outside world: the focus.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Focus fails only for what cannot have it.
            drop(field.focus());
        }
    });
    view! {
        <textarea
            node_ref=field
            aria-label="Text of the note"
            maxlength=MAX_NOTE.to_string()
            prop:value=text
            on:input=move |event| typing.typed(event_target_value(&event))
            on:blur=move |event| write(event_target_value(&event))
            on:keydown=move |event| {
                event.stop_propagation();
                if event.key() == "Escape" || event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    write(event_target_value(&event));
                    focus_soon(move || element(&format!(".note[data-note='{note}']")));
                }
            }
        ></textarea>
    }
}
