//! The plan beside the canvas: block to objects to fields. What is chosen here is selected there, and
//! the other way round.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::change_list::{Basis, Key, Owner, Row};
use blockwright::diagram::{Diagram, NodeId};
use blockwright::marks::Marks;
use blockwright::plan::Plan;
use blockwright::walk::Walk;
use leptos::prelude::*;

use super::plan_head::{Head, NoPlan};
use super::plan_row::PlanRow;
use crate::ui::kit::{EmptyState, Icon, Place, VirtualList};
use crate::ui::session::Session;

/// What rows are made from, with a number that tells it from the one before.
#[derive(Clone)]
pub(super) struct Listed {
    number: u64,
    diagram: Arc<Diagram>,
    walk: Arc<Walk>,
    marks: Arc<Marks>,
    /// The plan.
    pub(super) plan: Arc<Plan>,
    only_changes: bool,
}

/// A row, told apart from the same row of an older plan.
pub(super) type Marked = (u64, Row);

/// Signals of the list.
#[derive(Clone, Copy)]
pub(super) struct List {
    session: Session,
    /// What is listed; `None` without a plan.
    pub(super) listed: Memo<Option<Listed>>,
    rows: Memo<Arc<[Marked]>>,
    active: RwSignal<usize>,
}

/// The list with its head.
#[component]
pub(super) fn PlanList(session: Session) -> impl IntoView {
    let board = session.board();
    let list = List::new(session);
    follow_canvas(list);
    let has_plan = Memo::new(move |_| board.planning.plan.with(Option::is_some));
    view! {
        <aside class="canvas-plan" aria-labelledby="canvas-plan-title">
            <h2 id="canvas-plan-title">"Plan"</h2>
            <Show when=move || has_plan.get() fallback=move || view! { <NoPlan session /> }>
                <Head session />
                <Rows list />
            </Show>
        </aside>
    }
}

#[component]
fn Rows(list: List) -> impl IntoView {
    let is_empty = Memo::new(move |_| list.rows.with(|rows| rows.is_empty()));
    let row = move |(place, marked): (Place, Marked)| view! { <PlanRow list place marked /> }.into_any();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if list.active_row().is_some_and(|row| list.press(&row, &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    // The list has moved its active row by then.
    let follow = move |event: web_sys::KeyboardEvent| {
        if ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].contains(&event.key().as_str())
            && let Some(row) = list.active_row()
        {
            list.show(row.owner);
        }
    };
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=|| view! { <EmptyState icon=Icon::Check title="No changes".to_owned()><p>"What is deployed is what the configuration asks for."</p></EmptyState> }
        >
            <div class="canvas-plan-rows" on:keyup=follow>
                <VirtualList
                    id="change"
                    label="Changes by block"
                    role="tree"
                    rows=list.rows
                    active=list.active
                    row=Callback::new(row)
                    on_key=Callback::new(on_key)
                />
            </div>
        </Show>
    }
}

impl Listed {
    /// What the rows follow from.
    pub(super) fn basis(&self) -> Basis<'_> {
        Basis {
            diagram: &self.diagram,
            walk: &self.walk,
            marks: &self.marks,
            plan: &self.plan,
            only_changes: self.only_changes,
        }
    }
}

impl List {
    fn new(session: Session) -> Self {
        let board = session.board();
        let planning = board.planning;
        let listed = move |last: Option<&Option<Listed>>| {
            let number = last.and_then(Option::as_ref).map_or(0, |last| last.number + 1);
            let (diagram, walk, marks) = (board.diagram.get(), board.walk.get(), board.marks.get());
            let (plan, only_changes) = (planning.plan.get()?, planning.only_changes.get());
            Some(Listed { number, diagram, walk, marks, plan, only_changes })
        };
        let listed = Memo::new_with_compare(listed, |_, _| true);
        let rows = Memo::new(move |_| {
            listed.with(|listed| {
                let Some(listed) = listed else { return Arc::default() };
                let rows = planning.open.with(|open| listed.basis().rows(open));
                rows.into_iter().map(|row| (listed.number, row)).collect()
            })
        });
        Self { session, listed, rows, active: RwSignal::new(0) }
    }

