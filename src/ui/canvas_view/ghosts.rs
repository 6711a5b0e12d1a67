//! The plan on the canvas: its signs, and what it deletes, drawn as ghosts.

use blockwright::address::ResourceType;
use blockwright::diagram::NodeId;
use blockwright::geometry::Rect;
use blockwright::marks::{Changes, Ghost, GhostPort};
use blockwright::scene::ghosts::{Dash, Shade, ghost_port_y};
use blockwright::scene::line::path;
use blockwright::speech;
use leptos::prelude::*;

use super::pane::pixels;
use crate::ui::kit::{Icon, breaking};
use crate::ui::session::Session;

/// How far outside of the pane ghosts are mounted already, in units of the canvas.
const AHEAD: f64 = 320.0;

/// A ghost with its place; made anew only when it differs.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    ghost: Ghost,
    rect: Rect,
}

/// The ghosts in sight.
#[component]
pub(super) fn Ghosts(session: Session) -> impl IntoView {
    let board = session.board();
    let seen = seen(session);
    let mounted = Memo::new(move |_| {
        let Some(seen) = seen.get() else { return Vec::new() };
        board.planning.shades.with(|shades| {
            let shades = shades.shapes.iter().filter(|shade| shade.rect.meets(&seen));
            board.marks.with(|marks| {
                let id = |shade: &Shade| Some(marks.ghosts.get(shade.ghost)?.id.clone());
                shades.filter_map(id).collect::<Vec<NodeId>>()
            })
        })
    });
    view! {
        <For each=move || mounted.get() key=Clone::clone let:id>
            <GhostCard session id />
        </For>
    }
}

/// What is seen, in steps, so that small moves mount nothing; `None` from far away.
fn seen(session: Session) -> Memo<Option<Rect>> {
    let board = session.board();
    Memo::new(move |_| {
        let view = board.view.get();
        let seen = view.seen(board.pane.get());
        let step = |value: f64| (value / AHEAD).floor() * AHEAD;
        let (width, height) = (step(seen.size.width) + 3.0 * AHEAD, step(seen.size.height) + 3.0 * AHEAD);
        let seen = Rect::new(step(seen.left()) - AHEAD, step(seen.top()) - AHEAD, width, height);
        (!board.is_far.get()).then_some(seen)
    })
}

#[component]
fn GhostCard(session: Session, id: NodeId) -> impl IntoView {
    let board = session.board();
    let card = {
        let id = id.clone();
        Memo::new(move |_| {
            board.planning.shades.with(|shades| {
                let shade = shades.shape(&id)?;
                let ghost = board.marks.with(|marks| marks.ghosts.get(shade.ghost).cloned())?;
                Some(Card { ghost, rect: shade.rect })
            })
        })
    };
    let is_selected = {
        let id = id.clone();
        Memo::new(move |_| board.is_selected(&id))
    };
    let shape = id.to_string();
    move || {
        card.get().map(|Card { ghost, rect }| {
            view! {
                <div
                    class=class(&ghost)
                    class:item-selected=is_selected
                    data-node=ghost.name.to_string()
                    data-item=shape.clone()
                    data-operation="delete"
                    role="group"
                    aria-roledescription=format!("deleted {}", ghost.kind)
                    aria-label=speech::ghost(&ghost)
                    tabindex="-1"
                    style:transform=format!("translate({}px, {}px)", rect.left(), rect.top())
                    style:width=pixels(rect.size.width)
                    style:height=pixels(rect.size.height)
                >
                    <div class="item-head">
                        {icon(&ghost).view()}
                        <span class="item-name">{breaking(&ghost.name)}</span>
                        <span class="item-label">{ghost.label.to_string()}</span>
                    </div>
                    {sign(&ghost.changes)}
                    {ports(&ghost)}
                </div>
            }
        })
    }
}

fn class(ghost: &Ghost) -> &'static str {
    match ghost.kind {
        ResourceType::Dataset => "item item-ghost item-object item-dataset",
        ResourceType::Recipe => "item item-ghost item-object item-recipe",
        _ => "item item-ghost item-block",
    }
}

fn icon(ghost: &Ghost) -> Icon {
    match ghost.kind {
        ResourceType::Dataset => Icon::State,
        ResourceType::Recipe => Icon::Source,
        ResourceType::Solution => Icon::Project,
        _ => Icon::Blocks,
    }
}

fn ports(ghost: &Ghost) -> impl IntoView + use<> {
    let port = |class: &'static str, row: usize, port: &GhostPort| {
        let name = (!ghost.is_object()).then(|| port.name.to_string());
        let top = pixels(ghost_port_y(ghost, row) - 12.0);
        view! { <span class=class style:top=top><span class="port-name">{name}</span></span> }
    };
    let side = |class: &'static str, ports: &[GhostPort]| {
        ports.iter().enumerate().map(|(row, found)| port(class, row, found)).collect_view()
    };
    (side("port port-in port-wired", &ghost.inputs), side("port port-out port-wired", &ghost.outputs))
}

/// What is done to something, by its sign and the counts of its objects.
pub(super) fn sign(changes: &Changes) -> impl IntoView + use<> {
    let counts = Some(changes.signs()).filter(|counts| !counts.is_empty());
    view! {
        <span class="item-sign" aria-hidden="true">
            <b>{changes.operation.sign()}</b>
            {counts.map(|counts| view! { <span>{counts}</span> })}
        </span>
    }
}

/// The wires of ghosts.
#[component]
pub(super) fn Trails(session: Session) -> impl IntoView {
    let board = session.board();
    let seen = seen(session);
    let ways = Memo::new(move |_| {
        let seen = seen.get()?;
        board.planning.shades.with(|shades| {
            let is_seen = |line: &&Dash| Rect::between(line.source, line.target).meets(&seen);
            let lines = shades.lines.iter().filter(is_seen);
            // One drawing for all of them: none can be selected.
            Some(lines.map(|line| path(&line.way)).collect::<String>())
        })
    });
    view! {
        <svg class="canvas-lines" aria-hidden="true">
            {move || ways.get().filter(|ways| !ways.is_empty()).map(|ways| view! { <path class="line line-trail" d=ways></path> })}
        </svg>
    }
}
