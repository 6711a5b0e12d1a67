//! What is where on the canvas: rectangles in a grid of squares, so that a question costs as much as
//! what lies around the place it is about.
//!
//! Rectangles are known by numbers that the caller chooses; answers are in ascending order of them.

use std::collections::{BTreeSet, HashMap};

use crate::geometry::{Point, Rect};

/// The side of a square, in world units.
const CELL: f64 = 512.0;
/// Squares that one rectangle is kept in at most; larger ones are looked at for every question.
const SPREAD: i64 = 64;

/// Rectangles by where they are.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    rectangles: HashMap<usize, Rect>,
    squares: HashMap<(i64, i64), Vec<usize>>,
    /// Rectangles over too many squares to be kept in each.
    large: BTreeSet<usize>,
}

/// The squares from one corner to the other, both included.
#[derive(Clone, Copy)]
struct Squares {
    first: (i64, i64),
    last: (i64, i64),
}

impl Squares {
    fn under(rectangle: &Rect) -> Self {
        Self {
            first: (square(rectangle.left()), square(rectangle.top())),
            last: (square(rectangle.right()), square(rectangle.bottom())),
        }
    }

    fn count(self) -> i64 {
        let across = self.last.0.saturating_sub(self.first.0).saturating_add(1);
        across.saturating_mul(self.last.1.saturating_sub(self.first.1).saturating_add(1))
    }

    fn each(self) -> impl Iterator<Item = (i64, i64)> {
        let Self { first, last } = self;
        (first.0..=last.0).flat_map(move |column| (first.1..=last.1).map(move |row| (column, row)))
    }

    fn has(self, (column, row): (i64, i64)) -> bool {
        (self.first.0..=self.last.0).contains(&column) && (self.first.1..=self.last.1).contains(&row)
    }
}

/// The column or row of squares that a coordinate lies in.
#[expect(clippy::cast_possible_truncation, reason = "far outside, all is in the outermost squares")]
fn square(coordinate: f64) -> i64 {
    (coordinate / CELL).floor() as i64
}

impl Grid {
    /// How many rectangles there are.
    pub fn len(&self) -> usize {
        self.rectangles.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rectangles.is_empty()
    }

    /// The rectangle of a number.
    pub fn get(&self, number: usize) -> Option<&Rect> {
        self.rectangles.get(&number)
    }

    /// Puts a rectangle into the grid, or moves the one of that number to another place and size.
    pub fn put(&mut self, number: usize, rectangle: Rect) {
        if let Some(before) = self.rectangles.insert(number, rectangle) {
            let (old, new) = (Squares::under(&before), Squares::under(&rectangle));
            if old.first == new.first && old.last == new.last {
                return;
            }
            self.clear(number, old);
        }
        let squares = Squares::under(&rectangle);
        if squares.count() > SPREAD {
            self.large.insert(number);
            return;
        }
        for square in squares.each() {
            self.squares.entry(square).or_default().push(number);
        }
    }

    /// Takes a rectangle out of the grid and returns it.
    pub fn remove(&mut self, number: usize) -> Option<Rect> {
        let rectangle = self.rectangles.remove(&number)?;
        self.clear(number, Squares::under(&rectangle));
        Some(rectangle)
    }

    fn clear(&mut self, number: usize, squares: Squares) {
        if squares.count() > SPREAD {
            self.large.remove(&number);
            return;
        }
        for square in squares.each() {
            let Some(numbers) = self.squares.get_mut(&square) else { continue };
            numbers.retain(|other| *other != number);
            if numbers.is_empty() {
                self.squares.remove(&square);
            }
        }
    }

    /// The numbers of all rectangles that touch `area`.
    pub fn touching(&self, area: &Rect) -> Vec<usize> {
        let found = self.near(area).into_iter();
        found.filter(|number| self.get(*number).is_some_and(|one| one.meets(area))).collect()
    }

    /// The number of the rectangle that is nearest to `point`, at most `distance` away. Of several that
    /// are equally near, the one with the highest number: it is drawn on top.
    pub fn nearest(&self, point: Point, distance: f64) -> Option<usize> {
        let reach = Rect::between(point, point).grown(distance);
        let mut nearest: Option<(usize, f64)> = None;
        for number in self.near(&reach) {
            let Some(away) = self.get(number).map(|one| one.distance(point)) else { continue };
            if away <= distance && nearest.is_none_or(|(_, least)| away <= least) {
                nearest = Some((number, away));
            }
        }
        nearest.map(|(number, _)| number)
    }

