//! Taking the proposal: into the open project, as a project of its own, as data.

use blockwright::adoption::adopt;
use blockwright::diagnostic::counts::counted;
use blockwright::history::changes_that_insert;
use blockwright::route::Route;
use blockwright::source::Source;
use blockwright::template;
use leptos::prelude::*;

use crate::ui::kit::{Button, CopyButton, Icon, Look};
use crate::ui::session::{Action, Notice, Opened, Session, Tone};

/// The two ways to take the proposal.
#[component]
pub(super) fn Take(session: Session) -> impl IntoView {
    let composing = session.composing();
    let nothing = Signal::derive(move || {
        composing
            .proposal
            .with(|proposal| proposal.as_ref().is_none_or(|proposal| proposal.config.is_empty()))
    });
    let no_key = Signal::derive(move || nothing.get() || composing.key.with(|key| !template::is_key(key)));
    view! {
        <div class="compose-take">
            <Button label="Add to this project".to_owned() icon=Icon::Create look=Look::Primary disabled=nothing
                hint="Adds the blocks and datasets to the open project. One step of undo." on_press=move || add(session) />
            <Button label="Open as a new project".to_owned() icon=Icon::Project disabled=no_key
                hint="The open project stays in this browser, under Projects." on_press=move || open(session) />
        </div>
    }
}

fn show_plan(session: Session) {
    session.navigate(&Route::PLAN);
}

fn add(session: Session) {
    session.settle();
    let proposal = session.composing().proposal.get_untracked();
    let Some(config) = proposal.map(|proposal| proposal.config.clone()) else { return };
    let adopted = session.settled().with_untracked(|inputs| {
        session.analysis().with_untracked(|analysis| adopt(inputs, analysis, &config))
    });
    match adopted {
        Err(refusal) => session.notify(Tone::Error, refusal.to_string()),
        Ok(adoption) => {
            let blocks = counted(adoption.blocks, "block");
            let changes =
                session.workspace().with_untracked(|inputs| changes_that_insert(inputs, &adoption.inserted));
            if session.change(&format!("Add {blocks}"), &changes) {
                let renamed = match adoption.renamed.len() {
                    0 => String::new(),
                    count => format!(" {} got another name, because it was taken.", counted(count, "name")),
                };
                let text = format!("{blocks} added to {}.{renamed}", adoption.inserted.path);
                let action = Action { label: "Show the plan", run: show_plan };
                session.show_notice(Notice { action: Some(action), ..Notice::new(Tone::Plain, text) });
            }
        }
    }
}

fn open(session: Session) {
    let composing = session.composing();
    let Some(config) = composing.config_alone(session) else { return };
    let name = composing.key.get_untracked();
    let files = vec![Source::new("project.yml", &config)];
    session.open(Opened { name: name.clone(), files, state: None, environment: String::new() });
    session.navigate(&Route::SOURCE);
    let action = Action { label: "Show the plan", run: show_plan };
    let text = format!("{name} is open. The project before it stays under Projects.");
    session.show_notice(Notice { action: Some(action), ..Notice::new(Tone::Plain, text) });
}

/// The configuration, and question and answer as data.
#[component]
pub(super) fn Preview(session: Session) -> impl IntoView {
    let composing = session.composing();
    let config =
        move || composing.proposal.with(|proposal| proposal.as_ref().map(|proposal| proposal.config.clone()));
    let request = move |()| {
        let request = composing.request.get_untracked();
        serde_json::to_string_pretty(&request).unwrap_or_default()
    };
    let response = move |()| {
        let response = composing.proposal.get_untracked();
        serde_json::to_string_pretty(&response.as_deref()).unwrap_or_default()
    };
    view! {
        <details class="compose-preview">
            <summary>"Configuration (YAML), request and response"</summary>
            <div class="compose-help">
                <CopyButton label="Copy the YAML".to_owned() text=move |()| config().unwrap_or_default() />
                <CopyButton label="Copy the request as JSON".to_owned() text=request />
                <CopyButton label="Copy the response as JSON".to_owned() text=response />
            </div>
            <pre tabindex="0" role="region" aria-label="Configuration">{config}</pre>
        </details>
    }
}
