//! Problems where they belong, with their fixes.

use blockwright::diagnostic::Diagnostic;
use leptos::prelude::*;

use super::focus;
use crate::ui::kit::{Button, Icon, code_text};
use crate::ui::problems_view::severity;
use crate::ui::session::Session;

/// Problems by their positions in the analysis.
#[component]
pub(super) fn ProblemList(session: Session, #[prop(into)] problems: Signal<Vec<usize>>) -> impl IntoView {
    let found = Memo::new(move |_| {
        problems.with(|problems| {
            session.analysis().with(|analysis| {
                let found = problems.iter().filter_map(|problem| analysis.problems.get(*problem));
                found.cloned().collect::<Vec<Diagnostic>>()
            })
        })
    });
    move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let rows = found.into_iter().map(|problem| row(session, problem)).collect_view();
            view! { <ul class="panel-problems">{rows}</ul> }
        })
    }
}

fn row(session: Session, problem: Diagnostic) -> impl IntoView {
    let (severity, rule, at) = (problem.severity, problem.rule.id, problem.at);
    let message = problem.message.clone();
    let hint = problem.hint.as_deref().map(|hint| view! { <p class="panel-hint">{code_text(hint)}</p> });
    let title = problem.fix.as_ref().map(|fix| fix.title.clone());
    let fix = title.map(|title| {
        let apply = move || {
            if session.apply_fix(&problem) {
                session.announce("The fix is applied.");
                focus::move_to_panel();
            }
        };
        view! { <Button label=title hint="Apply this fix" icon=Icon::Check on_press=apply /> }
    });
    let place = at.map(|at| {
        view! { <button type="button" class="link" on:click=move |_| session.reveal(at)>"Source"<span class="visually-hidden">{format!(" of {rule}")}</span></button> }
    });
    view! {
        <li class=format!("panel-problem {}", severity::tone(severity))>
            {severity::icon(severity).view()}
            <div>
                <p><span class="visually-hidden">{severity::word(severity)}": "</span>{message}" "<span class="panel-rule">{rule}</span></p>
                {hint}
                <div class="panel-problem-tools">{fix}{place}</div>
            </div>
        </li>
    }
}
