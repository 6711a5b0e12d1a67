//! A row of the plan beside the canvas.

use blockwright::change_list::{Basis, Owner, Row, What};
use blockwright::diff::sides::{Sides, sides};
use blockwright::diff::{AttributeChange, ChangeKind};
use blockwright::marks::{Changes, Operation};
use blockwright::plan::fields;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::plan_list::{List, Marked};
use crate::ui::kit::{Icon, Place};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    operation: Option<Operation>,
    title: String,
    /// What stands behind the title: what it is, how many of its objects change, the values of a field.
    detail: String,
}

/// A row: opens with its arrow, selects on the canvas elsewhere.
#[component]
pub(super) fn PlanRow(list: List, place: Place, marked: Marked) -> impl IntoView {
    let (_, row) = marked;
    let line = list.listed.with_untracked(|listed| Line::of(&listed.as_ref()?.basis(), &row))?;
    let Place { index, id, top, is_active } = place;
    let is_selected = Memo::new(move |_| list.is_selected(row.owner));
    let open = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        list.toggle(&row, None);
    };
    let arrow = row.is_open.map(|is_open| {
        let icon = if is_open { Icon::ChevronDown } else { Icon::ChevronRight };
        view! { <span class="plan-arrow" on:click=open>{icon.view()}</span> }
    });
    let word = line.operation.map(Operation::word);
    Some(view! {
        <div
            id=id
            class="virtual-row canvas-plan-row"
            class:active=is_active
            class:chosen=move || row.what == What::Owner && is_selected.get()
            style:top=top
            role="treeitem"
            {..custom_attribute("aria-level", row.level.to_string())}
            aria-posinset=row.position.to_string()
            aria-setsize=row.siblings.to_string()
            aria-expanded=row.is_open.map(|is_open| is_open.to_string())
            aria-selected=move || is_selected.get().to_string()
            on:click=move |_| list.choose(index, &row)
            on:dblclick=move |_| list.toggle(&row, None)
        >
            <span class="plan-arrow-room">{arrow}</span>
            {line.operation.map(|operation| view! {
                <span class="plan-sign" data-operation=word aria-hidden="true">{operation.sign()}</span>
            })}
            <span class="canvas-plan-name">{line.title.clone()}</span>
            <span class="canvas-plan-detail" title=line.detail.clone()>{line.detail.clone()}</span>
            <span class="visually-hidden">{word}</span>
        </div>
    })
}

impl Line {
    fn of(basis: &Basis<'_>, row: &Row) -> Option<Self> {
        match row.what {
            What::Owner => Some(Self::of_owner(basis, row.owner)),
            What::Step(step) => {
                let step = basis.plan.steps.get(step)?;
                let title = step.address.name().to_owned();
                Some(Self {
                    operation: Some(Operation::of(step)),
                    title,
                    detail: step.address.kind().to_string(),
                })
            }
            What::Field(step, field) => {
                let changes = fields::changed(basis.plan.steps.get(step)?);
                changes.get(field).map(Self::of_field)
            }
        }
    }

    fn of_owner(basis: &Basis<'_>, owner: Owner) -> Self {
        let (name, label) = match owner {
            Owner::Node(node) => match basis.diagram.nodes.get(node) {
                Some(node) => (&node.name, &node.label),
                None => return Self::default(),
            },
            Owner::Ghost(ghost) => match basis.marks.ghosts.get(ghost) {
                Some(ghost) => (&ghost.name, &ghost.label),
                None => return Self::default(),
            },
            Owner::Elsewhere => {
                let title = "Project and libraries".to_owned();
                return Self { title, ..Self::default() };
            }
        };
        let changes = basis.changes(owner);
        let counts = changes.map(Changes::signs).unwrap_or_default();
        let parts = [counts, label.to_string()].into_iter().filter(|part| !part.is_empty());
        Self {
            operation: changes.map(|changes| changes.operation),
            title: name.to_string(),
            detail: parts.collect::<Vec<_>>().join(" \u{b7} "),
        }
    }

    fn of_field(change: &AttributeChange) -> Self {
        let operation = match change.kind() {
            ChangeKind::Added => Operation::Create,
            ChangeKind::Removed => Operation::Delete,
            ChangeKind::Modified => Operation::Update,
            ChangeKind::Unchanged => Operation::Unchanged,
        };
        let detail = match sides(change) {
            Sides::Brief { old: Some(old), new: Some(new) } => format!("{old} \u{2192} {new}"),
            Sides::Brief { old, new } => old.or(new).unwrap_or_default(),
            Sides::Long { .. } => "a longer text".to_owned(),
        };
        Self { operation: Some(operation), title: change.path.clone(), detail }
    }
}
