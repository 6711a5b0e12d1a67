//! The project at a glance, and where to go from there. It is what a first visit opens on, so it
//! stays small: the first module has to hold it.

use blockwright::config::Project;
use blockwright::route::Route;
use blockwright::workspace::Analysis;
use leptos::prelude::*;

use super::kit::{Button, Icon, Look};
use super::second::Task;
use super::session::{Overlay, Session};
use super::status_bar::{PlanSentence, Verdict};

/// What can be done next: where it leads, its picture, its name, what it is for.
const STEPS: [(Route, Icon, &str, &str); 6] = [
    (
        Route::Canvas,
        Icon::Canvas,
        "Wire blocks on the canvas",
        "The project as a picture, by mouse or by keys.",
    ),
    (Route::Compose, Icon::Create, "Compose from a wish", "Say what you need, and get wired blocks."),
    (
        Route::CATALOG,
        Icon::Blocks,
        "Browse the catalog",
        "Blocks and solutions to build on, and what fits where.",
    ),
    (Route::SOURCE, Icon::Source, "Edit the source", "The project as YAML, with completion and fixes."),
    (
        Route::Problems,
        Icon::Problems,
        "Go through the problems",
        "Each where it stands, with the rule behind it.",
    ),
    (Route::PLAN, Icon::Plan, "Review the plan", "What would change, in which order, and why."),
];

/// The overview.
#[component]
pub(crate) fn Overview(session: Session) -> impl IntoView {
    let name = Memo::new(move |_| session.project().with(|project| project.name.clone()));
    let description = move || {
        let of = |project: &Project| project.description.to_string();
        session.analysis().with(|analysis| analysis.config.project.as_ref().map(of))
    };
    let extent = move || {
        let files = session.settled().with(|inputs| inputs.files.len());
        session.analysis().with(|analysis| extent(files, analysis))
    };
    let step = |(route, icon, name, purpose): (Route, Icon, &'static str, &'static str)| {
        view! {
            <li>
                <a href=route.to_string()>{icon.view()}<span>{name}</span></a>
                <p>{purpose}</p>
            </li>
        }
    };
    view! {
        <div class="overview">
            <h1>{name}</h1>
            <p class="overview-about">{description}</p>
            <p class="overview-extent">{extent}</p>
            <p class="overview-standing"><Verdict session /><PlanSentence session /></p>
            <h2>"What to do next"</h2>
            <ul class="overview-steps">{STEPS.map(step).into_iter().collect_view()}</ul>
            <h2>"Another project"</h2>
            <p class="overview-tools">
                <Button label="New project" icon=Icon::Create look=Look::Primary on_press=move || session.show(Overlay::NewProject) />
                <Button label="Open a folder" icon=Icon::Folder on_press=move || session.run(Task::ChooseFolder) />
                <Button label="Open files" icon=Icon::Open on_press=move || session.run(Task::ChooseFiles) />
                <Button label="Import from DSS" icon=Icon::Download on_press=move || session.navigate(&Route::Import) />
            </p>
            <p><a href=Route::Projects.to_string()>"Projects in this browser"</a></p>
        </div>
    }
}

/// How much there is of what, in words.
fn extent(files: usize, analysis: &Analysis) -> String {
    let config = &analysis.config;
    let counts = [
        (files, "file", "files"),
        (config.datasets.len(), "dataset", "datasets"),
        (config.recipes.len(), "recipe", "recipes"),
        (config.uses.len(), "block or solution", "blocks and solutions"),
    ];
    let mut words = String::new();
    for (count, one, many) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let separator = if words.is_empty() { "" } else { ", " };
        words.push_str(&format!("{separator}{count} {}", if count == 1 { one } else { many }));
    }
    words
}
