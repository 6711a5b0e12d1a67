//! Graphs of any size, the same on every run and every machine.

use blockwright::layered::{Edge, Graph, Node, Port};

/// Width and height of every node, in world units.
pub(crate) const SIZE: (f64, f64) = (160.0, 48.0);

/// A fixed sequence of numbers that looks like chance.
pub(crate) struct Chance(u32);

impl Chance {
    pub(crate) fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit
    }

    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for end in (1..values.len()).rev() {
            values.swap(end, self.below(end + 1));
        }
    }
}

/// An edge between the middles of two sides.
pub(crate) fn edge(from: usize, to: usize) -> Edge {
    let port = |node| Port { node, y: SIZE.1 / 2.0 };
    Edge { from: port(from), to: port(to) }
}

pub(crate) fn node() -> Node {
    Node { width: SIZE.0, height: SIZE.1, ..Node::default() }
}

/// Layers of nodes. Each node is connected with one of the layer before, half of them with a second, and
/// one in ten with a layer further on. Numbers and edges are in no order.
pub(crate) fn flow(nodes: usize, layers: usize) -> Graph {
    let mut chance = Chance::new(7);
    let width = nodes.div_ceil(layers);
    let layer = |node: usize| node / width;
    let mut names: Vec<usize> = (0..nodes).collect();
    chance.shuffle(&mut names);
    let mut pairs = Vec::new();
    for node in width..nodes {
        let before = (layer(node) - 1) * width;
        pairs.push((before + chance.below(width), node));
        if chance.below(2) == 0 {
            pairs.push((before + chance.below(width), node));
        }
        if chance.below(10) == 0 {
            let far = (layer(node) + 2 + chance.below(4)) * width;
            if far + width <= nodes {
                pairs.push((node, far + chance.below(width)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    chance.shuffle(&mut pairs);
    let edges = pairs.into_iter().map(|(from, to)| edge(names[from], names[to])).collect();
    Graph { nodes: vec![node(); nodes], edges, groups: 0 }
}

/// Zones of ten nodes with a flow inside, which read from one or two zones before them.
pub(crate) fn zones(count: usize) -> Graph {
    let mut chance = Chance::new(11);
    let mut graph = Graph { groups: count, ..Graph::default() };
    for zone in 0..count {
        let first = graph.nodes.len();
        let inside = flow(10, 4);
        graph.nodes.extend(inside.nodes.iter().map(|node| Node { group: Some(zone), ..*node }));
        graph
            .edges
            .extend(inside.edges.iter().map(|inner| edge(first + inner.from.node, first + inner.to.node)));
        for _ in 0..=chance.below(2) {
            if zone > 0 {
                let source = zone.saturating_sub(1 + chance.below(8));
                graph.edges.push(edge(source * 10 + chance.below(10), first + chance.below(10)));
            }
        }
    }
    graph
}
