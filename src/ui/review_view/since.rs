//! What changed since the version that this reviewer saw before.

use std::sync::Arc;

use blockwright::address::Address;
use blockwright::comparison::{Comparison, Difference, Turn};
use blockwright::plan::words::plural;
use leptos::prelude::*;

use crate::ui::change::{AddressText, Fields};
use crate::ui::clock::in_words;
use crate::ui::kit::{Icon, Place, VirtualList};
use crate::ui::session::{Earlier, Session};

/// Id of the list in the page.
const LIST: &str = "changed-since";
/// Names that are written out.
const NAMES: usize = 12;

/// One line: which version was seen before, and how much changed.
#[component]
pub(super) fn Summary(session: Session) -> impl IntoView {
    let earlier = session.reviewing().earlier;
    move || {
        earlier.get().map(|earlier| {
            let is_same = earlier.comparison.as_ref().is_some_and(Comparison::means_the_same);
            let icon = if is_same { Icon::Check } else { Icon::Notice };
            view! { <p class="review-since" role="status">{icon.view()}<span>{words(&earlier)}</span></p> }
        })
    }
}

fn words(earlier: &Earlier) -> String {
    let at = in_words(&earlier.at);
    let which = if earlier.is_previous { "the version before this one" } else { "another version" };
    let seen = format!("You saw {which} on {at}.");
    let Some(comparison) = &earlier.comparison else {
        let why = if earlier.review.is_none() {
            "this browser keeps only its digest"
        } else {
            "one of both was not worked out here"
        };
        return format!("{seen} What changed since cannot be told: {why}.");
    };
    let count = |turn| comparison.differences.iter().filter(|difference| difference.turn == turn).count();
    let counts = [
        (count(Turn::Added), "new"),
        (count(Turn::Changed), "done otherwise"),
        (count(Turn::Removed), "no longer done"),
        (comparison.same, "the same"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, words)| format!("{count} {words}")).collect();
    format!("{seen} Changes since then: {}. {}", told.join(", "), canvas(comparison))
}

/// What only looks different.
fn canvas(comparison: &Comparison) -> String {
    match (comparison.moved.len(), comparison.is_redecorated) {
        (0, false) => String::new(),
        (0, true) => {
            "On the canvas, frames or notes are others, which means nothing for the plan.".to_owned()
        }
        (moved, _) => {
            format!("On the canvas, {} moved, which means nothing for the plan.", plural(moved, "node"))
        }
    }
}

/// The changes that differ, those that are no longer done as well.
#[component]
pub(super) fn Differences(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let earlier = reviewing.earlier;
    let rows = Memo::new(move |_| {
        let comparison = earlier.with(|earlier| earlier.as_ref().and_then(|it| it.comparison.clone()));
        let differences = comparison.map(|comparison| comparison.differences).unwrap_or_default();
        let row = |found: Difference| Row { address: found.address, turn: found.turn };
        differences.into_iter().map(row).collect::<Arc<[Row]>>()
    });
    let active = RwSignal::new(0_usize);
    let show = move |at: usize| {
        active.set(at);
        let address = rows.with_untracked(|rows| rows.get(at).map(|row| row.address.clone()));
        reviewing.choose(address.as_deref());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | "ArrowRight" | " ") {
            event.prevent_default();
            show(active.get_untracked());
        }
    };
    let row = move |(place, Row { address, turn }): (Place, Row)| {
        let chosen = address.clone();
        let is_chosen = Memo::new(move |_| reviewing.chosen.with(|now| now.as_deref() == Some(&*chosen)));
        let Place { id, top, is_active, index } = place;
        view! {
            <div id=id class="virtual-row review-row" class:active=is_active style:top=top role="option"
                aria-selected=move || is_chosen.get().to_string() on:click=move |_| show(index)>
                <TurnMark turn />
                {Address::parse(&address).ok().map(|address| view! { <AddressText address /> })}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="review-list">
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=|| view! {
                <p class="review-none">"Nothing is done otherwise than in the version that you saw."</p>
            }>
                <VirtualList id=LIST label="Changes that differ from the version you saw" role="listbox" rows active
                    row=Callback::new(row) on_key=Callback::new(on_key) />
            </Show>
            {move || earlier.get().map(|earlier| view! { <Beside earlier /> })}
        </div>
    }
}

/// An address and what became of its change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    address: String,
    turn: Turn,
}

/// What became of a change, in a sign and words.
#[component]
pub(super) fn TurnMark(turn: Turn) -> impl IntoView {
    let (class, icon) = match turn {
        Turn::Added => ("mark mark-create", Icon::Create),
        Turn::Changed => ("mark mark-update", Icon::Update),
        Turn::Removed => ("mark mark-delete", Icon::Delete),
    };
    view! { <span class=class>{icon.view()}<span class="review-turn">{turn_words(turn)}</span></span> }
}

/// What became of a change in a word or two.
pub(super) fn turn_words(turn: Turn) -> &'static str {
    match turn {
        Turn::Added => "new",
        Turn::Changed => "otherwise",
        Turn::Removed => "no longer",
    }
}

/// The files that differ, and what only moved.
#[component]
fn Beside(earlier: Arc<Earlier>) -> impl IntoView {
    let comparison = earlier.comparison.clone().unwrap_or_default();
    let line = |words: &'static str, names: Vec<String>| {
        let more = names.len().saturating_sub(NAMES);
        let mut text = names.into_iter().take(NAMES).collect::<Vec<_>>().join(", ");
        if more > 0 {
            text.push_str(&format!(" and {more} more"));
        }
        (!text.is_empty()).then(|| view! { <p>{words}<b>{text}</b></p> })
    };
    let moved = comparison.moved.iter().map(|moved| moved.node.0.to_string()).collect();
    let is_empty = comparison.files.is_empty() && comparison.moved.is_empty();
    (!is_empty).then(|| {
        view! {
            <div class="review-beside">
                {line("Files that differ: ", comparison.files)}
                {line("Moved on the canvas, without a meaning for the plan: ", moved)}
            </div>
        }
    })
}

/// How the chosen change differs from what it was.
#[component]
pub(super) fn Otherwise(earlier: Arc<Earlier>, difference: Difference) -> impl IntoView {
    let at = in_words(&earlier.at);
    let words = match difference.turn {
        Turn::Added => format!("New since the version you saw on {at}."),
        Turn::Removed => format!("No longer done: in the version you saw on {at} it was."),
        Turn::Changed if difference.fields.is_empty() => {
            format!("Another thing is done than in the version you saw on {at}.")
        }
        Turn::Changed => format!("In the version you saw on {at}, and now:"),
    };
    let fields = if difference.turn == Turn::Added { Vec::new() } else { difference.fields };
    let is_open = !fields.is_empty();
    view! {
        <div class="review-otherwise">
            <p><TurnMark turn=difference.turn />" "{words}</p>
            {is_open.then(|| view! { <Fields changes=fields /> })}
        </div>
    }
}
