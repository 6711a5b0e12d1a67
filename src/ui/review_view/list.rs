//! All changes of a shared plan, one line each.

use std::sync::Arc;

use blockwright::answer::{Opinion, Remark};
use blockwright::plan::words;
use blockwright::review::{Obstacle, Recomputed, Review};
use leptos::prelude::*;

use super::since::turn_words;
use crate::ui::change::{AddressText, Mark};
use crate::ui::kit::{Icon, Place, VirtualList};
use crate::ui::session::{Earlier, Session};

/// Id of the list in the page.
const LIST: &str = "shared-change";

/// The changes. Enter looks at one.
#[component]
pub(super) fn Changes(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let rows = Memo::new(move |_| {
        let count = reviewing.changes.with(|changes| changes.as_ref().map_or(0, |all| all.len()));
        (0..count).collect::<Arc<[usize]>>()
    });
    let active = RwSignal::new(0_usize);
    let is_unreadable = Memo::new(move |_| {
        reviewing.changes.with(Option::is_none)
            && reviewing.review.with(|review| review.as_ref().is_some_and(|review| review.plan.is_some()))
    });
    let show = move |at: usize| {
        let address = reviewing
            .changes
            .with_untracked(|changes| Some(changes.as_ref()?.get(at)?.address.as_str().to_owned()));
        active.set(at);
        reviewing.choose(address.as_deref());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | "ArrowRight" | " ") {
            event.prevent_default();
            show(active.get_untracked());
        }
    };
    let row = move |(place, at): (Place, usize)| {
        view! { <Row session place at on_press=move || show(at) /> }.into_any()
    };
    view! {
        <div class="review-list">
            <Show when=move || is_unreadable.get()>
                <p class="alert alert-error" role="alert">"The plan holds a change that this version cannot show, so it shows none. Open it with the page that made it."</p>
            </Show>
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=move || view! {
                <p class="review-none">{move || (!is_unreadable.get()).then(|| reviewing.review.with(|review| review.as_deref().map(nothing)))}</p>
            }>
                <VirtualList id=LIST label="Changes of the plan" role="listbox" rows active row=Callback::new(row) on_key=Callback::new(on_key) />
            </Show>
        </div>
    }
}

/// Why there is no change to show.
fn nothing(review: &Review) -> &'static str {
    match &review.recomputed {
        Recomputed::Impossible(Obstacle::Awaited(_)) => "The registries are being read.",
        Recomputed::Impossible(_) => {
            "There are no changes to show: the plan was not worked out here. The counts above are those of its author."
        }
        _ => "It changes nothing.",
    }
}

#[component]
fn Row(session: Session, place: Place, at: usize, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    let reviewing = session.reviewing();
    let change = reviewing.changes.with_untracked(|changes| changes.as_ref()?.get(at).cloned())?;
    let address = change.address.as_str().to_owned();
    let (for_seen, for_said, for_turn, for_chosen) =
        (address.clone(), address.clone(), address.clone(), address);
    let is_seen = Memo::new(move |_| reviewing.seen.with(|seen| seen.contains(&for_seen)));
    let said = Memo::new(move |_| {
        reviewing
            .remarks
            .with(|remarks| remarks.get(&for_said).map(|list| opinions(list)).unwrap_or_default())
    });
    let turn = Memo::new(move |_| {
        let turn = |earlier: &Arc<Earlier>| earlier.difference(&for_turn).map(|found| found.turn);
        reviewing.earlier.with(|earlier| earlier.as_ref().and_then(turn))
    });
    let is_chosen =
        Memo::new(move |_| reviewing.chosen.with(|chosen| chosen.as_deref() == Some(&*for_chosen)));
    let Place { id, top, is_active, .. } = place;
    Some(view! {
        <div id=id class="virtual-row review-row" class:active=is_active class:unseen=move || !is_seen.get()
            style:top=top role="option" aria-selected=move || is_chosen.get().to_string() on:click=move |_| on_press.run(())>
            <Mark action=change.action />
            <span class="visually-hidden">{words::action(change.action)}" "</span>
            <AddressText address=change.address.clone() />
            <span class="visually-hidden">{move || if is_seen.get() { " seen" } else { " not seen yet" }}</span>
            {move || turn.get().map(|turn| view! { <span class="review-row-turn">{turn_words(turn)}<span class="visually-hidden">" since the version you saw"</span></span> })}
            <span class="review-row-said">{move || said.get().into_iter().map(sign).collect_view()}</span>
        </div>
    })
}

fn opinions(remarks: &[Remark]) -> Vec<Opinion> {
    remarks.iter().map(|remark| remark.opinion).collect()
}

/// What is said of a change, each in a sign and a word; on a phone the sign alone is seen.
fn sign(opinion: Opinion) -> impl IntoView {
    let (class, icon, word) = match opinion {
        Opinion::Accept => ("said said-accept", Icon::Check, "accepted"),
        Opinion::Object => ("said said-object", Icon::Close, "objected to"),
        Opinion::Comment => ("said", Icon::Notice, "comment"),
        Opinion::Question => ("said", Icon::Question, "question"),
    };
    view! { <span class=class>{icon.view()}<span class="said-word">{word}</span></span> }
}
