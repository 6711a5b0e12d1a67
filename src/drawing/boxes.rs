//! Items and ghosts as boxes and frames.

use super::Sheet;
use crate::address::ResourceType;
use crate::arrangement::frame_name;
use crate::block::port::Side;
use crate::diagnostic::counts::Counts;
use crate::diagram::{Node, Subject};
use crate::geometry::Point;
use crate::marks::{Changes, Ghost, Operation};
use crate::picture::{BoxShape, FrameShape, Kind, Meaning, Picture, PortShape, PortState, Tint, Trouble};
use crate::scene::ghosts::{Shade, ghost_port_y};
use crate::scene::{Shape, Shows};

/// Adds everything that has a place.
pub(super) fn add(sheet: &Sheet<'_>, picture: &mut Picture) {
    for shape in sheet.scene.shapes.iter().filter(|shape| sheet.has(&shape.id)) {
        match shape.shows {
            Shows::Node(node) => {
                picture.boxes.extend(sheet.diagram.nodes.get(node).map(|known| sheet.node(shape, known)));
            }
            Shows::Folded(_) => picture.boxes.push(sheet.folded(shape)),
            Shows::Inside(_) | Shows::Frame(_) => picture.frames.push(sheet.frame(shape)),
        }
    }
    let shades = sheet.plan.iter().flat_map(|(_, shades)| &shades.shapes);
    let ghosts = shades.filter_map(|shade| Some((shade, sheet.marks.ghosts.get(shade.ghost)?)));
    picture
        .boxes
        .extend(ghosts.filter(|(_, ghost)| sheet.has(&ghost.id)).map(|(shade, ghost)| gone(shade, ghost)));
}

impl Sheet<'_> {
    fn node(&self, shape: &Shape, node: &Node) -> BoxShape {
        BoxShape {
            title: short_name(node),
            label: node.what(),
            kind: kind(node.subject),
            ports: self.ports(shape, !node.subject.is_object()),
            ..self.marked(shape)
        }
    }

    fn folded(&self, shape: &Shape) -> BoxShape {
        BoxShape {
            title: name(shape),
            label: "frame".to_owned(),
            kind: Kind::Frame,
            tint: self.meaning(shape).tint(),
            ports: self.ports(shape, true),
            ..self.marked(shape)
        }
    }

    fn frame(&self, shape: &Shape) -> FrameShape {
        let node = match shape.shows {
            Shows::Inside(node) => self.diagram.nodes.get(node),
            _ => None,
        };
        let BoxShape { rect, operation, counts, trouble, .. } = self.marked(shape);
        FrameShape {
            rect,
            title: node.map_or_else(|| name(shape), short_name),
            label: node.map_or_else(|| "frame".to_owned(), Node::what),
            kind: if node.is_some() { Kind::Solution } else { Kind::Frame },
            meaning: self.meaning(shape),
            operation,
            counts,
            trouble,
            ports: self.ports(shape, true),
        }
    }

    /// The zone that a frame stands for, if it stands for one.
    fn meaning(&self, shape: &Shape) -> Meaning {
        let (Shows::Frame(frame) | Shows::Folded(frame)) = shape.shows else { return Meaning::None };
        let look = self.arrangement.frames.get(frame).and_then(|frame| frame.zone.as_ref());
        look.map_or(Meaning::None, |look| Meaning::Zone(look.color.as_deref().and_then(Tint::read)))
    }

    fn ports(&self, shape: &Shape, is_named: bool) -> Vec<PortShape> {
        let sockets = self.scene.sockets(shape, self.diagram).into_iter();
        let port = sockets.map(|socket| PortShape {
            at: shape.rect.origin.shifted(socket.at),
            name: if is_named { socket.port.name.to_string() } else { String::new() },
            is_output: socket.side == Side::Output,
            state: match socket.port {
                port if port.is_gone => PortState::Gone,
                port if port.object.is_some() => PortState::Wired,
                port if port.required => PortState::Open,
                _ => PortState::Free,
            },
        });
        port.collect()
    }

    /// A box at the place of a shape, with its problems and what the plan does to it, if that is drawn.
    fn marked(&self, shape: &Shape) -> BoxShape {
        let changes = self.plan.and_then(|_| self.scene.changes(shape, self.marks));
        BoxShape {
            rect: shape.rect,
            operation: changes.as_ref().map(|changes| changes.operation),
            counts: changes.as_ref().map(Changes::signs).unwrap_or_default(),
            trouble: trouble(self.scene.counts(shape, self.marks)),
            ..BoxShape::default()
        }
    }
}

fn gone(shade: &Shade, ghost: &Ghost) -> BoxShape {
    let port = |row: usize, name: &str, is_output: bool| {
        let x = if is_output { shade.rect.right() } else { shade.rect.left() };
        let name = if ghost.is_object() { String::new() } else { name.to_owned() };
        let at = Point::new(x, shade.rect.top() + ghost_port_y(ghost, row));
        PortShape { at, name, is_output, state: PortState::Wired }
    };
    let inputs = ghost.inputs.iter().enumerate().map(|(row, found)| port(row, &found.name, false));
    let outputs = ghost.outputs.iter().enumerate().map(|(row, found)| port(row, &found.name, true));
    BoxShape {
        rect: shade.rect,
        title: ghost.name.to_string(),
        label: ghost.label.to_string(),
        kind: match ghost.kind {
            ResourceType::Dataset => Kind::Dataset,
            ResourceType::Folder | ResourceType::Model => Kind::Folder,
            ResourceType::Recipe => Kind::Recipe,
            ResourceType::Solution => Kind::Solution,
            _ => Kind::Block,
        },
        operation: Some(Operation::Delete),
        counts: ghost.changes.signs(),
        ports: inputs.chain(outputs).collect(),
        ..BoxShape::default()
    }
}

fn name(shape: &Shape) -> String {
    frame_name(&shape.id).unwrap_or_default().to_owned()
}

/// The name of a node: of what is inside a solution without the solution's.
fn short_name(node: &Node) -> String {
    let inside = node.parent.and_then(|_| node.name.rsplit_once("__"));
    inside.map_or(&*node.name, |(_, alias)| alias).to_owned()
}

fn kind(subject: Subject) -> Kind {
    match subject {
        Subject::Block(_) | Subject::Member(_) => Kind::Block,
        Subject::Solution(_) => Kind::Solution,
        Subject::Dataset(_) => Kind::Dataset,
        Subject::Object(..) => Kind::Folder,
        Subject::Recipe(_) => Kind::Recipe,
    }
}

fn trouble(counts: Counts) -> Option<Trouble> {
    match (counts.errors, counts.warnings) {
        (0, 0) => None,
        (0, warnings) => Some(Trouble::Warnings(warnings)),
        (errors, _) => Some(Trouble::Errors(errors)),
    }
}
