//! Before there is a plan to look at: nothing, a refusal, a passphrase, a file.

use std::sync::Arc;

use blockwright::envelope::{Carrier, Envelope, Locked, MAX_FILE_BODY, open};
use blockwright::route::shared_in;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::cipher;
use crate::ui::files;
use crate::ui::kit::{Button, Icon, Look};
use crate::ui::network;
use crate::ui::session::{Reading, Session};

/// The way to a plan.
#[component]
pub(super) fn Opening(session: Session, reading: Reading) -> impl IntoView {
    let inside = match reading {
        Reading::Refused(why) => view! {
            <p class="alert alert-error share-alert" role="alert">{Icon::Error.view()}<span>{why}</span></p>
            <Another session />
        }
        .into_any(),
        Reading::Locked(locked) => view! { <Passphrase session locked /> }.into_any(),
        Reading::Named(name) => view! { <Missing session name /> }.into_any(),
        Reading::Answer => view! { <Answered session /> }.into_any(),
        Reading::Nothing | Reading::Plan(_) => view! { <Another session /> }.into_any(),
    };
    view! {
        <div class="review">
            <div class="view-head"><h1>"Review"</h1></div>
            <div class="review-open">{inside}</div>
        </div>
    }
}

/// Asks for a link or a file.
#[component]
fn Another(session: Session) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let open = move || {
        let text = typed.get_untracked();
        let text = shared_in(&text).unwrap_or(text.trim());
        if !text.is_empty() {
            session.take_shared(text, Carrier::Link);
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    view! {
        <p>"Open the link of a plan that somebody shared with you, or its file. Your own project stays as it is."</p>
        <form class="form" on:submit=submit>
            <label class="field">
                <span>"Link of a plan, or of an answer"</span>
                <input type="text" autocomplete="off" spellcheck="false" prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event)) />
            </label>
            <div class="form-end">
                <FileButton session on_text=move |text: String| session.take_shared(shared_in(&text).unwrap_or(&text), Carrier::File) />
                <Button label="Open".to_owned() look=Look::Primary on_press=open />
            </div>
            <input type="submit" hidden />
        </form>
    }
}

/// A button that lets a file be chosen, and its input.
#[component]
fn FileButton(session: Session, #[prop(into)] on_text: Callback<String>) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let chosen = files::from_input(&event_target(&event));
        spawn_local(async move {
            match files::texts(chosen, "").await {
                Ok(texts) => {
                    if let Some((_, text)) = texts.into_iter().next() {
                        on_text.run(text);
                    }
                }
                Err(why) => session.notify(crate::ui::session::Tone::Error, why),
            }
        });
    };
    view! {
        <Button label="Open a file".to_owned() icon=Icon::Open on_press=choose />
        <input type="file" node_ref=input data-open-plan="" class="chooser" tabindex="-1" aria-hidden="true"
            aria-label="Open a file of a plan" on:change=chosen />
    }
}

/// Asks for the passphrase.
#[component]
fn Passphrase(session: Session, locked: Arc<Locked>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let open = move || {
        let locked = Arc::clone(&locked);
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let opened = cipher::unlock(&locked, &typed.get_untracked()).await;
            is_busy.try_set(false);
            match opened {
                Ok(payload) => session.reviewing().unlocked.set(Some(Arc::new(payload))),
                Err(why) => drop(refused.try_set(Some(why))),
            }
        });
    };
    let submit = {
        let open = open.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            open();
        }
    };
    view! {
        <p>"This plan is under a passphrase. Its sender tells it to you another way than the link."</p>
        {move || refused.get().map(|why| view! {
            <p class="alert alert-error share-alert" role="alert">{Icon::Error.view()}<span>{why}</span></p>
        })}
        <form class="form" on:submit=submit>
            <label class="field">
                <span>"Passphrase"</span>
                <input type="password" autocomplete="off" prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event)) />
            </label>
            <div class="form-end">
                <Button look=Look::Primary on_press=open
                    label=Signal::derive(move || if is_busy.get() { "Opening" } else { "Open the plan" }.to_owned()) />
            </div>
            <input type="submit" hidden />
        </form>
    }
}

/// A link that only names its plan: the file is looked for beside the page, and can be chosen. Only the file
/// that the link names is taken.
#[component]
fn Missing(session: Session, name: String) -> impl IntoView {
    let state = RwSignal::new("Looking for its file beside this page.");
    let address = format!("plans/{name}.plan");
    let named = StoredValue::new(name.clone());
    let is_named = move |text: &str| {
        let digest = match open(text, Carrier::File).ok()? {
            Envelope::Open { digest, .. } => digest.text(),
            Envelope::Locked(locked) => locked.digest().text(),
            Envelope::Named(_) => return Some(false),
        };
        Some(named.with_value(|name| *name == digest))
    };
    let take = move |text: String| {
        match is_named(&text) {
        Some(true) => session.take_shared(&text, Carrier::File),
        Some(false) => drop(state.try_set("The file does not hold the plan that the link names, so it was not opened. Ask for the file that belongs to the link.")),
        None => drop(state.try_set("The file is damaged or holds no plan, so it was not opened. Open the file that came with the link.")),
    }
    };
    spawn_local(async move {
        match network::own_text(&address, MAX_FILE_BODY + 100).await {
            // Hosts of single pages answer with the page where there is no file.
            Some(text) if is_named(&text).is_some() => take(text),
            _ => drop(
                state.try_set("Its file is not beside this page. Open the file that came with the link."),
            ),
        }
    });
    view! {
        <p>"This link names a plan that travels as a file."</p>
        <p role="status">{state}</p>
        <div class="form-end"><FileButton session on_text=take /></div>
        <p class="field-note">"Its name is "<code>{format!("{name}.plan")}</code></p>
    }
}

/// An answer instead of a plan: it belongs to the project that it answers.
#[component]
fn Answered(session: Session) -> impl IntoView {
    let text = session.shared().get_untracked().map(|shared| shared.text).unwrap_or_default();
    let take = move || crate::ui::answers::take(session, &text);
    let project = move || match crate::ui::answers::project_key(session) {
        key if key.is_empty() => "the project that is open".to_owned(),
        key => format!("{key}, the project that is open"),
    };
    view! {
        <p>{move || format!("This is an answer to a plan. It is shown beside the plan of {}: open the project that it answers first.", project())}</p>
        <div class="form-end">
            <Button label="Show it beside my plan".to_owned() icon=Icon::Plan look=Look::Primary on_press=take />
        </div>
    }
}
