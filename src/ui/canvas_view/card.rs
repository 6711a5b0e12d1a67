//! A node or frame on the canvas, with its ports.

use std::sync::Arc;

use blockwright::arrangement::ZoneLook;
use blockwright::block::port::Side;
use blockwright::connection::Verdict;
use blockwright::diagnostic::counts::Counts;
use blockwright::diagram::{Diagram, End, Node, NodeId, Subject};
use blockwright::geometry::Point;
use blockwright::marks::{Changes, Marks};
use blockwright::scene::{Scene, Shape, Shows};
use blockwright::speech;
use blockwright::walk::Walk;
use leptos::prelude::*;

use super::ghosts::sign;
use super::pane::pixels;
use crate::ui::kit::Icon;
use crate::ui::session::{Board, Session};

/// What a card shows; made anew only when it differs.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    shape: Shape,
    /// `None` for frames of the layout document.
    node: Option<Node>,
    ports: Vec<Port>,
    /// What it is and how it stands, in words.
    spoken: String,
    /// Its problems.
    counts: Counts,
    /// What the plan does to it, while that is shown.
    changes: Option<Changes>,
}

#[derive(Clone, Debug, PartialEq)]
struct Port {
    end: End,
    owner: Arc<str>,
    name: Arc<str>,
    side: Side,
    at: Point,
    object: Option<Arc<str>>,
    required: bool,
    is_gone: bool,
}

/// A shape.
#[component]
pub(super) fn NodeCard(session: Session, id: NodeId) -> impl IntoView {
    let board = session.board();
    let card = {
        let id = id.clone();
        Memo::new(move |_| {
            board.scene.with(|scene| {
                board.marks.with(|marks| {
                    let with = board.planning.is_on.get().then_some(marks);
                    board.diagram.with(|diagram| {
                        let card = board.walk.with(|walk| Card::new(scene, diagram, (marks, walk), &id));
                        card.map(|card| Card {
                            changes: with.and_then(|marks| scene.changes(&card.shape, marks)),
                            ..card
                        })
                    })
                })
            })
        })
    };
    let transform = placed(board, &id, card);
    let is_selected = {
        let id = id.clone();
        Memo::new(move |_| board.is_selected(&id))
    };
    let is_focused = {
        let id = id.clone();
        Memo::new(move |_| board.focus.with(|focus| focus.as_ref() == Some(&id)))
    };
    let content = move || card.get().map(|card| content(board, &card));
    let class = move || card.with(|card| card.as_ref().map_or("item", Card::class));
    let is_zone = move || card.with(|card| card.as_ref().and_then(|card| zone(board, card)).is_some());
    let colour = move || card.with(|card| card.as_ref().and_then(|card| zone(board, card)?.color));
    let size = move || card.with(|card| card.as_ref().map(|card| card.shape.rect.size).unwrap_or_default());
    let name = move || card.with(|card| card.as_ref().map(Card::name).unwrap_or_default());
    let operation = move || card.with(|card| Some(card.as_ref()?.changes.as_ref()?.operation.word()));
    let spoken = move || card.with(|card| card.as_ref().map(|card| card.spoken.clone()).unwrap_or_default());
    view! {
        <div
            class=class
            class:item-selected=is_selected
            class:item-zone=is_zone
            style:--zone=colour
            data-node=name
            data-item=id.to_string()
            data-operation=operation
            role="group"
            aria-roledescription=move || card.with(|card| card.as_ref().map_or("", Card::noun))
            aria-label=spoken
            tabindex=move || if is_focused.get() { "0" } else { "-1" }
            style:transform=transform
            style:width=move || pixels(size().width)
            style:height=move || pixels(size().height)
        >
            {content}
        </div>
    }
}

/// How the zone looks that a shape is the frame of.
fn zone(board: Board, card: &Card) -> Option<ZoneLook> {
    let (Shows::Frame(frame) | Shows::Folded(frame)) = card.shape.shows else { return None };
    board.arrangement.with(|read| read.as_ref().ok()?.frames.get(frame)?.zone.clone())
}

