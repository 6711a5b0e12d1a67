//! The fields of a resource: what comes, goes or becomes another.

use blockwright::diff::sides::{Sides, sides, written};
use blockwright::diff::{AttributeChange, ChangeKind};
use blockwright::plan::words;
use leptos::prelude::*;
use serde_json::Value;

use super::lines::LineDiff;
use crate::ui::kit::Button;

/// Fields that are shown at once; a dataset may have thousands.
const FIRST: usize = 100;

/// Fields without a change that are shown.
const MOST_UNCHANGED: usize = 1_000;

/// Changes of fields, each with both sides. With `on_jump` a path is a button that leads to where it
/// is written.
#[component]
pub(crate) fn Fields(
    /// The leaf changes, in display order.
    changes: Vec<AttributeChange>,
    /// What a press on a path does.
    #[prop(optional)]
    on_jump: Option<Callback<String>>,
) -> impl IntoView {
    let limit = RwSignal::new(FIRST);
    let count = changes.len();
    let changes = StoredValue::new(changes);
    let shown = move || {
        let first =
            changes.with_value(|changes| changes.iter().take(limit.get()).cloned().collect::<Vec<_>>());
        first.into_iter().enumerate().collect::<Vec<_>>()
    };
    view! {
        <ul class="changes">
            <For each=shown key=|(at, _)| *at children=move |(_, change)| view! { <Field change on_jump /> } />
        </ul>
        <Show when=move || limit.get() < count>
            <Button
                label=Signal::derive(move || format!("Show {} more", words::plural(count - limit.get().min(count), "field")))
                on_press=move || limit.update(|limit| *limit += 1_000)
            />
        </Show>
    }
}

#[component]
fn Field(change: AttributeChange, on_jump: Option<Callback<String>>) -> impl IntoView {
    let kind = change.kind();
    let (class, sign) = match kind {
        ChangeKind::Added => ("change change-added", "+"),
        ChangeKind::Removed => ("change change-removed", "-"),
        ChangeKind::Modified | ChangeKind::Unchanged => ("change change-modified", "~"),
    };
    let path = view! { <Path path=change.path.clone() on_jump /> };
    let values = match sides(&change) {
        Sides::Brief { old, new } => view! { <Values old new /> }.into_any(),
        Sides::Long { old, new } => view! { <LineDiff old new /> }.into_any(),
    };
    view! {
        <li class=class>
            <span class="change-sign" aria-hidden="true">{sign}</span>
            <span class="visually-hidden">{words::change(kind)}" "</span>
            {path}
            {values}
        </li>
    }
}

#[component]
fn Path(path: String, on_jump: Option<Callback<String>>) -> impl IntoView {
    match on_jump {
        Some(on_jump) => {
            let target = path.clone();
            let title = format!("Show {path} in the source");
            view! {
                <button type="button" class="change-path" title=title on:click=move |_| on_jump.run(target.clone())>
                    {path}
                </button>
            }
            .into_any()
        }
        None => view! { <span class="change-path">{path}</span> }.into_any(),
    }
}

#[component]
fn Values(old: Option<String>, new: Option<String>) -> impl IntoView {
    let is_both = old.is_some() && new.is_some();
    view! {
        <span class="change-values">
            {old.map(|old| view! { <del>{old}</del> })}
            {is_both.then(|| view! { <span class="change-arrow" aria-hidden="true">"→"</span><span class="visually-hidden">" becomes "</span> })}
            {new.map(|new| view! { <ins>{new}</ins> })}
        </span>
    }
}

/// Fields that stay as they are.
#[component]
pub(crate) fn UnchangedFields(
    /// Paths with their values, in display order.
    fields: Vec<(String, Value)>,
) -> impl IntoView {
    let field = |(path, value): (String, Value)| {
        view! {
            <li class="change">
                <span class="change-sign" aria-hidden="true">"="</span>
                <span class="change-path">{path}</span>
                <span class="change-values">{written(&value)}</span>
            </li>
        }
    };
    let more = fields.len().saturating_sub(MOST_UNCHANGED);
    view! {
        <ul class="changes changes-unchanged">
            {fields.into_iter().take(MOST_UNCHANGED).map(field).collect_view()}
            {(more > 0).then(|| view! { <li class="change">{format!("and {} more", words::plural(more, "field"))}</li> })}
        </ul>
    }
}
