//! The answer to a shared plan as a whole, and how it travels back.

use std::collections::BTreeMap;
use std::sync::Arc;

use blockwright::answer::{Answer, Remark, Verdict, key_words, objections};
use blockwright::diagnostic::Severity;
use blockwright::diagnostic::counts::{counted, grouped};
use blockwright::plan_link::credential_in;
use blockwright::policy::Report;
use blockwright::review::{Base, Expiry, Recomputed, Review};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::clock;
use crate::ui::files;
use crate::ui::kit::{Button, CopyButton, Icon, Look};
use crate::ui::preferences::Preference;
use crate::ui::session::{Session, Tone};
use crate::ui::signing::{forget, signer};

/// An answer that was made.
struct Given {
    /// What it says, without a signature.
    said: Said,
    text: String,
    address: String,
    words: String,
    /// Its name as a file.
    file: String,
}

/// What a reviewer says now, and whether it is to be signed.
#[derive(Clone, PartialEq)]
struct Said {
    by: String,
    note: String,
    remarks: BTreeMap<String, Vec<Remark>>,
    is_signed: bool,
}

/// Name, note, signature, verdict; then the answer to take along.
#[component]
pub(super) fn AnswerForm(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let name = RwSignal::new(Preference::Name.get().unwrap_or_default());
    let is_signed = RwSignal::new(false);
    let given = RwSignal::new(None::<Arc<Given>>);
    // Told once an answer was tried without one, and no longer than that holds.
    let is_name_asked = RwSignal::new(false);
    let is_nameless = Memo::new(move |_| is_name_asked.get() && name.with(|name| name.trim().is_empty()));
    let name_field = NodeRef::<leptos::html::Input>::new();
    let key = RwSignal::new(None::<String>);
    let said = Memo::new(move |_| Said {
        by: name.get().trim().to_owned(),
        note: reviewing.note.get().trim().to_owned(),
        remarks: reviewing.remarks.get(),
        is_signed: is_signed.get(),
    });
    let against = Memo::new(move |_| {
        let plan = reviewing.review.with(|review| review.as_deref().and_then(against));
        plan.or_else(|| against_themselves(&said.read().remarks))
    });
    let is_forbidden = Signal::derive(move || against.with(Option::is_some));
    let digest =
        move || reviewing.review.with_untracked(|review| review.as_ref().map(|review| review.digest.clone()));
    let give = move |verdict: Verdict| {
        let Some(digest) = digest() else { return };
        let said = said.get_untracked();
        is_name_asked.set(said.by.is_empty());
        if said.by.is_empty() {
            given.set(None);
            if let Some(field) = name_field.get_untracked() {
                // Focus fails only for what cannot have it.
                drop(field.focus());
            }
            return;
        }
        let mut answer = Answer::new(&digest, &said.by, &clock::seconds(), verdict);
        said.note.clone_into(&mut answer.note);
        said.remarks.clone_into(&mut answer.remarks);
        spawn_local(async move {
            match finish(answer, said).await {
                Ok(made) => drop(given.try_set(Some(Arc::new(made)))),
                Err(why) => session.notify(Tone::Error, why),
            }
        });
    };
    let sign = move |event| {
        is_signed.set(event_target_checked(&event));
        if is_signed.get_untracked() {
            spawn_local(async move {
                let words = signer(true).await.map(|signer| key_words(&signer.public));
                if words.is_none() {
                    is_signed.try_set(false);
                    session.notify(Tone::Warning, "Nothing can be signed: this browser has no Ed25519 for this page, or keeps nothing for it.");
                }
                key.try_set(words);
            });
        }
    };
    let forget_key = move || {
        is_signed.set(false);
        key.set(None);
        spawn_local(async move {
            if forget().await {
                session
                    .notify(Tone::Plain, "The key is forgotten. What you sign from now on has another one.");
            } else {
                session.notify(Tone::Error, "The key was not forgotten: the browser's storage refused.");
            }
        });
    };
    view! {
        <section class="review-answer" aria-labelledby="review-answer">
            <h2 id="review-answer">"Your answer"</h2>
            <div class="share-fields">
                <NameField name is_nameless field=name_field />
                <label class="field">
                    <span>"Of the plan as a whole"</span>
                    <textarea rows="2" maxlength="4000" prop:value=reviewing.note
                        on:input=move |event| reviewing.note.set(event_target_value(&event))></textarea>
                </label>
            </div>
            <label class="check">
                <input type="checkbox" prop:checked=is_signed on:change=sign />
                "Sign it with the key of this browser"
            </label>
            {move || key.get().filter(|_| is_signed.get()).map(|words| view! {
                <p class="field-note">"Your key in words: "<strong>{words}</strong>". Tell them to the author once, so that they know it is you."</p>
                <div class="form-end"><Button label="Forget this key".to_owned() icon=Icon::Trash on_press=forget_key /></div>
            })}
            {move || against.get().map(|why| view! { <p class="field-note" id="why-not">{format!("It cannot be approved here: {why}")}</p> })}
            <div class="form-end">
                <Button label="Approve".to_owned() described_by=Signal::derive(move || if is_forbidden.get() { "why-not" } else { "" }.to_owned()) icon=Icon::Check look=Look::Primary disabled=is_forbidden on_press=move || give(Verdict::Approve) />
                <Button label="Request changes".to_owned() icon=Icon::Error on_press=move || give(Verdict::RequestChanges) />
                <Button label="Only remarks".to_owned() icon=Icon::Notice on_press=move || give(Verdict::Remark) />
            </div>
            {move || given.get().map(|given| if given.said == *said.read() {
                view! { <Ready session given /> }.into_any()
            } else {
                view! { <p role="status">"You have changed something since the last answer. Make it again."</p> }.into_any()
            })}
        </section>
    }
}

