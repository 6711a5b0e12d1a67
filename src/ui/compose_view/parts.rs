//! What was found for each part of the wish, why, and what else there is.

use blockwright::composer::response::{Alternative, Match};
use blockwright::composer::{close_alternatives, told};
use leptos::prelude::*;

use super::block_link;
use crate::ui::kit::{Badge, Icon, IconButton, Ranked};
use crate::ui::session::{Session, Slot};

/// Most alternatives that are listed for one part.
const MOST: usize = 5;

/// The parts of the wish, each with its block.
#[component]
pub(super) fn Parts(session: Session) -> impl IntoView {
    let composing = session.composing();
    // Rows stay what they are while they are ticked and exchanged, so that the focus stays.
    let ids = Memo::new(move |_| {
        let asked = composing.asked.get();
        composing.slots().into_iter().map(|slot| (slot.id, asked.clone())).collect::<Vec<_>>()
    });
    view! {
        <section aria-labelledby="compose-found">
            <h2 id="compose-found">"What was found"</h2>
            <ul class="compose-parts">
                <Ranked each=move || ids.get() key=Clone::clone let:key>
                    <PartRow session id=key.0 />
                </Ranked>
            </ul>
        </section>
    }
}

#[component]
fn PartRow(session: Session, id: usize) -> impl IntoView {
    let composing = session.composing();
    let slot = Memo::new(move |_| composing.slot(id));
    let is_ticked = Memo::new(move |_| slot.with(|slot| slot.as_ref().is_some_and(|slot| slot.is_ticked)));
    let found = Memo::new(move |_| {
        let slot = slot.get().filter(|slot| slot.added_for.is_none())?;
        composing.answer.with(|answer| answer.as_ref()?.matches.get(slot.place).cloned())
    });
    let words = move || match (found.get(), slot.get()) {
        (Some(found), _) => found.clause,
        (None, Some(Slot { added_for: Some(words), .. })) => words,
        _ => String::new(),
    };
    let is_added =
        Memo::new(move |_| slot.with(|slot| slot.as_ref().is_some_and(|slot| slot.added_for.is_some())));
    view! {
        <li class="compose-part" class:compose-left-out=move || !is_ticked.get()>
            <div class="compose-part-head">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_ticked
                        on:change=move |event| composing.tick(id, event_target_checked(&event))
                    />
                    <span>{words}</span>
                </label>
                <Show when=move || is_added.get()>
                    <IconButton icon=Icon::Close label="Take this block away".to_owned() on_press=move || {
                        composing.remove(id);
                        super::focus_plan();
                    } />
                </Show>
            </div>
            <Chosen session taken=slot found />
            {move || found.get().map(|found| view! { <Others session id found /> })}
        </li>
    }
}

/// The block taken, its score, and the reasons of the score.
#[component]
fn Chosen(session: Session, taken: Memo<Option<Slot>>, found: Memo<Option<Match>>) -> impl IntoView {
    let reference = Memo::new(move |_| taken.with(|slot| slot.as_ref().map(|slot| slot.reference.clone())));
    let facts = move || {
        let reference = reference.get()?;
        session.catalog().with(|catalog| {
            let name = reference.split('@').next().unwrap_or_default();
            let (registry, id) = name.split_once('/')?;
            let card = catalog.card(catalog.find(registry, id)?)?;
            Some((card.name.to_string(), card.description.to_string()))
        })
    };
    let score = move || {
        let (found, reference) = found.get().zip(reference.get())?;
        let other = found.alternatives.iter().find(|other| other.reference == reference);
        let score = if found.reference == reference { found.score } else { other?.score };
        Some(view! { <Badge tone="tone-plain" text=format!("score {score:.2}") /> })
    };
    let why = move || {
        let (found, reference) = found.get().zip(reference.get())?;
        let is_best = found.reference == reference && !found.why.is_empty();
        is_best.then(|| {
            let reasons: Vec<String> = found.why.iter().map(told::reason).collect();
            view! { <p class="compose-why">{format!("Because {}.", reasons.join(", "))}</p> }
        })
    };
    view! {
        <div class="compose-chosen">
            <p class="compose-block">
                <strong>{move || facts().map(|(name, _)| name)}</strong>
                {score}
            </p>
            {move || reference.get().map(block_link)}
            {move || facts().map(|(_, description)| description).filter(|text| !text.is_empty()).map(|text| view! { <p class="muted">{text}</p> })}
            {why}
        </div>
    }
}

/// Other blocks for the same words: in sight where they are nearly as good, else folded away.
#[component]
fn Others(session: Session, id: usize, found: Match) -> impl IntoView {
    let close = close_alternatives(&found).count();
    let mut all = vec![Alternative { reference: found.reference.clone(), score: found.score }];
    all.extend(found.alternatives.iter().take(MOST).cloned());
    if all.len() < 2 {
        return ().into_any();
    }
    let count = all.len() - 1;
    let title = match (close, count) {
        (0, 1) => "1 other block".to_owned(),
        (0, _) => format!("{count} other blocks"),
        (1, _) => "1 block is nearly as good: choose".to_owned(),
        _ => format!("{close} blocks are nearly as good: choose"),
    };
    let choices = all.into_iter().map(|other| view! { <Choice session id other /> }).collect_view();
    view! {
        <details class="compose-others" open={close > 0}>
            <summary>{title}</summary>
            <fieldset><legend class="visually-hidden">{format!("Block for {}", found.clause)}</legend>{choices}</fieldset>
        </details>
    }
    .into_any()
}

#[component]
fn Choice(session: Session, id: usize, other: Alternative) -> impl IntoView {
    let composing = session.composing();
    let reference = StoredValue::new(other.reference.clone());
    let is_chosen = Memo::new(move |_| {
        composing.slot(id).is_some_and(|slot| reference.with_value(|reference| slot.reference == *reference))
    });
    view! {
        <label class="check">
            <input
                type="radio"
                name=format!("compose-{id}")
                prop:checked=is_chosen
                on:change=move |_| reference.with_value(|reference| composing.exchange(id, reference))
            />
            <span><code>{other.reference}</code>" "<span class="muted">{format!("{:.2}", other.score)}</span></span>
        </label>
    }
}
