//! Tiles and lines cut into layers: every piece of a line leads from one layer to the next, and where a
//! line passes a layer, there is a lane for it. Tiles and lanes are cells.

use std::ops::Range;

use super::drawing::{Line, Tile};
use crate::sorting::sort_by;

/// The side of a cell, as a position in a pair.
pub(super) const LEFT: usize = 0;
/// See [`LEFT`].
pub(super) const RIGHT: usize = 1;

/// How strongly a piece of a line keeps straight: between tiles, at a tile, between lanes.
const PULLS: [f64; 3] = [1.0, 2.0, 8.0];

/// A tile or a lane. Tiles come first, with their own numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) rank: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) is_lane: bool,
}

/// A piece of a line, seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The other cell.
    pub(super) cell: usize,
    /// How much lower the port there is below the top of its cell than the one here.
    pub(super) drop: f64,
    /// How strongly it keeps straight.
    pub(super) pull: f64,
}

/// One side of all cells: the ports of a cell follow each other from the top, the links of a port too.
/// Ports and links have numbers of their own on each side.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// The first port of each cell, and behind the last.
    pub(super) ports: Vec<usize>,
    /// The first link of each port, and behind the last.
    pub(super) links: Vec<usize>,
    /// The port at the other end of each link, by its number there.
    pub(super) ends: Vec<usize>,
    /// More about each link.
    pieces: Vec<Link>,
}

impl Side {
    /// The numbers of the links of a cell.
    pub(super) fn links_of(&self, cell: usize) -> Range<usize> {
        self.links[self.ports[cell]]..self.links[self.ports[cell + 1]]
    }

    /// The links of a cell.
    pub(super) fn of(&self, cell: usize) -> &[Link] {
        &self.pieces[self.links_of(cell)]
    }
}

/// The cells in their layers, as yet without order.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    pub(super) cells: Vec<Cell>,
    /// The cells of each layer.
    pub(super) rows: Vec<Vec<usize>>,
    /// The links on the left and on the right of the cells.
    pub(super) sides: [Side; 2],
    /// The lanes of each line, from its start to its end.
    pub(super) paths: Vec<Vec<usize>>,
}

/// A piece of a line between two cells of neighbouring layers, from left to right.
struct Piece {
    cells: [usize; 2],
    /// Heights below the tops of the two cells.
    heights: [f64; 2],
    ports: [usize; 2],
}

struct Cutter<'a> {
    lines: &'a [Line],
    cells: Vec<Cell>,
    pieces: Vec<Piece>,
    paths: Vec<Vec<usize>>,
}

impl Layers {
    /// Cuts all lines but those that make a detour.
    pub(super) fn new(
        tiles: &[Tile],
        lines: &[Line],
        ranks: &[usize],
        backward: &[bool],
        detours: &[bool],
    ) -> Self {
        let cell = |(tile, rank): (&Tile, &usize)| Cell {
            rank: *rank,
            width: tile.width,
            height: tile.height,
            is_lane: false,
        };
        let cells = tiles.iter().zip(ranks).map(cell).collect();
        let mut cutter = Cutter { lines, cells, pieces: Vec::new(), paths: vec![Vec::new(); lines.len()] };
        let mut order: Vec<usize> =
            (0..lines.len()).filter(|line| !backward[*line] && !detours[*line]).collect();
        let start = |line: usize| (lines[line].from, lines[line].from_y);
        sort_by(&mut order, |one, other| {
            let (one, other) = (start(*one), start(*other));
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
        });
        for bundle in order.chunk_by(|one, other| start(*one) == start(*other)) {
            cutter.cut_forward(bundle);
        }
        for line in (0..lines.len()).filter(|line| backward[*line] && !detours[*line]) {
            cutter.cut_backward(line);
        }
        cutter.layers()
    }
}

