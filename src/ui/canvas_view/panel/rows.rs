//! Values of an entry, each in a field of its kind.

use std::sync::Arc;

use blockwright::properties::group::More;
use blockwright::properties::{Group, Kind, Row};
use blockwright::yaml::edit::Step;
use leptos::prelude::*;
use serde_json::Value;

use super::field::{Field, Typing};
use super::focus;
use super::more::{MoreForm, more_id};
use super::node::group;
use super::problems::ProblemList;
use super::section::Section;
use super::sheet::Sheet;
use super::zone::ZoneField;
use crate::ui::kit::{Icon, IconButton};

/// The group of this title.
#[component]
pub(super) fn GroupView(sheet: Sheet, title: &'static str) -> impl IntoView {
    let found = sheet.read(move |found| group(found, title));
    let keys = Memo::new(move |_| found.with(|group| group.as_ref().map(keys).unwrap_or_default()));
    let has_more = Memo::new(move |_| {
        found.with(|group| group.as_ref().is_some_and(|group| group.more != More::Nothing))
    });
    let extent = Signal::derive(move || {
        let count = found.with(|group| {
            group.as_ref().map_or(0, |group| group.rows.iter().filter(|row| row.removal.is_some()).count())
        });
        if title == "Schema" || title == "Parameters" { count.to_string() } else { String::new() }
    });
    let is_folded = title == "Lifecycle";
    view! {
        <Section title is_folded extent>
            <For each=move || keys.get() key=Clone::clone let:key>
                <RowView sheet title kind=key.1 path=key.0 />
            </For>
            <Show when=move || has_more.get()><MoreForm sheet title /></Show>
        </Section>
    }
}

/// What tells rows apart: a row of another kind is another field.
fn keys(group: &Group) -> Vec<(Vec<Step>, Kind)> {
    group.rows.iter().map(|row| (row.path.clone(), row.kind)).collect()
}

#[component]
fn RowView(sheet: Sheet, title: &'static str, kind: Kind, path: Vec<Step>) -> impl IntoView {
    let row = sheet.read(move |found| {
        let group = found.groups.iter().find(|group| group.title == title)?;
        group.rows.iter().find(|row| row.path == path).cloned()
    });
    let first = row.get_untracked()?;
    let name =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.name.to_string()).unwrap_or_default()));
    let value =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.text.clone()).unwrap_or_default()));
    let usual =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.usual.clone()).unwrap_or_default()));
    let problems =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.problems.clone()).unwrap_or_default()));
    let is_removable =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.removal.is_some())));
    let id = id(title, &first);
    let own_id = id.clone();
    let remove = Callback::new(move |()| {
        let path = row.with_untracked(|row| row.as_ref().and_then(|row| row.removal.clone()));
        if path.is_some_and(|path| sheet.set(path, None)) {
            focus::move_to([own_id.clone(), more_id(title)]);
        }
    });
    let input = if kind == Kind::Flag {
        let switch = move |event| {
            let is_on = event_target_checked(&event);
            if let Some((path, value)) = row.with_untracked(|row| row.as_ref().map(|row| row.switched(is_on)))
            {
                sheet.set(path, value);
            }
        };
        view! {
            <label class="panel-flag">
                <input type="checkbox" id=id prop:checked=move || value.with(|value| value == "true") on:change=switch />
                <span>{name}</span>
            </label>
        }
        .into_any()
    } else if kind == Kind::Zone {
        view! { <ZoneField sheet row id label=name value /> }.into_any()
    } else {
        let typing = typing(sheet, row);
        let (is_long, is_code) = (kind == Kind::Lines, kind == Kind::Value);
        view! { <Field id label=name value usual=usual known=first.known is_long is_code typing /> }
            .into_any()
    };
    let label = Signal::derive(move || format!("Remove {}", name.get()));
    Some(view! {
        <div class="panel-row">
            {input}
            <Show when=move || is_removable.get() && kind != Kind::Flag>
                <IconButton icon=Icon::Trash label on_press=remove />
            </Show>
        </div>
        <ProblemList session=sheet.session problems />
    })
}

fn id(title: &str, row: &Row) -> String {
    let steps = row.path.iter().map(|step| match step {
        Step::Key(key) => key.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_"),
        Step::Index(index) => index.to_string(),
    });
    let steps: Vec<String> = steps.collect();
    format!("panel-{}-{}", title.to_lowercase(), steps.join("-"))
}

/// Typing into a row: what is no YAML is refused, nothing takes the value away.
fn typing(sheet: Sheet, row: Memo<Option<Row>>) -> Typing {
    let wanted = move |typed: &str| -> Result<(Vec<Step>, Option<Value>), String> {
        let row = row.get_untracked().ok_or_else(String::new)?;
        match row.read(typed)? {
            Some(value) => Ok((row.path, Some(value))),
            None if row.removal.is_none() && !row.text.is_empty() => Err(format!("{} is needed.", row.name)),
            None => Ok((row.removal.unwrap_or(row.path), None)),
        }
    };
    let check = move |typed: String| match wanted(&typed) {
        Ok((path, value)) => sheet.refusal(path, value),
        Err(reason) => Some(reason),
    };
    let commit = move |typed: String| match wanted(&typed) {
        Ok((path, value)) => sheet.set(path, value),
        Err(reason) => {
            sheet.session.refuse(format!("Nothing was changed. {reason}"));
            false
        }
    };
    Typing { check: Callback::new(check), commit: Callback::new(commit) }
}

/// A name and what to write, as columns are typed.
pub(super) fn placeholders(more: &More) -> (Arc<str>, Arc<str>) {
    match more {
        More::Columns(_) => ("column".into(), "string".into()),
        _ => ("name".into(), "value, as YAML".into()),
    }
}
