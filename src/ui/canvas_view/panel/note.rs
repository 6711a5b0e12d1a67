//! A note.

use blockwright::gesture::Gesture;
use blockwright::scene::size::note_saying;
use leptos::prelude::*;

use super::field::{Field, Typing};
use super::focus;
use super::sheet::{refusal, stay};
use super::shown::Shown;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

/// The note that is selected.
#[component]
pub(super) fn NoteSheet(session: Session, shown: Memo<Shown>) -> impl IntoView {
    let board = session.board();
    let at = Memo::new(move |_| {
        shown.with(|shown| match shown {
            Shown::Note(note) => *note,
            _ => 0,
        })
    });
    let note = Memo::new(move |_| {
        board.arrangement.with(|read| read.as_ref().ok().and_then(|known| known.notes.get(at.get()).cloned()))
    });
    let value =
        Memo::new(move |_| note.with(|note| note.as_ref().map(|note| note.text.clone()).unwrap_or_default()));
    let change = move |text: String| {
        let known = note.get_untracked()?;
        Some(Gesture::ChangeNote { note: at.get_untracked(), to: note_saying(&known, text) })
    };
    let typing = Typing {
        check: Callback::new(move |text| refusal(session, &change(text)?)),
        commit: Callback::new(move |text| change(text).is_some_and(|gesture| stay(session, &gesture))),
    };
    let remove = move || {
        let note = at.get_untracked();
        board.selected_note.set(None);
        session.perform(&Gesture::RemoveNote(note));
        focus::move_to_panel();
    };
    view! {
        <Field id="panel-note".to_owned() label="Text of the note".to_owned() is_long=true value typing />
        <div class="panel-actions">
            <Button label="Remove the note".to_owned() icon=Icon::Trash on_press=remove />
        </div>
    }
}
