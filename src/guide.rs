//! Guides: what is moved comes to stand in line with what stands around it.

use crate::geometry::{Point, Rect};

/// A line that something moved is on together with something that stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other; right of it or below it.
    pub to: Point,
}

/// Where something comes to stand, and why there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapped {
    /// How much further than it was moved, in whole units.
    pub by: Point,
    /// The lines that it is on then, at most one in each direction.
    pub guides: Vec<Guide>,
}

/// Puts `moved` in line with the nearest of `others`: edges and middles that are at most `reach` units
/// apart. Of several that are equally near, the first counts.
pub fn snap(moved: &Rect, others: &[Rect], reach: f64) -> Snapped {
    let (x, y) = (nearest(moved, others, across, reach), nearest(moved, others, down, reach));
    let by = Point::new(x.map_or(0.0, |(by, ..)| by), y.map_or(0.0, |(by, ..)| by));
    let there = moved.shifted(by);
    let mut guides = Vec::new();
    if let Some((_, at, other)) = x {
        let both = there.union(&other);
        guides.push(Guide { from: Point::new(at, both.top()), to: Point::new(at, both.bottom()) });
    }
    if let Some((_, at, other)) = y {
        let both = there.union(&other);
        guides.push(Guide { from: Point::new(both.left(), at), to: Point::new(both.right(), at) });
    }
    Snapped { by, guides }
}

/// Left edge, middle and right edge.
fn across(rect: &Rect) -> [f64; 3] {
    [rect.left(), rect.center().x, rect.right()]
}

/// Upper edge, middle and lower edge.
fn down(rect: &Rect) -> [f64; 3] {
    [rect.top(), rect.center().y, rect.bottom()]
}

/// The shortest way to a line of another: the way, the line, and whose it is. Edges meet edges and
/// middles meet middles; only ways of whole units count, because places are whole.
fn nearest(
    moved: &Rect,
    others: &[Rect],
    lines: fn(&Rect) -> [f64; 3],
    reach: f64,
) -> Option<(f64, f64, Rect)> {
    let [start, middle, end] = lines(moved);
    let mut best: Option<(f64, f64, Rect)> = None;
    for other in others {
        let [first, center, last] = lines(other);
        let pairs = [(start, first), (start, last), (middle, center), (end, first), (end, last)];
        for (from, to) in pairs {
            let by = to - from;
            let is_nearer = best.is_none_or(|(least, ..)| by.abs() < least.abs());
            if by.abs() <= reach && by.fract() == 0.0 && is_nearer {
                best = Some((by, to, *other));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OTHER: Rect = Rect::new(100.0, 100.0, 200.0, 50.0);

    fn snapped(x: f64, y: f64) -> Snapped {
        snap(&Rect::new(x, y, 100.0, 50.0), &[OTHER], 6.0)
    }

    #[test]
    fn edges_meet_edges() {
        let Snapped { by, guides } = snapped(103.0, 400.0);
        assert_eq!(by, Point::new(-3.0, 0.0));
        assert_eq!(guides, [Guide { from: Point::new(100.0, 100.0), to: Point::new(100.0, 450.0) }]);
        assert_eq!(snapped(304.0, 400.0).by, Point::new(-4.0, 0.0), "left of it meets its right edge");
        assert_eq!(snapped(-2.0, 400.0).by, Point::new(2.0, 0.0), "and the other way round");
    }

    #[test]
    fn middles_meet_middles_in_both_directions() {
        let Snapped { by, guides } = snapped(152.0, 105.0);
        assert_eq!(by, Point::new(-2.0, -5.0));
        assert_eq!(guides.len(), 2);
    }

    #[test]
    fn out_of_reach_or_between_units_nothing_happens() {
        assert_eq!(snapped(107.0, 400.0), Snapped::default());
        let odd = Rect::new(100.0, 100.0, 201.0, 50.0);
        let found = snap(&Rect::new(151.0, 400.0, 100.0, 50.0), &[odd], 6.0);
        assert_eq!(found, Snapped::default(), "the middles are half a unit apart");
    }

    proptest! {
        #[test]
        fn what_was_snapped_is_on_its_guides_and_stays_there(
            place in (0_i16..400, 0_i16..400),
            others in proptest::collection::vec((0_i16..400, 0_i16..400, 1_i16..40, 1_i16..40), 0..20),
        ) {
            let moved = Rect::new(place.0.into(), place.1.into(), 120.0, 40.0);
            let others: Vec<Rect> = others
                .into_iter()
                .map(|(x, y, width, height)| {
                    Rect::new(x.into(), y.into(), f64::from(width) * 8.0, f64::from(height) * 8.0)
                })
                .collect();
            let Snapped { by, guides } = snap(&moved, &others, 6.0);
            prop_assert!(by.x.abs() <= 6.0 && by.y.abs() <= 6.0);
            let there = moved.shifted(by);
            for guide in &guides {
                let is_upright = guide.from.y < guide.to.y;
                let (lines, at) = if is_upright { (across(&there), guide.from.x) } else { (down(&there), guide.from.y) };
                prop_assert!(lines.contains(&at));
            }
            prop_assert_eq!(snap(&there, &others, 6.0).by, Point::default());
        }
    }
}
