//! Forms for a variable of this session and for a secret.

use blockwright::variables::usage::is_name;
use leptos::ev;
use leptos::prelude::*;

use crate::ui::kit::Icon;
use crate::ui::session::Session;

const NAME_RULE: &str = "A name has letters, digits and _, and does not start with a digit.";

/// Gives a variable a value for this session.
#[component]
pub(super) fn NewVariable(session: Session) -> impl IntoView {
    let (name, value, error) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(None));
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.with_untracked(|name| name.trim().to_owned());
        if let Some(problem) = refusal(session, &wanted) {
            return error.set(Some(problem));
        }
        session.define_variable(&wanted, value.get_untracked());
        error.set(None);
        name.set(String::new());
        value.set(String::new());
    };
    view! {
        <form class="environment-form" on:submit=add>
            <NameField id="new-variable" label="New variable" name error />
            <label class="field">
                <span>"Value"</span>
                <input type="text" autocomplete="off" spellcheck="false" prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </label>
            <button type="submit" class="button">{Icon::Create.view()}<span>"Add variable"</span></button>
        </form>
    }
}

/// Why the session cannot give `name` a value.
fn refusal(session: Session, name: &str) -> Option<String> {
    if !is_name(name) {
        return Some(NAME_RULE.to_owned());
    }
    let is_secret =
        session.analysis().with_untracked(|analysis| analysis.variables.secrets.contains_key(name));
    is_secret.then(|| format!("{name} is secret, so it takes no value here."))
}

/// Declares a name secret. There is no field for its value.
#[component]
pub(super) fn NewSecret(session: Session) -> impl IntoView {
    let (name, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.with_untracked(|name| name.trim().to_owned());
        if !is_name(&wanted) {
            return error.set(Some(NAME_RULE.to_owned()));
        }
        session.declare_secret(&wanted);
        error.set(None);
        name.set(String::new());
    };
    view! {
        <form class="environment-form" on:submit=add>
            <NameField id="new-secret" label="Name of a secret" name error />
            <button type="submit" class="button">{Icon::Lock.view()}<span>"Declare secret"</span></button>
        </form>
    }
}

/// A field for a name, with what is wrong about it.
#[component]
fn NameField(
    id: &'static str,
    label: &'static str,
    name: RwSignal<String>,
    error: RwSignal<Option<String>>,
) -> impl IntoView {
    let note = format!("{id}-note");
    let described = note.clone();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="text"
                id=id
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || error.with(Option::is_some).to_string()
                aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
            {move || error.get().map(|text| view! { <span class="field-error" id=note.clone() role="alert">{text}</span> })}
        </div>
    }
}