impl Cutter<'_> {
    /// Lines from one port share their lanes up to where they part.
    fn cut_forward(&mut self, bundle: &[usize]) {
        let mut lanes: Vec<usize> = Vec::new();
        for line in bundle {
            let Line { from, from_y, to, to_y } = self.lines[*line];
            let between = self.cells[to].rank - self.cells[from].rank - 1;
            while lanes.len() < between {
                let lane = self.lane(self.cells[from].rank + 1 + lanes.len());
                let (before, height) = lanes.last().map_or((from, from_y), |before| (*before, 0.0));
                self.piece([before, lane], [height, 0.0]);
                lanes.push(lane);
            }
            self.paths[*line] = lanes[..between].to_vec();
            let (before, height) = self.paths[*line].last().map_or((from, from_y), |lane| (*lane, 0.0));
            self.piece([before, to], [height, to_y]);
        }
    }

    /// A line back leaves to the right, turns in the next layer, passes all layers to the one before
    /// its target, and turns there.
    fn cut_backward(&mut self, line: usize) {
        let Line { from, from_y, to, to_y } = self.lines[line];
        let ranks = self.cells[to].rank - 1..=self.cells[from].rank + 1;
        let lanes: Vec<usize> = ranks.map(|rank| self.lane(rank)).collect();
        for pair in lanes.windows(2) {
            self.piece([pair[0], pair[1]], [0.0, 0.0]);
        }
        if let (Some(first), Some(last)) = (lanes.first(), lanes.last()) {
            self.piece([*first, to], [0.0, to_y]);
            self.piece([from, *last], [from_y, 0.0]);
        }
        self.paths[line] = lanes.into_iter().rev().collect();
    }

    fn lane(&mut self, rank: usize) -> usize {
        self.cells.push(Cell { rank, width: 0.0, height: 0.0, is_lane: true });
        self.cells.len() - 1
    }

    fn piece(&mut self, cells: [usize; 2], heights: [f64; 2]) {
        self.pieces.push(Piece { cells, heights, ports: [0, 0] });
    }

    fn layers(mut self) -> Layers {
        let orders = [self.number_ports(LEFT), self.number_ports(RIGHT)];
        let sides = [self.side(LEFT, &orders[LEFT]), self.side(RIGHT, &orders[RIGHT])];
        let count = self.cells.iter().map(|cell| cell.rank + 1).max().unwrap_or_default();
        let mut rows = vec![Vec::new(); count];
        for (cell, Cell { rank, .. }) in self.cells.iter().enumerate() {
            rows[*rank].push(cell);
        }
        Layers { cells: self.cells, rows, sides, paths: self.paths }
    }

    /// Numbers the ports on one side, by cells and from the top, and returns the pieces in their order.
    fn number_ports(&mut self, side: usize) -> Vec<usize> {
        // A piece ends on the left side of the cell at its right end.
        let end = 1 - side;
        let mut order: Vec<usize> = (0..self.pieces.len()).collect();
        sort_by(&mut order, |one, other| {
            let (one, other) = (&self.pieces[*one], &self.pieces[*other]);
            one.cells[end].cmp(&other.cells[end]).then(one.heights[end].total_cmp(&other.heights[end]))
        });
        let mut count = 0;
        let mut before: Option<(usize, f64)> = None;
        for piece in &order {
            let piece = &mut self.pieces[*piece];
            let port = (piece.cells[end], piece.heights[end]);
            count += usize::from(before != Some(port));
            piece.ports[end] = count - 1;
            before = Some(port);
        }
        order
    }

    fn side(&self, side: usize, order: &[usize]) -> Side {
        let (here, there) = (1 - side, side);
        let mut numbered = Side { ports: vec![0; self.cells.len() + 1], ..Side::default() };
        for piece in order {
            let piece = &self.pieces[*piece];
            if piece.ports[here] == numbered.links.len() {
                numbered.links.push(numbered.ends.len());
                numbered.ports[piece.cells[here] + 1] += 1;
            }
            let lanes = piece.cells.iter().filter(|cell| self.cells[**cell].is_lane).count();
            numbered.ends.push(piece.ports[there]);
            numbered.pieces.push(Link {
                cell: piece.cells[there],
                drop: piece.heights[there] - piece.heights[here],
                pull: PULLS[lanes],
            });
        }
        numbered.links.push(numbered.ends.len());
        for cell in 0..self.cells.len() {
            numbered.ports[cell + 1] += numbered.ports[cell];
        }
        numbered
    }
}
