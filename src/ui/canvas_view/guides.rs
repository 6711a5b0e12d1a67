//! The lines that what is being moved is on, with what stands.

use blockwright::guide::Guide;
use leptos::prelude::*;

use crate::ui::session::Session;

/// The guides.
#[component]
pub(super) fn Guides(session: Session) -> impl IntoView {
    let board = session.board();
    let path = Memo::new(move |_| {
        board.drag.with(|drag| {
            let guides = drag.as_ref().map_or(&[][..], |drag| &drag.guides);
            guides.iter().map(line).collect::<String>()
        })
    });
    view! {
        <svg class="canvas-lines canvas-guides" aria-hidden="true">
            <path class="line-guide" d=move || path.get()></path>
        </svg>
    }
}

fn line(Guide { from, to }: &Guide) -> String {
    format!("M{} {}L{} {}", from.x, from.y, to.x, to.y)
}
