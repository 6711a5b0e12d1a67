//! Where the ghosts of a plan are drawn, and the lines between them and what is still there.
//!
//! A ghost stands where the layout document has its id, else beside what it was wired to, else below
//! everything. What was inside of a solution that goes is not drawn: the solution's ghost stands for it.

mod trails; // their wires

use std::collections::HashMap;

use super::{Scene, Shows, place::free, size};
use crate::arrangement::Arrangement;
use crate::diagram::{Diagram, End, NodeId};
use crate::geometry::{Point, Rect, Size};
use crate::layered::{self, Edge, Graph, Spacing};
use crate::marks::{Ghost, Marks, Trail, TrailEnd};

/// Up to how many ghosts are placed one by one; more are laid out together, below everything.
const FEW: usize = 50;

/// A ghost with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// Position in [`Marks::ghosts`].
    pub ghost: usize,
    /// Where.
    pub rect: Rect,
}

/// The line of a trail.
#[derive(Clone, Debug, PartialEq)]
pub struct Dash {
    /// Position in [`Marks::trails`].
    pub trail: usize,
    /// Where it starts, at the right side of what wrote.
    pub source: Point,
    /// Where it ends, at the left side of what read.
    pub target: Point,
    /// The corners of its way.
    pub way: Vec<Point>,
}

/// Everything that is drawn of what a plan deletes. Equal inputs give equal shades.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shades {
    /// In the order of the plan.
    pub shapes: Vec<Shade>,
    /// The trails whose ends are both drawn.
    pub lines: Vec<Dash>,
    /// Around all of them; `None` if there are none.
    pub bounds: Option<Rect>,
    by_id: HashMap<NodeId, usize>,
}

impl Shades {
    /// The shades of the ghosts in `marks`, beside what `scene` draws of `diagram`.
    pub fn new(diagram: &Diagram, arrangement: &Arrangement, scene: &Scene, marks: &Marks) -> Self {
        if marks.ghosts.is_empty() {
            return Self::default();
        }
        let tips = marks.trails.iter().map(|trail| Tips::new(diagram, scene, trail)).collect();
        let places = Places { marks, tips, rects: vec![None; marks.ghosts.len()] };
        let rects = places.found(arrangement, scene);
        let shapes = rects.iter().enumerate();
        let shapes: Vec<Shade> =
            shapes.filter_map(|(ghost, rect)| Some(Shade { ghost, rect: (*rect)? })).collect();
        let by_id = shapes.iter().enumerate();
        let by_id = by_id.filter_map(|(at, shade)| Some((marks.ghosts.get(shade.ghost)?.id.clone(), at)));
        Self {
            by_id: by_id.collect(),
            lines: trails::lines(diagram, scene, marks, &rects),
            bounds: Rect::around(shapes.iter().map(|shade| shade.rect)),
            shapes,
        }
    }

    /// The shade of the ghost with this id.
    pub fn shape(&self, id: &NodeId) -> Option<&Shade> {
        self.shapes.get(*self.by_id.get(id)?)
    }
}

/// The size of a ghost: that of the node it was.
pub fn ghost_size(ghost: &Ghost) -> Size {
    if ghost.is_object() {
        return Size { width: size::OBJECT_WIDTH, height: size::OBJECT_HEIGHT };
    }
    size::with_rows(ghost.inputs.len().max(ghost.outputs.len()))
}

/// How far below the top of a ghost its port in row `row` is.
pub fn ghost_port_y(ghost: &Ghost, row: usize) -> f64 {
    if ghost.is_object() { size::OBJECT_HEIGHT / 2.0 } else { size::row_y(row) }
}

/// What a trail leads from and to: rectangles of what is drawn, positions of ghosts.
#[derive(Clone, Copy)]
struct Tips {
    source: Result<Option<Rect>, usize>,
    target: Result<Option<Rect>, usize>,
}

impl Tips {
    fn new(diagram: &Diagram, scene: &Scene, trail: &Trail) -> Self {
        let tip = |end: TrailEnd| match end {
            TrailEnd::Ghost(end) => Err(end.node),
            TrailEnd::Node(end) => Ok(scene.owner_of(end.node, diagram).map(|shape| shape.rect)),
        };
        Self { source: tip(trail.source), target: tip(trail.target) }
    }
}

/// The places of ghosts while they are found.
struct Places<'a> {
    marks: &'a Marks,
    tips: Vec<Tips>,
    rects: Vec<Option<Rect>>,
}

