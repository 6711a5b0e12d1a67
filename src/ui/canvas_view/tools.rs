//! The bar above the canvas.

use leptos::prelude::*;

use crate::ui::kit::{Button, Icon, IconButton};
use crate::ui::session::Session;

/// The tools.
#[component]
pub(super) fn Tools(session: Session) -> impl IntoView {
    let board = session.board();
    let zoom = move || format!("{:.0} %", board.view.with(|view| view.zoom) * 100.0);
    view! {
        <div class="canvas-tools" role="toolbar" aria-label="Canvas">
            <Button label="Fit".to_owned() on_press=move || board.fit() />
            <IconButton icon=Icon::Delete label="Zoom out".to_owned() on_press=move || board.zoom_by(0.8) />
            <span class="canvas-zoom">{zoom}</span>
            <IconButton icon=Icon::Create label="Zoom in".to_owned() on_press=move || board.zoom_by(1.25) />
        </div>
    }
}
