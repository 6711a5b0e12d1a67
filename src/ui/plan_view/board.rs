//! What the parts of the plan view share: the plan, and what of it is shown.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use blockwright::address::Address;
use blockwright::plan::downstream::Downstream;
use blockwright::plan::outline::{self, Group, Row};
use blockwright::plan::{Plan, Step, words};
use blockwright::route::Route;
use blockwright::source::Location;
use blockwright::text::LineIndex;
use leptos::prelude::*;

use crate::ui::session::{PlanChoices, Session, Zoom};

/// A row of the outline, told apart from the same row of an older plan or filter.
pub(super) type Marked = (u64, Row);

/// What the filter lets through.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    /// Tells selections apart.
    pub(super) number: u64,
    /// The plan.
    pub(super) plan: Option<Arc<Plan>>,
    /// Positions of steps, in the order of the plan.
    pub(super) steps: Arc<[usize]>,
    /// The same in groups.
    pub(super) groups: Arc<[Group]>,
}

/// Signals of the plan view. Copy it into parts and closures as needed.
#[derive(Clone, Copy)]
pub(super) struct Board {
    session: Session,
    plan: Memo<Option<Arc<Plan>>>,
    selection: Memo<Selection>,
    rows: Memo<Arc<[Marked]>>,
    flow: Memo<Arc<Downstream>>,
    planned: Memo<Arc<HashSet<Address>>>,
    lines: Memo<Arc<[LineIndex]>>,
    chosen: Memo<Option<String>>,
    /// The row that the keys work on.
    pub(super) active: RwSignal<usize>,
    /// The addresses that are ticked for a partial plan.
    pub(super) ticked: RwSignal<BTreeSet<String>>,
}

impl Board {
    pub(super) fn new(session: Session) -> Self {
        let choices = session.plan_choices();
        // Plans and selections are told apart by identity: comparing them costs more.
        let plan = Memo::new_with_compare(
            move |_| session.analysis().with(|analysis| analysis.plan.clone()),
            is_other_plan,
        );
        let filter = Memo::new(move |_| choices.with(PlanChoices::filter));
        let by_block = Memo::new(move |_| choices.with(|choices| choices.zoom == Zoom::Blocks));
        let select = move |last: Option<&Selection>| {
            let plan = plan.get();
            let number = last.map_or(0, |last| last.number + 1);
            let Some(found) = plan.as_ref().map(|plan| filter.with(|filter| filter.select(plan))) else {
                return Selection { number, ..Selection::default() };
            };
            let group = if by_block.get() { outline::by_block } else { outline::group };
            let groups = plan.as_ref().map(|plan| group(plan, &found)).unwrap_or_default();
            Selection { number, plan, steps: found.into(), groups: groups.into() }
        };
        let selection = Memo::new_with_compare(select, |_, _| true);
        let rows = Memo::new(move |_| {
            selection.with(|selection| choices.with(|choices| rows_of(selection, choices)))
        });
        let ticked = RwSignal::new(session.workspace().with_untracked(|inputs| inputs.targets.clone()));
        start_anew_with_project(session, ticked);
        Self {
            session,
            plan,
            selection,
            rows,
            planned: Memo::new_with_compare(
                move |_| plan.with(|plan| Arc::new(planned(plan.as_deref()))),
                |_, _| true,
            ),
            flow: Memo::new_with_compare(move |_| Arc::new(flow(session)), |_, _| true),
            lines: Memo::new(move |_| session.settled().with(|inputs| line_starts(inputs))),
            chosen: Memo::new(move |_| match session.route().get() {
                Route::Plan { address } => address,
                _ => None,
            }),
            active: RwSignal::new(0),
            ticked,
        }
    }

    pub(super) fn session(self) -> Session {
        self.session
    }

    pub(super) fn choices(self) -> RwSignal<PlanChoices> {
        self.session.plan_choices()
    }

    pub(super) fn plan(self) -> Memo<Option<Arc<Plan>>> {
        self.plan
    }

    pub(super) fn selection(self) -> Memo<Selection> {
        self.selection
    }

    pub(super) fn rows(self) -> Memo<Arc<[Marked]>> {
        self.rows
    }

    /// What follows what in the flow, of the configuration and the state together.
    pub(super) fn flow(self) -> Memo<Arc<Downstream>> {
        self.flow
    }

    /// The addresses that have a step in the plan.
    pub(super) fn planned(self) -> Memo<Arc<HashSet<Address>>> {
        self.planned
    }

