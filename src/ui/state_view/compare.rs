//! Two versions of a state side by side.

use std::sync::Arc;

use blockwright::diff::{self, AttributeChange, Change, ChangeKind, leaf};
use blockwright::plan::fields::leaves;
use blockwright::plan::{Action, words};
use blockwright::state::{State, file};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::change::{AddressText, Fields, Mark};
use crate::ui::kit::Button;
use crate::ui::session::{Session, Tone};
use crate::ui::state_archive::{self, Kept, Scope};

/// The id of the heading.
pub(super) const TITLE_ID: &str = "compare-title";

/// Differing resources that are shown at once.
const PAGE: usize = 25;

/// The versions that are compared, by number; where none is chosen, the newest one and the one
/// before it.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// The older one.
    pub(super) from: RwSignal<Option<u32>>,
    /// The newer one.
    pub(super) to: RwSignal<Option<u32>>,
}

impl Pair {
    /// Nothing is chosen yet.
    pub(super) fn new() -> Self {
        Self { from: RwSignal::new(None), to: RwSignal::new(None) }
    }
}

/// Two choices, and what differs between them.
#[component]
pub(super) fn Comparison(
    session: Session,
    scope: Memo<Option<Scope>>,
    kept: RwSignal<Vec<Kept>>,
    pair: Pair,
) -> impl IntoView {
    let found = RwSignal::new(None::<Arc<[Change]>>);
    let or_at = move |chosen: RwSignal<Option<u32>>, position: usize| {
        Memo::new(move |_| {
            let known = |number: &u32| kept.with(|kept| kept.iter().any(|kept| kept.number == *number));
            let fallback = || kept.with(|kept| kept.get(position).map(|kept| kept.number));
            chosen.get().filter(known).or_else(fallback)
        })
    };
    let (older, newer) = (or_at(pair.from, 1), or_at(pair.to, 0));
    // For the outside world: what is kept is read from disk.
    Effect::new(move |_| {
        found.set(None);
        let sides = (older.get(), newer.get());
        let (Some(scope), (Some(before), Some(after))) = (scope.get(), sides) else { return };
        spawn_local(async move {
            let read = (read(&scope, before).await, read(&scope, after).await);
            // Others may have been chosen meanwhile.
            if (older.try_get_untracked().flatten(), newer.try_get_untracked().flatten()) != sides {
                return;
            }
            match read {
                (Some(before), Some(after)) => drop(found.try_set(Some(differences(&before, &after)))),
                _ => session.notify(Tone::Error, "One of the versions cannot be read; nothing was compared."),
            }
        });
    });
    let pick = move |signal: RwSignal<Option<u32>>| move |number: u32| signal.set(Some(number));
    view! {
        <Show when=move || { kept.with(Vec::len) > 1 }>
            <section class="compare" aria-labelledby=TITLE_ID>
                <h2 id=TITLE_ID tabindex="-1">"What changed between two versions"</h2>
                <div class="plan-filters">
                    <Choice label="From" kept chosen=older on_choose=pick(pair.from) />
                    <Choice label="To" kept chosen=newer on_choose=pick(pair.to) />
                </div>
                {move || found.get().map(|changes| view! { <Differences changes /> })}
            </section>
        </Show>
    }
}

async fn read(scope: &Scope, number: u32) -> Option<State> {
    let text = state_archive::text(scope, number).await.ok()??;
    // The environment decides only about a warning, which does not matter here.
    file::load(&text, "").state
}

fn differences(older: &State, newer: &State) -> Arc<[Change]> {
    let changes = diff::between(older, newer).into_iter();
    changes.filter(|change| change.kind != ChangeKind::Unchanged).collect()
}

#[component]
fn Choice(
    label: &'static str,
    kept: RwSignal<Vec<Kept>>,
    #[prop(into)] chosen: Signal<Option<u32>>,
    #[prop(into)] on_choose: Callback<u32>,
) -> impl IntoView {
    let option = move |kept: Kept| {
        let number = kept.number;
        let words = format!("serial {}, updated {}", kept.snapshot.serial, kept.snapshot.updated_at);
        view! { <option value=number.to_string() selected=move || chosen.get() == Some(number)>{words}</option> }
    };
    let choose = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            on_choose.run(number);
        }
    };
    view! {
        <label class="compare-choice">
            <span>{label}</span>
            <select class="select" aria-label=label on:change=choose>
                {move || kept.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Differences(changes: Arc<[Change]>) -> impl IntoView {
    let count = changes.len();
    let limit = RwSignal::new(PAGE);
    let title = match count {
        0 => "No resource differs.".to_owned(),
        1 => "1 resource differs.".to_owned(),
        count => format!("{count} resources differ."),
    };
    let shown = move || changes.iter().take(limit.get()).cloned().collect::<Vec<_>>();
    view! {
        <p role="status">{title}</p>
        <ol class="plan-steps">
            <For each=shown key=|change| change.address.clone() let:change>
                <li><Difference change /></li>
            </For>
        </ol>
        <Show when=move || limit.get() < count>
            <Button label="Show more".to_owned() on_press=move || limit.update(|limit| *limit += PAGE) />
        </Show>
    }
}

#[component]
fn Difference(change: Change) -> impl IntoView {
    let action = match change.kind {
        ChangeKind::Added => Action::Create,
        ChangeKind::Modified => Action::Update,
        ChangeKind::Removed => Action::Delete,
        ChangeKind::Unchanged => Action::NoChange,
    };
    let fields: Vec<_> = match (&change.before, &change.after) {
        (None, Some(after)) => leaves(after),
        (Some(before), None) => leaves(before).into_iter().map(AttributeChange::reversed).collect(),
        _ => change
            .attributes
            .iter()
            .flat_map(|attribute| leaf::expand(attribute, change.comparison))
            .collect(),
    };
    view! {
        <article class="step">
            <header class="step-head">
                <Mark action word=words::change(change.kind) />
                <h3><AddressText address=change.address.clone() /></h3>
            </header>
            <Fields changes=fields />
        </article>
    }
}
