//! Each cell of a layer moves past its neighbours to where its lines cross the fewest others.

use super::layers::{LEFT, RIGHT};
use super::order::Order;
use crate::sorting::sort_few;

/// Passes over one layer at a time, at most.
const PASSES: usize = 3;
/// How many cells one may move past at a time.
const REACH: usize = 16;
/// How many more crossings there may be on the way to a better place.
const HILL: i32 = 2;

/// Moves cells; it keeps its memory between two layers.
#[derive(Default)]
pub(super) struct Sifting {
    ends: [Ends; 2],
    /// The cells' positions at first, in their order now.
    positions: Vec<usize>,
    /// Cells that stay in their order, if any do. Others may move past them.
    is_fixed: Vec<bool>,
    /// How many pairs of cells were compared so far.
    pub(super) spent: usize,
}

/// The places that the links of the cells of a layer lead to, on one side.
#[derive(Default)]
struct Ends {
    /// In ascending order for each cell.
    places: Vec<usize>,
    /// Where those of a cell start, by its position at first; and behind the last.
    starts: Vec<usize>,
}

impl Sifting {
    /// Sifting that leaves some cells in their order.
    pub(super) fn around(is_fixed: Vec<bool>) -> Self {
        Self { is_fixed, ..Self::default() }
    }

    /// Improves each layer once and returns how many crossings that saved.
    pub(super) fn improve(&mut self, order: &mut Order) -> usize {
        let mut saved = 0;
        for rank in 0..order.rows.len() {
            if order.is_open[rank] {
                saved += self.improve_layer(order, rank);
            }
        }
        saved
    }

    fn improve_layer(&mut self, order: &mut Order, rank: usize) -> usize {
        self.positions.clear();
        self.positions.extend(0..order.rows[rank].len());
        self.ends[LEFT].read(order, rank, LEFT);
        self.ends[RIGHT].read(order, rank, RIGHT);
        let (mut saved, mut is_open) = (0, true);
        for _ in 0..PASSES {
            let before = saved;
            for place in 0..self.positions.len() {
                let cell = order.rows[rank][self.positions[place]];
                if !self.is_fixed.get(cell).is_some_and(|is_fixed| *is_fixed) {
                    saved += self.sift(place);
                }
            }
            is_open = saved > before;
            if !is_open {
                break;
            }
        }
        if saved > 0 {
            let row = &order.rows[rank];
            order.rows[rank] = self.positions.iter().map(|position| row[*position]).collect();
            order.number(rank);
        }
        order.is_open[rank] = is_open;
        saved
    }

    /// Moves the cell at a place to the best one within reach, and returns how many crossings that saved.
    fn sift(&mut self, place: usize) -> usize {
        let (ends, positions) = (&self.ends, &mut self.positions[..]);
        let cell = positions[place];
        let (mut best, mut fewest, mut more) = (place, 0, 0);
        for other in (place.saturating_sub(REACH)..place).rev() {
            more += balance(ends, cell, positions[other]);
            self.spent += 1;
            if more < fewest {
                (best, fewest) = (other, more);
            } else if more > HILL {
                break;
            }
        }
        more = 0;
        let last = positions.len().min(place + 1 + REACH);
        for (other, lower) in (place + 1..last).zip(&positions[place + 1..last]) {
            more += balance(ends, *lower, cell);
            self.spent += 1;
            if more < fewest {
                (best, fewest) = (other, more);
            } else if more > HILL {
                break;
            }
        }
        if best < place {
            positions[best..=place].rotate_right(1);
        } else {
            positions[place..=best].rotate_left(1);
        }
        fewest.unsigned_abs() as usize
    }
}

impl Ends {
    fn read(&mut self, order: &Order, rank: usize, side: usize) {
        let places = &order.places[1 - side][..];
        let side = &order.layers.sides[side];
        // As slices: reading a vector is a call in code that is optimised for size.
        let (ports, links, ends) = (&side.ports[..], &side.links[..], &side.ends[..]);
        self.places.clear();
        self.starts.clear();
        self.starts.push(0);
        for cell in &order.rows[rank] {
            let start = self.places.len();
            for link in links[ports[*cell]]..links[ports[*cell + 1]] {
                self.places.push(places[ends[link]]);
            }
            if self.places.len() > start + 1 {
                sort_few(&mut self.places[start..]);
            }
            self.starts.push(self.places.len());
        }
    }
}

/// How many more crossings two cells have with the first above the second than below it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "two cells have far fewer than 2^31 links"
)]
fn balance(ends: &[Ends; 2], upper: usize, lower: usize) -> i32 {
    let mut balance = 0;
    for side in ends {
        let (places, starts) = (&side.places[..], &side.starts[..]);
        let (first, end) = (starts[lower], starts[lower + 1]);
        let (mut less, mut not_more) = (first, first);
        for upper in starts[upper]..starts[upper + 1] {
            let place = places[upper];
            while less < end && places[less] < place {
                less += 1;
            }
            not_more = not_more.max(less);
            while not_more < end && places[not_more] == place {
                not_more += 1;
            }
            balance += (less - first) as i32 - (end - not_more) as i32;
        }
    }
    balance
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::layered::crossings::Counter;
    use crate::layered::drawing::{Line, Tile};
    use crate::layered::layers::Layers;

    const LAYER: usize = 8;

    /// Three layers of eight tiles, with lines from some ports to some others in the next layer.
    fn layers(ends: Vec<(usize, usize, bool, u8, u8)>) -> Layers {
        let line = |(from, to, is_second, from_y, to_y): (usize, usize, bool, u8, u8)| {
            let from = from + if is_second { LAYER } else { 0 };
            let to = to + if is_second { 2 * LAYER } else { LAYER };
            Line { from, from_y: f64::from(from_y), to, to_y: f64::from(to_y) }
        };
        let lines: Vec<Line> = ends.into_iter().map(line).collect();
        let ranks: Vec<usize> = (0..3 * LAYER).map(|tile| tile / LAYER).collect();
        let none = vec![false; lines.len()];
        Layers::new(&vec![Tile::default(); 3 * LAYER], &lines, &ranks, &none, &none)
    }

    /// Crossings counted pair by pair.
    fn counted(order: &Order) -> usize {
        let side = &order.layers.sides[RIGHT];
        let mut lines = Vec::new();
        for (rank, row) in order.rows.iter().enumerate() {
            for port in row.iter().flat_map(|cell| side.ports[*cell]..side.ports[*cell + 1]) {
                let ends = &side.ends[side.links[port]..side.links[port + 1]];
                lines.extend(
                    ends.iter().map(|end| (rank, order.places[RIGHT][port], order.places[LEFT][*end])),
                );
            }
        }
        let cross = |one: &(usize, usize, usize), other: &(usize, usize, usize)| {
            one.0 == other.0 && one.1 < other.1 && one.2 > other.2
        };
        lines.iter().map(|one| lines.iter().filter(|other| cross(one, other)).count()).sum()
    }

    proptest! {
        #[test]
        fn it_saves_as_many_crossings_as_it_says(
            ends in vec((0..LAYER, 0..LAYER, any::<bool>(), 0_u8..3, 0_u8..3), 0..60)
        ) {
            let layers = layers(ends);
            let mut order = Order::new(&layers, layers.rows.clone());
            let (mut counter, before) = (Counter::default(), counted(&order));
            prop_assert_eq!(counter.all(&order), before);
            let saved = Sifting::default().improve(&mut order);
            prop_assert_eq!(before - saved, counted(&order));
            prop_assert_eq!(counter.all(&order), before - saved);
        }
    }
}
