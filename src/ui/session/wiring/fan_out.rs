//! The port in hand connected: once, or to one port after the other.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::diagram::{Diagram, End};
use blockwright::gesture::Gesture;
use blockwright::speech;
use leptos::prelude::*;

use super::Held;
use crate::ui::session::Session;
use crate::ui::session::ports::{link, port_ref};

impl Session {
    /// Connects the port in hand with the one that is aimed at, or takes up the one that is marked.
    /// With `stays` the port in hand stays in hand.
    pub(crate) fn commit_wiring(self, stays: bool) {
        let board = self.board();
        let wiring = board.wiring;
        if let Some(choosing) = wiring.choosing.get_untracked() {
            if let Some((end, side)) = choosing.ports.get(choosing.at) {
                self.take_up(*end, *side, false);
                self.aim_at_next(true);
            }
            return;
        }
        let (Some(held), Some((aim, _, verdict))) =
            (wiring.held.get_untracked(), untrack(|| wiring.verdict()))
        else {
            return;
        };
        if !verdict.can_be() {
            self.announce_aim();
            return;
        }
        let gesture = board.diagram.with_untracked(|diagram| connecting(diagram, &held, aim));
        let Some(gesture) = gesture else { return };
        let node = board.diagram.with_untracked(|diagram| {
            diagram.nodes.get(aim.node).map(|node| Arc::clone(&node.name)).unwrap_or_default()
        });
        wiring.let_go();
        if self.perform(&gesture) && stays {
            // The graph is another one now, but entries keep their places when wires come.
            self.take_up(held.armed.end, held.armed.side, false);
            // In one go, because what is said later takes the place of what was said before.
            let next = self.aim_further(true);
            self.announce(speech::connected(&node, next.as_deref()));
        }
    }

    /// Takes the wire away that was grabbed and is dropped where nothing is.
    pub(crate) fn drop_grabbed(self) {
        let wiring = self.board().wiring;
        let grabbed = wiring.held.get_untracked().and_then(|held| held.grabbed.clone());
        wiring.let_go();
        if let Some(link) = grabbed {
            self.perform(&Gesture::Unwire(vec![link]));
        }
    }
}

/// The gesture that connects the port in hand with the input or output at `aim`.
fn connecting(diagram: &Diagram, held: &Held, aim: End) -> Option<Gesture> {
    let (source, target) = match held.armed.side {
        Side::Output => (held.armed.end, aim),
        Side::Input => (aim, held.armed.end),
    };
    match &held.grabbed {
        Some(wire) => {
            Some(Gesture::Rewire { wire: wire.clone(), target: port_ref(diagram, target, Side::Input)? })
        }
        None => Some(Gesture::Wire(link(diagram, source, target)?)),
    }
}
