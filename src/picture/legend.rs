//! The legend: each sign of the plan with its word and how many resources it is about.

use super::ink::Ink;
use super::shapes::badge;
use super::svg::Svg;
use crate::geometry::Point;
use crate::marks::Operation;
use crate::plan::Summary;

/// The height that it takes below the picture.
pub(super) const HEIGHT: f64 = 32.0;

/// The width that it takes.
pub(super) const WIDTH: f64 = 4.0 * STEP;

const STEP: f64 = 130.0;

/// Draws the legend with its left end at `at`.
pub(super) fn draw(svg: &mut Svg, ink: &Ink, plan: Summary, at: Point) {
    svg.open("g", &[("font-size", 12.0.into())]);
    let counts = [
        (Operation::Create, plan.create),
        (Operation::Update, plan.update),
        (Operation::Delete, plan.destroy),
        (Operation::Unchanged, plan.unchanged),
    ];
    let mut x = at.x;
    for (operation, count) in counts {
        badge(svg, ink, operation, Point::new(x + 9.0, at.y));
        let text = format!("{} {count}", operation.word());
        svg.text(
            "text",
            &[("x", (x + 24.0).into()), ("y", (at.y + 4.0).into()), ("fill", ink.text.into())],
            &text,
        );
        x += STEP;
    }
    svg.close();
}
