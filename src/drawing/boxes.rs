//! Items and ghosts as boxes and frames.

use super::Sheet;
use crate::address::ResourceType;
use crate::block::port::Side;
use crate::diagnostic::counts::Counts;
use crate::diagram::{Node, Subject};
use crate::geometry::Point;
use crate::marks::{Changes, Ghost, Mark, Operation};
use crate::picture::{BoxShape, FrameShape, Kind, Picture, PortShape, Trouble};
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
        let label =
            if node.is_resolved { node.label.to_string() } else { format!("{} was not found", node.label) };
        let is_object = node.subject.is_object();
        let mark = self.mark(shape);
        let changes = self.changes(shape);
        BoxShape {
            title: node.name.to_string(),
            label,
            kind: kind(node.subject),
            trouble: mark.and_then(|mark| trouble(mark.counts)),
            ports: self.ports(shape, !is_object),
            ..marked(shape, changes.as_ref())
        }
    }

    fn folded(&self, shape: &Shape) -> BoxShape {
        BoxShape {
            title: name(shape),
            label: "frame".to_owned(),
            kind: Kind::Solution,
            ports: self.ports(shape, true),
            ..marked(shape, self.changes(shape).as_ref())
        }
    }

    fn frame(&self, shape: &Shape) -> FrameShape {
        let node = self.scene.nodes_of(shape).first().and_then(|node| self.diagram.nodes.get(*node));
        let title = node.map_or_else(|| name(shape), |node| node.name.to_string());
        let operation = self.changes(shape).map(|changes| changes.operation);
        FrameShape { rect: shape.rect, title, operation, ports: self.ports(shape, true) }
    }

    fn ports(&self, shape: &Shape, is_named: bool) -> Vec<PortShape> {
        let sockets = self.scene.sockets(shape, self.diagram).into_iter();
        let port = sockets.map(|socket| PortShape {
            at: shape.rect.origin.shifted(socket.at),
            name: if is_named { socket.port.name.to_string() } else { String::new() },
            is_output: socket.side == Side::Output,
            is_wired: socket.port.object.is_some() || !is_named,
        });
        port.collect()
    }

    fn mark(&self, shape: &Shape) -> Option<&Mark> {
        match shape.shows {
            Shows::Node(node) | Shows::Inside(node) => self.marks.nodes.get(node),
            Shows::Frame(_) | Shows::Folded(_) => None,
        }
    }

    /// What the plan does to a shape, if that is drawn.
    fn changes(&self, shape: &Shape) -> Option<Changes> {
        self.plan.and_then(|_| self.scene.changes(shape, self.marks))
    }
}

fn marked(shape: &Shape, changes: Option<&Changes>) -> BoxShape {
    BoxShape {
        rect: shape.rect,
        operation: changes.map(|changes| changes.operation),
        counts: changes.map(Changes::signs).unwrap_or_default(),
        ..BoxShape::default()
    }
}

fn gone(shade: &Shade, ghost: &Ghost) -> BoxShape {
    let port = |row: usize, name: &str, is_output: bool| {
        let x = if is_output { shade.rect.right() } else { shade.rect.left() };
        let name = if ghost.is_object() { String::new() } else { name.to_owned() };
        let at = Point::new(x, shade.rect.top() + ghost_port_y(ghost, row));
        PortShape { at, name, is_output, is_wired: true }
    };
    let inputs = ghost.inputs.iter().enumerate().map(|(row, found)| port(row, &found.name, false));
    let outputs = ghost.outputs.iter().enumerate().map(|(row, found)| port(row, &found.name, true));
    BoxShape {
        rect: shade.rect,
        title: ghost.name.to_string(),
        label: ghost.label.to_string(),
        kind: match ghost.kind {
            ResourceType::Dataset | ResourceType::Folder | ResourceType::Model => Kind::Dataset,
            ResourceType::Recipe => Kind::Recipe,
            ResourceType::Solution => Kind::Solution,
            _ => Kind::Block,
        },
        operation: Some(Operation::Delete),
        counts: ghost.changes.signs(),
        trouble: None,
        ports: inputs.chain(outputs).collect(),
    }
}

fn name(shape: &Shape) -> String {
    shape.id.0.trim_start_matches("frame:").to_owned()
}

fn kind(subject: Subject) -> Kind {
    match subject {
        Subject::Block(_) | Subject::Member(_) => Kind::Block,
        Subject::Solution(_) => Kind::Solution,
        Subject::Dataset(_) | Subject::Object(..) => Kind::Dataset,
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
