//! Answers to shared plans, shown beside the plan of the project that they belong to.

mod gate; // whether an approval holds
mod kept; // in the browser's IndexedDB

use std::sync::Arc;

use blockwright::answer::{Answer, Opinion, Remark, Standing, Verdict};
use blockwright::envelope::{Carrier, Envelope, open};
use blockwright::plan::json::plan_digest;
use blockwright::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::kit::{Badge, Button, Icon};
use super::session::{Given, Session, Tone};
use super::signing::is_signed;
use gate::Gate;

/// Keeps an answer with the open project and shows it beside the plan.
pub(crate) fn take(session: Session, text: &str) {
    let (id, text) = (untrack(|| project_key(session)), text.to_owned());
    spawn_local(async move {
        let Some((given, digest)) = given(&text).await else {
            return session
                .notify(Tone::Error, "The answer was not taken: it cannot be read. Ask for it again.");
        };
        if given.standing == Standing::Forged {
            return session.notify(
                Tone::Error,
                "The answer was not taken: its signature is wrong. Ask the reviewer for it directly.",
            );
        }
        if kept::keep(&id, &digest, &text).await.is_err() {
            session.notify(
                Tone::Warning,
                "The answer is shown, but the browser keeps nothing for this page: it goes with the tab.",
            );
        }
        session.reviewing().answers.update(|(of, answers)| {
            let known: Arc<[Given]> = if *of == id { Arc::clone(answers) } else { Arc::default() };
            if !known.contains(&given) {
                (*of, *answers) = (id.clone(), known.iter().cloned().chain([given]).collect());
            }
        });
        session.navigate(&Route::PLAN);
    });
}

/// The key that the configuration gives its project: answers are about plans of it, in whichever draft.
pub(crate) fn project_key(session: Session) -> String {
    session.analysis().with(|analysis| {
        let key = analysis.config.project.as_ref().and_then(|project| project.key.as_ref());
        key.map(|key| key.value.to_string()).unwrap_or_default()
    })
}

/// Reads an answer and asks the browser about its signature; with the digest of its text.
async fn given(text: &str) -> Option<(Given, String)> {
    let envelope = open(text, Carrier::File).ok()?;
    let digest = match &envelope {
        Envelope::Open { digest, .. } => digest.text(),
        Envelope::Locked(_) | Envelope::Named(_) => return None,
    };
    let answer = Answer::read(envelope).ok()?;
    let verified = match answer.signed() {
        Some(signature) => Some(is_signed(&signature.key, &answer.message(), &signature.bytes).await),
        None => None,
    };
    let standing = answer.standing(verified);
    Some((Given { answer, standing }, digest))
}

/// The answers to the plan of the open project, those to other versions marked as stale.
#[component]
pub(crate) fn Answers(session: Session) -> impl IntoView {
    let answers_of = session.reviewing().answers;
    let project = Memo::new(move |_| project_key(session));
    // For the outside world: answers are read from the browser's storage.
    Effect::new(move |_| {
        let id = project.get();
        spawn_local(async move {
            let mut all = Vec::new();
            for text in kept::all(&id).await.unwrap_or_default() {
                all.extend(given(&text).await.map(|(given, _)| given));
            }
            if project.try_get_untracked().as_ref() != Some(&id) {
                return;
            }
            // What came in meanwhile, or is not kept.
            let (of, typed) = answers_of.get_untracked();
            if of == id {
                all.extend(typed.iter().filter(|one| !all.contains(one)).cloned().collect::<Vec<_>>());
            }
            answers_of.set((id, all.into()));
        });
    });
    let answers = Memo::new(move |_| {
        answers_of
            .with(|(of, answers)| if *of == project.get() { Arc::clone(answers) } else { Arc::default() })
    });
    let digest = Memo::new(move |_| {
        session.analysis().with(|analysis| analysis.plan.as_deref().map(plan_digest)).unwrap_or_default()
    });
    let gate = Gate::new(session, digest, answers);
    let forget = move || {
        let id = project.get_untracked();
        answers_of.set((id.clone(), Arc::default()));
        spawn_local(async move {
            if kept::forget(&id).await.is_err() {
                session.notify(Tone::Error, "The answers may come back: the browser's storage refused.");
            }
        });
    };
    view! {
        <Show when=move || answers.with(|answers| !answers.is_empty())>
            <section class="answers" aria-labelledby="answers">
                <h2 id="answers">"Answers"</h2>
                <ul>{move || answers.with(|all| all.iter().map(|given| one(given, all, &digest.get(), &gate)).collect_view())}</ul>
                <div class="form-end"><Button label="Forget these answers".to_owned() icon=Icon::Trash on_press=forget /></div>
            </section>
        </Show>
    }
}

fn one(given: &Given, all: &[Given], digest: &str, gate: &Gate) -> impl IntoView + use<> {
    let Given { answer, standing } = given;
    let is_stale = answer.is_stale(digest);
    let is_replaced = all.iter().any(|later| answer.is_replaced_by(&later.answer));
    let holds = match (is_stale, is_replaced) {
        (true, _) => None,
        (_, true) => Some("It no longer counts: the same reviewer has answered again.".to_owned()),
        _ => gate.judge(answer, standing),
    };
    let (tone, icon, word) = match answer.verdict {
        Verdict::Approve => ("tone-create", Icon::Check, "Approved"),
        Verdict::RequestChanges => ("tone-delete", Icon::Error, "Changes requested"),
        Verdict::Remark => ("", Icon::Notice, "Remarks"),
    };
    let by = if answer.by.is_empty() { "somebody".to_owned() } else { answer.by.clone() };
    let who = match standing {
        Standing::Unsigned => format!("{by}, unsigned"),
        Standing::Signed(words) => format!("{by}, signed: {words}"),
        Standing::Forged => format!("{by}: the signature is wrong"),
        Standing::Unverified => format!("{by}, signed; this browser cannot verify it"),
    };
    let remarks: Vec<_> = answer
        .remarks
        .iter()
        .map(|(address, list)| {
            let href = Route::Plan { address: Some(address.clone()) }.to_string();
            let words = list.iter().map(said).collect::<Vec<_>>().join("; ");
            view! { <li><a href=href>{address.clone()}</a>" "{words}</li> }
        })
        .collect();
    let note = answer.note.clone();
    let at = clock::in_words(&answer.at);
    view! {
        <li class:stale=is_stale>
            <p class="answers-who">
                <Badge tone=tone text=word icon=icon />
                {is_stale.then(|| view! { <Badge tone="tone-warning" text="stale: about another version" icon=Icon::Warning /> })}
                <span>{who}</span>
                <span class="field-note">{at}</span>
            </p>
            {holds.map(|words| view! { <p class="answers-holds">{words}</p> })}
            {(!note.is_empty()).then(|| view! { <p class="review-note">{note}</p> })}
            <ul>{remarks}</ul>
        </li>
    }
}

/// What is said of a change.
fn said(remark: &Remark) -> String {
    let text = remark.text.as_str();
    match (remark.opinion, text.is_empty()) {
        (Opinion::Accept, _) => "accepted".to_owned(),
        (Opinion::Object, true) => "objected to".to_owned(),
        (Opinion::Object, false) => format!("objected to: {text}"),
        (Opinion::Comment, _) => text.to_owned(),
        (Opinion::Question, _) => format!("asked: {text}"),
    }
}
