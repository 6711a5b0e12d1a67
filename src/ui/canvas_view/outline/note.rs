//! The text of a note, where there is no picture to write it in.

use blockwright::arrangement::MAX_NOTE;
use leptos::ev;
use leptos::prelude::*;

use super::super::notes::{Typing, say};
use super::take_focus;
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::Session;

/// Asks for the text.
#[component]
pub(super) fn NoteDialog(session: Session, note: usize) -> impl IntoView {
    let board = session.board();
    let known = board.arrangement.with_untracked(|read| read.as_ref().ok()?.notes.get(note).cloned());
    let text = RwSignal::new(known.map(|note| note.text).unwrap_or_default());
    let typing = Typing::new(session, note);
    // However it is left: what was typed is kept, as on the canvas.
    let leave = move || {
        let typed = text.get_untracked();
        board.edited_note.set(None);
        say(session, note, typed);
        request_animation_frame(take_focus);
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            leave();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        leave();
    };
    view! {
        <Dialog title="Note".to_owned() on_close=leave>
            <form class="form" on:submit=submit on:keydown=pressed>
                <label class="field">
                    <span>"Text of the note"</span>
                    <textarea rows="6" autofocus maxlength=MAX_NOTE.to_string() prop:value=text
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            typing.typed(text.get_untracked());
                        }></textarea>
                </label>
                <div class="form-actions"><Button label="Done".to_owned() look=Look::Primary hint="Ctrl+Enter".to_owned() on_press=leave /></div>
            </form>
        </Dialog>
    }
}
