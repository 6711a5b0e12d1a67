//! Asking for the path of a file.

use blockwright::new_file::{self, Unusable};
use leptos::prelude::*;

use super::open_file::OpenFile;
use crate::ui::kit::{Button, Dialog, Look};

/// What the path is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A new file in this folder.
    New(String),
    /// The file that has this path now.
    Rename(String),
}

/// The dialog, while a path is asked for.
#[component]
pub(super) fn FileDialog(open: OpenFile, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    move || asked.get().map(|wanted| view! { <PathDialog open asked wanted /> })
}

#[component]
fn PathDialog(open: OpenFile, asked: RwSignal<Option<Asked>>, wanted: Asked) -> impl IntoView {
    let others: Vec<String> = open.paths().with_untracked(|paths| {
        let is_other = |path: &&String| wanted != Asked::Rename((*path).clone());
        paths.iter().filter(is_other).cloned().collect()
    });
    let (title, button, first) = match &wanted {
        Asked::New(folder) => {
            let taken = others.iter().map(String::as_str);
            ("New file".to_owned(), "Add the file", new_file::free_path(folder, taken))
        }
        Asked::Rename(path) => (format!("Rename {path}"), "Rename", path.clone()),
    };
    let path = RwSignal::new(first);
    let verdict =
        Memo::new(move |_| path.with(|path| new_file::check(path, others.iter().map(String::as_str))));
    let close = move || asked.set(None);
    let done = StoredValue::new(wanted);
    let confirm = move || {
        if verdict.with_untracked(Result::is_err) {
            return;
        }
        close();
        match done.get_value() {
            Asked::New(_) => open.add(&path.get_untracked()),
            Asked::Rename(from) if from != path.get_untracked() => open.rename(&from, &path.get_untracked()),
            Asked::Rename(_) => {}
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        confirm();
    };
    view! {
        <Dialog title on_close=close>
            <form class="form" on:submit=submit>
                <label class="field">
                    <span>"Path in the project"</span>
                    <input type="text" autofocus autocomplete="off" spellcheck="false" aria-describedby="path-note"
                        prop:value=path on:input=move |event| path.set(event_target_value(&event)) />
                </label>
                <p id="path-note" class="field-note" aria-live="polite">
                    {move || note(&path.get(), &verdict.get())}
                </p>
                <div class="form-end">
                    <Button label="Cancel".to_owned() on_press=close />
                    <Button label=button.to_owned() look=Look::Primary
                        disabled=Signal::derive(move || verdict.with(Result::is_err)) on_press=confirm />
                </div>
                <input type="submit" hidden />
            </form>
        </Dialog>
    }
}

fn note(path: &str, verdict: &Result<(), Unusable>) -> String {
    match verdict {
        Err(problem) => problem.to_string(),
        Ok(()) if new_file::is_read(path) => "The file becomes part of the configuration.".to_owned(),
        Ok(()) => {
            "Nothing reads a file there: only project.yml and files in datasets, recipes and environments count."
                .to_owned()
        }
    }
}
