//! What came of sharing, and how to take it along.

use std::sync::Arc;

use blockwright::diagnostic::Severity;
use blockwright::diagnostic::counts::counted;
use blockwright::plan_link::reach::Reach;
use blockwright::policy::Report;
use leptos::prelude::*;

use super::Sharing;
use super::made::Made;
use crate::ui::files;
use crate::ui::kit::{Button, CopyButton, Icon};
use crate::ui::session::Tone;

/// The link with its length and contents, or why there is none.
#[component]
pub(super) fn Outcome(sharing: Sharing) -> impl IntoView {
    move || match sharing.made.get() {
        None => view! { <p role="status">"Making the link"</p> }.into_any(),
        Some(Err(why)) => view! {
            <p class="alert alert-error share-alert" role="alert">{Icon::Error.view()}<span>{why}</span></p>
        }
        .into_any(),
        Some(Ok(made)) => view! { <Ready sharing made /> }.into_any(),
    }
}

#[component]
fn Ready(sharing: Sharing, made: Arc<Made>) -> impl IntoView {
    let length = made.address.len();
    let words = format!("{length} characters: {}.", made.reach.words());
    let download = {
        let made = Arc::clone(&made);
        move || {
            let session = sharing.session;
            sharing.note(&made);
            if files::download(&made.file, made.text.as_bytes()) {
                session.announce(format!("{} is downloaded.", made.file));
            } else {
                session.notify(Tone::Error, format!("The browser refused the download of {}.", made.file));
            }
        }
    };
    let copy = |text: fn(&Made) -> &String| {
        let made = Arc::clone(&made);
        Callback::new(move |()| {
            sharing.note(&made);
            text(&made).clone()
        })
    };
    let is_pending = sharing.is_pending;
    let shown = made.address.clone();
    let by_hand = {
        let made = Arc::clone(&made);
        move |_| sharing.note(&made)
    };
    let is_long = made.reach >= Reach::Browser;
    let (address, short, summary) =
        (copy(|made| &made.address), copy(|made| &made.short), copy(|made| &made.summary));
    view! {
        <Checks report=Some(made.policy.clone()) />
        <section class="share-made" aria-label="The link">
            <p role="status">{words}</p>
            <p class="share-address" tabindex="0" role="textbox" aria-readonly="true" aria-label="Address of the plan" on:copy=by_hand>
                {move || if is_pending.get() { "The link is being made anew.".to_owned() } else { shown.clone() }}
            </p>
            <details>
                <summary>"What is in it"</summary>
                <ul>{made.contents.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view()}</ul>
                <p class="field-note">"Not in it: keys, secrets, data. What looks like a credential is refused, and placeholders stay as they are."</p>
            </details>
            <div class="form-end">
                <CopyButton label="Copy the summary for a pull request".to_owned() text=summary disabled=is_pending />
                <Button label="Download as a file".to_owned() icon=Icon::Download on_press=download disabled=is_pending />
                {if is_long {
                    view! { <CopyButton label="Copy a short link to the file".to_owned() text=short disabled=is_pending /> }
                } else {
                    view! { <CopyButton label="Copy the link".to_owned() text=address disabled=is_pending /> }
                }}
            </div>
            {is_long.then(|| view! {
                <p class="field-note">"The short link names the plan and holds nothing of it: send the file with it, or put the file into the folder plans beside this page."</p>
            })}
        </section>
    }
}

/// What checks say of the plan before anybody else sees it.
#[component]
pub(crate) fn Checks(report: Option<Report>) -> impl IntoView {
    let Some(report) = report else {
        return view! {
            <p class="share-unchecked">{Icon::Warning.view()}<span>"No check was made: the plan was not worked out here."</span></p>
        }
        .into_any();
    };
    let waived = report.findings.iter().filter(|finding| finding.waiver.is_some()).count();
    let blocking = report.blocking().count();
    let open = report.findings.iter().filter(|finding| finding.waiver.is_none()).count();
    let title = match (blocking, open) {
        (0, 0) if waived == 0 => "All checks pass".to_owned(),
        (0, 0) => format!("Checks pass, with {}", counted(waived, "exception")),
        (0, open) => format!("Checks: {open} to look at"),
        (1, _) => "Checks: 1 stands in the way of an approval".to_owned(),
        (blocking, _) => format!("Checks: {blocking} stand in the way of an approval"),
    };
    let line = |finding: blockwright::policy::Finding| {
        let (icon, word) = match (&finding.waiver, finding.severity) {
            (Some(_), _) => (Icon::Check, "waived"),
            (None, Severity::Error) => (Icon::Error, "error"),
            (None, _) => (Icon::Warning, "warning"),
        };
        view! {
            <li>
                {icon.view()}<code>{finding.id.to_string()}</code>
                <span>
                    <span class="visually-hidden">{word}": "</span>
                    {finding.message.clone()}
                    {finding.waiver.as_ref().map(|waiver| format!(" Waived: {}", waiver.reason))}
                </span>
            </li>
        }
    };
    view! {
        <details class="share-checks" open=blocking + waived != 0>
            <summary>{title}</summary>
            {(open == 0 && report.findings.is_empty()).then(|| view! { <p class="field-note">"Nothing was found by the checks of this host and project."</p> })}
            <ul tabindex="0" aria-label="What the checks found">{report.findings.into_iter().map(line).collect_view()}</ul>
        </details>
    }
    .into_any()
}