    fn active_row(self) -> Option<Row> {
        let active = self.active.get_untracked();
        self.rows.with_untracked(|rows| rows.get(active).map(|(_, row)| *row))
    }

    /// Makes a row the active one, and selects what it belongs to.
    pub(super) fn choose(self, index: usize, row: &Row) {
        self.active.set(index);
        self.show(row.owner);
    }

    /// Selects an owner on the canvas and brings it into the middle.
    fn show(self, owner: Owner) {
        if let Some(id) = self.shown(owner) {
            let board = self.session.board();
            board.select(&id, false);
            board.center_on(&id);
        }
    }

    /// The shape that an owner is drawn in.
    fn shown(self, owner: Owner) -> Option<NodeId> {
        let board = self.session.board();
        let of_node = |node: usize| {
            board.scene.with_untracked(|scene| {
                let diagram = board.diagram.get_untracked();
                scene.owner_of(node, &diagram).map(|shape| shape.id.clone())
            })
        };
        match owner {
            Owner::Node(node) => of_node(node),
            Owner::Ghost(ghost) => {
                let ghost = board.marks.with_untracked(|marks| marks.ghosts.get(ghost).cloned())?;
                let drawn = [Some(ghost.id), ghost.parent];
                drawn.into_iter().flatten().find(|id| board.rect_of(id).is_some())
            }
            Owner::Elsewhere => None,
        }
    }

    /// Opens or closes what is below a row; `None` turns it round.
    pub(super) fn toggle(self, row: &Row, open: Option<bool>) {
        let key = self.listed.with_untracked(|listed| listed.as_ref()?.basis().key(row));
        if let Some(key) = key.filter(|_| row.is_open.is_some()) {
            self.session.board().planning.open.update(|keys| turn(keys, key, open));
        }
    }

    /// What a key does to the active row; `false` if nothing.
    fn press(self, row: &Row, key: &str) -> bool {
        match (key, row.is_open) {
            ("Enter" | " ", _) => self.show(row.owner),
            ("ArrowRight", Some(_)) => self.toggle(row, Some(true)),
            ("ArrowLeft", Some(true)) => self.toggle(row, Some(false)),
            ("ArrowLeft", _) => self.to_parent(row.level),
            _ => return false,
        }
        true
    }

    /// Makes the row active that the active one stands below.
    fn to_parent(self, level: usize) {
        let active = self.active.get_untracked();
        let parent =
            self.rows.with_untracked(|rows| rows.iter().take(active).rposition(|(_, row)| row.level < level));
        if let Some(parent) = parent {
            self.active.set(parent);
        }
    }

    /// Whether what a row belongs to is selected; reads the selection.
    pub(super) fn is_selected(self, owner: Owner) -> bool {
        let selection = self.session.board().selection.get();
        !selection.is_empty() && self.shown(owner).is_some_and(|id| selection.contains(&id))
    }
}

fn turn(keys: &mut BTreeSet<Key>, key: Key, open: Option<bool>) {
    let is_open = keys.contains(&key);
    if open.unwrap_or(!is_open) {
        keys.insert(key);
    } else {
        keys.remove(&key);
    }
}

/// What is selected on the canvas becomes active in the list, which scrolls there.
fn follow_canvas(list: List) {
    // The active row is the user's own choice and not derived; the canvas is one way to choose it.
    let board = list.session.board();
    Effect::new(move |_| {
        let Some(focus) = board.focus.get() else { return };
        let is_it = |row: &Row| list.shown(row.owner).as_ref() == Some(&focus);
        if list.active_row().is_some_and(|row| is_it(&row)) {
            return;
        }
        let found = list.rows.with_untracked(|rows| rows.iter().position(|(_, row)| is_it(row)));
        if let Some(found) = found {
            list.active.set(found);
        }
    });
}
