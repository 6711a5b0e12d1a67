//! One line of the outline.

use blockwright::diagnostic::counts::Counts;
use blockwright::diagram::Subject;
use blockwright::marks::Operation;
use blockwright::speech;
use blockwright::tree::{Row, Shows, Words, words};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::keys::turn;
use super::shape_of;
use crate::ui::kit::{Badge, Icon, Place};
use crate::ui::session::{Board, Session};

/// How far a level stands in, in `rem`.
const INDENT: usize = 1;

/// A frame, node, port, wire or ghost.
#[component]
pub(super) fn Line(session: Session, place: Place, row: Row) -> impl IntoView {
    let board = session.board();
    let Place { index, id, top, is_active } = place;
    let Words { lead, name, detail } = untrack(|| said(board, row.shows));
    let shape = untrack(|| shape_of(board, row.shows));
    // Ports and wires go with their node, but are not what is selected.
    let shape = shape.filter(|_| matches!(row.shows, Shows::Node(_) | Shows::Frame(_)));
    let note = match row.shows {
        Shows::Note(note) => Some(note),
        _ => None,
    };
    let is_selected = Memo::new(move |_| match note {
        Some(_) => board.selected_note.get() == note,
        None => shape.as_ref().is_some_and(|shape| board.is_selected(shape)),
    });
    let counts = untrack(|| problems(board, row.shows));
    let operation = untrack(|| operation(board, row.shows));
    let icon = untrack(|| icon(board, row.shows));
    let press = move |event: web_sys::MouseEvent| {
        if (event.shift_key() || event.ctrl_key() || event.meta_key())
            && let Some(shape) = untrack(|| shape_of(board, row.shows))
        {
            board.select(&shape, true);
        }
        board.tree.active.set(index);
    };
    let turn_over = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        board.tree.active.set(index);
        turn(board, row.shows, None);
    };
    let chevron = match row.is_open {
        Some(true) => Some(Icon::ChevronDown.view()),
        Some(false) => Some(Icon::ChevronRight.view()),
        None => None,
    };
    view! {
        <div
            id=id
            class="virtual-row tree-row"
            class:active=is_active
            class:chosen=is_selected
            class:tree-ghost=matches!(row.shows, Shows::Ghost(_))
            style:top=top
            style:padding-inline-start=format!("{}rem", row.level * INDENT)
            role="treeitem"
            {..custom_attribute("aria-level", row.level.to_string())}
            aria-posinset=row.place.to_string()
            aria-setsize=row.count.to_string()
            aria-expanded=row.is_open.map(|is_open| is_open.to_string())
            aria-selected=move || is_selected.get().to_string()
            on:click=press
        >
            <span class="tree-turn" on:click=turn_over>{chevron}</span>
            {operation.map(sign)}
            {icon.map(Icon::view)}
            {(!lead.is_empty()).then(|| view! { <span class="tree-lead">{lead}</span> })}
            <span class="tree-name">{name}</span>
            <span class="tree-detail">{detail}</span>
            {(counts.total() > 0).then(|| {
                let (tone, icon) = if counts.errors > 0 { ("tone-error", Icon::Error) } else { ("tone-warning", Icon::Warning) };
                view! { <Badge tone text=counts.to_string() icon /> }
            })}
            // Heard after the name, for that is what rows are told apart by.
            {operation.map(|operation| view! { <span class="visually-hidden">{operation.word()}</span> })}
        </div>
    }
}

/// The sign of what the plan does, with the word for it.
fn sign(operation: Operation) -> impl IntoView {
    let class = match operation {
        Operation::Create => "tree-sign mark-create",
        Operation::Update => "tree-sign mark-update",
        Operation::Replace | Operation::Delete => "tree-sign mark-delete",
        Operation::Unchanged => "tree-sign",
    };
    view! {
        <span class=class title=operation.word() aria-hidden="true">
            {operation.sign()}
        </span>
    }
}

/// What a row says; of a ghost what its mark tells.
pub(super) fn said(board: Board, shows: Shows) -> Words {
    match shows {
        Shows::Ghost(at) => board
            .marks
            .with(|marks| {
                let ghost = marks.ghosts.get(at);
                ghost.map(|ghost| Words {
                    lead: "",
                    name: ghost.name.to_string(),
                    detail: format!(
                        "{}, no longer in the configuration, {}",
                        ghost.kind,
                        speech::changes(&ghost.changes)
                    ),
                })
            })
            .unwrap_or_default(),
        _ => board.with_tree(|basis| words(basis, shows)),
    }
}

fn problems(board: Board, shows: Shows) -> Counts {
    board.marks.with(|marks| match shows {
        Shows::Node(at) => marks.nodes.get(at).map(|mark| mark.counts).unwrap_or_default(),
        _ => Counts::default(),
    })
}

fn operation(board: Board, shows: Shows) -> Option<Operation> {
    board.marks.with(|marks| match shows {
        Shows::Node(at) => marks.nodes.get(at)?.changes.as_ref().map(|changes| changes.operation),
        Shows::Ghost(at) => marks.ghosts.get(at).map(|ghost| ghost.changes.operation),
        _ => None,
    })
}

fn icon(board: Board, shows: Shows) -> Option<Icon> {
    let subject = |at: usize| board.diagram.with(|diagram| diagram.nodes.get(at).map(|node| node.subject));
    match shows {
        Shows::Frame(_) => Some(Icon::Folder),
        Shows::Node(at) => Some(match subject(at)? {
            Subject::Dataset(_) => Icon::State,
            Subject::Object(..) => Icon::Folder,
            Subject::Recipe(_) => Icon::Source,
            Subject::Solution(_) => Icon::Project,
            Subject::Block(_) | Subject::Member(_) => Icon::Blocks,
        }),
        Shows::Port { .. } | Shows::Wire { .. } => None,
        Shows::Note(_) => Some(Icon::File),
        Shows::Ghost(_) => Some(Icon::Trash),
    }
}
