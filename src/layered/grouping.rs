//! Groups: each is drawn on its own and is then one tile among the nodes that belong to none. Edges
//! that cross its border do so at tiles on the border, where the routes of both drawings meet.

use std::collections::BTreeMap;

use super::drawing::{Drawing, Line, Side, Tile};
use super::{Graph, Layout, Node, Port, Spacing, components};
use crate::geometry::{Point, Rect};
use crate::sorting::sort_by;

/// How many pairs of cells may be compared in search for an order with few crossings: for each node, and
/// for all together.
const EFFORT: (usize, usize) = (800, 700_000);

/// A group or the whole: what is drawn on its own.
#[derive(Default)]
struct Level {
    tiles: Vec<Tile>,
    lines: Vec<Line>,
    drawing: Drawing,
}

/// A tile or a line by its level and its position there.
type Place = (usize, usize);

struct Grouping<'a> {
    graph: &'a Graph,
    spacing: &'a Spacing,
    /// The groups, and the whole as the last.
    levels: Vec<Level>,
    /// The tile of each node.
    homes: Vec<Place>,
    /// The tile of each group on the level of the whole.
    group_tiles: Vec<Option<usize>>,
    /// Positions of the tile and the line at the border of a group, by group, side, node and height.
    borders: BTreeMap<(usize, bool, usize, u64), (usize, usize)>,
    /// The lines that an edge consists of, from its start to its end.
    pieces: Vec<Vec<Place>>,
}

/// Lays out each group, then the whole.
pub(super) fn grouped(graph: &Graph, spacing: &Spacing) -> Layout {
    let mut grouping = Grouping::new(graph, spacing);
    grouping.add_inner_lines();
    for group in 0..graph.groups {
        grouping.draw(group);
        grouping.add_group_tile(group);
    }
    grouping.add_outer_lines();
    grouping.draw(graph.groups);
    aligned(grouping.layout(), graph)
}

