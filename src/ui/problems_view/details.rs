//! Everything about one problem: its text, what to do, what belongs to it, the rule.

use blockwright::diagnostic::preview::{Replacement, preview};
use blockwright::diagnostic::{Diagnostic, Fix, Related, Rule, Safety, excerpt, text};
use blockwright::source::lines::Lines;
use leptos::prelude::*;

use super::excerpt::Excerpt;
use super::pages::Row;
use super::severity;
use crate::ui::kit::{Button, CopyButton, Icon, Look, code_text};
use crate::ui::session::Session;

/// The open part of a problem.
#[component]
pub(super) fn Details(session: Session, row: Memo<Option<Row>>) -> impl IntoView {
    let content = move || {
        let Row { position, problem, .. } = row.get()?;
        let parts = session.settled().with_untracked(|inputs| {
            let lines = Lines::new(&inputs.files);
            let shown = problem.at.and_then(|at| {
                let (source, index) = lines.of(at.file)?;
                Some((excerpt::excerpt(source, index, at.range), at))
            });
            let places =
                problem.related.iter().map(|related| lines.place(related.at).map(|place| place.to_string()));
            let changes = problem.fix.as_ref().map(|fix| preview(fix, &inputs.files)).unwrap_or_default();
            (shown, places.map(Option::unwrap_or_default).collect::<Vec<_>>(), changes)
        });
        let (shown, places, changes) = parts;
        let related = problem.related.clone().into_iter().zip(places);
        let related: Vec<_> = related.map(|(related, place)| related_link(session, related, place)).collect();
        let (rule, severity) = (problem.rule, problem.severity);
        Some(view! {
            {shown.map(|(excerpt, at)| view! { <Excerpt excerpt severity on_press=move || session.reveal(at) /> })}
            {problem.hint.clone().map(|hint| view! { <p class="problem-hint">{Icon::Notice.view()}<span>{code_text(&hint)}</span></p> })}
            {(!related.is_empty()).then(|| view! { <ul class="problem-related" aria-label="Related places">{related}</ul> })}
            {problem.fix.clone().map(|fix| view! { <FixView session position fix changes /> })}
            <RuleView rule />
            <div class="problem-tools">{copy_button(session, problem)}</div>
        })
    };
    view! { <div class="problem-details">{content}</div> }
}

fn related_link(session: Session, related: Related, place: String) -> AnyView {
    let Related { at, message } = related;
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| session.reveal(at)>{place}</button>
            <span>{message}</span>
        </li>
    }
    .into_any()
}

fn copy_button(session: Session, problem: Diagnostic) -> AnyView {
    let copy = move |()| {
        session
            .settled()
            .with_untracked(|inputs| text::problem(&problem, &inputs.files, &Lines::new(&inputs.files)))
    };
    view! { <CopyButton label="Copy as text" text=copy /> }.into_any()
}

/// What would put it right: what it changes, and the button that does it.
#[component]
fn FixView(session: Session, position: usize, fix: Fix, changes: Vec<Replacement>) -> impl IntoView {
    let trust = match fix.safety {
        Safety::Safe => "Keeps what you meant.",
        Safety::Guess => "A guess: look at it before you apply it.",
    };
    view! {
        <div class="problem-fix">
            <div class="problem-fix-head">
                <Button label="Apply fix" icon=Icon::Check look=Look::Primary on_press=move || session.fix_problem(position) />
                <p><strong>{fix.title}</strong>" "<span class="muted">{trust}</span></p>
            </div>
            {changes.into_iter().map(replacement).collect_view()}
        </div>
    }
}

fn replacement(change: Replacement) -> AnyView {
    let Replacement { path, line, before, after } = change;
    let old = before.into_iter().map(|text| view! { <del><span class="diff-sign">"− "</span>{text}</del> });
    let new = after.into_iter().map(|text| view! { <ins><span class="diff-sign">"+ "</span>{text}</ins> });
    view! {
        <figure class="code-figure">
            <figcaption>{format!("{path}, line {line}")}</figcaption>
            <pre class="code-lines"><code>{old.collect_view()}{new.collect_view()}</code></pre>
        </figure>
    }
    .into_any()
}

/// The rule on demand.
#[component]
fn RuleView(rule: &'static Rule) -> impl IntoView {
    view! {
        <details class="problem-rule">
            <summary>{format!("About {}: {}", rule.id, rule.title)}</summary>
            <p>{code_text(rule.explanation)}</p>
            <dl>
                <div><dt>"Rule"</dt><dd>{rule.id}</dd></div>
                <div><dt>"Level"</dt><dd>{rule.level.name()}</dd></div>
                <div><dt>"Severity"</dt><dd>{severity::word(rule.severity)}</dd></div>
            </dl>
        </details>
    }
}
