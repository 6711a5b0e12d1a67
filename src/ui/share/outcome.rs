//! What came of sharing, and how to take it along.

use std::sync::Arc;

use blockwright::diagnostic::Severity;
use blockwright::diagnostic::counts::grouped;
use blockwright::plan_link::reach::Reach;
use blockwright::policy::{Finding, Report};
use leptos::prelude::*;

use super::Sharing;
use super::made::{Made, NotMade};
use crate::ui::files;
use crate::ui::kit::{Button, CopyButton, Icon, Look};
use crate::ui::session::Tone;

/// The link with its length and contents, or why there is none.
#[component]
pub(super) fn Outcome(sharing: Sharing) -> impl IntoView {
    // The link is made anew while somebody types: what stands here stays, and only its texts change, so that
    // neither the focus nor what was opened is lost.
    let last = Memo::new_with_compare(
        move |before: Option<&Option<Arc<Made>>>| match sharing.made.get() {
            Some(Ok(made)) => Some(made),
            _ => before.cloned().flatten(),
        },
        |_, _| true,
    );
    let has_any = Memo::new(move |_| last.with(Option::is_some));
    let is_good = Memo::new(move |_| sharing.made.with(|made| matches!(made, Some(Ok(_)))));
    let is_first = move || sharing.made.with(Option::is_none);
    view! {
        <Show when=is_first><p role="status">"Making the link"</p></Show>
        {move || sharing.refused.get().map(refusal)}
        <div class="share-ready" hidden=move || !is_good.get()>
            <Show when=move || has_any.get()><Ready sharing made=last /></Show>
        </div>
    }
}

fn refusal(NotMade { words, field }: NotMade) -> AnyView {
    match field {
        // Its field says it.
        Some(typed) => {
            view! { <p class="field-note">{format!("There is no link: see {typed}.")}</p> }.into_any()
        }
        None => view! {
            <p class="alert alert-error share-alert" role="alert">{Icon::Error.view()}<span>{words}</span></p>
        }
        .into_any(),
    }
}

#[component]
fn Ready(sharing: Sharing, made: Memo<Option<Arc<Made>>>) -> impl IntoView {
    let session = sharing.session;
    let is_pending = sharing.is_pending;
    let words = Memo::new(move |_| {
        of(made, |made| format!("{} characters: {}.", grouped(made.address.len()), made.reach.words()))
    });
    let shown = Memo::new(move |_| of(made, |made| made.address.clone()));
    let contents = Memo::new(move |_| of(made, |made| made.contents.clone()));
    let is_long = Memo::new(move |_| of(made, |made| made.reach >= Reach::Browser));
    let is_sealed = Memo::new(move |_| of(made, |made| made.is_sealed));
    let checked = Memo::new(move |_| of(made, |made| Checked::Found(made.policy.clone())));
    let download = move || {
        let Some(made) = made.get_untracked() else { return };
        sharing.note(&made);
        if files::download(&made.file, made.text.as_bytes()) {
            session.announce(format!("{} is downloaded.", made.file));
        } else {
            session.notify(Tone::Error, format!("The browser refused the download of {}.", made.file));
        }
    };
    let copy = move |text: fn(&Made) -> &String| {
        Callback::new(move |()| {
            let Some(made) = made.get_untracked() else { return String::new() };
            sharing.note(&made);
            text(&made).clone()
        })
    };
    let by_hand = move |_| {
        if let Some(made) = made.get_untracked() {
            sharing.note(&made);
        }
    };
    let (address, short, summary) =
        (copy(|made| &made.address), copy(|made| &made.short), copy(|made| &made.summary));
    let line = |line: String| view! { <li>{line}</li> };
    view! {
        <Checks checked />
        <section class="share-made" aria-label="The link">
            <p role="status">{words}</p>
            <p class="share-address" class:pending=is_pending tabindex="0" role="textbox" aria-readonly="true" aria-label="Address of the plan" on:copy=by_hand>
                {move || if is_pending.get() { "The link is being made anew.".to_owned() } else { shown.get() }}
            </p>
            <details>
                <summary>"What is in it"</summary>
                <ul>{move || contents.get().into_iter().map(line).collect_view()}</ul>
                <p class="field-note">"Not in it: keys, secrets, data. What looks like a credential is refused, and placeholders stay as they are."</p>
            </details>
            <div class="form-end">
                <CopyButton label="Copy the summary for a pull request".to_owned() text=summary disabled=is_pending />
                <Button label="Download as a file".to_owned() icon=Icon::Download on_press=download disabled=is_pending />
                <Show when=move || is_long.get() fallback=move || view! {
                    <CopyButton label="Copy the link".to_owned() text=address look=Look::Primary disabled=is_pending />
                }>
                    <CopyButton label="Copy a short link to the file".to_owned() text=short look=Look::Primary disabled=is_pending />
                </Show>
            </div>
            <Show when=move || is_sealed.get()>
                <p class="field-note">"The summary for a pull request is in clear all the same: it names the project, what would change and what the checks found."</p>
            </Show>
            <Show when=move || is_long.get()>
                <p class="field-note">"The short link names the plan and holds nothing of it: send the file with it, or put the file into the folder plans beside this page."</p>
            </Show>
        </section>
    }
}