fn length(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn known(node: &Node) -> Option<Point> {
    node.before.filter(|place| place.x.is_finite() && place.y.is_finite())
}

impl<'a> Grouping<'a> {
    fn new(graph: &'a Graph, spacing: &'a Spacing) -> Self {
        let mut levels: Vec<Level> = Vec::with_capacity(graph.groups + 1);
        levels.resize_with(graph.groups + 1, Level::default);
        let mut homes = Vec::with_capacity(graph.nodes.len());
        for node in &graph.nodes {
            let level = node.group.map_or(graph.groups, |group| group.min(graph.groups));
            homes.push((level, levels[level].tiles.len()));
            levels[level].tiles.push(Tile {
                width: length(node.width),
                height: length(node.height),
                side: Side::Inside,
                before: known(node),
                is_small: true,
            });
        }
        Self {
            graph,
            spacing,
            levels,
            homes,
            group_tiles: vec![None; graph.groups],
            borders: BTreeMap::new(),
            pieces: vec![Vec::new(); graph.edges.len()],
        }
    }

    /// How far the drawing of a group lies from the group's top left corner.
    fn inset(&self) -> Point {
        Point { x: self.spacing.padding, y: self.spacing.padding + self.spacing.title }
    }

    /// The height of a port on its tile.
    fn height(&self, port: Port) -> f64 {
        let (level, tile) = self.homes[port.node];
        length(port.y).min(self.levels[level].tiles[tile].height)
    }

    /// The edges between nodes of the graph, with their positions.
    fn edges(&self) -> Vec<(usize, Port, Port)> {
        let exists = |port: Port| port.node < self.homes.len();
        let edges = self.graph.edges.iter().enumerate();
        let edges = edges.filter(|(_, edge)| exists(edge.from) && exists(edge.to));
        edges.map(|(position, edge)| (position, edge.from, edge.to)).collect()
    }

    fn add_line(&mut self, level: usize, line: Line) -> usize {
        self.levels[level].lines.push(line);
        self.levels[level].lines.len() - 1
    }

    /// Lines between nodes of one level, and from nodes to the border of their group.
    fn add_inner_lines(&mut self) {
        for (edge, from, to) in self.edges() {
            let ((from_level, from_tile), (to_level, to_tile)) = (self.homes[from.node], self.homes[to.node]);
            if from_level == to_level {
                let (from_y, to_y) = (self.height(from), self.height(to));
                let line = self.add_line(from_level, Line { from: from_tile, from_y, to: to_tile, to_y });
                self.pieces[edge].push((from_level, line));
                continue;
            }
            for (level, port, is_exit) in [(from_level, from, true), (to_level, to, false)] {
                if level < self.graph.groups {
                    let (_, line) = self.border(level, port, is_exit);
                    self.pieces[edge].push((level, line));
                }
            }
        }
    }

    /// The tile and the line where edges of a port cross the border of its group. They do so together.
    fn border(&mut self, group: usize, port: Port, is_exit: bool) -> (usize, usize) {
        let y = self.height(port);
        let key = (group, is_exit, port.node, y.to_bits());
        if let Some(border) = self.borders.get(&key) {
            return *border;
        }
        let side = if is_exit { Side::Right } else { Side::Left };
        let (tile, node) = (self.levels[group].tiles.len(), self.homes[port.node].1);
        self.levels[group].tiles.push(Tile { side, ..Tile::default() });
        let line = if is_exit {
            Line { from: node, from_y: y, to: tile, to_y: 0.0 }
        } else {
            Line { from: tile, from_y: 0.0, to: node, to_y: y }
        };
        let border = (tile, self.add_line(group, line));
        self.borders.insert(key, border);
        border
    }

    /// Draws a level with its share of the effort.
    fn draw(&mut self, level: usize) {
        let all = self.graph.nodes.len() + self.graph.groups;
        let Level { tiles, lines, drawing } = &mut self.levels[level];
        let effort = EFFORT.0.min(EFFORT.1 / all.max(1)) * tiles.len().min(all);
        *drawing = components::drawn(tiles, lines, self.spacing, effort);
    }

    fn add_group_tile(&mut self, group: usize) {
        let inset = self.inset();
        let Level { tiles, drawing, .. } = &self.levels[group];
        if tiles.is_empty() {
            return;
        }
        let corners = tiles.iter().filter_map(|tile| tile.before);
        let corner = corners.reduce(|one, other| Point { x: one.x.min(other.x), y: one.y.min(other.y) });
        let tile = Tile {
            width: drawing.width + 2.0 * inset.x,
            height: drawing.height + inset.y + self.spacing.padding,
            before: corner.map(|corner| Point { x: corner.x - inset.x, y: corner.y - inset.y }),
            ..Tile::default()
        };
        let whole = &mut self.levels[self.graph.groups];
        self.group_tiles[group] = Some(whole.tiles.len());
        whole.tiles.push(tile);
    }

    /// Lines between groups, and between them and nodes that belong to none.
    fn add_outer_lines(&mut self) {
        let whole = self.graph.groups;
        for (edge, from, to) in self.edges() {
            if self.homes[from.node].0 == self.homes[to.node].0 {
                continue;
            }
            // It comes first, or behind the line out of the group that it starts in.
            let position = usize::from(self.homes[from.node].0 < whole);
            let ((from, from_y), (to, to_y)) = (self.outer(from, true), self.outer(to, false));
            let line = self.add_line(whole, Line { from, from_y, to, to_y });
            self.pieces[edge].insert(position, (whole, line));
        }
    }

    /// The tile and the height at which a port's edges arrive on the level of the whole.
    fn outer(&mut self, port: Port, is_exit: bool) -> (usize, f64) {
        let (level, tile) = self.homes[port.node];
        let Some(group) = self.group_tiles.get(level).copied().flatten() else {
            return (tile, self.height(port));
        };
        let (border, _) = self.border(level, port, is_exit);
        (group, self.levels[level].drawing.tiles[border].y + self.inset().y)
    }

    /// Where the drawing of a level has its origin.
    fn origin(&self, level: usize) -> Point {
        let tile = self.group_tiles.get(level).copied().flatten();
        let corner = tile.map(|tile| self.levels[self.graph.groups].drawing.tiles[tile]);
        corner.map_or_else(Point::default, |corner| corner.shifted(self.inset()))
    }

    fn layout(&self) -> Layout {
        let whole = &self.levels[self.graph.groups];
        let origins: Vec<Point> = (0..self.levels.len()).map(|level| self.origin(level)).collect();
        let place = |(level, tile): &Place| self.levels[*level].drawing.tiles[*tile].shifted(origins[*level]);
        let group = |tile: &Option<usize>| {
            let (corner, tile) = (whole.drawing.tiles[(*tile)?], &whole.tiles[(*tile)?]);
            Some(Rect::new(corner.x, corner.y, tile.width, tile.height))
        };
        let route = |pieces: &Vec<Place>| {
            let corners = pieces.iter().flat_map(|(level, line)| {
                let corners = self.levels[*level].drawing.routes[*line].iter();
                corners.map(|corner| corner.shifted(origins[*level]))
            });
            let mut route: Vec<Point> = corners.collect();
            route.dedup();
            route
        };
        let mut layout = Layout {
            nodes: self.homes.iter().map(place).collect(),
            groups: self.group_tiles.iter().map(group).collect(),
            routes: self.pieces.iter().map(route).collect(),
            bounds: Rect::default(),
        };
        layout.bounds = bounds(&layout, &self.graph.nodes);
        layout
    }
}

fn bounds(layout: &Layout, nodes: &[Node]) -> Rect {
    let corners = layout.routes.iter().flatten().map(|corner| Rect::between(*corner, *corner));
    let nodes = layout
        .nodes
        .iter()
        .zip(nodes)
        .map(|(place, node)| Rect::new(place.x, place.y, length(node.width), length(node.height)));
    let all = nodes.chain(layout.groups.iter().copied().flatten()).chain(corners);
    all.reduce(|one, other| one.union(&other)).unwrap_or_default()
}

/// Moves the layout to the origin, or to where most of its nodes were.
fn aligned(layout: Layout, graph: &Graph) -> Layout {
    let ways = graph.nodes.iter().zip(&layout.nodes).filter_map(|(node, now)| {
        let before = known(node)?;
        Some(Point { x: before.x - now.x, y: before.y - now.y })
    });
    let ways: Vec<Point> = ways.collect();
    if ways.len() * 2 <= graph.nodes.len() {
        return layout.moved_to(Point::default());
    }
    let middle = |of: fn(&Point) -> f64| {
        let mut lengths: Vec<f64> = ways.iter().map(of).collect();
        sort_by(&mut lengths, f64::total_cmp);
        lengths[lengths.len() / 2]
    };
    let by = Point { x: middle(|way| way.x), y: middle(|way| way.y) };
    layout.shifted(by)
}
