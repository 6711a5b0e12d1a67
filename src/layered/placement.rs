//! The heights of the cells. In one layer the best heights next to given neighbours are found exactly,
//! by pooling adjacent cells that want to pass each other; the layers take turns.

use super::Spacing;
use super::drawing::number;
use super::layers::{LEFT, Layers, RIGHT};

/// How often every layer is placed.
const ROUNDS: usize = 8;

/// How strongly a tile stays where it was, if it should.
const ANCHOR: f64 = 24.0;

/// Cells that stand together because they want to pass each other.
struct Pool {
    /// How many cells.
    cells: usize,
    /// The sum of what they want, each times its weight.
    sum: f64,
    weight: f64,
}

/// Heights of all cells, by their tops.
pub(super) struct Placement<'a> {
    layers: &'a Layers,
    rows: &'a [Vec<usize>],
    spacing: &'a Spacing,
    tops: Vec<f64>,
    /// The tops of the tiles that should stay near to where they were.
    anchors: &'a [Option<f64>],
}

/// The top of every cell, found from `starts` as far as these are known.
pub(super) fn tops(
    layers: &Layers,
    rows: &[Vec<usize>],
    spacing: &Spacing,
    starts: &[Option<f64>],
    anchors: &[Option<f64>],
) -> Vec<f64> {
    let mut placement = Placement { layers, rows, spacing, tops: vec![0.0; layers.cells.len()], anchors };
    placement.stack();
    for (top, start) in placement.tops.iter_mut().zip(starts) {
        *top = start.unwrap_or(*top);
    }
    for round in 0..ROUNDS {
        // At first from one side only, so that the layers come to stand near each other.
        let sides: &[usize] = match round {
            0 => &[LEFT],
            1 => &[RIGHT],
            _ => &[LEFT, RIGHT],
        };
        for step in 0..rows.len() {
            let rank = if round % 2 == 0 { step } else { rows.len() - 1 - step };
            placement.place(rank, sides);
        }
    }
    placement.straighten();
    placement.tops
}

impl Placement<'_> {
    /// The distance between the top of a cell and that of the cell below it.
    fn step(&self, upper: usize, lower: usize) -> f64 {
        let (upper, lower) = (&self.layers.cells[upper], &self.layers.cells[lower]);
        let has_lane = upper.is_lane || lower.is_lane;
        upper.height + if has_lane { self.spacing.lanes } else { self.spacing.nodes }
    }

    /// Stacks the cells of each layer around the same middle.
    fn stack(&mut self) {
        for row in self.rows {
            let mut top = 0.0;
            for (place, cell) in row.iter().enumerate() {
                if let Some(upper) = place.checked_sub(1) {
                    top += self.step(row[upper], *cell);
                }
                self.tops[*cell] = top;
            }
            for cell in row {
                self.tops[*cell] -= top / 2.0;
            }
        }
    }

    /// Gives the cells of a layer the heights that are nearest to what they want.
    fn place(&mut self, rank: usize, sides: &[usize]) {
        let row = &self.rows[rank];
        let mut offsets: Vec<f64> = Vec::with_capacity(row.len());
        let mut pools: Vec<Pool> = Vec::with_capacity(row.len());
        for (place, cell) in row.iter().enumerate() {
            let offset = match place.checked_sub(1) {
                Some(upper) => offsets[upper] + self.step(row[upper], *cell),
                None => 0.0,
            };
            offsets.push(offset);
            let (wanted, weight) = self.wanted(*cell, sides);
            let mut pool = Pool { cells: 1, sum: (wanted - offset) * weight, weight };
            while let Some(above) = pools.last()
                && above.sum * pool.weight >= pool.sum * above.weight
            {
                pool.cells += above.cells;
                pool.sum += above.sum;
                pool.weight += above.weight;
                pools.pop();
            }
            pools.push(pool);
        }
        let mut place = 0;
        for pool in pools {
            for _ in 0..pool.cells {
                self.tops[row[place]] = pool.sum / pool.weight + offsets[place];
                place += 1;
            }
        }
    }

    /// The top that would make the lines of a cell straight, and how strongly it is wanted.
    fn wanted(&self, cell: usize, sides: &[usize]) -> (f64, f64) {
        let (mut sum, mut weight) = (0.0, 0.0);
        for side in sides {
            for link in self.layers.sides[*side].of(cell) {
                sum += (self.tops[link.cell] + link.drop) * link.pull;
                weight += link.pull;
            }
        }
        if let Some(anchor) = self.anchors.get(cell).copied().flatten() {
            sum += anchor * ANCHOR;
            weight += ANCHOR;
        }
        if weight == 0.0 { (self.tops[cell], 0.01) } else { (sum / weight, weight) }
    }

    /// Puts the lanes of a line at one height as far as there is room between their neighbours.
    fn straighten(&mut self) {
        let mut places = vec![0; self.tops.len()];
        for row in self.rows {
            for (place, cell) in row.iter().enumerate() {
                places[*cell] = place;
            }
        }
        for path in &self.layers.paths {
            let mut start = 0;
            let mut room = (f64::NEG_INFINITY, f64::INFINITY);
            for (end, lane) in path.iter().enumerate() {
                let own = self.room(*lane, places[*lane]);
                let common = (room.0.max(own.0), room.1.min(own.1));
                if common.0 > common.1 {
                    self.level(&path[start..end], room);
                    (start, room) = (end, own);
                } else {
                    room = common;
                }
            }
            self.level(&path[start..], room);
        }
    }

    /// The heights that a lane can have between its neighbours.
    fn room(&self, lane: usize, place: usize) -> (f64, f64) {
        let row = &self.rows[self.layers.cells[lane].rank];
        let upper = place.checked_sub(1).map(|above| row[above]);
        let lower = row.get(place + 1).copied();
        let highest = upper.map_or(f64::NEG_INFINITY, |upper| self.tops[upper] + self.step(upper, lane));
        let lowest = lower.map_or(f64::INFINITY, |lower| self.tops[lower] - self.step(lane, lower));
        // Rounding may have made the room slightly negative.
        (highest, lowest.max(highest))
    }

    fn level(&mut self, lanes: &[usize], room: (f64, f64)) {
        if lanes.is_empty() {
            return;
        }
        let mean = lanes.iter().map(|lane| self.tops[*lane]).sum::<f64>() / number(lanes.len());
        for lane in lanes {
            self.tops[*lane] = mean.max(room.0).min(room.1);
        }
    }
}
