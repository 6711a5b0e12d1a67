//! The outline: the canvas as a tree, for those who would rather read than look, and for phones.

mod acts; // what can be done with the active row
mod connect; // a port chosen for another one
mod keys; // keys in the tree
mod name; // another name
mod note; // the text of a note
mod row; // one line
mod version; // another version of a block

use std::sync::Arc;

use blockwright::arrangement::Frame;
use blockwright::diagram::NodeId;
use blockwright::tree::{Key, Row, Shows, key, row_of, row_of_note};
use leptos::prelude::*;

use super::{focus_canvas, is_page};
use crate::ui::kit::{EmptyState, Icon, Place, VirtualList, focus_list};
use crate::ui::session::{Board, Session};
use acts::Acts;
use connect::Connect;
use name::Rename;
use note::NoteDialog;
use row::Line;
use version::ChangeVersion;

/// Pages on which the outline is what is shown first.
const PHONE: &str = "(max-width: 43.75rem)";

/// Id of the tree.
const TREE: &str = "canvas-tree";

/// A row, told apart from the same row of an older diagram.
type Marked = (u64, Row);

/// What is asked for in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Another name for what the active row shows.
    Name,
    /// Another version of it.
    Version,
}

/// Whether the outline is shown; reads what was decided.
pub(super) fn is_shown(session: Session) -> bool {
    session.board().tree.is_shown.get().unwrap_or_else(|| is_page(PHONE))
}

/// Shows the outline in place of the picture, or the picture.
pub(super) fn toggle(session: Session) {
    let is_shown = untrack(|| is_shown(session));
    session.board().wiring.let_go();
    session.board().tree.is_shown.set(Some(!is_shown));
    session.announce(if is_shown { "The canvas as a picture" } else { "The canvas as an outline" });
    request_animation_frame(move || focus_canvas(session));
}

/// Gives the focus to the tree.
pub(super) fn take_focus() {
    focus_list(TREE);
}

/// The outline with what can be done in it.
#[component]
pub(super) fn Outline(session: Session) -> impl IntoView {
    let board = session.board();
    let asked = RwSignal::new(None::<Asked>);
    let number = Memo::new_with_compare(
        move |before: Option<&u64>| {
            board.diagram.track();
            board.marks.track();
            board.arrangement.track();
            before.map_or(0, |before| before + 1)
        },
        |_, _| true,
    );
    let rows = Memo::new_with_compare(move |_: Option<&Arc<[Row]>>| board.tree_rows(), |_, _| true);
    let marked = Signal::derive(move || {
        let number = number.get();
        rows.with(|rows| rows.iter().map(|row| (number, *row)).collect::<Arc<[Marked]>>())
    });
    // The active row's place, and what it shows whatever its place is.
    let stays = StoredValue::new(None::<(usize, Key)>);
    follow_focus(board, rows, stays);
    tell_focus(board, rows, stays);
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    let row = move |(place, (_, row)): (Place, Marked)| view! { <Line session place row /> }.into_any();
    let keys = keys::Keys::new(session, rows, asked);
    let list = move || {
        view! {
            <VirtualList
                id=TREE
                label="Outline of the canvas"
                role="tree"
                rows=marked
                active=board.tree.active
                row=Callback::new(row)
                on_key=Callback::new(move |event| keys.pressed(&event))
            />
        }
    };
    view! {
        <section class="outline" aria-label="Outline" data-outline="">
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <EmptyState icon=Icon::Canvas title="Nothing is here yet".to_owned()><p></p></EmptyState> }
            >
                {list}
                <Acts session rows asked />
            </Show>
            {move || asked.get().map(|what| match what {
                Asked::Name => view! { <Rename session rows asked /> }.into_any(),
                Asked::Version => view! { <ChangeVersion session rows asked /> }.into_any(),
            })}
            {move || board.edited_note.get().map(|note| view! { <NoteDialog session note /> })}
            <Show when=move || board.wiring.held.with(Option::is_some)><Connect session /></Show>
        </section>
    }
}

/// The active row.
fn active(board: Board, rows: Memo<Arc<[Row]>>) -> Option<Row> {
    rows.with(|rows| rows.get(board.tree.active.get()).copied())
}

