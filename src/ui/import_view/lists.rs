//! What is not in the configuration, and why.

use std::collections::BTreeMap;

use blockwright::diagnostic::counts::counted;
use blockwright::intake::Intake;
use blockwright::inventory::LeftOut;
use blockwright::managed::Omission;
use leptos::prelude::*;

use crate::ui::session::Arrival;

/// Most lines of a list that are shown; the report has all of them.
const SHOWN: usize = 200;

/// What was left out, as a list that opens; nothing if there is nothing.
#[component]
pub(super) fn LeftOutList(
    title: &'static str,
    about: &'static str,
    all: Vec<LeftOut>,
    open: bool,
) -> impl IntoView {
    let line = |left: &LeftOut| {
        view! { <li><code>{left.path.clone()}</code><span>{left.why.clone()}</span></li> }
    };
    let count = all.len();
    (count > 0).then(|| {
        view! {
            <details class="import-list" open=open>
                <summary>{format!("{title} ({count})")}</summary>
                <p class="view-note">{about}</p>
                <ul>{all.iter().take(SHOWN).map(line).collect_view()}</ul>
                {more(count)}
            </details>
        }
    })
}

/// Fields that DSS fills in by itself for one reason.
pub(super) struct Omitted {
    reason: String,
    count: usize,
    /// The first of their places.
    places: Vec<String>,
}

/// What is listed of the fields that DSS fills in by itself.
pub(super) fn omitted(intake: &Intake) -> Vec<Omitted> {
    let all = intake.omitted_by_reason().into_iter();
    let shown = |found: &[&Omission]| found.iter().take(SHOWN).map(|omission| omission.path()).collect();
    all.map(|(reason, found)| Omitted {
        reason: reason.to_string(),
        count: found.len(),
        places: shown(&found),
    })
    .collect()
}

/// What DSS fills in by itself, by reason.
#[component]
pub(super) fn OmittedList(all: Vec<Omitted>) -> impl IntoView {
    let count: usize = all.iter().map(|omitted| omitted.count).sum();
    let group = |omitted: Omitted| {
        let Omitted { reason, count, places } = omitted;
        view! {
            <details class="import-list">
                <summary>{format!("{reason} ({count})")}</summary>
                <ul>{places.into_iter().map(|place| view! { <li><code>{place}</code></li> }).collect_view()}</ul>
                {more(count)}
            </details>
        }
    };
    (count > 0).then(|| {
        view! {
            <details class="import-list">
                <summary>{format!("Left to DSS ({count})")}</summary>
                <p class="view-note">"Fields that DSS fills in by itself or that belong to one instance. They make no difference to a plan."</p>
                {all.into_iter().map(group).collect_view()}
            </details>
        }
    })
}

fn more(count: usize) -> Option<impl IntoView> {
    let more = count.saturating_sub(SHOWN);
    (more > 0).then(|| view! { <p class="view-note">{format!("{more} more are in the report.")}</p> })
}

/// Everything that is not in the configuration, as a text.
pub(super) fn report(arrival: &Arrival) -> String {
    let mut text = format!("Import of {} ({})\n", arrival.intake.name, arrival.origin);
    let lists = [
        ("Not expressed", &arrival.intake.left_out),
        ("Could not be read", &arrival.problems),
        ("Not opened", &arrival.skipped),
    ];
    for (title, all) in lists {
        text.push_str(&format!("\n{title}: {}\n", all.len()));
        for left in all {
            text.push_str(&format!("  {}: {}\n", left.path, left.why));
        }
    }
    for (reason, places) in arrival.intake.omitted_by_reason() {
        text.push_str(&format!("\nLeft to DSS, {reason}: {}\n", places.len()));
        for place in places {
            text.push_str(&format!("  {}\n", place.path()));
        }
    }
    text
}

/// How much there is of what, in words.
pub(super) fn extent(arrival: &Arrival) -> String {
    let files = counted(arrival.intake.files.len(), "file");
    let counts: BTreeMap<_, _> = arrival.intake.counts().into_iter().collect();
    let counts = counts.iter().filter(|(kind, _)| kind.name() != "project");
    let counts = counts.map(|(kind, count)| counted(*count, kind.name()));
    std::iter::once(files).chain(counts).collect::<Vec<_>>().join(", ")
}
