//! One problem of the list: a line to scan, and everything about it while it is open.

use std::sync::Arc;

use blockwright::diagnostic::Diagnostic;
use blockwright::problem_list::Key;
use leptos::prelude::*;

use super::details::Details;
use super::pages::Row;
use super::severity;
use crate::ui::kit::{Badge, Button, Icon};
use crate::ui::session::Session;

/// The id of the element that opens the problem at `position`.
pub(super) fn id(position: usize) -> String {
    format!("problem-{position}")
}

/// A problem. Its words change in place, so that an edit elsewhere takes no focus away.
#[component]
pub(super) fn ProblemRow(session: Session, key_of_row: Key, rows: Memo<Arc<[Row]>>) -> impl IntoView {
    let key = StoredValue::new(key_of_row);
    let worklist = session.worklist();
    let row = Memo::new(move |_| {
        rows.with(|rows| key.with_value(|key| rows.iter().find(|row| row.key == *key).cloned()))
    });
    let is_open =
        Memo::new(move |_| worklist.present.with(|open| key.with_value(|key| open.as_ref() == Some(key))));
    let toggle = move |_| {
        let wanted = (!is_open.get_untracked()).then(|| key.get_value());
        worklist.present.set(wanted);
    };
    let position = move || row.with(|row| row.as_ref().map(|row| row.position));
    let read = move |words: fn(&Diagnostic) -> String| {
        move || row.with(|row| row.as_ref().map(|row| words(&row.problem)))
    };
    let message = read(|problem| problem.message.clone());
    let rule = read(|problem| format!("{} {}", problem.rule.id, problem.rule.title));
    let path = read(|problem| problem.path.clone());
    let severity = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.problem.severity)));
    let badge = move || {
        severity.get().map(|severity| {
            view! { <Badge tone=severity::tone(severity) text=severity::word(severity) icon=severity::icon(severity) /> }
        })
    };
    view! {
        <li class="problem" class:problem-open=is_open>
            <div class="problem-line">
                <button
                    type="button"
                    class="problem-head"
                    id=move || position().map(id)
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    {move || if is_open.get() { Icon::ChevronDown.view() } else { Icon::ChevronRight.view() }}
                    <span class="problem-badge">{badge}</span>
                    <span class="problem-message">{message}</span>
                    <span class="problem-facts"><span>{rule}</span><code>{path}</code></span>
                </button>
                {move || (!is_open.get()).then(|| view! { <PlaceLink session row /><QuickFix session row /> })}
            </div>
            {move || is_open.get().then(|| view! { <Details session row /> })}
        </li>
    }
}

/// Where the problem stands; leads to the source.
#[component]
fn PlaceLink(session: Session, row: Memo<Option<Row>>) -> impl IntoView {
    let place = Memo::new(move |_| {
        row.with(|row| {
            let row = row.as_ref()?;
            Some((row.place.as_ref()?.to_string(), row.problem.at?))
        })
    });
    move || {
        place.get().map(|(words, at)| {
            let label = format!("Show {words} in the source");
            view! {
                <button type="button" class="link problem-place" aria-label=label on:click=move |_| session.reveal(at)>{words}</button>
            }
        })
    }
}

/// Applies the fix without opening the problem.
#[component]
fn QuickFix(session: Session, row: Memo<Option<Row>>) -> impl IntoView {
    let fix = Memo::new(move |_| {
        row.with(|row| {
            let row = row.as_ref()?;
            Some((row.problem.fix.as_ref()?.title.clone(), row.position))
        })
    });
    move || {
        fix.get().map(|(title, position)| {
            view! { <Button label=title hint="Apply this fix" icon=Icon::Check on_press=move || session.fix_problem(position) /> }
        })
    }
}
