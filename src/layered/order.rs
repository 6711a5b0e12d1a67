//! The order of the cells in each layer.

use super::layers::{LEFT, Layers, RIGHT};

/// An order of the cells. The ports on one side of a layer have places from the top, so that places
/// tell whether two lines cross.
pub(super) struct Order<'a> {
    pub(super) layers: &'a Layers,
    /// The cells of each layer from the top.
    pub(super) rows: Vec<Vec<usize>>,
    /// The place of each port, on each side.
    pub(super) places: [Vec<usize>; 2],
    /// How many ports each layer has, on each side.
    pub(super) counts: [Vec<usize>; 2],
    /// Layers of which neighbours could trade places: something around them changed.
    pub(super) is_open: Vec<bool>,
}

impl<'a> Order<'a> {
    /// An order from the cells of each layer.
    pub(super) fn new(layers: &'a Layers, rows: Vec<Vec<usize>>) -> Self {
        let places = [LEFT, RIGHT].map(|side| vec![0; layers.sides[side].links.len()]);
        let counts = [vec![0; rows.len()], vec![0; rows.len()]];
        let is_open = vec![true; rows.len()];
        let mut order = Self { layers, rows, places, counts, is_open };
        for rank in 0..order.rows.len() {
            order.number(rank);
        }
        order
    }

    /// Takes another order of all layers.
    pub(super) fn set(&mut self, rows: &[Vec<usize>]) {
        for (rank, row) in rows.iter().enumerate() {
            if self.rows[rank] != *row {
                self.rows[rank].clone_from(row);
                self.number(rank);
            }
        }
    }

    /// Gives the ports of a layer their places anew, after its cells were put into another order.
    pub(super) fn number(&mut self, rank: usize) {
        for side in [LEFT, RIGHT] {
            // As slices: reading a vector is a call in code that is optimised for size.
            let (ports, places) = (&self.layers.sides[side].ports[..], &mut self.places[side][..]);
            let mut next = 0;
            for cell in &self.rows[rank] {
                for place in &mut places[ports[*cell]..ports[*cell + 1]] {
                    *place = next;
                    next += 1;
                }
            }
            self.counts[side][rank] = next;
        }
        let around = rank.saturating_sub(1)..(rank + 2).min(self.rows.len());
        self.is_open[around].fill(true);
    }

    /// The layer that links on one side of a layer lead to.
    pub(super) fn next(&self, side: usize, rank: usize) -> Option<usize> {
        if side == LEFT { rank.checked_sub(1) } else { Some(rank + 1).filter(|next| *next < self.rows.len()) }
    }
}
