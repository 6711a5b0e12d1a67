//! The line above the text: which file it is, what can be done with it, and a choice among all files
//! where there is no room for a tree.

use leptos::prelude::*;

use super::file_dialog::{Asked, FileDialog};
use super::file_list::{by_folder, folder_of, name_of};
use super::open_file::OpenFile;
use crate::ui::kit::{Icon, IconButton};

/// Buttons for the open file, and for a new one.
#[component]
pub(super) fn FileButtons(open: OpenFile, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let path = move || open.path().get_untracked();
    let new = move || asked.set(Some(Asked::New(folder_of(&path()).to_owned())));
    let has_some = Memo::new(move |_| open.paths().with(|paths| !paths.is_empty()));
    let has_several = Memo::new(move |_| open.paths().with(|paths| paths.len() > 1));
    view! {
        <IconButton icon=Icon::Create label="New file".to_owned() on_press=new />
        <Show when=move || has_some.get()>
            <IconButton icon=Icon::Rename label="Rename the open file".to_owned()
                on_press=move || asked.set(Some(Asked::Rename(path()))) />
        </Show>
        // A project without any file would have nothing to say.
        <Show when=move || has_several.get()>
            <IconButton icon=Icon::Trash label="Delete the open file".to_owned()
                on_press=move || open.delete(&path()) />
        </Show>
    }
}

/// The open file's name; on a narrow screen a choice among all files.
#[component]
pub(super) fn FileChoice(open: OpenFile) -> impl IntoView {
    let asked = RwSignal::new(None::<Asked>);
    let groups = move || {
        open.paths().with(|paths| {
            let group = |(folder, files): (&str, Vec<&String>)| {
                let options = files.into_iter().map(|path| option_of(open, path.clone())).collect_view();
                if folder.is_empty() {
                    options.into_any()
                } else {
                    view! { <optgroup label=folder.to_owned()>{options}</optgroup> }.into_any()
                }
            };
            by_folder(paths).into_iter().map(group).collect_view()
        })
    };
    view! {
        <header class="file-head">
            <span class="file-title">{Icon::File.view()}{move || open.path().get()}</span>
            <select class="file-choice" aria-label="File" on:change=move |event| open.show(&event_target_value(&event))>
                {groups}
            </select>
            <span class="file-buttons"><FileButtons open asked /></span>
            <FileDialog open asked />
        </header>
    }
}

fn option_of(open: OpenFile, path: String) -> impl IntoView {
    let name = name_of(&path).to_owned();
    let value = path.clone();
    view! { <option value=value selected=move || open.path().with(|open| *open == path)>{name}</option> }
}
