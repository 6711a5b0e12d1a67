//! What the plan does to the node: its objects, and the fields of each.

use std::sync::Arc;

use blockwright::diff::AttributeChange;
use blockwright::marks::{Changes, Operation, signs};
use blockwright::plan::{Step, fields, words};
use blockwright::route::Route;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::section::Section;
use super::sheet::Sheet;
use crate::ui::change::{AddressText, Fields, Mark};

/// The changes of the node, or of what is in it.
#[component]
pub(super) fn PlanChanges(sheet: Sheet) -> impl IntoView {
    let changes = sheet.read(|found| found.changes.clone());
    let is_changed = Memo::new(move |_| {
        changes
            .with(|changes| changes.as_ref().is_some_and(|changes| changes.operation != Operation::Unchanged))
    });
    let extent =
        Signal::derive(move || changes.with(|changes| changes.as_ref().map(extent).unwrap_or_default()));
    let steps = Memo::new(move |_| {
        changes.with(|changes| {
            let positions = changes.as_ref().map(|changes| changes.steps.clone()).unwrap_or_default();
            sheet.session.analysis().with(|analysis| {
                let plan = analysis.plan.as_ref();
                let steps = positions.iter().filter_map(|step| plan?.steps.get(*step));
                let told = steps.filter(|step| Operation::of(step) != Operation::Unchanged);
                told.cloned().map(Arc::new).collect::<Vec<Arc<Step>>>()
            })
        })
    });
    let rows = move || steps.get().into_iter().map(step_row).collect_view();
    view! {
        <Show when=move || is_changed.get()>
            <Section title="Plan" extent is_folded=true><ul class="panel-steps">{rows}</ul></Section>
        </Show>
    }
}

fn extent(changes: &Changes) -> String {
    format!("{} {} {}", changes.operation.sign(), changes.operation.word(), signs(changes.summary))
        .trim()
        .to_owned()
}

fn step_row(step: Arc<Step>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let toggled = move |event: ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let (address, action, summary) = (step.address.clone(), step.action, words::fields(&step));
    let link = Route::Plan { address: Some(address.to_string()) }.to_string();
    let content = move || {
        is_open.get().then(|| {
            let changes: Vec<AttributeChange> = fields::changed(&step);
            view! { <p class="panel-note">{words::reason(&step)}" "<a href=link.clone()>"Show it in the plan"</a></p><Fields changes /> }
        })
    };
    view! {
        <li>
            <details class="panel-step" on:toggle=toggled>
                <summary><Mark action word=words::action(action) /><AddressText address /><span class="panel-extent">{summary}</span></summary>
                {content}
            </details>
        </li>
    }
}
