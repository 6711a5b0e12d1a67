//! The table of variables.

use std::sync::Arc;

use blockwright::source::Location;
use blockwright::source::lines::Lines;
use blockwright::variables::Origin;
use blockwright::variables::usage::{Secret, Value, Variable};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::value::ValueCell;
use crate::ui::kit::{Badge, Button, Icon, SearchField};
use crate::ui::session::Session;

/// Variables and places that are listed at most; more are found by searching.
const MOST: usize = 200;

/// All variables that are defined, secret or used.
#[component]
pub(super) fn VariableTable(session: Session, variables: Memo<Arc<[Variable]>>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let field = NodeRef::new();
    let names = Memo::new(move |_| {
        let words = words.with(|words| words.trim().to_lowercase());
        let names = |variables: &Arc<[Variable]>| {
            let found = variables.iter().map(|variable| Arc::clone(&variable.name));
            found.filter(|name| name.to_lowercase().contains(&words)).collect::<Vec<_>>()
        };
        variables.with(names)
    });
    let shown = move || names.with(|names| names.iter().take(MOST).cloned().collect::<Vec<_>>());
    let is_long = Memo::new(move |_| variables.with(|variables| variables.len() > 12));
    let rest = move || names.with(|names| names.len().saturating_sub(MOST));
    view! {
        {move || is_long.get().then(|| view! {
            <SearchField label="Search the variables" text=words on_input=move |text| words.set(text) field />
        })}
        <table class="variables" role="table" aria-label="Variables">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Variable"</th>
                    <th role="columnheader" scope="col">"Value"</th>
                    <th role="columnheader" scope="col">"Given by"</th>
                    <th role="columnheader" scope="col">"Used in"</th>
                    <th role="columnheader" scope="col"><span class="visually-hidden">"Commands"</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=shown key=Clone::clone children=move |name| view! { <VariableRow session name variables /> } />
            </tbody>
        </table>
        {move || (variables.with(|variables| variables.is_empty())).then(|| view! { <p class="muted">"The project uses no variables and defines none."</p> })}
        {move || (rest() > 0).then(|| view! { <p class="muted">{format!("{} more: search to see them.", rest())}</p> })}
    }
}

/// One variable. Its row stays while its value changes, so that no focus is lost.
#[component]
fn VariableRow(session: Session, name: Arc<str>, variables: Memo<Arc<[Variable]>>) -> impl IntoView {
    let wanted = Arc::clone(&name);
    let variable = Memo::new(move |_| {
        variables
            .with(|variables| variables.iter().find(|variable| variable.name == wanted).cloned())
            .unwrap_or_default()
    });
    let editing = RwSignal::new(false);
    let is_missing = Memo::new(move |_| variable.with(Variable::is_missing));
    view! {
        <tr role="row" class:variable-missing=is_missing>
            <th role="rowheader" scope="row" tabindex="-1" id=id(&name)><code>{name.to_string()}</code><Marks variable /></th>
            <td role="cell"><ValueCell session variable editing /></td>
            <td role="cell"><Origins session variable /></td>
            <td role="cell"><UseList session variable /></td>
            <td role="cell"><Commands session variable editing /></td>
        </tr>
    }
}

/// The id of the variable's row head.
pub(super) fn id(name: &str) -> String {
    format!("variable-{name}")
}

/// A command takes its own button away; the focus then goes to the row, or to the verdict if the
/// row is gone.
pub(super) fn keep_focus(id: String) {
    request_animation_frame(move || {
        let row = document().get_element_by_id(&id);
        let there = row.or_else(|| document().get_element_by_id(super::VERDICT));
        if let Some(there) = there.and_then(|there| there.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(there.focus());
        }
    });
}

/// What is special about the variable.
#[component]
fn Marks(variable: Memo<Variable>) -> impl IntoView {
    move || {
        variable.with(|variable| {
            let is_told = variable.secret.is_some() && !variable.values.is_empty();
            view! {
                {variable.secret.is_some().then(|| view! { <Badge tone="tone-notice" text="Secret" icon=Icon::Lock /> })}
                {is_told.then(|| view! { <Badge tone="tone-warning" text="A file holds its value" icon=Icon::Warning /> })}
                {variable.is_missing().then(|| view! { <Badge tone="tone-error" text="No value" icon=Icon::Error /> })}
                {variable.uses.is_empty().then(|| view! { <Badge tone="tone-plain" text="Not used" /> })}
            }
        })
    }
}

