//! Names on the boxes that are large enough for some letters, and above the frames.

use blockwright::arrangement::frame_name;
use blockwright::geometry::{Rect, Size};
use blockwright::scene::{Shape, Shows};
use blockwright::viewport::Viewport;
use leptos::prelude::*;

use crate::ui::session::Board;

/// Width of a letter of the names, in pixels: measuring each costs more than a letter too many.
const LETTER: f64 = 6.2;
/// Height of the names, in pixels.
const LINE: f64 = 11.0;
/// The fewest letters that say something.
const FEWEST: usize = 5;
/// How many of the last letters stay where a name is cut: numbers stand at the end.
const LAST: usize = 3;
/// Beyond so many names nobody reads them.
const MOST: usize = 1_500;

/// Writes the names of what is in sight.
pub(super) fn write(
    context: &web_sys::CanvasRenderingContext2d,
    board: Board,
    view: Viewport,
    pane: Size,
    ink: &str,
) {
    let seen = view.seen(pane);
    context.set_fill_style_str(ink);
    context.set_text_baseline("middle");
    board.scene.with_untracked(|scene| {
        board.diagram.with_untracked(|diagram| {
            let in_sight = scene.shapes.iter().filter(|shape| shape.rect.meets(&seen));
            let spots = in_sight.filter_map(|shape| Some((shape, Spot::of(shape, view)?)));
            for (shape, spot) in spots.take(MOST) {
                let name = match shape.shows {
                    Shows::Node(node) | Shows::Inside(node) => {
                        diagram.nodes.get(node).map_or("", |node| &*node.name)
                    }
                    Shows::Frame(_) | Shows::Folded(_) => frame_name(&shape.id).unwrap_or_default(),
                };
                context.set_font(if spot.is_title { TITLE } else { NAME });
                // What cannot be written is left out.
                drop(context.fill_text(&cut(name, spot.letters), spot.x, spot.y));
            }
        });
    });
}

const TITLE: &str = "600 12px system-ui, sans-serif";
const NAME: &str = "11px system-ui, sans-serif";

/// Where a name stands, in pixels, and how much of it there is room for.
struct Spot {
    x: f64,
    y: f64,
    letters: usize,
    is_title: bool,
}

impl Spot {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a pane has some thousand pixels"
    )]
    fn of(shape: &Shape, view: Viewport) -> Option<Self> {
        let at = view.to_screen(shape.rect.origin);
        let bounds =
            Rect::new(at.x, at.y, shape.rect.size.width * view.zoom, shape.rect.size.height * view.zoom);
        let is_title = matches!(shape.shows, Shows::Frame(_) | Shows::Inside(_));
        let letters = ((bounds.size.width - 6.0).max(0.0) / LETTER) as usize;
        let is_high = is_title || bounds.size.height >= LINE;
        let y = if is_title { bounds.top() - LINE / 2.0 - 2.0 } else { bounds.center().y };
        (letters >= FEWEST && is_high).then_some(Self { x: bounds.left() + 3.0, y, letters, is_title })
    }
}

/// The name within so many letters, with its end.
fn cut(name: &str, letters: usize) -> String {
    let count = name.chars().count();
    if count <= letters {
        return name.to_owned();
    }
    let head: String = name.chars().take(letters.saturating_sub(LAST + 1)).collect();
    let tail: String = name.chars().skip(count - LAST).collect();
    format!("{head}\u{2026}{tail}")
}
