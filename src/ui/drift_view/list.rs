//! What differs, by resource.

use std::sync::Arc;

use blockwright::drift::{Drift, Kind};
use blockwright::route::Route;
use leptos::prelude::*;

use super::difference::Difference;
use super::suppressed::Suppressed;
use crate::ui::kit::{Button, EmptyState, Icon};
use crate::ui::session::{Picture, Session};

/// How many resources are shown at first, and more each time.
const STEP: usize = 100;

/// What is shown of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Filter {
    kind: Option<Kind>,
    most: usize,
}

/// The differences by resource, with a filter; what is suppressed and what was not read below.
#[component]
pub(super) fn DriftList(session: Session, picture: Arc<Picture>) -> impl IntoView {
    let drift = session.comparing().drift;
    let filter = RwSignal::new(Filter { kind: None, most: STEP });
    let body = move || {
        match drift.get() {
        None => view! {
            <EmptyState icon=Icon::Problems title="There is nothing to compare with yet".to_owned()>
                <p>"The configuration has problems, so it asks for nothing definite. What was read stays here."</p>
                <p><a href=Route::Problems.to_string()>"Show the problems"</a></p>
            </EmptyState>
        }
        .into_any(),
        Some(found) => view! { <Kinds found=Arc::clone(&found) filter /><Rows session found filter /> }.into_any(),
    }
    };
    view! { {body}<Suppressed session picture /> }
}

/// The kinds that there are, each with its count: pressed, only they are shown.
#[component]
fn Kinds(found: Arc<Drift>, filter: RwSignal<Filter>) -> impl IntoView {
    let button = |kind: Kind| {
        let count = found.count(kind);
        let is_chosen = move || filter.with(|filter| filter.kind == Some(kind));
        let choose = move |_| {
            filter.update(|filter| {
                *filter = Filter { kind: (filter.kind != Some(kind)).then_some(kind), most: STEP };
            });
        };
        (count > 0).then(|| {
            view! {
                <button type="button" class="button" aria-pressed=move || is_chosen().to_string() on:click=choose>
                    {icon(kind).view()}<span>{name(kind)}</span><span class=format!("count {}", tone(kind))>{count}</span>
                </button>
            }
        })
    };
    view! { <div class="drift-kinds" role="group" aria-label="Show only">{Kind::ALL.map(button).into_iter().collect_view()}</div> }
}

#[component]
fn Rows(session: Session, found: Arc<Drift>, filter: RwSignal<Filter>) -> impl IntoView {
    move || {
        let Filter { kind, most } = filter.get();
        let is_shown = |at: &usize| {
            found.resources.get(*at).is_some_and(|resource| match kind {
                Some(_) => resource.kind == kind,
                None => resource.kind.is_some(),
            })
        };
        let shown: Vec<usize> = (0..found.resources.len()).filter(is_shown).collect();
        let more = shown.len().saturating_sub(most);
        let row = |at: usize| view! { <Difference session found=Arc::clone(&found) at /> };
        let rows = shown.into_iter().take(most).map(row).collect_view();
        let label = format!("Show {} more", more.min(STEP));
        view! {
            <ul class="drift-list">{rows}</ul>
            {(more > 0).then(|| view! {
                <Button label on_press=move || filter.update(|filter| filter.most += STEP) />
            })}
        }
    }
}

/// The short name of a kind.
pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Conflict => "Both sides",
        Kind::Missing => "Gone",
        Kind::Server => "Changed in DSS",
        Kind::Unmanaged => "Only in DSS",
        Kind::Config => "Changed here",
        Kind::Both => "State behind",
    }
}

/// The class of a kind's colour.
pub(super) fn tone(kind: Kind) -> &'static str {
    match kind {
        Kind::Conflict => "tone-error",
        Kind::Missing => "tone-delete",
        Kind::Server => "tone-warning",
        Kind::Unmanaged => "tone-create",
        Kind::Config => "tone-update",
        Kind::Both => "tone-plain",
    }
}

/// The picture of a kind.
pub(super) fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::Conflict => Icon::Error,
        Kind::Missing => Icon::Delete,
        Kind::Server => Icon::Drift,
        Kind::Unmanaged => Icon::Create,
        Kind::Config => Icon::Update,
        Kind::Both => Icon::State,
    }
}