impl Places<'_> {
    fn found(mut self, arrangement: &Arrangement, scene: &Scene) -> Vec<Option<Rect>> {
        let mut waiting = Vec::new();
        for (at, ghost) in self.marks.ghosts.iter().enumerate() {
            let Some(ground) = ground(scene, ghost) else { continue };
            match arrangement.places.get(&ghost.id) {
                Some(origin) => self.put(at, Rect { origin: *origin, size: ghost_size(ghost) }),
                None => waiting.push((at, ground)),
            }
        }
        if waiting.len() > FEW {
            self.lay_out(&waiting, scene);
        } else {
            self.put_beside(waiting, scene);
        }
        self.rects
    }

    fn put(&mut self, ghost: usize, rect: Rect) {
        if let Some(slot) = self.rects.get_mut(ghost) {
            *slot = Some(rect);
        }
    }

    /// Those that have a place are put first, so that what hangs on them can follow.
    fn put_beside(&mut self, mut waiting: Vec<(usize, Ground)>, scene: &Scene) {
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(ghost, _)| self.beside(*ghost).is_some()).unwrap_or(0);
            let (ghost, ground) = waiting.remove(ready);
            let Some(size) = self.marks.ghosts.get(ghost).map(ghost_size) else { continue };
            let all = self.all(scene);
            let corner = match ground {
                Ground::Below(solution) => Point::new(solution.left(), solution.bottom() + size::LEADING),
                Ground::Free => self.beside(ghost).unwrap_or_else(|| below(&all, size::LEADING)),
            };
            let origin = free(Rect { origin: corner.snapped(size::STEP), size }, &all);
            self.put(ghost, Rect { origin, size });
        }
    }

    /// Right of what it read, else left of what read it.
    fn beside(&self, ghost: usize) -> Option<Point> {
        let rect = |tip: Result<Option<Rect>, usize>| match tip {
            Ok(rect) => rect,
            Err(ghost) => self.rects.get(ghost).copied().flatten(),
        };
        let tips = self.tips.iter();
        let source = tips.clone().filter(|tips| tips.target == Err(ghost)).find_map(|tips| rect(tips.source));
        if let Some(source) = source {
            return Some(Point::new(source.right() + size::GAP, source.top()));
        }
        let target = tips.filter(|tips| tips.source == Err(ghost)).find_map(|tips| rect(tips.target))?;
        let width = self.marks.ghosts.get(ghost).map(ghost_size)?.width;
        Some(Point::new(target.left() - size::GAP - width, target.top()))
    }

    fn lay_out(&mut self, waiting: &[(usize, Ground)], scene: &Scene) {
        let positions: HashMap<usize, usize> =
            waiting.iter().enumerate().map(|(at, (ghost, _))| (*ghost, at)).collect();
        let sizes: Vec<Size> = waiting
            .iter()
            .map(|(ghost, _)| self.marks.ghosts.get(*ghost).map(ghost_size).unwrap_or_default())
            .collect();
        let tile =
            |size: &Size| layered::Node { width: size.width, height: size.height, group: None, before: None };
        let port = |end: TrailEnd| match end {
            TrailEnd::Ghost(End { node, port }) => {
                let y = ghost_port_y(self.marks.ghosts.get(node)?, port);
                Some(layered::Port { node: *positions.get(&node)?, y })
            }
            TrailEnd::Node(_) => None,
        };
        let edges = self.marks.trails.iter();
        let edges = edges
            .filter_map(|trail| Some(Edge { from: port(trail.source)?, to: port(trail.target)? }))
            .collect();
        let graph = Graph { nodes: sizes.iter().map(tile).collect(), edges, groups: 0 };
        let corner = below(&self.all(scene), size::GAP);
        let layout = layered::layout(&graph, &Spacing::default()).moved_to(corner);
        for (((ghost, _), size), place) in waiting.iter().zip(sizes).zip(layout.nodes) {
            self.put(*ghost, Rect { origin: place.snapped(size::STEP), size });
        }
    }

    /// What is drawn already.
    fn all(&self, scene: &Scene) -> Vec<Rect> {
        // Frames of the arrangement may stand around ghosts.
        let is_solid = |shows: Shows| !matches!(shows, Shows::Frame(_));
        let shapes = scene.shapes.iter().filter(|shape| is_solid(shape.shows)).map(|shape| shape.rect);
        shapes.chain(self.rects.iter().copied().flatten()).collect()
    }
}

/// Where a ghost may stand.
#[derive(Clone, Copy)]
enum Ground {
    /// Anywhere.
    Free,
    /// Below the solution that it was inside of and that is drawn with its inside.
    Below(Rect),
}

/// `None` for what is not drawn: the inside of what goes itself, or of what is folded.
fn ground(scene: &Scene, ghost: &Ghost) -> Option<Ground> {
    let Some(parent) = &ghost.parent else { return Some(Ground::Free) };
    let shape = scene.shape(parent)?;
    matches!(shape.shows, Shows::Inside(_)).then_some(Ground::Below(shape.rect))
}

fn below(all: &[Rect], distance: f64) -> Point {
    let around = Rect::around(all.iter().copied());
    around.map_or_else(Point::default, |all| Point::new(all.left(), all.bottom() + distance))
}

#[cfg(test)]
mod tests;
