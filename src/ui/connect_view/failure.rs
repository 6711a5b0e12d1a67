//! A test that failed: the step, what happened, and what to check, in order (`dss-api.md` 7.4).

use blockwright::dss::welcome::{Problem, Step};
use blockwright::host::snippet;
use leptos::prelude::*;

use super::steps::title;
use crate::ui::dss::{Trial, own_origin};
use crate::ui::kit::{Button, CopyButton, Icon};
use crate::ui::session::{Farewell, Session};

/// What failed.
#[component]
pub(super) fn Failure(session: Session, trial: Trial) -> impl IntoView {
    let failed =
        trial.welcome.checks.iter().find_map(|check| Some((check.step, check.outcome.clone().err()?)));
    let has_key = trial.connection.has_key();
    let name = trial.connection.place.name();
    failed.map(|(step, problem)| {
        let Problem { happened, advice } = problem;
        let advice = advice.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <section class="alert alert-error connect-failure" role="alert" aria-labelledby="connect-failure">
                <h2 id="connect-failure">{Icon::Error.view()}{format!("Cannot connect to {name}")}</h2>
                <p>"The test failed at the step "<strong>{format!("\u{201c}{}\u{201d}", title(step))}</strong>"."</p>
                <p class="connect-happened">{happened}</p>
                <h3>"What to check, in this order"</h3>
                <ol class="connect-checklist">{advice}</ol>
                {matches!(step, Step::Reach | Step::Api).then(|| view! { <Copies /> })}
                <div class="connect-copies">
                    {has_key.then(|| view! {
                        <Button label="Test again".to_owned() icon=Icon::Reset on_press=move || session.test_again() />
                        <Button label="Forget the key".to_owned() icon=Icon::Lock on_press=move || session.disconnect(Farewell::Asked) />
                    })}
                </div>
                {(!has_key).then(|| view! { <p class="view-note">"The key is forgotten. Type it again to try once more."</p> })}
            </section>
        }
    })
}

/// What whoever hosts the page or DSS needs, with the origin of this page filled in.
#[component]
fn Copies() -> impl IntoView {
    own_origin().map(|page| {
        let (shown, own, proxy, cors) = (page.to_string(), page.to_string(), page.clone(), page);
        view! {
            <p>"The origin to allow is "<code>{shown}</code>"."</p>
            <div class="connect-copies">
                <CopyButton label="Copy the origin" text=move || own.clone() />
                <CopyButton label="Copy nginx for a proxy" text=move || snippet::proxy(&proxy) />
                <CopyButton label="Copy nginx for CORS" text=move || snippet::cors(&cors) />
            </div>
        }
    })
}
