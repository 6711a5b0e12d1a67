//! A port in hand: what every other port is to it, and which one is aimed at. Pointer, touch and
//! keyboard go through the same steps: take up, aim, connect or let go.

mod fan_out; // connected, once or several times

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::connection::{self, Armed, Declared, Verdict, opposite};
use blockwright::diagram::End;
use blockwright::geometry::Point;
use blockwright::gesture::{Link, PortRef};
use blockwright::speech;
use leptos::prelude::*;

use super::Session;
use super::ports::port_ref;

/// A port that was taken up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    /// What every other port is to it.
    pub(crate) armed: Arc<Armed>,
    /// The port by its names, which stay where positions do not.
    port: PortRef,
    /// The wire whose reading end was taken off its port.
    pub(crate) grabbed: Option<Link>,
}

/// The ports of a node, of which one is to be taken up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choosing {
    /// The ports: the outputs first.
    pub(crate) ports: Arc<[(End, Side)]>,
    /// The one that is marked.
    pub(crate) at: usize,
}

/// The wiring that is going on.
#[derive(Clone, Copy)]
pub(crate) struct Wiring {
    /// The port in hand.
    pub(crate) held: RwSignal<Option<Arc<Held>>>,
    /// The port that is aimed at, on the opposite side.
    pub(crate) aim: RwSignal<Option<End>>,
    /// Where the pointer leads the free end, on the canvas.
    pub(crate) pointer: RwSignal<Option<Point>>,
    /// What was typed to find a port.
    pub(crate) typed: RwSignal<String>,
    /// The choice of a port to take up.
    pub(crate) choosing: RwSignal<Option<Choosing>>,
}

impl Wiring {
    pub(super) fn new() -> Self {
        Self {
            held: RwSignal::new(None),
            aim: RwSignal::new(None),
            pointer: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            choosing: RwSignal::new(None),
        }
    }

    /// Whether a port is in hand or being chosen.
    pub(crate) fn is_going_on(self) -> bool {
        self.held.with_untracked(Option::is_some) || self.choosing.with_untracked(Option::is_some)
    }

    /// What the port that is aimed at is to the one in hand; reads both.
    pub(crate) fn verdict(self) -> Option<(End, Side, Verdict)> {
        let end = self.aim.get()?;
        let held = self.held.get()?;
        let side = opposite(held.armed.side);
        Some((end, side, held.armed.verdict(end, side)?))
    }

    /// Lets go of everything.
    pub(crate) fn let_go(self) {
        self.choosing.set(None);
        self.held.set(None);
        self.aim.set(None);
        self.pointer.set(None);
        self.typed.set(String::new());
    }
}

impl Session {
    /// Takes up the port at `end`. Of an input that is wired the wire comes along.
    pub(crate) fn take_up(self, end: End, side: Side, with_wire: bool) {
        let board = self.board();
        if !self.may_wire() {
            return;
        }
        let grabbed = (with_wire && side == Side::Input).then(|| board.wire_into(end)).flatten();
        let (end, side) = match &grabbed {
            Some((source, _)) => (*source, Side::Output),
            None => (end, side),
        };
        let port = board.diagram.with_untracked(|diagram| port_ref(diagram, end, side));
        let Some((armed, port)) = self.armed(end, side).zip(port) else { return };
        let wiring = board.wiring;
        wiring.let_go();
        let count = armed.count();
        let grabbed = grabbed.map(|(_, link)| link);
        wiring.held.set(Some(Arc::new(Held { armed: Arc::new(armed), port, grabbed })));
        self.announce(match count {
            0 => "No port fits".to_owned(),
            1 => "1 port fits".to_owned(),
            count => format!("{count} ports fit"),
        });
    }

    /// What every other port is to this one.
    fn armed(self, end: End, side: Side) -> Option<Armed> {
        self.analysis().with_untracked(|analysis| {
            self.settled().with_untracked(|inputs| {
                self.board().diagram.with_untracked(|diagram| {
                    let declared = Declared::new(&analysis.config);
                    let basis = connection::Basis {
                        declared: &declared,
                        diagram,
                        config: &analysis.config,
                        composition: &analysis.composition,
                        registries: &inputs.registries,
                    };
                    Armed::new(basis, end, side)
                })
            })
        })
    }

