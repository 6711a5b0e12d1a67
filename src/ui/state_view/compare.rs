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

/// Differing resources that are shown at once.
const PAGE: usize = 25;

/// Two choices, and what differs between them. At first they are the newest version and the one
/// before.
#[component]
pub(super) fn Comparison(
    session: Session,
    scope: Memo<Option<Scope>>,
    kept: RwSignal<Vec<Kept>>,
) -> impl IntoView {
    let (from, to) = (RwSignal::new(None::<u32>), RwSignal::new(None::<u32>));
    let found = RwSignal::new(None::<Arc<[Change]>>);
    let or_at = move |chosen: RwSignal<Option<u32>>, position: usize| {
        Signal::derive(move || {
            let known = |number: &u32| kept.with(|kept| kept.iter().any(|kept| kept.number == *number));
            let fallback = || kept.with(|kept| kept.get(position).map(|kept| kept.number));
            chosen.get().filter(known).or_else(fallback)
        })
    };
    let (older, newer) = (or_at(from, 1), or_at(to, 0));
    let compare = move || {
        let sides = scope.get_untracked().zip(older.get_untracked().zip(newer.get_untracked()));
        let Some((scope, (older, newer))) = sides else { return };
        spawn_local(async move {
            match (read(&scope, older).await, read(&scope, newer).await) {
                (Some(older), Some(newer)) => drop(found.try_set(Some(differences(&older, &newer)))),
                _ => session.notify(Tone::Error, "One of the versions cannot be read; nothing was compared."),
            }
        });
    };
    let pick = move |signal: RwSignal<Option<u32>>| {
        move |number: u32| {
            signal.set(Some(number));
            found.set(None);
        }
    };
    view! {
        <Show when=move || { kept.with(Vec::len) > 1 }>
            <section class="compare" aria-labelledby="compare-title">
                <h2 id="compare-title">"Compare two versions"</h2>
                <div class="plan-filters">
                    <Choice label="From" kept chosen=older on_choose=pick(from) />
                    <Choice label="To" kept chosen=newer on_choose=pick(to) />
                    <Button label="Compare".to_owned() on_press=compare />
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
