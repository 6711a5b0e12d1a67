//! How often lines cross between two layers: counted with a tree of sums, in n log n.

use super::layers::{LEFT, RIGHT};
use super::order::Order;
use crate::sorting::sort_few;

/// Counts crossings; it keeps its memory between two counts.
#[derive(Default)]
pub(super) struct Counter {
    tree: Vec<usize>,
    ends: Vec<usize>,
}

impl Counter {
    /// Crossings in the whole order.
    pub(super) fn all(&mut self, order: &Order) -> usize {
        let mut crossings = 0;
        for rank in 1..order.rows.len() {
            crossings += self.between(order, rank - 1);
        }
        crossings
    }

    /// Crossings between a layer and the next. Two lines at the same port do not cross.
    fn between(&mut self, order: &Order, rank: usize) -> usize {
        self.read_ends(order, rank);
        self.tree.clear();
        self.tree.resize(order.counts[LEFT][rank + 1] + 1, 0);
        inversions(&self.ends, &mut self.tree)
    }

    /// The places at the right ends of all lines, which are taken by their left ends from the top.
    fn read_ends(&mut self, order: &Order, rank: usize) {
        let (side, places) = (&order.layers.sides[RIGHT], &order.places[LEFT][..]);
        // As slices: reading a vector is a call in code that is optimised for size.
        let (ports, links, ends) = (&side.ports[..], &side.links[..], &side.ends[..]);
        self.ends.clear();
        for cell in &order.rows[rank] {
            for port in ports[*cell]..ports[*cell + 1] {
                let start = self.ends.len();
                for link in links[port]..links[port + 1] {
                    self.ends.push(places[ends[link]]);
                }
                if self.ends.len() > start + 1 {
                    sort_few(&mut self.ends[start..]);
                }
            }
        }
    }
}

/// Pairs of which the first is greater. The tree has a node for each value and one more, all 0.
fn inversions(values: &[usize], tree: &mut [usize]) -> usize {
    let mut inversions = 0;
    for (before, value) in values.iter().enumerate() {
        let mut not_greater = 0;
        let mut node = value + 1;
        while node > 0 {
            not_greater += tree[node];
            node &= node - 1;
        }
        inversions += before - not_greater;
        node = value + 1;
        while node < tree.len() {
            tree[node] += 1;
            node += node & node.wrapping_neg();
        }
    }
    inversions
}
