//! The test of a connection, step by step.

use blockwright::dss::welcome::Step;
use leptos::prelude::*;

use crate::ui::dss::{Headway, Place, Trial};
use crate::ui::kit::{Button, Icon};
use crate::ui::session::{Farewell, Session};

/// The steps in order, in words.
const STEPS: [(Step, &str); 7] = [
    (Step::Address, "The address can be used"),
    (Step::Reach, "Something answers there"),
    (Step::Api, "It is the API of DSS"),
    (Step::Key, "DSS accepts the key"),
    (Step::Licence, "The licence includes the API"),
    (Step::Version, "The version is told"),
    (Step::Projects, "The projects can be listed"),
];

/// The name of a step.
pub(super) fn title(step: Step) -> &'static str {
    let known = STEPS.iter().find(|(known, _)| *known == step);
    known.map_or("The project can be read", |(_, title)| *title)
}

/// Each step, and what it found. While the test is under way it can be stopped.
#[component]
pub(super) fn Steps(session: Session, trial: Trial) -> impl IntoView {
    let checks = trial.welcome.checks.clone();
    let is_demo = trial.connection.place == Place::Demo;
    let is_underway = trial.welcome.next().is_some();
    let row = |(step, title): (Step, &'static str)| {
        let check = checks.iter().find(|check| check.step == step);
        let (class, icon, word, told) = match check.map(|check| &check.outcome) {
            None if is_underway => ("connect-step-waits", Icon::History, "not yet", String::new()),
            None => ("connect-step-waits", Icon::NoChange, "not tested", String::new()),
            // What stands for its address is sent to by nobody.
            Some(Ok(_)) if is_demo && step == Step::Address => (
                "connect-step-passed",
                Icon::Check,
                "passed",
                "In this page: nothing goes over the network.".to_owned(),
            ),
            Some(Ok(told)) => ("connect-step-passed", Icon::Check, "passed", told.clone()),
            Some(Err(problem)) => ("connect-step-failed", Icon::Error, "failed", problem.happened.clone()),
        };
        view! {
            <li class=format!("connect-step {class}")>
                {icon.view()}
                <span><span class="connect-step-title">{title}</span><span class="connect-step-word">{format!(": {word}")}</span></span>
                {(!told.is_empty()).then(|| view! { <span class="connect-step-about">{told}</span> })}
            </li>
        }
    };
    let (headway, name) = (trial.headway, trial.connection.place.name());
    let again = move || match headway.get() {
        Headway { again: 0, .. } => format!("Testing {name}."),
        Headway { .. } => format!("Testing {name}: no good answer came, so it is asked again in a moment."),
    };
    let rows = STEPS.into_iter().map(row).collect_view();
    view! {
        <section aria-labelledby="connect-steps" aria-busy=is_underway.to_string()>
            <h2 id="connect-steps">"The test, step by step"</h2>
            <ol class="connect-steps">{rows}</ol>
            {is_underway.then(|| view! {
                <p class="view-note" role="status">{again}</p>
                <Button label="Stop the test".to_owned() icon=Icon::Close on_press=move || session.disconnect(Farewell::Asked) />
            })}
        </section>
    }
}
