//! Which part of the canvas is seen, and how large: places on the canvas to places on the screen and
//! back. Screen places count from the upper left corner of the pane, in CSS pixels.

use crate::geometry::{Point, Rect, Size};

/// Smallest zoom.
pub const MIN_ZOOM: f64 = 0.04;
/// Largest zoom.
pub const MAX_ZOOM: f64 = 2.5;
/// Below this zoom names could not be read (less than 5 pixels high), and boxes are drawn in their place.
pub const FAR: f64 = 0.4;
/// Free space around everything when it is fitted, in pixels.
const MARGIN: f64 = 48.0;

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Where the canvas's origin is on the screen.
    pub offset: Point,
    /// Pixels for each unit.
    pub zoom: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { offset: Point::default(), zoom: 1.0 }
    }
}

impl Viewport {
    /// Where `point` of the screen is on the canvas.
    pub fn to_canvas(&self, point: Point) -> Point {
        let from = point.since(self.offset);
        Point::new(from.x / self.zoom, from.y / self.zoom)
    }

    /// Where `point` of the canvas is on the screen.
    pub fn to_screen(&self, point: Point) -> Point {
        Point::new(point.x * self.zoom, point.y * self.zoom).shifted(self.offset)
    }

    /// The part of the canvas that a pane of this size shows.
    pub fn seen(&self, pane: Size) -> Rect {
        let origin = self.to_canvas(Point::default());
        Rect::new(origin.x, origin.y, pane.width / self.zoom, pane.height / self.zoom)
    }

    /// The view moved `by` pixels.
    #[must_use]
    pub fn panned(&self, by: Point) -> Self {
        Self { offset: self.offset.shifted(by), ..*self }
    }

    /// The view enlarged by `factor`; what is at `fixed` on the screen stays there.
    #[must_use]
    pub fn zoomed(&self, fixed: Point, factor: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let under = self.to_canvas(fixed);
        let offset = fixed.since(Point::new(under.x * zoom, under.y * zoom));
        Self { offset, zoom }
    }

    /// The view that shows all of `bounds` in the middle of a pane, no larger than 100 %.
    pub fn fitting(bounds: &Rect, pane: Size) -> Self {
        let room = |pane: f64, content: f64| ((pane - 2.0 * MARGIN).max(1.0)) / content.max(1.0);
        let zoom = room(pane.width, bounds.size.width).min(room(pane.height, bounds.size.height));
        Self::centered(bounds.center(), zoom.clamp(MIN_ZOOM, 1.0), pane)
    }

    /// The view with `point` of the canvas in the middle of a pane.
    pub fn centered(point: Point, zoom: f64, pane: Size) -> Self {
        let middle = Point::new(pane.width / 2.0, pane.height / 2.0);
        Self { offset: middle.since(Point::new(point.x * zoom, point.y * zoom)), zoom }
    }

    /// The nearest view in which `rect` is seen whole, or from its corner on if it is too large.
    #[must_use]
    pub fn revealing(&self, rect: &Rect, pane: Size) -> Self {
        let start = self.to_screen(rect.origin);
        let shift = |start: f64, length: f64, room: f64| {
            if start < MARGIN {
                MARGIN - start
            } else {
                (room - MARGIN - start - length).min(0.0).max(MARGIN - start)
            }
        };
        let (width, height) = (rect.size.width * self.zoom, rect.size.height * self.zoom);
        self.panned(Point::new(shift(start.x, width, pane.width), shift(start.y, height, pane.height)))
    }

    /// Whether names are too small to be read.
    pub fn is_far(&self) -> bool {
        self.zoom < FAR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANE: Size = Size { width: 1000.0, height: 800.0 };

    fn near(one: Point, other: Point) -> bool {
        one.distance(other) < 1e-6
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let pointer = Point::new(300.0, 200.0);
        let mut view = Viewport { offset: Point::new(-40.0, 10.0), zoom: 0.7 };
        for factor in [1.3, 0.5, 9.0, 0.01] {
            let under = view.to_canvas(pointer);
            view = view.zoomed(pointer, factor);
            assert!(near(view.to_screen(under), pointer));
            assert!((MIN_ZOOM..=MAX_ZOOM).contains(&view.zoom));
        }
    }

    #[test]
    fn everything_fits_and_nothing_is_enlarged() {
        for bounds in
            [Rect::new(-50.0, 20.0, 100.0, 60.0), Rect::new(0.0, 0.0, 9000.0, 300.0), Rect::default()]
        {
            let view = Viewport::fitting(&bounds, PANE);
            assert!(view.zoom <= 1.0);
            assert!(view.seen(PANE).contains(&bounds));
            assert!(near(view.to_screen(bounds.center()), Point::new(500.0, 400.0)));
        }
    }

    #[test]
    fn a_view_moves_no_further_than_it_must() {
        let view = Viewport::default();
        assert_eq!(view.revealing(&Rect::new(100.0, 100.0, 50.0, 50.0), PANE), view);
        let right = view.revealing(&Rect::new(1200.0, 100.0, 50.0, 50.0), PANE);
        assert_eq!(right.offset, Point::new(-298.0, 0.0));
        let large = view.revealing(&Rect::new(-100.0, 0.0, 5000.0, 10.0), PANE);
        assert_eq!(large.offset, Point::new(148.0, 48.0));
    }
}
