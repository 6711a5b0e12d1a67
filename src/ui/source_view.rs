//! The source view: the files of the project, the text of one of them, and what is wrong in it.

mod answers;
mod code;
mod file_choice;
mod file_dialog;
mod file_list;
mod foot;
mod link;
mod open_file;
mod plain_text;
mod uses;

use leptos::prelude::*;

use super::kit::{EmptyState, Icon, SplitPane};
use super::session::Session;
use code::Code;
use file_choice::FileChoice;
use file_list::FileTree;
use foot::Foot;
use open_file::OpenFile;
use uses::Uses;

/// The source view.
#[component]
pub(crate) fn SourceView(session: Session) -> impl IntoView {
    let open = OpenFile::new(session);
    let has_tree = Memo::new(move |_| open.paths().with(|paths| paths.len() > 1));
    let text = move || view! { <Text open /> }.into_any();
    view! {
        <h1 class="visually-hidden">"Source"</h1>
        <div class="source">
            {move || if has_tree.get() {
                let tree = view! { <FileTree open /> }.into_any();
                view! { <SplitPane label="File list" start=22.0 first=tree second=text() /> }.into_any()
            } else {
                text()
            }}
        </div>
    }
}

/// The text of what is selected in the view that it stands beside.
#[component]
pub(crate) fn TextBeside(session: Session) -> impl IntoView {
    let open = OpenFile::beside(session);
    view! {
        <section class="source-text" aria-label="Text">
            <p class="source-beside">{move || open.path().get()}</p>
            <OpenText open />
        </section>
    }
}

/// The open file with its name above.
#[component]
fn Text(open: OpenFile) -> impl IntoView {
    view! {
        <section class="source-text" aria-label="Text">
            <FileChoice open />
            <OpenText open />
        </section>
    }
}

/// The text of the open file with its facts below.
#[component]
fn OpenText(open: OpenFile) -> impl IntoView {
    let caret = RwSignal::new(None);
    let uses = RwSignal::new(None);
    let is_empty = Memo::new(move |_| open.paths().with(|paths| paths.is_empty()));
    view! {
        {move || match open.missing().get() {
            Some(path) => view! { <Missing path /> }.into_any(),
            None if is_empty.get() => view! { <Empty /> }.into_any(),
            None => view! { <Code open caret uses /> <Foot open caret /> }.into_any(),
        }}
        <Uses open uses />
    }
}

#[component]
fn Missing(path: String) -> impl IntoView {
    view! {
        <EmptyState icon=Icon::File title=format!("There is no file {path} in this project")>
            <p>"It may have been renamed or deleted. Choose another file, or undo."</p>
        </EmptyState>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <EmptyState icon=Icon::File title="This project has no files".to_owned()>
            <p>"Add one with the button above, or undo."</p>
        </EmptyState>
    }
}
