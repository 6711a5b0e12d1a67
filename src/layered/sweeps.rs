//! The search for an order with few crossings: sweeps from side to side put each cell near its
//! neighbours, swaps finish it, and the best order is shaken and tried again.

use super::chance::Chance;
use super::crossings::Counter;
use super::layers::{LEFT, Layers, RIGHT};
use super::order::Order;
use super::sifting::Sifting;
use crate::sorting::sort_numbers;

/// Sweeps without a better order after which a run ends.
const PATIENCE: usize = 3;
/// Sweeps of one run at most, and rounds of sifting after them.
const SWEEPS: usize = 16;
/// Runs at most, however small the graph is.
const RUNS: usize = 40;
/// How much longer it takes to sort a cell into its layer than to compare it with another.
const SORTING: usize = 6;
/// A shaken cell moves through this part of its layer, at most.
const SHAKE: usize = 4;
/// A shaken cell moves past fewer than this many others.
const FAR: usize = 12;
/// Fractions of a place in a sweep.
const FINE: u64 = 1 << 6;
/// Bits for the position of a cell, below those for where it wants to be.
const POSITION_BITS: u32 = 32;

/// How the place of a cell follows from its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Middle {
    Mean,
    Median,
}

struct Search<'a> {
    order: Order<'a>,
    counter: Counter,
    sifting: Sifting,
    chance: Chance,
    /// The effort that is left.
    effort: usize,
    /// Where each cell of a layer wants to be, and its position there.
    keys: Vec<u64>,
    scratch: Vec<u64>,
    row: Vec<usize>,
}

/// The order with the fewest crossings that was found, from the order of `rows`; `effort` tells how many
/// cells may be compared.
pub(super) fn ordered(layers: &Layers, rows: Vec<Vec<usize>>, effort: usize) -> Vec<Vec<usize>> {
    let mut search = Search::new(layers, rows, effort, Sifting::default());
    let mut fewest = search.run();
    let mut best = search.order.rows.clone();
    for _ in 1..RUNS {
        if fewest == 0 || search.effort == 0 {
            break;
        }
        search.order.set(&best);
        search.shake();
        let crossings = search.run();
        if crossings <= fewest {
            fewest = crossings;
            best.clone_from(&search.order.rows);
        }
    }
    best
}

/// The order of `rows` with fewer crossings, in which fixed cells have not passed each other.
pub(super) fn ordered_around(layers: &Layers, rows: Vec<Vec<usize>>, is_fixed: Vec<bool>) -> Vec<Vec<usize>> {
    let mut search = Search::new(layers, rows, usize::MAX, Sifting::around(is_fixed));
    search.sift(SWEEPS);
    search.order.rows
}

impl<'a> Search<'a> {
    fn new(layers: &'a Layers, rows: Vec<Vec<usize>>, effort: usize, sifting: Sifting) -> Self {
        Self {
            order: Order::new(layers, rows),
            counter: Counter::default(),
            sifting,
            chance: Chance::new(),
            effort,
            keys: Vec::new(),
            scratch: Vec::new(),
            row: Vec::new(),
        }
    }

    /// Sweeps until that helps no more or the effort is spent, then sifts. Returns the crossings that are left.
    fn run(&mut self) -> usize {
        let mut best = self.order.rows.clone();
        let mut fewest = self.counter.all(&self.order);
        let mut patience = PATIENCE;
        for sweep in 0..SWEEPS {
            self.sweep(sweep);
            let crossings = self.counter.all(&self.order);
            if crossings < fewest {
                fewest = crossings;
                best.clone_from(&self.order.rows);
                patience = PATIENCE;
            } else {
                patience -= 1;
            }
            if patience == 0 || fewest == 0 || self.effort == 0 {
                break;
            }
        }
        self.order.set(&best);
        fewest - self.sift(SWEEPS)
    }

    /// Sifts until that helps no more or the effort is spent. Returns how many crossings that saved.
    fn sift(&mut self, rounds: usize) -> usize {
        let mut saved = 0;
        for _ in 0..rounds {
            self.sifting.spent = 0;
            let saved_now = self.sifting.improve(&mut self.order);
            self.effort = self.effort.saturating_sub(self.sifting.spent);
            saved += saved_now;
            if saved_now == 0 || self.effort == 0 {
                break;
            }
        }
        saved
    }

    /// Goes through the layers, to the right and to the left in turn, and sorts each by the one before.
    fn sweep(&mut self, sweep: usize) {
        let middle = if (sweep / 2).is_multiple_of(2) { Middle::Mean } else { Middle::Median };
        let count = self.order.rows.len();
        for step in 1..count {
            if sweep.is_multiple_of(2) {
                self.sort_layer(step, LEFT, middle);
            } else {
                self.sort_layer(count - 1 - step, RIGHT, middle);
            }
        }
        self.effort = self.effort.saturating_sub(self.order.layers.cells.len() * SORTING);
    }

    fn sort_layer(&mut self, rank: usize, side: usize, middle: Middle) {
        let order = &self.order;
        let row = &order.rows[rank][..];
        let Some(next) = order.next(side, rank) else { return };
        let other = order.counts[1 - side][next];
        let places = &order.places[1 - side][..];
        let side = &order.layers.sides[side];
        // As slices: reading a vector is a call in code that is optimised for size.
        let (ports, links, ends) = (&side.ports[..], &side.links[..], &side.ends[..]);
        self.keys.clear();
        for (position, cell) in row.iter().enumerate() {
            let (start, end) = (links[ports[*cell]], links[ports[*cell + 1]]);
            let place = if start == end {
                // Without neighbours on that side it keeps its share of the way.
                key(position, FINE) * key(other, 1) / key(row.len(), 1)
            } else if middle == Middle::Median {
                let middle = usize::midpoint(start, end - 1);
                let is_even = (end - start).is_multiple_of(2);
                key(places[ends[middle]] + places[ends[middle + usize::from(is_even)]], FINE / 2)
            } else {
                let mut sum = 0;
                for link in start..end {
                    sum += places[ends[link]];
                }
                key(sum, FINE) / key(end - start, 1)
            };
            self.keys.push(place << POSITION_BITS | key(position, 1));
        }
        self.arrange(rank);
    }

    /// Puts a layer into the order of its keys.
    fn arrange(&mut self, rank: usize) {
        sort_numbers(&mut self.keys, &mut self.scratch);
        let row = &mut self.order.rows[rank];
        self.row.clone_from(row);
        let before = &self.row[..];
        for (cell, key) in row.iter_mut().zip(&self.keys) {
            *cell = before[position(*key)];
        }
        self.order.number(rank);
    }

    /// Moves every cell by a few places.
    fn shake(&mut self) {
        for rank in 0..self.order.rows.len() {
            let count = self.order.rows[rank].len();
            self.keys.clear();
            for position in 0..count {
                let place = position + self.chance.below((count / SHAKE + 2).min(FAR));
                self.keys.push(key(place, 1) << POSITION_BITS | key(position, 1));
            }
            self.arrange(rank);
        }
    }
}

/// A part of a key: in 64 bits, so that it is the same where positions have 32.
fn key(number: usize, times: u64) -> u64 {
    number as u64 * times
}

/// The position in a key.
fn position(key: u64) -> usize {
    (key & ((1 << POSITION_BITS) - 1)) as usize
}
