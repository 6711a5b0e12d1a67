//! Everything about one step: why, where, which fields, what it needs and what follows.

use std::sync::Arc;

use blockwright::address::Address;
use blockwright::desired::locate;
use blockwright::plan::{Action, Plan, Step, fields, words};
use leptos::prelude::*;

use super::board::Board;
use super::links::StepLinks;
use super::row::Marks;
use super::steps::LIST;
use crate::ui::change::{AddressText, Fields, Mark, UnchangedFields};
use crate::ui::kit::{Button, Icon, IconButton, focus_list};

/// The step that the link shows, beside the list.
#[component]
pub(super) fn ChosenStep(board: Board) -> impl IntoView {
    let found = move || {
        let address = board.chosen().get()?;
        let plan = board.plan().get()?;
        let position = plan.steps.iter().position(|step| step.address.as_str() == address);
        Some((address, plan, position))
    };
    let close = move || {
        board.choose(None);
        focus_list(LIST);
    };
    let close_on_escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    move || {
        found().map(|(address, plan, position)| {
            let content = match position {
                Some(position) => view! { <StepDetails board plan position /> }.into_any(),
                None => view! { <p>{format!("{address} is not in this plan.")}</p> }.into_any(),
            };
            view! {
                <section class="plan-chosen" aria-label="The chosen step" on:keydown=close_on_escape>
                    <div class="plan-chosen-close"><IconButton icon=Icon::Close label="Close the step".to_owned() on_press=close /></div>
                    {content}
                </section>
            }
        })
    }
}

/// A step of `plan` with everything about it.
#[component]
pub(super) fn StepDetails(board: Board, plan: Arc<Plan>, position: usize) -> impl IntoView {
    let step = plan.steps.get(position)?.clone();
    let changed = fields::changed(&step);
    let address = step.address.clone();
    let jump = Callback::new(move |path: String| jump(board, &address, &path));
    let on_jump = step.at.map(|_| jump);
    let fields = match on_jump {
        Some(on_jump) => view! { <Fields changes=changed on_jump /> }.into_any(),
        None => view! { <Fields changes=changed /> }.into_any(),
    };
    Some(view! {
        <article class="step">
            <header class="step-head">
                <Mark action=step.action word=words::action(step.action) />
                <h2><AddressText address=step.address.clone() /></h2>
                <Marks found=step.clone() />
            </header>
            <Why board plan position />
            {fields}
            <Kept board step=step.clone() />
            <Around board step />
        </article>
    })
}

/// The reason, the place in the configuration, and the rules that bear on the step.
#[component]
fn Why(board: Board, plan: Arc<Plan>, position: usize) -> impl IntoView {
    let step = plan.steps.get(position)?.clone();
    let total = plan.actions().count();
    let number = (step.action != Action::NoChange).then(|| format!("Step {} of {total}. ", position + 1));
    let source = step.at.map(|at| {
        let label = Signal::derive(move || board.place(at).unwrap_or_default());
        view! { <Button icon=Icon::Source label hint="Show it in the source".to_owned() on_press=move || board.session().reveal(at) /> }
    });
    let deployed = step.before.as_ref().map(|before| {
        format!("Deployed {} by {}.", before.metadata.deployed_at, before.metadata.deployed_by)
    });
    let problems = plan.problems.iter().filter(|problem| problem.path == step.address.as_str());
    let problems: Vec<_> = problems.cloned().collect();
    let notes = words::notes(&step);
    Some(view! {
        <div class="step-why">
            <p>{number}{words::reason(&step)}</p>
            {source}
            {deployed.map(|deployed| view! { <p class="step-deployed">{deployed}</p> })}
        </div>
        <ul class="step-notes">
            {problems.into_iter().map(|problem| view! {
                <li class="step-problem">{Icon::Error.view()}<code>{problem.rule.id}</code>
                    <span>{problem.message.clone()}{problem.hint.clone().map(|hint| format!("; {hint}"))}"."</span></li>
            }).collect_view()}
            {notes.into_iter().map(|note| view! { <li>{Icon::Notice.view()}<code>{note.rule}</code><span>{note.text}</span></li> }).collect_view()}
        </ul>
    })
}

/// The fields that stay, when unchanged things are to be shown.
#[component]
fn Kept(board: Board, step: Step) -> impl IntoView {
    let is_wanted = Memo::new(move |_| board.choices().with(|choices| choices.with_unchanged));
    let step = StoredValue::new(step);
    move || {
        let fields = if is_wanted.get() { step.with_value(fields::unchanged) } else { Vec::new() };
        (!fields.is_empty()).then(|| view! { <UnchangedFields fields /> })
    }
}

/// What has to be done first, and what follows in the flow.
#[component]
fn Around(board: Board, step: Step) -> impl IntoView {
    let planned = board.planned().get_untracked();
    let needed: Vec<_> = step.depends_on.iter().map(|address| (address.clone(), true)).collect();
    let address = step.address.clone();
    let followers = board.flow().with_untracked(|flow| flow.of(&address));
    let direct = followers.iter().filter(|follower| follower.is_direct).count();
    let count = followers.len();
    let links: Vec<_> = followers
        .into_iter()
        .map(|follower| {
            let is_in_plan = planned.contains(&follower.address);
            (follower.address, is_in_plan)
        })
        .collect();
    let order = if step.action == Action::Delete { "Deleted after" } else { "Done after" };
    view! {
        <dl class="step-around">
            {(!needed.is_empty()).then(|| view! { <dt>{order}</dt><dd><StepLinks links=needed /></dd> })}
            {(count > 0).then(|| view! {
                <dt>{format!("Downstream: {count}, {direct} directly")}</dt><dd><StepLinks links=links /></dd>
            })}
        </dl>
    }
}

/// Shows where `path` of a resource is written.
fn jump(board: Board, address: &Address, path: &str) {
    let at = board
        .session()
        .analysis()
        .with_untracked(|analysis| locate(&analysis.config, &analysis.composition, address, path));
    if let Some(at) = at {
        board.session().reveal(at);
    }
}
