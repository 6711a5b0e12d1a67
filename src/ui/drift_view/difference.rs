//! One resource that differs, with the three values of each of its fields.

use std::sync::Arc;

use blockwright::acceptance::Choice;
use blockwright::drift::{Drift, Field, Kind, ResourceDrift, words};
use leptos::prelude::*;
use serde_json::Value;

use super::list::{icon, name, tone};
use crate::ui::kit::{Badge, Button};
use crate::ui::session::Session;

/// Longest value that is shown, in characters; the report has all of it.
const LONGEST: usize = 2_000;

/// The resource at a position of the drift, and what can be done about it.
#[component]
pub(super) fn Difference(session: Session, found: Arc<Drift>, at: usize) -> impl IntoView {
    let resource = found.resources.get(at)?.clone();
    let kind = resource.kind?;
    let address = resource.address.to_string();
    let whole = Choice { address: resource.address.clone(), path: None };
    let can_decide = resource.made_by.is_none() && kind != Kind::Both;
    let fields = resource.fields.iter().map(|field| field_row(session, &resource, field)).collect_view();
    let has_fields = !resource.fields.is_empty();
    let (theirs, ours) = (whole.clone(), whole);
    let about = address.clone();
    Some(view! {
        <li class="drift-resource">
            <div class="drift-resource-head">
                <Badge tone=tone(kind) icon=icon(kind) text=name(kind).to_owned() />
                <h3>{address}</h3>
                <span class="drift-what">{words::resource(&resource)}</span>
                {can_decide.then(|| view! { <Sides session theirs ours about /> })}
            </div>
            {has_fields.then(|| view! {
                <div class="drift-table-frame" tabindex="0" role="region" aria-label=format!("Fields of {}", resource.address)>
                    <table class="drift-table">
                        <thead>
                            <tr><th scope="col">"Field"</th><th scope="col">"State"</th><th scope="col">"DSS"</th><th scope="col">"Configuration"</th><th scope="col"><span class="visually-hidden">"Which stays"</span></th></tr>
                        </thead>
                        <tbody>{fields}</tbody>
                    </table>
                </div>
            })}
        </li>
    })
}

/// The two ways to settle a difference.
#[component]
fn Sides(session: Session, theirs: Choice, ours: Choice, about: String) -> impl IntoView {
    view! {
        <span class="drift-sides">
            <Button label="Take theirs".to_owned() about=about.clone() on_press=move || session.take_theirs(std::slice::from_ref(&theirs)) />
            <Button label="Take ours".to_owned() about=about on_press=move || session.take_ours(std::slice::from_ref(&ours)) />
        </span>
    }
}

fn field_row(session: Session, resource: &ResourceDrift, field: &Field) -> impl IntoView + use<> {
    let choice = Choice { address: resource.address.clone(), path: Some(field.path.clone()) };
    let can_decide = resource.made_by.is_none() && field.kind != Kind::Both;
    let about = format!("{} of {}", field.path, resource.address);
    view! {
        <tr>
            <th scope="row"><code>{field.path.clone()}</code><span class="drift-what">{words::field(field.kind)}</span></th>
            {[&field.stored, &field.server, &field.config].map(|value| view! { <td>{shown(value.as_ref())}</td> }).into_iter().collect_view()}
            <td>{can_decide.then(|| view! { <Sides session theirs=choice.clone() ours=choice about /> })}</td>
        </tr>
    }
}

/// A value as people read it: texts as they are, the rest as JSON.
fn shown(value: Option<&Value>) -> AnyView {
    let text = match value {
        None => return view! { <span class="drift-none">"none"</span> }.into_any(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => serde_json::to_string_pretty(other).unwrap_or_default(),
    };
    let cut = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    let text = match cut {
        Some(at) => {
            format!("{}… ({} characters in all)", text.get(..at).unwrap_or_default(), text.chars().count())
        }
        None => text,
    };
    view! { <pre>{text}</pre> }.into_any()
}
