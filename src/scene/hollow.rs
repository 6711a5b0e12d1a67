//! Zones that nothing is in: frames of their own size, so that things can be put into them.

use super::{Scene, Shape, Shows, size};
use crate::arrangement::Arrangement;
use crate::diagram::NodeId;
use crate::geometry::{Point, Rect, Size};

/// How large one is drawn.
const SIZE: Size = Size { width: 296.0, height: 120.0 };

/// The shapes of the zones that nothing is in: where the document says, else where they stood before,
/// else side by side below everything.
pub(super) fn shapes(scene: &Scene, arrangement: &Arrangement, before: Option<&Scene>) -> Vec<Shape> {
    let mut row = Row::below(scene.shapes.iter().map(|shape| shape.rect));
    let frames = arrangement.frames.iter().enumerate();
    let hollow = frames.filter(|(_, frame)| frame.members.is_empty() && frame.zone.is_some());
    let shape = |(at, frame): (usize, &crate::arrangement::Frame)| {
        let id = frame.id();
        let stood = before.and_then(|before| Some(before.shape(&id)?.rect.origin));
        let origin = arrangement.places.get(&id).copied().or(stood).unwrap_or_else(|| row.next());
        let (shows, size) =
            if frame.is_folded { (Shows::Folded(at), size::with_rows(0)) } else { (Shows::Frame(at), SIZE) };
        Shape { id, shows, rect: Rect { origin, size } }
    };
    hollow.map(shape).collect()
}

/// Where the zones that nothing is in stand when everything else is arranged anew.
pub(super) fn places(ids: impl Iterator<Item = NodeId>, around: &[Rect]) -> Vec<(NodeId, Point)> {
    let mut row = Row::below(around.iter().copied());
    ids.map(|id| (id, row.next())).collect()
}

/// Places side by side.
struct Row(Point);

impl Row {
    fn below(rects: impl Iterator<Item = Rect>) -> Self {
        let around = Rect::around(rects);
        let corner = around.map(|all| Point::new(all.left(), all.bottom() + size::GAP / 2.0));
        Self(corner.unwrap_or_default().snapped(size::STEP))
    }

    fn next(&mut self) -> Point {
        let at = self.0;
        self.0 = at.shifted(Point::new(SIZE.width + size::LEADING, 0.0));
        at
    }
}
