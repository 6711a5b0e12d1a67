//! The plan view: what would be done, in which order, and why.

mod blocked;
mod board;
mod details;
mod export;
mod filters;
mod head;
mod links;
mod pages;
mod partial;
mod row;
mod steps;

use leptos::prelude::*;

use super::answers::Answers;
use super::kit::{Button, EmptyState, Icon};
use super::session::{PlanChoices, Session, Zoom};
use blocked::Blocked;
use board::Board;
use details::ChosenStep;
use export::{Export, PrintedPlan};
use filters::Filters;
use head::{Alerts, Head};
use pages::Pages;
use partial::{PartialNotice, TickedBar};
use steps::Steps;

/// The plan, or why there is none.
#[component]
pub(crate) fn PlanView(session: Session) -> impl IntoView {
    // What was typed a moment ago counts too: a plan is never older than the texts.
    if !session.is_settled() {
        session.settle();
    }
    let board = Board::new(session);
    let has_plan = Memo::new(move |_| board.plan().with(Option::is_some));
    view! {
        <div class="plan-view">
            <Show when=move || has_plan.get() fallback=move || view! { <Blocked session /> }>
                <div class="view-head">
                    <Head board />
                    <Export board />
                </div>
                <Alerts board />
                <Answers session />
                <PartialNotice board />
                <Outline board />
                <PrintedPlan board />
            </Show>
        </div>
    }
}

/// The steps at the chosen zoom, or the words that there are none.
#[component]
fn Outline(board: Board) -> impl IntoView {
    let has_steps = Memo::new(move |_| {
        let with_unchanged = board.choices().with(|choices| choices.with_unchanged);
        board.plan().with(|plan| plan.as_ref().is_some_and(|plan| plan.has_changes() || with_unchanged))
    });
    let is_near = Memo::new(move |_| board.choices().with(|choices| choices.zoom == Zoom::Fields));
    let is_empty = Memo::new(move |_| board.selection().with(|selection| selection.steps.is_empty()));
    view! {
        <Show when=move || has_steps.get() fallback=move || view! { <UpToDate board /> }>
            <Filters board />
            <Show when=move || !is_empty.get() fallback=move || view! { <NothingFound board /> }>
                <Show
                    when=move || is_near.get()
                    fallback=move || view! {
                        <div class="plan-body">
                            <Steps board />
                            <ChosenStep board />
                        </div>
                    }
                >
                    <Pages board />
                </Show>
            </Show>
            <TickedBar board />
        </Show>
    }
}

/// There is no change at all, and unchanged resources are not asked for.
#[component]
fn UpToDate(board: Board) -> impl IntoView {
    let unchanged =
        Memo::new(move |_| board.plan().with(|plan| plan.as_ref().map_or(0, |plan| plan.summary.unchanged)));
    let show = move || board.choices().update(|choices| choices.with_unchanged = true);
    view! {
        <EmptyState icon=Icon::Check title="No changes. Infrastructure is up-to-date.".to_owned()>
            <p>{move || board.plan().with(|plan| plan.as_deref().map(board::comparison))}</p>
            <Show when=move || { unchanged.get() > 0 }>
                <Button
                    label=Signal::derive(move || format!("Show what was compared ({})", unchanged.get()))
                    on_press=show
                />
            </Show>
        </EmptyState>
    }
}

/// The filter lets nothing through.
#[component]
fn NothingFound(board: Board) -> impl IntoView {
    view! {
        <EmptyState icon=Icon::Search title="No step fits the filter".to_owned()>
            <p>"The plan has steps, but none that fits what is searched and chosen above."</p>
            <Button label="Clear the filter".to_owned() on_press=move || board.choices().update(PlanChoices::clear) />
        </EmptyState>
    }
}
