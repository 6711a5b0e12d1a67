//! A wire.

use blockwright::gesture::{Gesture, Link};
use leptos::prelude::*;

use super::focus;
use super::frame::Names;
use super::sheet::stay;
use super::shown::Shown;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

/// The wire that is selected.
#[component]
pub(super) fn WireSheet(session: Session, shown: Memo<Shown>) -> impl IntoView {
    let board = session.board();
    let wire = Memo::new(move |_| {
        shown.with(|shown| match shown {
            Shown::Wire(link) => Some(link.clone()),
            _ => None,
        })
    });
    let words = move || {
        let Link { source, target } = wire.get()?;
        Some(format!("From {} of {} to {} of {}.", source.port, source.node, target.port, target.node))
    };
    let ends = Memo::new(move |_| {
        wire.get().map(|wire| vec![wire.source.node, wire.target.node]).unwrap_or_default()
    });
    let remove = move || {
        if let Some(wire) = wire.get_untracked() {
            board.selected_wire.set(None);
            stay(session, &Gesture::Unwire(vec![wire]));
            focus::move_to_panel();
        }
    };
    view! {
        <p class="panel-what"><span class="panel-noun">"wire"</span></p>
        <p>{words}</p>
        <Names session ids=ends />
        <div class="panel-actions">
            <Button label="Take the wire away".to_owned() icon=Icon::Trash on_press=remove />
        </div>
    }
}
