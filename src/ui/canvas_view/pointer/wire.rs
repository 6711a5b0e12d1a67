//! The free end of a wire under the pointer.

use blockwright::block::port::Side;
use blockwright::connection::opposite;
use blockwright::diagram::{End, NodeId};
use blockwright::geometry::Point;
use leptos::prelude::*;

use super::Pointer;
use crate::ui::canvas_view::grips::{Grip, grip_at};

/// How near to a port a wire snaps to it and a finger takes it up, in pixels.
const REACH: f64 = 24.0;

impl Pointer {
    /// Leads the free end of the wire to `at` on the pane, and aims at the port there.
    pub(super) fn lead_wire(self, at: Point) {
        let board = self.board;
        let view = board.view.get_untracked();
        let point = view.to_canvas(at);
        board.wiring.pointer.set(Some(point));
        let Some(held) = board.wiring.held.get_untracked() else { return };
        let side = opposite(held.armed.side);
        let nearest = self.socket_near(at, |found| found == side).map(|(_, end, _)| end);
        // A port's name belongs to it as well.
        let under = || match self.corner().map(|corner| at.shifted(corner)).map(|at| grip_at(at.x, at.y)) {
            Some(Grip::Port { end, side: found, .. }) if found == side => Some(end),
            _ => None,
        };
        let aim = nearest.or_else(under);
        if board.wiring.aim.get_untracked() != aim {
            board.wiring.aim.set(aim);
        }
    }

    /// The nearest port within reach of `at` on the pane: the shape that draws it, the port and its side.
    fn socket_near(self, at: Point, is_meant: impl Fn(Side) -> bool) -> Option<(NodeId, End, Side)> {
        let board = self.board;
        let view = board.view.get_untracked();
        let (point, reach) = (view.to_canvas(at), REACH / view.zoom);
        board.scene.with_untracked(|scene| {
            board.diagram.with_untracked(|diagram| {
                let mut nearest: Option<(f64, (NodeId, End, Side))> = None;
                for shape in scene.shapes.iter().filter(|shape| shape.rect.grown(reach).holds(point)) {
                    let sockets = scene.sockets(shape, diagram).into_iter();
                    for socket in sockets.filter(|socket| is_meant(socket.side)) {
                        let away = shape.rect.origin.shifted(socket.at).distance(point);
                        if away <= reach && nearest.as_ref().is_none_or(|(least, _)| away < *least) {
                            nearest = Some((away, (shape.id.clone(), socket.end, socket.side)));
                        }
                    }
                }
                nearest.map(|(_, found)| found)
            })
        })
    }

    /// What a finger means: it is no sharper than the dot of a port is large.
    pub(super) fn widened(self, grip: Grip, at: Point) -> Grip {
        if !matches!(grip, Grip::Shape(_) | Grip::Free | Grip::Wire(_)) {
            return grip;
        }
        match self.socket_near(at, |_| true) {
            Some((shape, end, side)) => Grip::Port { shape, end, side },
            None => grip,
        }
    }

    /// Ends the lead of a wire: on a port that fits it connects, on free space a grabbed wire goes.
    pub(super) fn drop_wire(self) {
        let wiring = self.board.wiring;
        match untrack(|| wiring.verdict()) {
            Some((_, _, verdict)) if verdict.can_be() => self.session.commit_wiring(false),
            Some((_, _, verdict)) => {
                wiring.let_go();
                self.session.refuse(format!("Not connected: {verdict}."));
            }
            None => self.session.drop_grabbed(),
        }
    }
}
