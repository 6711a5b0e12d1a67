//! The one place for signals: what the user works on, what follows from it, and where they are.
//!
//! Views read from here and change things only through the functions of [`Session`] (here and in
//! the files below `session/`). Everything is created at the root, so no view can outlive it.
//!
//! There is one set of inputs ([`Session::workspace`]), which changes with every key. After a
//! pause it becomes [`Session::settled`], and [`Session::analysis`] follows from that. Ranges in
//! an analysis fit the texts of `settled`, not those of `workspace`: use them together.

mod browsing;
mod board;
mod comparing;
mod composing;
mod connecting;
mod deciding;
mod edit;
mod environment;
mod export;
mod files;
mod fixing;
mod gestures;
mod importing;
mod journal;
mod layout_document;
mod notice;
mod overlay;
mod plan_choices;
mod planning;
mod ports;
mod problem;
mod project;
mod reveal;
mod reviewing;
mod second;
mod selection;
mod settling;
mod shelf;
mod sight;
mod subject;
mod tree;
mod wiring;

use std::ops::Deref;
use std::sync::Arc;

use blockwright::draft::Project;
use blockwright::history::{Change, History};
use blockwright::route::Route;
use blockwright::source::Source;
use blockwright::workspace::{Analysis, Memory, Workspace};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::files::OnDisk;
use super::preferences::Theme;
use super::second::Loading;
use journal::Journal;
use settling::Settling;

pub(crate) use board::{Board, Drag};
pub(crate) use browsing::{Browsing, Origin, PAGE, Query, Source as RegistrySource, WireEnd};
pub(crate) use comparing::{Comparing, Picture, Sight};
pub(crate) use composing::{Composing, Slot};
pub(crate) use connecting::{Choice, Connecting, Contact, Farewell};
pub(crate) use fixing::Fixing;
pub(crate) use importing::{Arrival, Export, Importing, Stage};
pub(crate) use journal::{Keeping, rescue};
pub(crate) use notice::{Action, Notice, Tone};
pub(crate) use overlay::Overlay;
pub(crate) use plan_choices::{PlanChoices, Zoom};
pub(crate) use ports::{link, port_ref};
pub(crate) use problem::Worklist;
pub(crate) use project::Opened;
pub(crate) use reveal::Reveal;
pub(crate) use reviewing::{Earlier, Given, Reading, Reviewing, Shared};
pub(crate) use settling::is_planned_where_shown;
pub(crate) use shelf::{Aim, Carried, Spot};
pub(crate) use sight::FEW;

/// The signals of the page. Copy it into views and closures as needed: it is one pointer, because
/// most closures of the page hold one.
#[derive(Clone, Copy)]
pub(crate) struct Session(&'static Signals);

/// What a [`Session`] points to; it lives as long as the page.
pub(crate) struct Signals {
    workspace: RwSignal<Workspace>,
    settled: RwSignal<Arc<Workspace>>,
    analysis: Memo<Arc<Analysis>>,
    memory: StoredValue<Memory>,
    fixing: RwSignal<Option<Fixing>>,
    history: RwSignal<History>,
    applied: RwSignal<Applied>,
    reveal: RwSignal<Option<Reveal>>,
    route: RwSignal<Route>,
    overlay: RwSignal<Option<Overlay>>,
    notices: RwSignal<Vec<Notice>>,
    notices_told: StoredValue<u64>,
    announcement: RwSignal<String>,
    settling: StoredValue<Option<TimeoutHandle>>,
    project: RwSignal<Project>,
    original: RwSignal<Arc<[Source]>>,
    is_opening: RwSignal<bool>,
    drafts: RwSignal<Vec<Project>>,
    keeping: RwSignal<Keeping>,
    journal: StoredValue<Journal, LocalStorage>,
    on_disk: StoredValue<OnDisk, LocalStorage>,
    theme: RwSignal<Theme>,
    root: Owner,
    worklist: StoredValue<Option<Worklist>>,
    browsing: StoredValue<Option<Browsing>>,
    composing: StoredValue<Option<Composing>>,
    connecting: StoredValue<Option<Connecting>>,
    importing: StoredValue<Option<Importing>>,
    comparing: StoredValue<Option<Comparing>>,
    board: StoredValue<Option<Board>>,
    shared: RwSignal<Option<Shared>>,
    reviewing: StoredValue<Option<Reviewing>>,
    last_file: StoredValue<Option<String>>,
    plan_choices: RwSignal<PlanChoices>,
    second: RwSignal<Loading>,
    is_patient: RwSignal<bool>,
    is_plan_on_canvas: RwSignal<bool>,
    is_strict_by_default: StoredValue<bool>,
}

/// The last change of the files, for a view that keeps its own copy of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Applied {
    /// Grows by one with each change. A reader that missed one takes the whole text anew.
    pub(crate) revision: u64,
    /// What was changed, in order.
    pub(crate) changes: Arc<[Change]>,
}

