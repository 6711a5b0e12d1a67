//! The nearest zoom: every field of every step, a page at a time.

use blockwright::plan::words;
use leptos::prelude::*;

use super::board::Board;
use super::details::StepDetails;
use crate::ui::kit::Button;

/// Steps on a page.
const PAGE: usize = 25;

/// All that is shown of the plan in full, in pages.
#[component]
pub(super) fn Pages(board: Board) -> impl IntoView {
    let page = RwSignal::new(0_usize);
    let count = Memo::new(move |_| board.selection().with(|selection| selection.steps.len()));
    let last = Memo::new(move |_| count.get().saturating_sub(1) / PAGE);
    let present = Memo::new(move |_| page.get().min(last.get()));
    follow_link(board, page);
    let steps = move || {
        let start = present.get() * PAGE;
        board.selection().with(|selection| {
            let Some(plan) = selection.plan.clone() else { return Vec::new() };
            let steps = selection.steps.iter().skip(start).take(PAGE);
            steps.map(|step| (selection.number, *step, plan.clone())).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="plan-pages">
            <Show when=move || { last.get() > 0 }><Pager label="Pages of the plan" page present count /></Show>
            <ol class="plan-steps">
                <For
                    each=steps
                    key=|(number, step, _)| (*number, *step)
                    children=move |(_, position, plan)| view! {
                        <li id=format!("full-step-{position}")><StepDetails board plan position /></li>
                    }
                />
            </ol>
            <Show when=move || { last.get() > 0 }><Pager label="Pages of the plan, again" page present count /></Show>
        </div>
    }
}

#[component]
fn Pager(
    label: &'static str,
    page: RwSignal<usize>,
    present: Memo<usize>,
    count: Memo<usize>,
) -> impl IntoView {
    let is_first = Signal::derive(move || present.get() == 0);
    let is_last = Signal::derive(move || (present.get() + 1) * PAGE >= count.get());
    let words = move || {
        let start = present.get() * PAGE;
        format!(
            "{} to {} of {}",
            start + 1,
            (start + PAGE).min(count.get()),
            words::plural(count.get(), "step")
        )
    };
    view! {
        <nav class="pager" aria-label=label>
            <Button label="Previous".to_owned() disabled=is_first on_press=move || page.set(present.get_untracked().saturating_sub(1)) />
            <span>{words}</span>
            <Button label="Next".to_owned() disabled=is_last on_press=move || page.set(present.get_untracked() + 1) />
        </nav>
    }
}

/// Turns to the page of the step that a link shows, and scrolls to it.
fn follow_link(board: Board, page: RwSignal<usize>) {
    // For the outside world: the page scrolls to where the link leads.
    Effect::new(move |_| {
        let Some(address) = board.chosen().get() else { return };
        let found = board.selection().with_untracked(|selection| {
            let is_it = |position: &usize| {
                selection.step(*position).is_some_and(|step| step.address.as_str() == address)
            };
            let index = selection.steps.iter().position(is_it)?;
            Some((index, *selection.steps.get(index)?))
        });
        if let Some((index, position)) = found {
            page.set(index / PAGE);
            let scroll = move || {
                if let Some(step) = document().get_element_by_id(&format!("full-step-{position}")) {
                    step.scroll_into_view();
                }
            };
            request_animation_frame(scroll);
        }
    });
}