    /// Judges all ports anew against the one in hand, because blocks or columns have come in or the text has
    /// changed. Lets go of a port that is not there any more.
    pub(super) fn judge_again(self) {
        let wiring = self.board().wiring;
        let Some(held) = wiring.held.get_untracked() else { return };
        let side = held.armed.side;
        let end = self.board().diagram.with_untracked(|diagram| {
            let node = diagram.position(&held.port.node)?;
            Some(End { node, port: diagram.nodes.get(node)?.port(side, &held.port.port)? })
        });
        let Some(armed) = end.and_then(|end| self.armed(end, side)) else {
            wiring.let_go();
            return self.announce("The port is not there any more");
        };
        if armed == *held.armed {
            return;
        }
        let aim = wiring.aim.get_untracked();
        if aim.is_some_and(|aim| armed.verdict(aim, opposite(side)).is_none()) {
            wiring.aim.set(None);
        }
        wiring.held.set(Some(Arc::new(Held { armed: Arc::new(armed), ..Held::clone(&held) })));
        let has_letters = wiring.typed.with_untracked(|typed| !typed.is_empty());
        if has_letters && wiring.aim.get_untracked().is_none() {
            // What was typed before the ports were known finds one now.
            self.aim_at_next(true);
        } else {
            self.announce_aim();
        }
    }

    /// Begins to connect from the focused node: takes up its port if it has one, or lets one be chosen.
    pub(crate) fn connect_from_focus(self) {
        let board = self.board();
        if !self.may_wire() {
            return;
        }
        let ports = board.focus.get_untracked().and_then(|id| {
            board.scene.with_untracked(|scene| {
                board.diagram.with_untracked(|diagram| {
                    let sockets = scene.sockets(scene.shape(&id)?, diagram);
                    let (outputs, inputs): (Vec<_>, Vec<_>) =
                        sockets.into_iter().partition(|socket| socket.side == Side::Output);
                    Some(
                        outputs
                            .into_iter()
                            .chain(inputs)
                            .map(|socket| (socket.end, socket.side))
                            .collect::<Vec<_>>(),
                    )
                })
            })
        });
        match ports.as_deref() {
            None | Some([]) => self.announce("Nothing to connect here"),
            Some([(end, side)]) => {
                self.take_up(*end, *side, false);
                self.aim_at_next(true);
            }
            Some(ports) => {
                board.wiring.let_go();
                board.wiring.choosing.set(Some(Choosing { ports: ports.into(), at: 0 }));
                self.announce_choice();
            }
        }
    }

    /// Marks the next port, or the one before: of those to be taken up, or of those that fit.
    pub(crate) fn aim_at_next(self, forward: bool) {
        let wiring = self.board().wiring;
        if wiring.choosing.with_untracked(Option::is_some) {
            wiring.choosing.update(|choosing| {
                if let Some(choosing) = choosing {
                    choosing.at = stepped(choosing.at, choosing.ports.len(), forward);
                }
            });
            self.announce_choice();
            return;
        }
        if wiring.held.with_untracked(Option::is_none) {
            return;
        }
        let words = self.aim_further(forward);
        self.announce(words.unwrap_or_else(|| "No port fits".to_owned()));
    }

    /// Aims at the next port that fits. Gives back what is to be said of it; `None` if there is none.
    fn aim_further(self, forward: bool) -> Option<String> {
        let board = self.board();
        let candidates = board.candidates();
        let aim = board.wiring.aim.get_untracked();
        let at = candidates.iter().position(|candidate| Some(candidate.end) == aim);
        let first = if forward { 0 } else { candidates.len().saturating_sub(1) };
        let next = at.map_or(first, |at| stepped(at, candidates.len(), forward));
        let next = candidates.get(next).map(|candidate| candidate.end);
        board.wiring.aim.set(next);
        board.reveal_end(next?);
        self.words_for_aim()
    }

    /// Takes over what was typed to find a port, and aims at the best that has it.
    pub(crate) fn find_port(self, typed: String) {
        let wiring = self.board().wiring;
        wiring.typed.set(typed);
        wiring.aim.set(None);
        self.aim_at_next(true);
    }

    fn announce_aim(self) {
        if let Some(words) = self.words_for_aim() {
            self.announce(words);
        }
    }

    /// What is said of the port that is aimed at.
    fn words_for_aim(self) -> Option<String> {
        let board = self.board();
        let (end, side, verdict) = untrack(|| board.wiring.verdict())?;
        Some(board.diagram.with_untracked(|diagram| speech::verdict(diagram, end, side, &verdict)))
    }

    fn announce_choice(self) {
        let board = self.board();
        let Some(choosing) = board.wiring.choosing.get_untracked() else { return };
        let Some((end, side)) = choosing.ports.get(choosing.at).copied() else { return };
        let words = board.diagram.with_untracked(|diagram| {
            let node = diagram.nodes.get(end.node)?;
            Some(speech::port(node, side, end.port, blockwright::diagnostic::counts::Counts::default()))
        });
        self.announce(words.unwrap_or_default());
    }
}

/// The position after `at`, or before it, of `count` in a ring.
fn stepped(at: usize, count: usize, forward: bool) -> usize {
    if forward { (at + 1) % count } else { (at + count - 1) % count }
}
