//! Everything as boxes, where names could not be read: one drawing behind the pane. While the view
//! moves, the drawing is moved along and made anew only when the view rests.

mod names; // what is written on the boxes

use std::time::Duration;

use blockwright::geometry::{Point, Size};
use blockwright::viewport::Viewport;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::minimap::{Palette, draw};
use crate::ui::session::{Board, Session};

/// How long the view has to rest before it is drawn anew.
const REST: Duration = Duration::from_millis(90);

/// How much more than the pane is drawn, on each side, in parts of its size.
const MARGIN: f64 = 0.25;

/// The drawing.
#[component]
pub(super) fn Far(session: Session) -> impl IntoView {
    let board = session.board();
    let element = NodeRef::<html::Canvas>::new();
    // The view that the drawing shows.
    let drawn = RwSignal::new(None::<Viewport>);
    let is_far = board.is_far;
    redraw_when_at_rest(session, element, drawn, is_far);
    let transform = move || {
        let (drawn, now) = (drawn.get()?, board.view.get());
        let scale = now.zoom / drawn.zoom;
        let pane = board.pane.get();
        let corner = Point::new(-MARGIN * pane.width, -MARGIN * pane.height);
        // Where the drawing's corner is now.
        let at = now.to_screen(drawn.to_canvas(corner));
        Some(format!("translate({}px, {}px) scale({scale})", at.x, at.y))
    };
    view! {
        <canvas
            class="canvas-underlay"
            node_ref=element
            aria-hidden="true"
            hidden=move || !is_far.get()
            style:transform=transform
        ></canvas>
    }
}

fn redraw_when_at_rest(
    session: Session,
    element: NodeRef<html::Canvas>,
    drawn: RwSignal<Option<Viewport>>,
    is_far: Memo<bool>,
) {
    let board = session.board();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        if let Some(waiting) = waiting.try_get_value().flatten() {
            waiting.clear();
        }
    });
    // For the outside world: a drawing is made by calls.
    Effect::new(move |_| {
        let view = board.view.get();
        board.scene.track();
        board.selection.track();
        board.planning.shades.track();
        session.theme().track();
        let (Some(canvas), pane) = (element.get(), board.pane.get()) else { return };
        if !is_far.get() {
            drawn.set(None);
            return;
        }
        if drawn.get_untracked().is_none() {
            paint(board, &canvas, view, pane);
            drawn.set(Some(view));
            return;
        }
        let again = set_timeout_with_handle(
            move || {
                let view = board.view.get_untracked();
                if let Some(canvas) = element.get_untracked() {
                    paint(board, &canvas, view, board.pane.get_untracked());
                    drawn.set(Some(view));
                }
            },
            REST,
        );
        let before = waiting.try_update_value(|waiting| std::mem::replace(waiting, again.ok()));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a pane has some thousand pixels"
)]
fn paint(board: Board, canvas: &web_sys::HtmlCanvasElement, view: Viewport, pane: Size) {
    let grown = Size { width: pane.width * (1.0 + 2.0 * MARGIN), height: pane.height * (1.0 + 2.0 * MARGIN) };
    let view = view.panned(Point::new(MARGIN * pane.width, MARGIN * pane.height));
    canvas.set_width(grown.width as u32);
    canvas.set_height(grown.height as u32);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<web_sys::CanvasRenderingContext2d>().ok());
    if let Some(context) = context {
        let palette = Palette::of(canvas);
        draw(&context, board, view, grown, &palette);
        names::write(&context, board, view, grown, palette.ink());
    }
}
