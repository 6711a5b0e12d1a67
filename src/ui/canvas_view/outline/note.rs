//! The text of a note, where there is no picture to write it in.

use blockwright::arrangement::MAX_NOTE;
use blockwright::gesture::Gesture;
use blockwright::scene::size::note_saying;
use leptos::ev;
use leptos::prelude::*;

use super::take_focus;
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::Session;

/// Asks for the text.
#[component]
pub(super) fn NoteDialog(session: Session, note: usize) -> impl IntoView {
    let board = session.board();
    let known = move || {
        let known = board.arrangement.get_untracked().unwrap_or_default();
        known.notes.get(note).cloned()
    };
    let text = RwSignal::new(known().map(|note| note.text).unwrap_or_default());
    let close = move || {
        board.edited_note.set(None);
        request_animation_frame(take_focus);
    };
    let write = move || {
        let text = text.get_untracked();
        let said = known().filter(|known| known.text != text);
        let is_done = said.is_none_or(|known| {
            session.perform(&Gesture::ChangeNote { note, to: note_saying(&known, text) })
        });
        if is_done {
            close();
        }
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            write();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        write();
    };
    view! {
        <Dialog title="Note".to_owned() on_close=close>
            <form class="form" on:submit=submit on:keydown=pressed>
                <label class="field">
                    <span>"Text of the note"</span>
                    <textarea rows="6" autofocus maxlength=MAX_NOTE.to_string() prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))></textarea>
                </label>
                <div class="form-actions"><Button label="Keep".to_owned() look=Look::Primary hint="Ctrl+Enter".to_owned() on_press=write /></div>
            </form>
        </Dialog>
    }
}