    /// The numbers of all rectangles in the squares under `area`, and of all large ones.
    fn near(&self, area: &Rect) -> BTreeSet<usize> {
        let squares = Squares::under(area);
        let mut found = self.large.clone();
        if squares.count() <= i64::try_from(self.squares.len()).unwrap_or(i64::MAX) {
            let numbers = squares.each().filter_map(|square| self.squares.get(&square));
            found.extend(numbers.flatten().copied());
        } else {
            // An area of more squares than are in use: every one of these is looked at once. The set
            // puts the numbers in order.
            #[expect(clippy::iter_over_hash_type, reason = "they go into an ordered set")]
            for (square, numbers) in &self.squares {
                if squares.has(*square) {
                    found.extend(numbers);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        /// Near to each other or far apart, small or over many squares.
        fn any_rectangle()(x in -4_000_i16..4_000, y in -4_000_i16..4_000, width in 0_u16..900, scale in 1_u16..9)
            -> Rect
        {
            let width = f64::from(width) * if scale == 8 { 20.0 } else { 1.0 };
            Rect::new(f64::from(x), f64::from(y), width, width / f64::from(scale))
        }
    }

    /// A grid after some rectangles were put, moved and removed, and what should be in it.
    fn changed(changes: &[(usize, Option<Rect>)]) -> (Grid, Vec<(usize, Rect)>) {
        let (mut grid, mut plain) = (Grid::default(), Vec::<(usize, Rect)>::new());
        for (number, rectangle) in changes {
            plain.retain(|(other, _)| other != number);
            match rectangle {
                Some(rectangle) => {
                    grid.put(*number, *rectangle);
                    plain.push((*number, *rectangle));
                }
                None => drop(grid.remove(*number)),
            }
        }
        plain.sort_by_key(|(number, _)| *number);
        (grid, plain)
    }

    proptest! {
        #[test]
        fn it_finds_what_a_search_through_all_finds(
            changes in vec((0_usize..30, proptest::option::weighted(0.8, any_rectangle())), 0..80),
            area in any_rectangle(),
            distance in 0_u16..2_000,
        ) {
            let (grid, plain) = changed(&changes);
            prop_assert_eq!(grid.len(), plain.len());
            let touching = plain.iter().filter(|(_, one)| one.meets(&area)).map(|(number, _)| *number);
            prop_assert_eq!(grid.touching(&area), touching.collect::<Vec<_>>());
            let (point, distance) = (area.origin, f64::from(distance));
            let reached = plain.iter().filter(|(_, one)| one.distance(point) <= distance);
            let nearest = reached.rev().min_by(|(_, one), (_, other)| {
                one.distance(point).total_cmp(&other.distance(point))
            });
            prop_assert_eq!(grid.nearest(point, distance), nearest.map(|(number, _)| *number));
        }

        #[test]
        fn nothing_is_left_of_what_was_removed(rectangles in vec(any_rectangle(), 0..30)) {
            let mut grid = Grid::default();
            for (number, rectangle) in rectangles.iter().enumerate() {
                grid.put(number, *rectangle);
            }
            for (number, rectangle) in rectangles.iter().enumerate() {
                prop_assert_eq!(grid.remove(number), Some(*rectangle));
            }
            prop_assert!(grid.is_empty() && grid.squares.is_empty() && grid.large.is_empty());
        }
    }

    #[test]
    fn a_question_looks_only_at_squares_around_it() {
        let mut grid = Grid::default();
        for number in 0..10_000_u32 {
            let (column, row) = (f64::from(number % 100), f64::from(number / 100));
            let place = Point { x: column * 256.0, y: row * 96.0 };
            grid.put(number as usize, Rect::new(place.x, place.y, 160.0, 48.0));
        }
        let area = Rect::new(6_000.0, 3_000.0, 1_400.0, 900.0);
        let (near, touching) = (grid.near(&area).len(), grid.touching(&area).len());
        assert!((40..150).contains(&touching) && near < 3 * touching, "{near} looked at for {touching}");
    }

    #[test]
    fn the_top_one_of_several_is_hit() {
        let mut grid = Grid::default();
        let rectangle = Rect::new(0.0, 0.0, 10.0, 10.0);
        for number in [3, 9, 5] {
            grid.put(number, rectangle);
        }
        assert_eq!(grid.nearest(Point { x: 5.0, y: 5.0 }, 0.0), Some(9));
        assert_eq!(grid.nearest(Point { x: 25.0, y: 5.0 }, 14.0), None);
        assert_eq!(grid.nearest(Point { x: 25.0, y: 5.0 }, 15.0), Some(9));
    }
}