impl Deref for Session {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

impl Session {
    /// Makes the session at the root of the page.
    pub(crate) fn new(route: Route) -> Self {
        let settled = RwSignal::new(Arc::<Workspace>::default());
        let route = RwSignal::new(route);
        let second = RwSignal::new(Loading::default());
        let is_plan_on_canvas = RwSignal::new(false);
        let (is_patient, memory) = (RwSignal::new(true), StoredValue::new(Memory::default()));
        let analysis = Settling { settled, memory, second, is_patient, route }.analysis(is_plan_on_canvas);
        let signals = Signals {
            workspace: RwSignal::new(Workspace::default()),
            settled,
            analysis,
            memory,
            fixing: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            applied: RwSignal::new(Applied::default()),
            reveal: RwSignal::new(None),
            route,
            overlay: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            notices_told: StoredValue::new(0),
            announcement: RwSignal::new(String::new()),
            settling: StoredValue::new(None),
            project: RwSignal::new(Project::new(String::new(), String::new(), 0)),
            original: RwSignal::new(Arc::default()),
            is_opening: RwSignal::new(true),
            drafts: RwSignal::new(Vec::new()),
            keeping: RwSignal::new(Keeping::Unchanged),
            journal: StoredValue::new_local(Journal::default()),
            on_disk: StoredValue::new_local(OnDisk::default()),
            root: Owner::current().unwrap_or_default(),
            worklist: StoredValue::new(None),
            browsing: StoredValue::new(None),
            composing: StoredValue::new(None),
            connecting: StoredValue::new(None),
            importing: StoredValue::new(None),
            comparing: StoredValue::new(None),
            board: StoredValue::new(None),
            shared: RwSignal::new(reviewing::held()),
            reviewing: StoredValue::new(None),
            last_file: StoredValue::new(None),
            plan_choices: RwSignal::new(PlanChoices::default()),
            second,
            is_patient,
            is_plan_on_canvas,
            is_strict_by_default: StoredValue::new(true),
            theme: RwSignal::new(Theme::remembered()),
        };
        Self(Box::leak(Box::new(signals)))
    }

    /// The inputs as they are this instant. Reads in a view re-run with every key: take slices
    /// through a [`Memo`].
    pub(crate) fn workspace(self) -> ReadSignal<Workspace> {
        self.workspace.read_only()
    }

    /// The inputs that [`Session::analysis`] was made from.
    pub(crate) fn settled(self) -> ReadSignal<Arc<Workspace>> {
        self.settled.read_only()
    }

    /// Everything that follows from [`Session::settled`]; of a very large project the plan comes a turn
    /// later ([`Analysis::is_planned`]). Take slices through a [`Memo`]; its parts are cheap to clone.
    pub(crate) fn analysis(self) -> Memo<Arc<Analysis>> {
        self.analysis
    }

    /// The last change of the files. The source editor follows it.
    pub(crate) fn applied(self) -> ReadSignal<Applied> {
        self.applied.read_only()
    }

    /// Where the page is.
    pub(crate) fn route(self) -> ReadSignal<Route> {
        self.route.read_only()
    }

    /// Goes to `route` and leaves a step in the browser's history.
    pub(crate) fn navigate(self, route: &Route) {
        // The hash is the truth: the listener in `App` sets the signal.
        if window().location().set_hash(&route.to_string()).is_err() {
            self.route.set(route.clone());
        }
    }

    /// Takes over the hash that the browser shows.
    pub(crate) fn follow_hash(self) {
        let hash = window().location().hash().unwrap_or_default();
        self.lead_to(Route::parse(&hash));
    }

    /// Changes inputs that are no files (strictness, variables, targets, state) and analyses at once.
    pub(crate) fn set_inputs(self, change: impl FnOnce(&mut Workspace)) {
        self.workspace.update(change);
        self.settle_now();
        self.keep_soon();
    }

    /// Which colours the page shows.
    pub(crate) fn theme(self) -> ReadSignal<Theme> {
        self.theme.read_only()
    }

    /// Shows and remembers other colours.
    pub(crate) fn set_theme(self, theme: Theme) {
        theme.apply();
        self.theme.set(theme);
    }
}