    /// The address of the step that the link shows.
    pub(super) fn chosen(self) -> Memo<Option<String>> {
        self.chosen
    }

    /// Shows the step at `address`, or none.
    pub(super) fn choose(self, address: Option<&Address>) {
        self.session.navigate(&Route::Plan { address: address.map(|address| address.as_str().to_owned()) });
    }

    /// Ticks `address`, or no longer.
    pub(super) fn tick(self, address: &Address) {
        self.ticked.update(|ticked| {
            if !ticked.remove(address.as_str()) {
                ticked.insert(address.as_str().to_owned());
            }
        });
    }

    /// Where the step at `position` stands in the tree: its level, its place among its siblings from 1,
    /// and how many those are.
    pub(super) fn level_of(self, position: usize) -> (&'static str, usize, usize) {
        let is_grouped = self.choices().with_untracked(|choices| choices.zoom.is_grouped());
        self.selection.with_untracked(|selection| {
            let group = selection.groups.iter().find(|group| group.steps.binary_search(&position).is_ok());
            let (level, siblings) = match group {
                Some(group) if is_grouped => ("2", &group.steps[..]),
                _ => ("1", &selection.steps[..]),
            };
            (level, siblings.binary_search(&position).map_or(0, |at| at + 1), siblings.len())
        })
    }

    /// File and line of a place, as `datasets/raw.yml:12`.
    pub(super) fn place(self, at: Location) -> Option<String> {
        let lines = self.lines.get();
        self.session.settled().with(|inputs| {
            let source = inputs.files.get(at.file.index())?;
            let line = lines.get(at.file.index())?.locate(&source.text, at.range.start).line;
            Some(format!("{}:{line}", source.path))
        })
    }
}

/// What a plan compared with what.
pub(super) fn comparison(plan: &Plan) -> String {
    let wanted = plan.steps.iter().filter(|step| step.after.is_some()).count();
    let wanted = words::plural(wanted, "resource");
    let state = match &plan.current {
        Some(current) => format!("serial {} of the state", current.serial),
        None => "nothing, because there is no state".to_owned(),
    };
    let environment = if plan.environment.is_empty() { "none" } else { &plan.environment };
    format!("{wanted} of the configuration compared with {state}. Environment: {environment}.")
}

impl Selection {
    /// The step at `position` in the plan.
    pub(super) fn step(&self, position: usize) -> Option<&Step> {
        self.plan.as_ref()?.steps.get(position)
    }
}

/// Unticks everything when another project is opened.
fn start_anew_with_project(session: Session, ticked: RwSignal<BTreeSet<String>>) {
    let project = Memo::new(move |_| session.project().with(|project| project.id.clone()));
    // Ticks are the user's own choice and not derived; they are about one project.
    Effect::new(move |last: Option<String>| {
        let id = project.get();
        if last.is_some_and(|last| last != id) {
            ticked.set(BTreeSet::new());
        }
        id
    });
}

fn is_other_plan(last: Option<&Option<Arc<Plan>>>, next: Option<&Option<Arc<Plan>>>) -> bool {
    match (last, next) {
        (Some(Some(last)), Some(Some(next))) => !Arc::ptr_eq(last, next),
        (last, next) => last.map(Option::is_some) != next.map(Option::is_some),
    }
}

fn rows_of(selection: &Selection, choices: &PlanChoices) -> Arc<[Marked]> {
    let rows = match choices.zoom {
        Zoom::Blocks | Zoom::Groups => outline::rows(&selection.groups, &choices.open),
        Zoom::Resources | Zoom::Fields => selection.steps.iter().copied().map(Row::Step).collect(),
    };
    rows.into_iter().map(|row| (selection.number, row)).collect()
}

fn flow(session: Session) -> Downstream {
    session.analysis().with(|analysis| {
        let sides = [&analysis.desired, &analysis.current].into_iter().flatten();
        Downstream::new(sides.flat_map(|state| state.resources.iter().map(|resource| &**resource)))
    })
}

fn planned(plan: Option<&Plan>) -> HashSet<Address> {
    plan.into_iter().flat_map(|plan| &plan.steps).map(|step| step.address.clone()).collect()
}

fn line_starts(inputs: &blockwright::workspace::Workspace) -> Arc<[LineIndex]> {
    inputs.files.iter().map(|file| LineIndex::new(&file.text)).collect()
}
