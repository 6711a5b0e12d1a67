//! The drafts that are kept in this browser.

use blockwright::draft::Project;
use blockwright::route::Route;
use js_sys::{Date, Object};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::kit::{Button, EmptyState, Icon, IconButton, Question};
use super::second::Task;
use super::session::{Overlay, Session};

/// Names and dates of the drafts; opening and deleting them.
#[component]
pub(crate) fn ProjectsView(session: Session) -> impl IntoView {
    spawn_local(session.list_drafts());
    let doomed = RwSignal::new(None::<Project>);
    let is_empty = Memo::new(move |_| session.drafts().with(Vec::is_empty));
    let by_id = move || session.drafts().get();
    view! {
        <div class="view-head">
            <h1>"Projects"</h1>
            <div class="view-tools">
                <Button icon=Icon::Create label="New project".to_owned() on_press=move || session.show(Overlay::NewProject) />
                <Button icon=Icon::Folder label="Open a folder".to_owned() on_press=move || session.run(Task::ChooseFolder) />
                <Button icon=Icon::Open label="Open files".to_owned() on_press=move || session.run(Task::ChooseFiles) />
                <Button icon=Icon::Download label="Import from DSS".to_owned() on_press=move || session.navigate(&Route::Import) />
                <Button icon=Icon::Blocks label="Open the sample".to_owned() on_press=move || session.open_sample() />
            </div>
        </div>
        <p class="view-note">
            "Drafts are kept in this browser only, on this device. Values of variables and secrets are never kept. "
            <StorageUse />
        </p>
        <Show
            when=move || !is_empty.get()
            fallback=|| view! {
                <EmptyState icon=Icon::History title="No draft is kept yet".to_owned()>
                    <p>"A project is kept here from its first change on."</p>
                </EmptyState>
            }
        >
            <ul class="drafts">
                <For each=by_id key=|project| (project.id.clone(), project.changed) let:project>
                    <Draft session project doomed />
                </For>
            </ul>
        </Show>
        {move || doomed.get().map(|project| view! { <Deletion session project doomed /> })}
    }
}

#[component]
fn Draft(session: Session, project: Project, doomed: RwSignal<Option<Project>>) -> impl IntoView {
    let id = project.id.clone();
    let here = Memo::new({
        let id = id.clone();
        move |_| session.project().with(|open| open.id == id)
    });
    let files = project.files.len();
    let dates = format!("changed {}, opened {}", date(project.changed), date(project.created));
    let name = project.name.clone();
    let delete_label = format!("Delete {name}");
    let open = move || {
        session.open_draft(id.clone());
        session.navigate(&blockwright::route::Route::SOURCE);
    };
    view! {
        <li class="draft" class:draft-open=here>
            <div class="draft-name">
                <strong>{name.clone()}</strong>
                {move || here.get().then(|| view! { <span class="badge tone-plain">"open"</span> })}
            </div>
            <span class="draft-facts">{format!("{files} {}", if files == 1 { "file" } else { "files" })}", "{dates}</span>
            <div class="draft-tools">
                <Button label="Open".to_owned() about=name on_press=open />
                <IconButton icon=Icon::Trash label=delete_label on_press=move || doomed.set(Some(project.clone())) />
            </div>
        </li>
    }
}

/// Asks before a draft is deleted.
#[component]
fn Deletion(session: Session, project: Project, doomed: RwSignal<Option<Project>>) -> impl IntoView {
    let id = project.id;
    view! {
        <Question title="Delete this draft?" keep="Keep it" act="Delete the draft"
            on_close=move || doomed.set(None) on_act=move || session.delete_draft(id.clone())>
            <p>{format!("{} is removed from this browser, with all its changes and the earlier states that are kept for it alone. This cannot be undone.", project.name)}</p>
            <p>"Files that you saved or downloaded stay where they are."</p>
        </Question>
    }
}

/// How much room the drafts take, where the browser tells.
#[component]
fn StorageUse() -> impl IntoView {
    let words = RwSignal::new(String::new());
    spawn_local(async move {
        let Ok(estimate) = window().navigator().storage().estimate() else { return };
        let Ok(estimate) = JsFuture::from(estimate).await else { return };
        let number = |name: &str| js_sys::Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        if let (Some(used), Some(quota)) = (number("usage"), number("quota")) {
            let mib = 1024.0 * 1024.0;
            let quota = if quota < 1024.0 * mib {
                format!("{:.0} MiB", quota / mib)
            } else {
                format!("{:.0} GiB", quota / mib / 1024.0)
            };
            words.try_set(format!("{:.1} MiB of {quota} are used.", used / mib));
        }
    });
    view! { <span>{words}</span> }
}

/// A date and time as the user's system writes it.
fn date(milliseconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "dates are far below 2^53")]
    let date = Date::new(&(milliseconds as f64).into());
    let options = Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a member of a fresh object cannot fail.
        drop(js_sys::Reflect::set(&options, &name.into(), &style.into()));
    }
    date.to_locale_string("default", &options).into()
}
