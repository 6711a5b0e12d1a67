//! The analysis, brought up to the inputs once typing pauses.

use std::sync::Arc;
use std::time::Duration;

use blockwright::route::Route;
use blockwright::workspace::{Analysis, Memory, Workspace, analyze_without_blocks};
use leptos::prelude::*;

use super::Session;
use crate::ui::second::Loading;

/// Pause in typing after which the analysis is made anew.
const TYPING_PAUSE: Duration = Duration::from_millis(150);

/// What follows from `inputs`. A project with blocks waits for the code that composes them; no other
/// follows how far that is.
pub(super) fn analyze(
    inputs: &Workspace,
    memory: &mut Memory,
    second: RwSignal<Loading>,
) -> Option<Analysis> {
    if let Loading::Done(second) = second.get_untracked() {
        return Some((second.analyze)(inputs, memory));
    }
    let analysis = analyze_without_blocks(inputs, memory);
    if analysis.is_none() {
        second.track();
    }
    analysis
}

/// The analysis with its plan, once the code for that is here.
pub(super) fn complete(
    inputs: &Workspace,
    memory: &mut Memory,
    analysis: &Analysis,
    second: RwSignal<Loading>,
) -> Option<Analysis> {
    match second.get() {
        Loading::Done(second) => Some((second.complete)(inputs, memory, analysis)),
        _ => None,
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
pub(super) fn painted(
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
