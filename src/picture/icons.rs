//! What a thing is, as a drawing: the same as on the canvas, on a grid of 16 by 16.

use super::svg::{Svg, push_number};
use super::{Kind, Trouble};
use crate::geometry::Point;

/// The side of a drawing.
pub(super) const SIDE: f64 = 16.0;

/// What a node is.
pub(super) fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Block | Kind::Frame => "M2 2.5h5v5H2zM9 8.5h5v5H9zM7 5h4.5v3.5M4.5 7.5V11H9",
        Kind::Solution => "M2 5.5L8 2l6 3.5v5L8 14l-6-3.5zM2 5.5L8 9l6-3.5M8 9v5",
        Kind::Dataset => "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5",
        Kind::Folder => "M2 4h4.5L8 5.5h6v7.5H2z",
        Kind::Recipe => "M3.5 2h6l3 3v9h-9zM6 7.5h4M6 10.5h4M6 4.5h1.5",
    }
}

/// That something is wrong.
pub(super) fn of_trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Errors(_) => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.4",
        Trouble::Warnings(_) => "M8 2.5L14.5 13.5h-13zM8 6.5V10M8 11.8v.3",
    }
}

/// Draws one with its upper left corner at `at`, `side` units wide and high.
pub(super) fn draw(svg: &mut Svg, path: &str, stroke: &str, at: Point, side: f64) {
    let mut place = String::from("translate(");
    push_number(&mut place, at.x);
    place.push(' ');
    push_number(&mut place, at.y);
    place.push(')');
    if side < SIDE {
        place.push_str(" scale(");
        push_number(&mut place, side / SIDE);
        place.push(')');
    }
    svg.leaf(
        "path",
        &[
            ("d", path.into()),
            ("transform", place.as_str().into()),
            ("fill", "none".into()),
            ("stroke", stroke.into()),
            ("stroke-width", 1.5.into()),
            ("stroke-linecap", "round".into()),
            ("stroke-linejoin", "round".into()),
        ],
    );
}
