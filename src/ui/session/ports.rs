//! Ports on the canvas: where they are, which fit the one in hand, and what they are called.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::connection::Candidate;
use blockwright::diagram::{Diagram, End};
use blockwright::geometry::Point;
use blockwright::gesture::{Link, PortRef};
use blockwright::scene::Shows;
use leptos::prelude::*;

use super::Board;

impl Board {
    /// The ports that fit the one in hand and have what was typed, best and nearest first.
    pub(crate) fn candidates(self) -> Vec<Candidate> {
        let Some(held) = self.wiring.held.get_untracked() else { return Vec::new() };
        let typed = self.wiring.typed.get_untracked();
        self.scene.with_untracked(|scene| {
            self.diagram.with_untracked(|diagram| {
                let place =
                    |end: End| scene.shape(&diagram.nodes.get(end.node)?.id).map(|shape| shape.rect.center());
                let from = place(held.armed.end).unwrap_or_default();
                let distance = |end: End| place(end).map_or(f64::MAX, |at| at.distance(from));
                held.armed.candidates(&typed, Some(&distance))
            })
        })
    }

    /// The place of a port on the canvas, if it is drawn; reads the scene.
    pub(crate) fn place_of(self, end: End, side: Side) -> Option<Point> {
        self.scene.with(|scene| {
            self.diagram.with(|diagram| {
                let id = &diagram.nodes.get(end.node)?.id;
                let in_frame = || {
                    scene.shapes.iter().find(|shape| {
                        matches!(shape.shows, Shows::Folded(_))
                            && scene
                                .sockets(shape, diagram)
                                .iter()
                                .any(|socket| socket.end == end && socket.side == side)
                    })
                };
                let shape = scene.shape(id).or_else(in_frame)?;
                let sockets = scene.sockets(shape, diagram);
                let socket = sockets.iter().find(|socket| socket.end == end && socket.side == side)?;
                Some(shape.rect.origin.shifted(socket.at))
            })
        })
    }

    /// Brings the node of `end` into sight.
    pub(super) fn reveal_end(self, end: End) {
        let id =
            self.diagram.with_untracked(|diagram| diagram.nodes.get(end.node).map(|node| node.id.clone()));
        if let Some(id) = id {
            self.reveal(&id);
        }
    }

    /// The last wire into an input, with its source.
    pub(super) fn wire_into(self, target: End) -> Option<(End, Link)> {
        self.diagram.with_untracked(|diagram| {
            let wire =
                diagram.wires.iter().rev().find(|wire| wire.target == target && wire.inside.is_none())?;
            Some((wire.source, link(diagram, wire.source, wire.target)?))
        })
    }
}

/// The wire from an output to an input, by names.
pub(crate) fn link(diagram: &Diagram, source: End, target: End) -> Option<Link> {
    let (source, target) =
        (port_ref(diagram, source, Side::Output)?, port_ref(diagram, target, Side::Input)?);
    Some(Link { source, target })
}

/// A port, by name.
pub(crate) fn port_ref(diagram: &Diagram, end: End, side: Side) -> Option<PortRef> {
    let node = diagram.nodes.get(end.node)?;
    let port = node.ports(side).get(end.port)?;
    Some(PortRef { node: node.id.clone(), port: Arc::clone(&port.name) })
}