/// Where the shape stands, with what it is being moved by.
fn placed(board: Board, id: &NodeId, card: Memo<Option<Card>>) -> impl Fn() -> String + use<> {
    let id = id.clone();
    let moved = Memo::new(move |_| {
        board.drag.with(|drag| drag.as_ref().filter(|drag| drag.shapes.contains(&id)).map(|drag| drag.by))
    });
    move || {
        let origin = card.with(|card| card.as_ref().map(|card| card.shape.rect.origin).unwrap_or_default());
        let at = origin.shifted(moved.get().unwrap_or_default());
        format!("translate({}px, {}px)", at.x, at.y)
    }
}

impl Card {
    fn new(scene: &Scene, diagram: &Diagram, (marks, walk): (&Marks, &Walk), id: &NodeId) -> Option<Self> {
        let shape = scene.shape(id)?.clone();
        let position = match shape.shows {
            Shows::Node(node) | Shows::Inside(node) => Some(node),
            Shows::Frame(_) | Shows::Folded(_) => None,
        };
        let mark = position.and_then(|at| marks.nodes.get(at));
        let spoken = position.map(|at| speech::node(diagram, walk, at, mark));
        let node = match shape.shows {
            Shows::Node(node) | Shows::Inside(node) => diagram.nodes.get(node).cloned(),
            Shows::Frame(_) | Shows::Folded(_) => None,
        };
        let sockets = scene.sockets(&shape, diagram).into_iter();
        let ports = sockets.filter_map(|socket| {
            Some(Port {
                end: socket.end,
                owner: Arc::clone(&diagram.nodes.get(socket.end.node)?.name),
                name: Arc::clone(&socket.port.name),
                side: socket.side,
                at: socket.at,
                object: socket.port.object.clone(),
                required: socket.port.required,
                is_gone: socket.port.is_gone,
            })
        });
        let name = shape.id.0.trim_start_matches("frame:").to_owned();
        let spoken = spoken.unwrap_or_else(|| format!("{name}, frame"));
        let counts = mark.map(|mark| mark.counts).unwrap_or_default();
        Some(Self { node, ports: ports.collect(), shape, spoken, counts, changes: None })
    }

    fn class(&self) -> &'static str {
        match (self.shape.shows, self.node.as_ref().map(|node| node.subject)) {
            (Shows::Inside(_), _) => "item item-inside",
            (Shows::Frame(_), _) => "item item-frame",
            (Shows::Folded(_), _) => "item item-block item-folded",
            (_, Some(Subject::Dataset(_) | Subject::Object(..))) => "item item-object item-dataset",
            (_, Some(Subject::Recipe(_))) => "item item-object item-recipe",
            (_, Some(Subject::Solution(_))) => "item item-block item-solution",
            _ => "item item-block",
        }
    }

    fn noun(&self) -> &'static str {
        self.node.as_ref().map_or("frame", Node::noun)
    }

    fn name(&self) -> String {
        match &self.node {
            Some(node) => node.name.to_string(),
            None => self.shape.id.0.trim_start_matches("frame:").to_owned(),
        }
    }

    fn icon(&self) -> Icon {
        match self.node.as_ref().map(|node| node.subject) {
            Some(Subject::Dataset(_)) => Icon::State,
            Some(Subject::Object(..)) => Icon::Folder,
            Some(Subject::Recipe(_)) => Icon::Source,
            Some(Subject::Solution(_)) => Icon::Project,
            _ => Icon::Blocks,
        }
    }
}

/// What a port is to the one in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wired {
    /// It is the one in hand.
    Held,
    /// It can be connected.
    Fits,
    /// It can be connected, but something should be known before.
    Warns,
    /// It cannot be connected.
    Refused,
}

