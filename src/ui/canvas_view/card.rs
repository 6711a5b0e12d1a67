//! A node or frame on the canvas, with its ports.

mod port; // a port of it

use std::sync::Arc;

use blockwright::arrangement::{Arrangement, ZoneLook, frame_name};
use blockwright::block::port::Side;
use blockwright::diagnostic::counts::Counts;
use blockwright::diagram::{Diagram, Node, NodeId, Subject};
use blockwright::marks::{Changes, Marks};
use blockwright::scene::{Scene, Shape, Shows};
use blockwright::speech;
use blockwright::walk::Walk;
use leptos::prelude::*;

use self::port::{Port, port_view};
use super::ghosts::sign;
use super::pane::pixels;
use crate::ui::kit::{Icon, breaking};
use crate::ui::session::{Board, Session};

/// What a card shows; made anew only when it differs.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    shape: Shape,
    /// `None` for frames of the layout document.
    node: Option<Node>,
    ports: Vec<Port>,
    /// What it is and how it stands, in words; `None` for frames.
    spoken: Option<String>,
    /// Its problems.
    counts: Counts,
    /// What the plan does to it, while that is shown.
    changes: Option<Changes>,
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
    let content = move || card.get().map(|card| content(session, &card));
    let class = move || card.with(|card| card.as_ref().map_or("item", Card::class));
    let is_zone = move || card.with(|card| card.as_ref().and_then(|card| zone(board, card)).is_some());
    let colour = move || card.with(|card| card.as_ref().and_then(|card| zone(board, card)?.color));
    let size = move || card.with(|card| card.as_ref().map(|card| card.shape.rect.size).unwrap_or_default());
    let name = move || card.with(|card| card.as_ref().map(Card::name).unwrap_or_default());
    let operation = move || card.with(|card| Some(card.as_ref()?.changes.as_ref()?.operation.word()));
    let noun = move || card.with(|card| card.as_ref().map_or("", |card| noun(board, card)));
    let spoken = move || card.with(|card| card.as_ref().map(|card| spoken(board, card)).unwrap_or_default());
    view! {
        <div
            class=class
            class:item-selected=is_selected
            class:item-zone=is_zone
            style:--zone=colour
            data-node=name
            id=dom_id(&id)
            data-item=id.to_string()
            data-operation=operation
            role="group"
            aria-roledescription=noun
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

/// The word for what a shape is.
fn noun(board: Board, card: &Card) -> &'static str {
    let of_frame = || if zone(board, card).is_some() { "zone" } else { "frame" };
    card.node.as_ref().map_or_else(of_frame, Node::noun)
}

/// What a shape is and how it stands, in words.
fn spoken(board: Board, card: &Card) -> String {
    let (Some(frame), is_folded) = (match card.shape.shows {
        Shows::Folded(frame) => (Some(frame), true),
        Shows::Frame(frame) => (Some(frame), false),
        _ => (None, false),
    }) else {
        return card.spoken.clone().unwrap_or_default();
    };
    let items = board.arrangement.with(|read| {
        read.as_ref().ok().and_then(|known| known.frames.get(frame)).map_or(0, |frame| frame.members.len())
    });
    let counts = if is_folded { card.counts } else { Counts::default() };
    speech::frame(&card.name(), (noun(board, card), is_folded), items, counts)
}

/// Whether it is the open frame of a zone that nothing is in.
fn is_hollow(board: Board, card: &Card) -> bool {
    let Shows::Frame(frame) = card.shape.shows else { return false };
    let is_empty =
        |known: &Arrangement| known.frames.get(frame).is_some_and(|frame| frame.members.is_empty());
    board.arrangement.with(|read| read.as_ref().is_ok_and(|known| is_empty(known)))
}

/// The id of a shape's element: without blanks, which part ids where several are listed.
pub(super) fn dom_id(id: &NodeId) -> String {
    let mut text = String::from("shape-");
    for letter in id.0.chars() {
        if letter.is_whitespace() || letter == '%' {
            text.push_str(&format!("%{:x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    text
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
        let of_object = position.filter(|_| node.as_ref().is_some_and(|node| node.subject.is_object()));
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
                passage: of_object.map(|at| speech::passage(diagram, walk, at, socket.side)),
            })
        });
        let counts = scene.counts(&shape, marks);
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

    fn name(&self) -> String {
        match &self.node {
            Some(node) => node.name.to_string(),
            None => frame_name(&self.shape.id).unwrap_or(&self.shape.id.0).to_owned(),
        }
    }

    /// The name as it is drawn: of what is inside a solution without the solution's.
    fn short_name(&self) -> String {
        let name = self.name();
        let is_inside = self.node.as_ref().is_some_and(|node| node.parent.is_some());
        match name.rsplit_once("__").filter(|_| is_inside) {
            Some((_, alias)) => alias.to_owned(),
            None => name,
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

fn content(session: Session, card: &Card) -> impl IntoView + use<> {
    let label = match &card.node {
        Some(node) => node.what(),
        None => noun(session.board(), card).to_owned(),
    };
    let is_hollow = is_hollow(session.board(), card);
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
    let ports = ports.map(|(port, is_wide)| port_view(session, port, is_object, is_wide)).collect_view();
    view! {
        <div class="item-head">
            {card.icon().view()}
            <span class="item-name">{breaking(&card.short_name())}</span>
            <span class="item-label">{label}</span>
            {badge(card.counts)}
        </div>
        {card.changes.as_ref().map(sign)}
        {ports}
        {is_hollow.then(|| view! { <p class="item-hollow">"Nothing is in it. Drag datasets and recipes here."</p> })}
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
