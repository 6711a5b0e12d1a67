//! Points and rectangles on the canvas. The unit is a CSS pixel at 100 %; x grows to the right, y
//! downwards.

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// How wide and high something is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// A rectangle. Its edges belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its upper left corner.
    pub origin: Point,
    /// Its size, not negative.
    pub size: Size,
}

impl Point {
    /// The point at (`x`, `y`).
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point `by` further on.
    #[must_use]
    pub fn shifted(self, by: Point) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }

    /// The way from `other` to here.
    #[must_use]
    pub fn since(self, other: Point) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    /// How far away `other` is.
    pub fn distance(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point of the grid with cells of `step` that is nearest.
    #[must_use]
    pub fn snapped(self, step: f64) -> Self {
        Self::new((self.x / step).round() * step, (self.y / step).round() * step)
    }
}

impl Rect {
    /// The rectangle at (`x`, `y`), `width` wide and `height` high.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { origin: Point::new(x, y), size: Size { width, height } }
    }

    /// The rectangle with these opposite corners.
    pub fn between(one: Point, other: Point) -> Self {
        let (x, y) = (one.x.min(other.x), one.y.min(other.y));
        Self::new(x, y, (one.x - other.x).abs(), (one.y - other.y).abs())
    }

    /// The x of its left edge.
    pub fn left(&self) -> f64 {
        self.origin.x
    }

    /// The y of its upper edge.
    pub fn top(&self) -> f64 {
        self.origin.y
    }

    /// The x of its right edge.
    pub fn right(&self) -> f64 {
        self.origin.x + self.size.width
    }

    /// The y of its lower edge.
    pub fn bottom(&self) -> f64 {
        self.origin.y + self.size.height
    }

    /// Its middle.
    pub fn center(&self) -> Point {
        Point::new(self.origin.x + self.size.width / 2.0, self.origin.y + self.size.height / 2.0)
    }

    /// The rectangle `by` further on.
    #[must_use]
    pub fn shifted(&self, by: Point) -> Self {
        Self { origin: self.origin.shifted(by), ..*self }
    }

    /// The rectangle with `margin` more on each side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        let (x, y) = (self.origin.x - margin, self.origin.y - margin);
        Self::new(x, y, self.size.width + 2.0 * margin, self.size.height + 2.0 * margin)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.left().min(other.left()), self.top().min(other.top()));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// The smallest rectangle around all; `None` around nothing.
    pub fn around(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(|one, other| one.union(&other))
    }

    /// Whether the two have a point in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.left() <= other.right()
            && other.left() <= self.right()
            && self.top() <= other.bottom()
            && other.top() <= self.bottom()
    }

    /// Whether `other` lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        self.left() <= other.left()
            && other.right() <= self.right()
            && self.top() <= other.top()
            && other.bottom() <= self.bottom()
    }

    /// Whether the two share more than an edge or a corner.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left() < other.right()
            && other.left() < self.right()
            && self.top() < other.bottom()
            && other.top() < self.bottom()
    }

    /// How far `point` is from the nearest place of the rectangle; 0 inside.
    pub fn distance(&self, point: Point) -> f64 {
        let across = (self.left() - point.x).max(point.x - self.right()).max(0.0);
        let down = (self.top() - point.y).max(point.y - self.bottom()).max(0.0);
        across.hypot(down)
    }

    /// Whether `point` lies in it.
    pub fn holds(&self, point: Point) -> bool {
        self.contains(&Self { origin: point, size: Size::default() })
    }
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// The rectangle to which a step from the one at `from` leads: the nearest whose middle lies that way, where what
/// is off to the side counts twice. `None` if none lies there.
pub fn neighbour(rects: &[Rect], from: usize, heading: Heading) -> Option<usize> {
    let start = rects.get(from)?.center();
    let cost = |rect: &Rect| {
        let way = rect.center().since(start);
        let (along, aside) = match heading {
            Heading::Left => (-way.x, way.y),
            Heading::Right => (way.x, way.y),
            Heading::Up => (-way.y, way.x),
            Heading::Down => (way.y, way.x),
        };
        (along > 0.5).then(|| along + 2.0 * aside.abs())
    };
    let reached = rects.iter().enumerate().filter_map(|(at, rect)| Some((at, cost(rect)?)));
    reached.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_that_touch_meet() {
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(rect.meets(&Rect::new(10.0, 10.0, 5.0, 5.0)));
        assert!(!rect.meets(&Rect::new(10.5, 0.0, 5.0, 5.0)));
        assert!(rect.holds(Point::new(10.0, 0.0)) && !rect.holds(Point::new(-0.5, 0.0)));
    }

    #[test]
    fn a_union_holds_both() {
        let (one, other) =
            (Rect::new(-5.0, 2.0, 3.0, 3.0), Rect::between(Point::new(9.0, 1.0), Point::default()));
        let both = one.union(&other);
        assert!(both.contains(&one) && both.contains(&other));
        assert_eq!(both, Rect::new(-5.0, 0.0, 14.0, 5.0));
        assert_eq!(Rect::around([one, other]), Some(both));
        assert_eq!(Rect::around([]), None);
    }

    #[test]
    fn neighbours_meet_and_do_not_overlap() {
        let square = Rect::new(10.0, 10.0, 10.0, 10.0);
        let right = square.shifted(Point::new(10.0, 0.0));
        assert!(square.meets(&right) && !square.overlaps(&right));
        assert!(square.overlaps(&square.shifted(Point::new(9.0, -9.0))));
    }

    #[test]
    fn distances_are_to_the_nearest_place() {
        let square = Rect::new(10.0, 10.0, 10.0, 10.0);
        for (x, y, distance) in [(15.0, 12.0, 0.0), (25.0, 15.0, 5.0), (7.0, 6.0, 5.0), (20.0, 20.0, 0.0)] {
            assert!((square.distance(Point::new(x, y)) - distance).abs() < 1e-9, "{x} {y}");
        }
    }

    #[test]
    fn points_snap_to_the_nearest_crossing() {
        assert_eq!(Point::new(12.0, -13.0).snapped(8.0), Point::new(16.0, -16.0));
    }

    #[test]
    fn a_step_leads_to_the_nearest_that_way() {
        // Two rows of three, the last one lower.
        let places = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0), (0.0, 60.0), (100.0, 60.0), (200.0, 90.0)];
        let rects = places.map(|(x, y)| Rect::new(x, y, 40.0, 20.0));
        let step = |from, heading| neighbour(&rects, from, heading);
        assert_eq!(step(0, Heading::Right), Some(1));
        assert_eq!(step(1, Heading::Left), Some(0));
        assert_eq!(step(1, Heading::Down), Some(4));
        assert_eq!(step(5, Heading::Left), Some(4), "what is a little higher is still to the left");
        assert_eq!(step(5, Heading::Up), Some(2));
        assert_eq!((step(0, Heading::Left), step(0, Heading::Up), step(9, Heading::Up)), (None, None, None));
    }
}
