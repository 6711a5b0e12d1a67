//! Recipes of a block that the project replaces, or gives a class.

use std::sync::Arc;

use blockwright::properties::Extension;
use blockwright::properties::extension::Part;
use leptos::prelude::*;

use super::field::{Field, Typing};
use super::problems::ProblemList;
use super::section::Section;
use super::sheet::Sheet;

/// The extension points, and what is set there.
#[component]
pub(super) fn Extensions(sheet: Sheet) -> impl IntoView {
    let recipes =
        sheet.read(|found| found.extensions.iter().map(|one| Arc::clone(&one.recipe)).collect::<Vec<_>>());
    let extent = sheet.read(|found| {
        let set =
            found.extensions.iter().filter(|one| !(one.use_class.is_empty() && one.override_with.is_empty()));
        format!("{} of {} set", set.count(), found.extensions.len())
    });
    view! {
        <Section title="Extensions" extent is_folded=true>
            <ul class="panel-ports">
                <For each=move || recipes.get() key=|recipe| Arc::clone(recipe) let:recipe>
                    <ExtensionView sheet recipe />
                </For>
            </ul>
        </Section>
    }
}

#[component]
fn ExtensionView(sheet: Sheet, recipe: Arc<str>) -> impl IntoView {
    let name = recipe.to_string();
    let extension =
        sheet.read(move |found| found.extensions.iter().find(|one| one.recipe == recipe).cloned());
    let read = move |part: fn(&Extension) -> String| {
        Memo::new(move |_| extension.with(|one| one.as_ref().map(part).unwrap_or_default()))
    };
    let advice = read(|one| one.advice.clone());
    let problems = Memo::new(move |_| {
        extension.with(|one| one.as_ref().map(|one| one.problems.clone()).unwrap_or_default())
    });
    let class = read(|one| one.use_class.to_string());
    let has_class = Memo::new(move |_| class.with(|class| !class.is_empty()));
    let (class_id, config_id) = (format!("panel-class-{name}"), format!("panel-config-{name}"));
    view! {
        <li class="panel-port">
            <p class="panel-port-head"><code class="panel-port-name">{name.clone()}</code></p>
            <Show when=move || advice.with(|advice| !advice.is_empty())><p class="panel-description">{advice}</p></Show>
            <Override sheet extension recipe=name.clone() />
            <Field id=class_id label="Class".to_owned() usual="package.module.Class".to_owned() is_code=true value=class typing=typing(sheet, extension, Part::Class) />
            <Show when=move || has_class.get()>
                <Field id=config_id.clone() label="Its configuration".to_owned() usual="{threshold: 3}".to_owned() is_code=true
                    value=read(|one| one.class_config.clone()) typing=typing(sheet, extension, Part::ClassConfig) />
            </Show>
            <ProblemList session=sheet.session problems />
        </li>
    }
}

/// The recipe of the project that takes the place of the block's.
#[component]
fn Override(sheet: Sheet, extension: Memo<Option<Extension>>, recipe: String) -> impl IntoView {
    let present = Memo::new(move |_| {
        extension.with(|one| one.as_ref().map(|one| one.override_with.to_string()).unwrap_or_default())
    });
    let recipes = Memo::new(move |_| {
        sheet.session.analysis().with(|analysis| {
            let names = analysis.config.recipes.iter().filter_map(|recipe| recipe.name.as_ref());
            names.map(|name| name.value.to_string()).collect::<Vec<_>>()
        })
    });
    let choose = move |event| {
        set(sheet, extension, Part::Override, &event_target_value(&event));
    };
    let options = move || {
        let (present, mut names) = (present.get(), recipes.get());
        if !present.is_empty() && !names.contains(&present) {
            names.push(present.clone());
        }
        let option = |name: String| view! { <option value=name.clone() selected=name == present>{name.clone()}</option> };
        names.into_iter().map(option).collect_view()
    };
    view! {
        <label class="panel-field">
            <span>"Recipe in its place"</span>
            <select class="select" aria-label=format!("Recipe in the place of {recipe}") prop:value=present on:change=choose>
                <option value="">"None: as the block has it"</option>
                {options}
            </select>
        </label>
    }
}

fn typing(sheet: Sheet, extension: Memo<Option<Extension>>, part: Part) -> Typing {
    let check = move |typed: String| {
        extension.with_untracked(|one| one.as_ref().and_then(|one| one.with(part, &typed).err()))
    };
    let commit = move |typed: String| set(sheet, extension, part, &typed);
    Typing { check: Callback::new(check), commit: Callback::new(commit) }
}

fn set(sheet: Sheet, extension: Memo<Option<Extension>>, part: Part, typed: &str) -> bool {
    match extension.with_untracked(|one| one.as_ref().map(|one| one.with(part, typed))) {
        Some(Ok((path, value))) => sheet.set(path, value),
        Some(Err(reason)) => {
            sheet.session.refuse(format!("Nothing was changed. {reason}"));
            false
        }
        None => false,
    }
}