/// Who answers. It is kept in this browser.
#[component]
fn NameField(
    name: RwSignal<String>,
    /// Whether it is missing.
    is_nameless: Memo<bool>,
    field: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>"Your name"</span>
            <input type="text" node_ref=field autocomplete="off" maxlength="100" required prop:value=name
                aria-invalid=move || is_nameless.get().then_some("true")
                aria-describedby=move || is_nameless.get().then_some("no-name")
                on:input=move |event| name.set(event_target_value(&event))
                on:change=move |_| Preference::Name.set(name.get_untracked().trim()) />
            <Show when=move || is_nameless.get()>
                <span id="no-name" class="field-error" role="alert">"Nothing was answered: say who you are, so that the author knows whose word it is."</span>
            </Show>
        </label>
    }
}

/// The answer, to be sent back.
#[component]
fn Ready(session: Session, given: Arc<Given>) -> impl IntoView {
    let address = given.address.clone();
    let download = {
        let given = Arc::clone(&given);
        move || {
            if files::download(&given.file, given.text.as_bytes()) {
                session.announce(format!("{} is downloaded.", given.file));
            } else {
                session.notify(Tone::Error, format!("The browser refused the download of {}.", given.file));
            }
        }
    };
    view! {
        <p role="status">{given.words.clone()}</p>
        <p class="share-address" tabindex="0" role="textbox" aria-readonly="true" aria-label="Address of the answer">{given.address.clone()}</p>
        <div class="form-end">
            <CopyButton label="Copy the answer as a link".to_owned() text=Callback::new(move |()| address.clone()) />
            <Button label="Download it as a file".to_owned() icon=Icon::Download on_press=download />
        </div>
    }
}

/// Signs the answer, if it is to be, and packs it.
async fn finish(mut answer: Answer, said: Said) -> Result<Given, String> {
    if let Some(place) = credential_in(&answer.payload()) {
        return Err(format!(
            "Nothing was answered: {place} looks like a credential, and whoever has the answer could read it. Take it out."
        ));
    }
    if said.is_signed {
        let no_key = || "Nothing was signed: this browser has no key. Answer without a signature.".to_owned();
        let signer = signer(false).await.ok_or_else(no_key)?;
        answer.key = Some(signer.public);
        let signature = signer.sign(&answer.message()).await.ok_or_else(no_key)?;
        answer.signature = Some(signature.try_into().map_err(|_| no_key())?);
    }
    let (text, _) = answer.text().map_err(|why| why.to_string())?;
    let word = match answer.verdict {
        Verdict::Approve => "You approve",
        Verdict::RequestChanges => "You ask for changes",
        Verdict::Remark => "Your remarks",
    };
    let address = format!("{}#{text}", crate::ui::share::base());
    let words = format!(
        "{word}. Send this back to the author: nothing has been sent by the page. {} characters.",
        grouped(address.len())
    );
    Ok(Given { said, text, address, words, file: answer.file_name() })
}

/// Why somebody who objects cannot approve all the same.
fn against_themselves(remarks: &BTreeMap<String, Vec<Remark>>) -> Option<String> {
    let objections = objections(remarks);
    (objections > 0).then(|| {
        format!("you object to {}. Request changes, or take that back.", counted(objections, "change"))
    })
}

/// Why the plan cannot be approved here; `None` if it can.
fn against(review: &Review) -> Option<String> {
    if let Expiry::Expired(_) = review.expiry {
        return Some("it has expired. Ask for it again.".to_owned());
    }
    match &review.recomputed {
        Recomputed::Identical => {}
        Recomputed::Different { .. } => return Some("another plan came out of it here.".to_owned()),
        Recomputed::Impossible(why) => return Some(format!("it was not worked out again, because {why}")),
    }
    if matches!(review.base, Base::Moved { .. } | Base::Other) {
        return Some("the state has moved on since. Ask for a plan from the state as it is now.".to_owned());
    }
    let plan = review.identical_plan()?;
    if plan.problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Some("the plan itself must not be applied; see its problems.".to_owned());
    }
    let rules: Vec<_> =
        review.policy.iter().flat_map(Report::blocking).map(|finding| finding.id.to_string()).collect();
    (!rules.is_empty()).then(|| format!("it fails {}.", rules.join(", ")))
}
