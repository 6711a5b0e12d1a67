//! The analysis, brought up to the inputs once typing pauses.

use std::sync::Arc;
use std::time::Duration;

use blockwright::route::Route;
use blockwright::workspace::{Analysis, Memory, Workspace, analyze_without_blocks};
use leptos::prelude::*;

use super::Session;
use super::board::changed;
use crate::ui::second::Loading;

/// Pause in typing after which the analysis is made anew.
const TYPING_PAUSE: Duration = Duration::from_millis(150);

/// How long the first analysis waits for registries, so that a project is not drawn without its blocks and
/// then again.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the analysis is made with.
#[derive(Clone, Copy)]
pub(super) struct Settling {
    /// The inputs.
    pub(super) settled: RwSignal<Arc<Workspace>>,
    /// What was read of them before.
    pub(super) memory: StoredValue<Memory>,
    /// The code that composes and plans.
    pub(super) second: RwSignal<Loading>,
    /// Whether registries are still waited for.
    pub(super) is_patient: RwSignal<bool>,
    /// Where the page is.
    pub(super) route: RwSignal<Route>,
}

impl Settling {
    /// What follows from the inputs; of a very large project the plan comes where it is looked at, in a turn
    /// of its own.
    pub(super) fn analysis(self, is_plan_on_canvas: RwSignal<bool>) -> Memo<Arc<Analysis>> {
        // What is moved on the canvas means nothing to the analysis.
        let meant = Memo::new_with_compare(
            move |_| self.settled.get(),
            |before: Option<&Arc<Workspace>>, now| match (before, now) {
                (Some(before), Some(now)) => !before.means_the_same(now),
                _ => true,
            },
        );
        // Every new analysis counts as changed: comparing two costs more than the slices save.
        let last = StoredValue::new(Arc::<Workspace>::default());
        let derive = move |before: Option<&Arc<Analysis>>| {
            let inputs = meant.get();
            if let Some(before) = before
                && last.with_value(|last| before.holds_for(last, &inputs))
            {
                return Arc::clone(before);
            }
            let again = self.memory.try_update_value(|memory| self.analyze(&inputs, memory));
            last.set_value(inputs);
            Arc::new(again.flatten().unwrap_or_default())
        };
        let first = Memo::new_with_compare(derive, changed);
        let painted = painted(first, self.route, is_plan_on_canvas);
        let derive = move |_: Option<&Arc<Analysis>>| {
            let first = first.get();
            if first.is_planned || !painted.with(|painted| Arc::ptr_eq(painted, &first)) {
                return first;
            }
            let whole = self
                .memory
                .try_update_value(|memory| meant.with(|inputs| self.complete(inputs, memory, &first)));
            whole.flatten().map_or(first, Arc::new)
        };
        Memo::new_with_compare(derive, changed)
    }

    /// What follows from `inputs`. A project with blocks waits for the code that composes them, and a moment
    /// for its registries; no other follows how far those are.
    fn analyze(self, inputs: &Workspace, memory: &mut Memory) -> Option<Analysis> {
        if let Loading::Done(second) = self.second.get_untracked() {
            // Only the canvas has something to show for that.
            let is_patient = || self.is_patient.get() && self.route.with(|route| *route == Route::Canvas);
            if inputs.awaits_registries() && is_patient() {
                return analyze_without_blocks(inputs, memory);
            }
            return Some((second.analyze)(inputs, memory));
        }
        let analysis = analyze_without_blocks(inputs, memory);
        if analysis.is_none() {
            self.second.track();
        }
        analysis
    }

    /// The analysis with its plan, once the code for that is here.
    fn complete(self, inputs: &Workspace, memory: &mut Memory, analysis: &Analysis) -> Option<Analysis> {
        match self.second.get() {
            Loading::Done(second) => Some((second.complete)(inputs, memory, analysis)),
            _ => None,
        }
    }
}

/// Pause after a large project was drawn, before its plan is made: whoever just changed something goes on.
const PLANNING_PAUSE: Duration = Duration::from_millis(300);

/// Of how many instances on a plan is made only where it is shown: it takes four times the memory of
/// everything else.
const PLANNED_WHERE_SHOWN: usize = 2_000;

/// Whether the plan of this analysis is made only where it is shown.
pub(crate) fn is_planned_where_shown(analysis: &Analysis) -> bool {
    analysis.composition.instances.len() > PLANNED_WHERE_SHOWN
}

/// The last analysis without a plan that has been on the screen. The plan of a large project is made in
/// a turn of its own, so that what was changed is drawn before.
fn painted(
    first: Memo<Arc<Analysis>>,
    route: RwSignal<Route>,
    is_plan_on_canvas: RwSignal<bool>,
) -> RwSignal<Arc<Analysis>> {
    let painted = RwSignal::new(Arc::default());
    let is_shown = Memo::new(move |_| match route.get() {
        Route::Plan { .. } => true,
        Route::Canvas => is_plan_on_canvas.get(),
        _ => false,
    });
    // For the outside world: it follows the browser's frames.
    Effect::new(move |_| {
        let analysis = first.get();
        let is_wanted = is_shown.get() || !is_planned_where_shown(&analysis);
        if is_wanted && analysis.is_known() && !analysis.is_planned {
            request_animation_frame(move || set_timeout(move || painted.set(analysis), PLANNING_PAUSE));
        }
    });
    painted
}

impl Session {
    /// Waits no longer for registries, after a moment.
    pub(super) fn be_patient_a_moment(self) {
        set_timeout(move || self.is_patient.set(false), PATIENCE);
    }

    /// Whether registries are still waited for. Tracks it.
    pub(crate) fn is_patient(self) -> bool {
        self.is_patient.get()
    }

    /// Whether the analysis belongs to the inputs of this instant.
    pub(crate) fn is_settled(self) -> bool {
        self.settling.with_value(Option::is_none)
    }

    /// Brings the analysis up to the inputs of this instant, where typing has left it behind.
    pub(crate) fn settle(self) {
        if !self.is_settled() {
            self.settle_now();
        }
    }

    /// Brings the analysis up to the inputs of this instant.
    pub(super) fn settle_now(self) {
        if let Some(waiting) = self.settling.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        self.settled.set(Arc::new(self.workspace.get_untracked()));
    }

    /// Brings the analysis up to date once typing pauses.
    pub(super) fn settle_soon(self) {
        let timer = set_timeout_with_handle(
            move || {
                self.settling.set_value(None);
                self.settle_now();
            },
            TYPING_PAUSE,
        );
        let before = self.settling.try_update_value(|waiting| std::mem::replace(waiting, timer.ok()));
        if let Some(waiting) = before.flatten() {
            waiting.clear();
        }
    }
}