impl Wired {
    fn of(board: Board, end: End, side: Side) -> Option<Self> {
        board.wiring.held.with(|held| {
            let armed = &held.as_ref()?.armed;
            if (armed.end, armed.side) == (end, side) {
                return Some(Self::Held);
            }
            Some(match armed.verdict(end, side)? {
                Verdict::Fits(_) => Self::Fits,
                Verdict::Warns(_) => Self::Warns,
                Verdict::Refused(_) => Self::Refused,
            })
        })
    }
}

fn content(board: Board, card: &Card) -> impl IntoView + use<> {
    let label = match &card.node {
        Some(node) if node.is_resolved => node.label.to_string(),
        Some(node) => format!("{} was not found", node.label),
        None => "frame".to_owned(),
    };
    let is_object = card.node.as_ref().is_some_and(|node| node.subject.is_object());
    let rows = |side: Side| card.ports.iter().filter(|port| port.side == side).count();
    // A port alone in its row has all of it for its name.
    let shared = rows(Side::Input).min(rows(Side::Output));
    let mut row = [0, 0];
    let ports = card.ports.iter().map(|port| {
        let row = &mut row[usize::from(port.side == Side::Output)];
        *row += 1;
        (port, *row > shared)
    });
    let ports = ports.map(|(port, is_wide)| port_view(board, port, is_object, is_wide)).collect_view();
    view! {
        <div class="item-head">
            {card.icon().view()}
            <span class="item-name">{card.name()}</span>
            <span class="item-label">{label}</span>
            {badge(card.counts)}
        </div>
        {card.changes.as_ref().map(sign)}
        {ports}
    }
}

/// How many problems there are, by sign and number.
fn badge(counts: Counts) -> Option<impl IntoView> {
    let (class, icon, count) = match (counts.errors, counts.warnings) {
        (0, 0) => return None,
        (0, warnings) => ("item-badge tone-warning", Icon::Warning, warnings),
        (errors, _) => ("item-badge tone-error", Icon::Error, errors),
    };
    Some(view! { <span class=class aria-hidden="true">{icon.view()}{count}</span> })
}

fn port_view(board: Board, port: &Port, is_object: bool, is_wide: bool) -> impl IntoView + use<> {
    let (side, word) = match port.side {
        Side::Input => ("port port-in", "input"),
        Side::Output => ("port port-out", "output"),
    };
    let state = match (&port.object, port.required) {
        (Some(object), _) if port.is_gone => format!("{object}, but the block has no such port"),
        (Some(object), _) => object.to_string(),
        (None, true) => "required, not wired".to_owned(),
        (None, false) => "not wired".to_owned(),
    };
    let label = format!("{word} {}: {state}", port.name);
    let (end, side_of_port) = (port.end, port.side);
    let state = Memo::new(move |_| Wired::of(board, end, side_of_port));
    let is_aimed = Memo::new(move |_| {
        let is_choice = board.wiring.choosing.with(|choosing| {
            choosing
                .as_ref()
                .is_some_and(|choosing| choosing.ports.get(choosing.at) == Some(&(end, side_of_port)))
        });
        let is_held_side = || {
            board.wiring.held.with(|held| held.as_ref().is_some_and(|held| held.armed.side == side_of_port))
        };
        is_choice || board.wiring.aim.get() == Some(end) && !is_held_side()
    });
    view! {
        <button
            type="button"
            class=side
            class:port-wide=is_wide
            class:port-open=port.object.is_none() && port.required
            class:port-gone=port.is_gone
            class:port-wired=port.object.is_some()
            class:port-held=move || state.get() == Some(Wired::Held)
            class:port-fits=move || state.get() == Some(Wired::Fits)
            class:port-warns=move || state.get() == Some(Wired::Warns)
            class:port-refused=move || state.get() == Some(Wired::Refused)
            class:port-aimed=is_aimed
            data-end=format!("{},{}", port.end.node, port.end.port)
            data-port=format!("{}.{}", port.owner, port.name)
            data-side=word
            tabindex="-1"
            title=label.clone()
            aria-label=label
            style:top=pixels(port.at.y - 12.0)
        >
            {(!is_object).then(|| view! { <span class="port-name">{port.name.to_string()}</span> })}
        </button>
    }
}
