//! The import view: a project of DSS, from an export or from the instance, taken over as one of ours.

mod instance; // the projects of the connected instance
mod lists; // what is not in the configuration, and why
mod outcome; // what came of it, before it is opened
mod sources; // exports on disk

use leptos::prelude::*;

use super::kit::{Button, Icon};
use super::session::{Session, Stage};
use instance::FromInstance;
use outcome::{KeyNeeded, Outcome};
use sources::FromDisk;

/// Where a project may come from, or what came of one.
#[component]
pub(crate) fn ImportView(session: Session) -> impl IntoView {
    let importing = session.importing();
    let stage = move || match importing.stage.get() {
        Stage::Nothing => view! { <FromDisk session /><FromInstance session /> }.into_any(),
        Stage::Underway(name) => view! { <Underway session name /> }.into_any(),
        Stage::Refused(why) => view! {
            <p class="alert alert-error" role="alert">{Icon::Error.view()}<span>{why}</span></p>
            <FromDisk session />
            <FromInstance session />
        }
        .into_any(),
        Stage::KeyNeeded(export) => view! { <KeyNeeded session export /> }.into_any(),
        Stage::Ready(intake) => view! { <Outcome session intake /> }.into_any(),
    };
    view! {
        <div class="import">
            <div class="view-head"><h1>"Import"</h1></div>
            <p class="view-note">
                "A project of DSS becomes configuration files and a state whose plan is empty. Nothing is written to DSS, and what the configuration cannot say is listed."
            </p>
            {stage}
        </div>
    }
}

/// How far the reading is.
#[component]
fn Underway(session: Session, name: String) -> impl IntoView {
    let importing = session.importing();
    view! {
        <section class="import-underway" aria-busy="true">
            <h2>{format!("Reading {name}")}</h2>
            <p role="status">{move || importing.progress.get()}</p>
            <Button label="Stop".to_owned() icon=Icon::Close on_press=move || session.stop_import() />
        </section>
    }
}
