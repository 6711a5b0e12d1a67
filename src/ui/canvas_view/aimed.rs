//! The frame that what is being dragged would come into, or leave.

use blockwright::geometry::Rect;
use blockwright::scene::housing::Move;
use leptos::prelude::*;

use super::pane::pixels;
use crate::ui::session::Session;

/// The mark around it.
#[component]
pub(super) fn Aimed(session: Session) -> impl IntoView {
    let board = session.board();
    let mark = Memo::new(move |_| board.drag.with(|drag| mark(drag.as_ref()?.rehoused.as_ref()?)));
    view! {
        {move || mark.get().map(|(class, rect)| view! {
            <div
                class=class
                data-aimed=""
                style:left=pixels(rect.left())
                style:top=pixels(rect.top())
                style:width=pixels(rect.size.width)
                style:height=pixels(rect.size.height)
            ></div>
        })}
    }
}

fn mark(change: &Move) -> Option<(&'static str, Rect)> {
    match change {
        Move::Into { rect, .. } => Some(("canvas-aimed", *rect)),
        Move::OutOf { rect, .. } => Some(("canvas-aimed canvas-left", *rect)),
        Move::Refused { .. } => None,
    }
}
