//! Why there is no plan.

use std::sync::Arc;

use blockwright::diagnostic::Diagnostic;
use blockwright::plan::words;
use blockwright::route::Route;
use leptos::prelude::*;

use crate::ui::kit::{Badge, Button, EmptyState, Icon, code_text};
use crate::ui::session::Session;

/// Reasons that are listed before the list is cut.
const MOST_REASONS: usize = 10;

/// What stands in the way of a plan.
#[derive(Clone, Debug, PartialEq)]
enum Obstacle {
    /// There is no file.
    NoFile,
    /// The configuration has problems that fail.
    Configuration(Arc<[Diagnostic]>),
    /// The state has errors.
    State(Arc<[Diagnostic]>),
    /// It is being made.
    Underway,
}

/// The reasons, with ways to put them right.
#[component]
pub(super) fn Blocked(session: Session) -> impl IntoView {
    let obstacle = Memo::new(move |_| obstacle(session));
    view! {
        <div class="view-head"><h1>"Plan"</h1></div>
        {move || match obstacle.get() {
            Obstacle::NoFile => view! {
                <EmptyState icon=Icon::Plan title="There is nothing to plan yet".to_owned()>
                    <p>"A plan compares a configuration with what is deployed. Open a project, or write one."</p>
                    <p><a href=Route::SOURCE.to_string()>"Go to the source"</a></p>
                </EmptyState>
            }.into_any(),
            Obstacle::Configuration(reasons) => view! {
                <Reasons
                    session
                    title=format!("No plan until {} solved", are(reasons.len(), "problem"))
                    lead="A plan is made only from a valid configuration, so that nothing half-right is ever applied."
                    reasons
                    way_out=(Route::Problems, "Show all problems")
                />
            }.into_any(),
            Obstacle::Underway => view! { <p class="view-loading" role="status">"Making the plan"</p> }.into_any(),
            Obstacle::State(reasons) => view! {
                <Reasons
                    session
                    title="No plan: the state cannot be read".to_owned()
                    lead="Without knowing what is deployed, a plan would create everything again."
                    reasons
                    way_out=(Route::State, "Go to the state")
                />
            }.into_any(),
        }}
    }
}

fn are(count: usize, word: &str) -> String {
    format!("{} {}", words::plural(count, word), if count == 1 { "is" } else { "are" })
}

fn obstacle(session: Session) -> Obstacle {
    let (strict, is_empty) = session.settled().with(|inputs| (inputs.strict, inputs.files.is_empty()));
    let failing = |problems: &[Diagnostic], strict: bool| -> Arc<[Diagnostic]> {
        problems.iter().filter(|problem| problem.fails(strict)).cloned().collect()
    };
    session.analysis().with(|analysis| match analysis.valid {
        _ if is_empty => Obstacle::NoFile,
        false => Obstacle::Configuration(failing(&analysis.problems, strict)),
        true if !analysis.is_planned => Obstacle::Underway,
        true => Obstacle::State(failing(&analysis.state_problems, false)),
    })
}

#[component]
fn Reasons(
    session: Session,
    title: String,
    lead: &'static str,
    reasons: Arc<[Diagnostic]>,
    way_out: (Route, &'static str),
) -> impl IntoView {
    let more = reasons.len().saturating_sub(MOST_REASONS);
    let shown: Vec<_> = reasons.iter().take(MOST_REASONS).cloned().collect();
    let (route, words) = way_out;
    view! {
        <section class="blocked" aria-labelledby="blocked-title">
            <h2 id="blocked-title">{Icon::Error.view()}{title}</h2>
            <p>{lead}</p>
            <ol class="blocked-reasons">
                {shown.into_iter().map(|problem| view! { <BlockingProblem session problem /> }).collect_view()}
            </ol>
            {(more > 0).then(|| view! { <p>{format!("and {more} more")}</p> })}
            <p><a class="button button-primary" href=route.to_string()>{words}</a></p>
        </section>
    }
}

#[component]
fn BlockingProblem(session: Session, problem: Diagnostic) -> impl IntoView {
    let tone = if problem.fails(false) { "tone-error" } else { "tone-warning" };
    let jump = problem.at.map(|at| {
        let label = format!("Show {}", problem.path);
        view! { <Button icon=Icon::Source label on_press=move || session.reveal(at) /> }
    });
    view! {
        <li>
            <Badge tone text=problem.rule.id.to_owned() />
            <span class="blocked-message">
                <code>{problem.path.clone()}</code>
                <span>{problem.message.clone()}</span>
                {problem.hint.clone().map(|hint| view! { <span class="blocked-hint">{code_text(&hint)}</span> })}
            </span>
            {jump}
        </li>
    }
}
