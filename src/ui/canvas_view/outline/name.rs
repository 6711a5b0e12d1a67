//! Another name for a node or frame.

use std::sync::Arc;

use blockwright::gesture::Gesture;
use blockwright::tree::{Row, Shows};
use leptos::ev;
use leptos::prelude::*;

use super::row::said;
use super::{Asked, active, shape_of, take_focus};
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::Session;

/// Asks for the name.
#[component]
pub(super) fn Rename(
    session: Session,
    rows: Memo<Arc<[Row]>>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let board = session.board();
    let row = untrack(|| active(board, rows))?;
    let old = untrack(|| said(board, row.shows)).name;
    let name = RwSignal::new(old.clone());
    let close = move || {
        asked.set(None);
        request_animation_frame(take_focus);
    };
    let title = format!("Rename {old}");
    let old = StoredValue::new(old);
    let rename = move || {
        let (old, name) = (old.get_value(), name.get_untracked().trim().to_owned());
        let gesture = match row.shows {
            Shows::Frame(_) => Some(Gesture::RenameFrame { frame: old, name }),
            shows => untrack(|| shape_of(board, shows)).map(|node| Gesture::Rename { node, name }),
        };
        if gesture.is_some_and(|gesture| session.perform(&gesture)) {
            close();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        rename();
    };
    Some(view! {
        <Dialog title on_close=close>
            <form class="form" on:submit=submit>
                <label class="field">
                    <span>"Name"</span>
                    <input type="text" autofocus autocomplete="off" spellcheck="false" prop:value=name
                        on:input=move |event| name.set(event_target_value(&event)) />
                </label>
                <p class="field-note">"It changes wherever the name is used."</p>
                <div class="form-actions"><Button label="Rename".to_owned() look=Look::Primary on_press=rename /></div>
            </form>
        </Dialog>
    })
}
