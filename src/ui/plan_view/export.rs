//! Taking the plan along: copies, downloads, paper.

use std::sync::Arc;

use blockwright::plan::{Colour, Plan, condensed, json, render, terraform, text};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::board::Board;
use crate::ui::clock;
use crate::ui::command::keys_of;
use crate::ui::files;
use crate::ui::kit::{Button, CopyButton, Icon, Menu, MenuEntry};
use crate::ui::session::{Overlay, Session, Tone};

/// Buttons to copy, download and print.
#[component]
pub(super) fn Export(board: Board) -> impl IntoView {
    let session = board.session();
    let plan = move || board.plan().get_untracked();
    let text_of = move |write: fn(&Plan, Colour) -> String| plan().map(|plan| write(&plan, Colour::Off));
    let copy_as = move |write: fn(&Plan, Colour) -> String| {
        move || text_of(write).into_iter().for_each(|text| copy(session, &text))
    };
    let save = move |ending: &'static str, write: fn(&Plan) -> String| {
        move || plan().into_iter().for_each(|plan| download(session, &plan, ending, write))
    };
    let print = move || {
        // Fails only where printing is switched off.
        drop(window().print());
    };
    view! {
        <div class="view-tools">
            <Button label="Share".to_owned() icon=Icon::Share hint=keys_of("Share the plan") on_press=move || session.show(Overlay::Share) />
            <CopyButton
                label="Copy as text".to_owned()
                text=Callback::new(move |()| text_of(render::plan_text).unwrap_or_default())
            />
            <Menu label="More forms".to_owned() icon=Icon::Download>
                <MenuEntry icon=Icon::Copy label="Copy one line per group".to_owned() on_press=copy_as(condensed::condensed_text) />
                <MenuEntry icon=Icon::Copy label="Copy in the reference form".to_owned() on_press=copy_as(text::reference_text) />
                <MenuEntry icon=Icon::Download label="Download as text".to_owned() on_press=save("txt", |plan| render::plan_text(plan, Colour::Off) + "\n") />
                <MenuEntry icon=Icon::Download label="Download as JSON".to_owned() on_press=save("plan.json", |plan| json::plan_json(plan, &clock::iso())) />
                <MenuEntry icon=Icon::Download label="Download as Terraform JSON".to_owned() on_press=save("tfplan.json", |plan| terraform::terraform_json(plan, &clock::iso())) />
                <MenuEntry icon=Icon::File label="Print".to_owned() on_press=print />
            </Menu>
        </div>
    }
}

/// The plan as text, on paper only: the list on screen holds just the rows in sight.
#[component]
pub(super) fn PrintedPlan(board: Board) -> impl IntoView {
    let paper = NodeRef::<html::Pre>::new();
    let write = move |_| {
        let text = board.plan().get_untracked().map(|plan| render::plan_text(&plan, Colour::Off));
        if let Some(paper) = paper.get_untracked() {
            paper.set_text_content(text.as_deref());
        }
    };
    let listener = window_event_listener_untyped("beforeprint", write);
    on_cleanup(move || listener.remove());
    view! { <pre class="plan-paper" node_ref=paper></pre> }
}

fn copy(session: Session, text: &str) {
    let copied = JsFuture::from(window().navigator().clipboard().write_text(text));
    spawn_local(async move {
        match copied.await {
            Ok(_) => session.notify(Tone::Plain, "The plan is copied."),
            Err(_) => session.notify(Tone::Error, "The browser refused to copy. Download the plan instead."),
        }
    });
}

fn download(session: Session, plan: &Arc<Plan>, ending: &str, write: fn(&Plan) -> String) {
    let environment = if plan.environment.is_empty() { "plan" } else { &plan.environment };
    let name = format!("{}-{environment}.{ending}", plan.project_key);
    if files::download(&name, write(plan).as_bytes()) {
        session.announce(format!("{name} is downloaded."));
    } else {
        session.notify(Tone::Error, format!("The browser refused the download of {name}."));
    }
}
