//! The second module: all that the first view does without. It is a file of its own, which the page
//! fetches once the first view stands.
//!
//! `.ci/pack.mjs` cuts it out of the compiled program: whatever only `offer` reaches. So the rest
//! of the page may call what is here through [`Second`] and nothing else.

use blockwright::workspace::{Analysis, Memory, Workspace, analyze_first, complete};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::SplitLoaderError;
#[cfg(not(test))]
use wasm_split_helpers::wasm_split;

use super::canvas_view::CanvasView;
use super::catalog_view::CatalogView;
use super::compose_view::ComposeView;
use super::connect_view::{ConnectView, ConnectionState};
use super::drift_view::DriftView;
use super::dss;
use super::environment_view::EnvironmentView;
use super::files::{Chosen, Dropped};
use super::fix_progress::FixProgress;
use super::import_view::ImportView;
use super::key_map::KeyMap;
use super::kit::{Button, EmptyState, Icon};
use super::new_project::NewProject;
use super::palette::Palette;
use super::plan_view::PlanView;
use super::problems_view::ProblemsView;
use super::projects_view::ProjectsView;
use super::registries;
use super::review_view::ReviewView;
use super::session::Session;
use super::share::Share;
use super::source_view::SourceView;
use super::state_archive;
use super::state_view::StateView;

/// What the second module offers.
#[derive(Clone, Copy)]
pub(crate) struct Second {
    /// Makes the view of a part.
    show: fn(Part, Session) -> AnyView,
    /// Analyses a project, with its blocks; of a large one first what the canvas needs.
    pub(crate) analyze: fn(&Workspace, &mut Memory) -> Analysis,
    /// Adds the plan to an analysis of the same inputs.
    pub(crate) complete: fn(&Workspace, &mut Memory, &Analysis) -> Analysis,
    /// Does a task.
    pub(crate) run: fn(Task, Session),
}

/// How far the second module is.
#[derive(Clone, Copy, Default)]
pub(crate) enum Loading {
    /// Nobody has needed it yet.
    #[default]
    Waiting,
    /// On its way.
    Underway,
    /// Here.
    Done(Second),
    /// It did not come.
    Failed,
}

/// A part of the page that is in the second module.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Source,
    /// How far the safe fixes are.
    FixProgress,
    /// What keeps each state that the project gets; it shows nothing.
    StateKeeper,
    Problems,
    Plan,
    State,
    Environment,
    Projects,
    /// What reads the file of the host and the registries; it shows nothing.
    Surroundings,
    Catalog,
    Compose,
    Canvas,
    Connect,
    Drift,
    Import,
    Review,
    /// Which DSS one is connected to.
    ConnectionState,
    Palette,
    KeyMap,
    NewProject,
    /// The plan as a link.
    Share,
}

impl Part {
    /// Whether something has to stand in its place until it is here.
    fn has_place(self) -> bool {
        !matches!(self, Self::FixProgress | Self::StateKeeper | Self::Surroundings | Self::ConnectionState)
    }
}

/// What only the second module can do; [`Session::run`] has it done.
pub(crate) enum Task {
    ChooseFiles,
    ChooseFolder,
    Save,
    DownloadAll,
    Export {
        /// Into a folder on disk, and not as one archive.
        into_folder: bool,
    },
    FixWhatIsSafe,
    StepProblem {
        /// Towards the end of the list.
        forward: bool,
    },
    OpenChosen(Vec<Chosen>),
    OpenDropped(Dropped),
}

/// Fetches the second module, or gives it at once if it is here. A fetch that failed is tried again
/// with the next call.
pub(crate) async fn fetch() -> Option<Second> {
    let styled = style();
    let second = offer().await.ok()?;
    styled.await.then_some(second)
}