/// Who gives the value: the first one counts, the others are passed over.
#[component]
fn Origins(session: Session, variable: Memo<Variable>) -> impl IntoView {
    move || {
        let variable = variable.get();
        let secret = variable.secret.map(|at| match at {
            Secret::Written(at) => place_button(session, at, "a secret, declared in"),
            Secret::Named => view! { <span>"a secret of this project"</span> }.into_any(),
        });
        let is_secret = secret.is_some();
        let origin = |(row, value): (usize, &Value)| {
            let passed =
                (row > 0 || is_secret).then(|| view! { <span class="muted">" (passed over)"</span> });
            view! { <li>{origin_view(session, value)}{passed}</li> }
        };
        let origins: Vec<_> = variable.values.iter().enumerate().map(origin).collect();
        if origins.is_empty() && !is_secret {
            return view! { <span class="muted">"nobody"</span> }.into_any();
        }
        view! { <ul>{secret.map(|secret| view! { <li>{secret}</li> })}{origins}</ul> }.into_any()
    }
}

fn origin_view(session: Session, value: &Value) -> AnyView {
    match (value.origin, value.at) {
        (Origin::Environment | Origin::Project, Some(at)) => place_button(session, at, ""),
        _ => view! { <span>"this session"</span> }.into_any(),
    }
}

/// A button that shows the place in the source.
fn place_button(session: Session, at: Location, before: &'static str) -> AnyView {
    let place = session.settled().with_untracked(|inputs| Lines::new(&inputs.files).place(at));
    let words = place.map(|place| format!("{}:{}", place.path, place.at.line)).unwrap_or_default();
    view! {
        {(!before.is_empty()).then(|| format!("{before} "))}
        <button type="button" class="link" on:click=move |_| session.reveal(at)>{words}</button>
    }
    .into_any()
}

/// Where the variable is used; the places on demand.
#[component]
fn UseList(session: Session, variable: Memo<Variable>) -> impl IntoView {
    let uses = Memo::new(move |_| variable.with(|variable| Arc::clone(&variable.uses)));
    move || {
        let uses = uses.get();
        let words = match uses.len() {
            0 => return view! { <span class="muted">"nowhere"</span> }.into_any(),
            1 => "1 value".to_owned(),
            count => format!("{count} values"),
        };
        let places = session.settled().with_untracked(|inputs| {
            let lines = Lines::new(&inputs.files);
            let place = |at: &Location| {
                lines.place(*at).map(|place| (*at, format!("{}:{}", place.path, place.at.line)))
            };
            uses.iter().take(MOST).filter_map(place).collect::<Vec<_>>()
        });
        let link = |(at, words): (Location, String)| {
            view! { <li><button type="button" class="link" on:click=move |_| session.reveal(at)>{words}</button></li> }
        };
        let rest = uses.len().saturating_sub(MOST);
        view! {
            <details>
                <summary>{words}</summary>
                <ul>
                    {places.into_iter().map(link).collect_view()}
                    {(rest > 0).then(|| view! { <li class="muted">{format!("and {rest} more")}</li> })}
                </ul>
            </details>
        }
        .into_any()
    }
}

/// What can be done with the variable here.
#[component]
fn Commands(session: Session, variable: Memo<Variable>, editing: RwSignal<bool>) -> impl IntoView {
    move || {
        let variable = variable.get();
        let name = StoredValue::new(Arc::clone(&variable.name));
        let run = move |command: fn(Session, &str)| {
            name.with_value(|name| {
                command(session, name);
                keep_focus(id(name));
            });
        };
        let is_typed = variable.value_of(Origin::Session).is_some();
        let is_missing = variable.is_missing() && !editing.get();
        let is_declared_here = variable.secret == Some(Secret::Named);
        let can_hide = variable.secret.is_none() && !variable.values.iter().any(|value| value.at.is_some());
        view! {
            <div class="variable-commands">
                {is_missing.then(|| view! { <Button label="Define" icon=Icon::Create on_press=move || editing.set(true) /> })}
                {is_typed.then(|| view! { <Button label="Remove" on_press=move || run(Session::forget_variable) /> })}
                {can_hide.then(|| view! { <Button label="Make secret" icon=Icon::Lock on_press=move || run(Session::declare_secret) /> })}
                {is_declared_here.then(|| view! { <Button label="Not secret" on_press=move || run(Session::take_secret_back) /> })}
            </div>
        }
    }
}