/// Something of what was made; the usual value before anything was.
fn of<T: Default>(made: Memo<Option<Arc<Made>>>, what: impl Fn(&Made) -> T) -> T {
    made.with(|made| made.as_deref().map(what)).unwrap_or_default()
}

/// What is known of the checks of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Checked {
    /// Nothing yet.
    #[default]
    Unknown,
    /// There was no plan to check.
    Unchecked,
    /// What they found.
    Found(Report),
}

/// What checks say of the plan before anybody else sees it.
#[component]
pub(crate) fn Checks(#[prop(into)] checked: Signal<Checked>) -> impl IntoView {
    let known = Memo::new(move |_| match checked.get() {
        Checked::Found(report) => Some(report),
        Checked::Unknown | Checked::Unchecked => None,
    });
    let is_checked = Memo::new(move |_| known.with(Option::is_some));
    let is_unchecked = move || checked.with(|checked| *checked == Checked::Unchecked);
    view! {
        <Show when=is_unchecked>
            <p class="share-unchecked">{Icon::Warning.view()}<span>"No check was made: the plan was not worked out here."</span></p>
        </Show>
        <Show when=move || is_checked.get()><Found report=known /></Show>
    }
}

#[component]
fn Found(report: Memo<Option<Report>>) -> impl IntoView {
    let title = move || report.with(|report| report.as_ref().map(Report::title));
    let findings = Memo::new(move |_| {
        report.with(|report| report.as_ref().map(|report| report.findings.clone()).unwrap_or_default())
    });
    // What blocks or is waived is shown at once; who folds or opens it then has the last word.
    let is_open = Memo::new(move |_| {
        findings.with(|all| {
            all.iter().any(|finding| finding.waiver.is_some() || finding.severity == Severity::Error)
        })
    });
    let line = |finding: Finding| {
        let (icon, tone) = match (&finding.waiver, finding.severity) {
            (Some(_), _) => (Icon::Check, "waived"),
            (None, Severity::Error) => (Icon::Error, "error"),
            (None, _) => (Icon::Warning, "warning"),
        };
        view! {
            <li class=tone>
                {icon.view()}<code>{finding.id.to_string()}</code>
                <span>
                    <span class="visually-hidden">{finding.word()}": "</span>
                    {finding.message.clone()}
                    {finding.waiver.as_ref().map(|waiver| view! { <span class="share-waived">"Waived: "{waiver.reason.to_string()}</span> })}
                </span>
            </li>
        }
    };
    view! {
        <details class="share-checks" open=move || is_open.get()>
            <summary>{title}</summary>
            <Show when=move || findings.with(Vec::is_empty)>
                <p class="field-note">"Nothing was found by the checks of this host and project."</p>
            </Show>
            <Show when=move || findings.with(|all| !all.is_empty())>
                <ul tabindex="0" aria-label="What the checks found">{move || findings.get().into_iter().map(line).collect_view()}</ul>
            </Show>
        </details>
    }
}