/// Enables the style sheet of the second module, so that the browser loads it. Gives back whether it
/// came. Tests of components have none.
async fn style() -> bool {
    let Some(link) = document().get_element_by_id("second-style") else { return true };
    if !link.has_attribute("disabled") {
        return true;
    }
    let loaded = js_sys::Promise::new(&mut |resolve, reject| {
        for (event, told) in [("load", resolve), ("error", reject)] {
            // It fails for no element; if it did, the views would wait for their style.
            drop(link.add_event_listener_with_callback(event, &told));
        }
        drop(link.remove_attribute("disabled"));
    });
    let has_come = JsFuture::from(loaded).await.is_ok();
    if !has_come {
        drop(link.set_attribute("disabled", ""));
    }
    has_come
}

#[cfg(not(test))]
#[wasm_split(second, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the fetch before it can fail")]
fn offer() -> Result<Second, SplitLoaderError> {
    Ok(Second { show, analyze: analyze_first, complete, run })
}

/// Tests of components are one module.
#[cfg(test)]
fn offer() -> std::future::Ready<Result<Second, SplitLoaderError>> {
    std::future::ready(Ok(Second { show, analyze: analyze_first, complete, run }))
}

fn show(part: Part, session: Session) -> AnyView {
    match part {
        Part::Source => view! { <SourceView session /> }.into_any(),
        Part::FixProgress => view! { <FixProgress session /> }.into_any(),
        Part::StateKeeper => {
            state_archive::watch(session);
            ().into_any()
        }
        Part::Problems => view! { <ProblemsView session /> }.into_any(),
        Part::Plan => view! { <PlanView session /> }.into_any(),
        Part::State => view! { <StateView session /> }.into_any(),
        Part::Environment => view! { <EnvironmentView session /> }.into_any(),
        Part::Projects => view! { <ProjectsView session /> }.into_any(),
        Part::Surroundings => {
            dss::watch(session);
            registries::watch(session);
            ().into_any()
        }
        Part::Catalog => view! { <CatalogView session /> }.into_any(),
        Part::Compose => view! { <ComposeView session /> }.into_any(),
        Part::Canvas => view! { <CanvasView session /> }.into_any(),
        Part::Connect => view! { <ConnectView session /> }.into_any(),
        Part::Drift => view! { <DriftView session /> }.into_any(),
        Part::Import => view! { <ImportView session /> }.into_any(),
        Part::Review => view! { <ReviewView session /> }.into_any(),
        Part::ConnectionState => view! { <ConnectionState session /> }.into_any(),
        Part::Palette => view! { <Palette session /> }.into_any(),
        Part::KeyMap => view! { <KeyMap session /> }.into_any(),
        Part::NewProject => view! { <NewProject session /> }.into_any(),
        Part::Share => view! { <Share session /> }.into_any(),
    }
}

fn run(task: Task, session: Session) {
    match task {
        Task::ChooseFiles => session.choose_files(),
        Task::ChooseFolder => session.choose_folder(),
        Task::Save => session.save(),
        Task::DownloadAll => session.download_all(),
        Task::Export { into_folder } => session.export(into_folder),
        Task::FixWhatIsSafe => session.fix_what_is_safe(),
        Task::StepProblem { forward } => session.step_problem(forward),
        Task::OpenChosen(chosen) => session.open_when_read(std::future::ready(Ok(chosen))),
        Task::OpenDropped(dropped) => session.open_when_read(dropped.read()),
    }
}

/// A part, or how far it is.
#[component]
pub(crate) fn SecondPart(session: Session, part: Part) -> impl IntoView {
    if part.has_place() {
        session.need_second();
    }
    move || match session.second().get() {
        Loading::Done(second) => (second.show)(part, session),
        // What lies over the page or shows nothing is not missed.
        _ if !part.has_place() => ().into_any(),
        Loading::Failed => view! { <Missing session /> }.into_any(),
        _ => view! { <p class="view-loading" role="status">"Loading this view"</p> }.into_any(),
    }
}

#[component]
fn Missing(session: Session) -> impl IntoView {
    view! {
        <EmptyState icon=Icon::Warning title="This part of the page could not be loaded".to_owned()>
            <p>"The connection may be gone, or the page was updated on its server: then reload it. Your draft is kept."</p>
            <Button label="Try again".to_owned() on_press=move || session.fetch_second() />
        </EmptyState>
    }
}
