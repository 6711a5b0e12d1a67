//! The project as a whole, while nothing is selected.

use blockwright::arrangement::CANVAS_PATH;
use blockwright::block::PortKind;
use blockwright::diagnostic::counts::counted;
use blockwright::diagram::Subject;
use blockwright::plan::words;
use blockwright::route::Route;
use leptos::prelude::*;

use super::problems::ProblemList;
use super::section::Section;
use crate::ui::canvas_view::COMMANDS;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

/// The commands whose keys are worth knowing first.
const KEYS: [&str; 8] = [
    "Go along the wire",
    "Connect from here",
    "Delete",
    "Duplicate",
    "Frame the selection",
    "Tidy everything",
    "Add a note",
    "Show everything",
];

/// Counts, problems that belong to no node, the layout document, and keys.
#[component]
pub(super) fn ProjectSheet(session: Session) -> impl IntoView {
    let board = session.board();
    let name = Memo::new(move |_| {
        session.analysis().with(|analysis| {
            let project = analysis.config.project.as_ref();
            let name = project.and_then(|project| project.name.as_ref().or(project.key.as_ref()));
            name.map_or_else(|| "Project".to_owned(), |name| name.value.to_string())
        })
    });
    let counts = Memo::new(move |_| {
        board.diagram.with(|diagram| {
            let of = |is: fn(Subject) -> bool| diagram.nodes.iter().filter(|node| is(node.subject)).count();
            [
                (of(|subject| matches!(subject, Subject::Block(_))), "block"),
                (of(|subject| matches!(subject, Subject::Solution(_))), "solution"),
                (of(|subject| matches!(subject, Subject::Dataset(_))), "dataset"),
                (of(|subject| matches!(subject, Subject::Recipe(_))), "recipe"),
                (of(|subject| matches!(subject, Subject::Object(PortKind::Folder, _))), "folder"),
                (of(|subject| matches!(subject, Subject::Object(PortKind::Model, _))), "model"),
                (diagram.wires.iter().filter(|wire| wire.inside.is_none()).count(), "wire"),
            ]
        })
    });
    let plan = Memo::new(move |_| {
        session.analysis().with(|analysis| analysis.plan.as_ref().map(|plan| words::summary(plan.summary)))
    });
    let elsewhere = Memo::new(move |_| board.marks.with(|marks| marks.elsewhere.clone()));
    let extent = Signal::derive(move || counted(elsewhere.with(Vec::len), "problem"));
    let rows = move || {
        let row = |(count, noun): (usize, &str)| view! { <li>{counted(count, noun)}</li> };
        counts.get().into_iter().filter(|(count, _)| *count > 0).map(row).collect_view()
    };
    let keys = COMMANDS.iter().filter(|command| KEYS.contains(&command.title));
    let keys = keys.map(
        |command| view! { <div><dt><kbd>{command.keys_label()}</kbd></dt><dd>{command.title}</dd></div> },
    );
    view! {
        <p class="panel-name">{name}</p>
        <ul class="panel-counts" aria-label="What the project has">{rows}</ul>
        <Layout session />
        {move || plan.get().map(|plan| view! { <p class="panel-note"><a href=Route::PLAN.to_string()>{plan}</a></p> })}
        <Show when=move || elsewhere.with(|elsewhere| !elsewhere.is_empty())>
            <Section title="Problems of no node" extent><ProblemList session problems=elsewhere /></Section>
        </Show>
        <Section title="Keys">
            <p class="panel-note">"Select something to see and change it here."</p>
            <dl class="panel-keys">{keys.collect_view()}</dl>
        </Section>
    }
}

/// What is wrong with the layout document.
#[component]
fn Layout(session: Session) -> impl IntoView {
    let board = session.board();
    let refusal =
        Memo::new(move |_| board.arrangement.with(|read| read.as_ref().err().map(ToString::to_string)));
    let open = move || session.navigate(&Route::Source { file: Some(CANVAS_PATH.to_owned()), line: None });
    move || {
        refusal.get().map(|reason| {
            view! {
                <div class="alert tone-warning">
                    {Icon::Warning.view()}
                    <div>
                        <p>{format!("{CANVAS_PATH} cannot be read: {reason}. Everything is arranged automatically, and nothing can be moved until it is mended or removed.")}</p>
                        <Button label="Show it in the source".to_owned() icon=Icon::Source on_press=open />
                    </div>
                </div>
            }
        })
    }
}