/// The shape that a row belongs to.
fn shape_of(board: Board, shows: Shows) -> Option<NodeId> {
    let node = |at: usize| board.diagram.with(|diagram| diagram.nodes.get(at).map(|node| node.id.clone()));
    match shows {
        Shows::Node(at) | Shows::Port { node: at, .. } | Shows::Wire { node: at, .. } => node(at),
        Shows::Frame(at) => {
            let arrangement = board.arrangement.get().unwrap_or_default();
            arrangement.frames.get(at).map(Frame::id)
        }
        Shows::Note(_) | Shows::Ghost(_) => None,
    }
}

/// Makes the row of the focused shape active, wherever the focus came from.
fn follow_focus(board: Board, rows: Memo<Arc<[Row]>>, stays: StoredValue<Option<(usize, Key)>>) {
    // The active row is the user's own choice and not derived; the focus is one way to choose it.
    Effect::new(move |before: Option<Option<NodeId>>| {
        let focus = board.focus.get();
        rows.track();
        if board.selected_note.with_untracked(Option::is_some) {
            return focus;
        }
        let moved = stays.get_value().and_then(|stood| untrack(|| place_of(board, rows, &stood)));
        if let Some(at) = moved.filter(|_| before.as_ref() == Some(&focus)) {
            board.tree.active.set(at);
            return focus;
        }
        let shown = untrack(|| active(board, rows).and_then(|row| shape_of(board, row.shows)));
        if focus.is_none() || shown == focus {
            return focus;
        }
        if before != Some(focus.clone())
            && let Some(focus) = &focus
        {
            let was = board.tree.open.get_untracked();
            let mut open = was.clone();
            untrack(|| board.with_tree(|basis| open.reveal(basis, focus)));
            if open != was {
                // The rows follow, and then this runs again.
                board.tree.open.set(open);
            }
        }
        let at = rows.with_untracked(|rows| untrack(|| row_at(board, rows, focus.as_ref()?)));
        if let Some(at) = at {
            board.tree.active.set(at);
        }
        focus
    });
    // As above, for notes.
    Effect::new(move |_| {
        let note = board.selected_note.get();
        let at = note.and_then(|note| rows.with(|rows| row_of_note(rows, note)));
        if let Some(at) = at.filter(|at| board.tree.active.get_untracked() != *at) {
            board.tree.active.set(at);
        }
    });
    // As above: only the bound of the choice follows from the rows.
    Effect::new(move |_| {
        let last = rows.with(|rows| rows.len().saturating_sub(1));
        if board.tree.active.get_untracked() > last {
            board.tree.active.set(last);
        }
    });
}

/// Where the row is now that stood at a place, if it is elsewhere because others came or went.
fn place_of(board: Board, rows: Memo<Arc<[Row]>>, (at, stood): &(usize, Key)) -> Option<usize> {
    if board.tree.active.get() != *at {
        return None;
    }
    let is_it = |row: &Row| board.with_tree(|basis| key(basis, row.shows)).as_ref() == Some(stood);
    rows.with(|rows| match rows.get(*at) {
        Some(row) if is_it(row) => None,
        _ => rows.iter().position(is_it),
    })
}

fn row_at(board: Board, rows: &[Row], focus: &NodeId) -> Option<usize> {
    match board.diagram.with(|diagram| diagram.position(focus)) {
        Some(node) => row_of(rows, node),
        None => rows.iter().position(|row| {
            matches!(row.shows, Shows::Frame(_)) && shape_of(board, row.shows).as_ref() == Some(focus)
        }),
    }
}

/// Selects what the active row shows, on the canvas too.
fn tell_focus(board: Board, rows: Memo<Arc<[Row]>>, stays: StoredValue<Option<(usize, Key)>>) {
    // As above, in the other direction; what is active at first was not chosen by anybody.
    Effect::new(move |before: Option<()>| {
        let at = board.tree.active.get();
        let key =
            untrack(|| active(board, rows).and_then(|row| board.with_tree(|basis| key(basis, row.shows))));
        stays.set_value(key.map(|key| (at, key)));
        let shows = untrack(|| active(board, rows)).map(|row| row.shows);
        if before.is_none() {
            return;
        }
        if let Some(Shows::Note(note)) = shows {
            if board.selected_note.get_untracked() != Some(note) {
                board.select_note(note);
            }
            board.tree.has_chosen.set_value(true);
        } else if let Some(shown) = untrack(|| shape_of(board, shows?)) {
            let is_other = board.focus.get_untracked().as_ref() != Some(&shown)
                || board.selected_note.with_untracked(Option::is_some);
            if is_other {
                board.select(&shown, false);
                board.reveal(&shown);
            }
            board.tree.has_chosen.set_value(true);
        }
    });
}
