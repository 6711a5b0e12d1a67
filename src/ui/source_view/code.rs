//! The text of the open file, in the code editor; in a plain field where that cannot be loaded.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::answers::{self, Caret};
use super::link::Link;
use super::open_file::OpenFile;
use super::plain_text::PlainText;
use super::uses::Listed;
use crate::ui::editor::{self, Editor};

/// How far the editor is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Loading {
    /// It is on its way.
    Underway,
    /// It is there.
    Done,
    /// It did not come; what the browser said.
    Failed(String),
}

/// The editor, or what stands in for it.
#[component]
pub(super) fn Code(
    open: OpenFile,
    caret: RwSignal<Option<Caret>>,
    uses: RwSignal<Option<Listed>>,
) -> impl IntoView {
    let loading = RwSignal::new(Loading::Underway);
    let attempt = RwSignal::new(0_u32);
    let host = NodeRef::<html::Div>::new();
    let link = Link::new(open);
    // For the outside world: the editor is a script, made once its element is on the page.
    Effect::new(move |_| {
        let (Some(host), attempt) = (host.get(), attempt.get()) else { return };
        loading.set(Loading::Underway);
        spawn_local(async move {
            let made = match editor::load(attempt).await {
                Ok(module) if host.is_connected() => {
                    Editor::new(&module, &host, answers::page(open, link, caret, uses))
                }
                Ok(_) => return,
                Err(error) => Err(error),
            };
            let outcome = match made {
                Ok(editor) => {
                    link.attach(editor);
                    Loading::Done
                }
                Err(error) => Loading::Failed(error),
            };
            loading.try_set(outcome);
        });
    });
    follow(open, link);
    let is_loaded = move || loading.with(|loading| *loading == Loading::Done);
    let retry = move || attempt.update(|attempt| *attempt += 1);
    view! {
        <div class="source-code">
            <div class="source-editor" node_ref=host data-source-editor hidden=move || !is_loaded()></div>
            {move || match loading.get() {
                Loading::Done => None,
                Loading::Underway => {
                    Some(view! { <p class="source-loading" role="status">"Loading the editor"</p> }.into_any())
                }
                Loading::Failed(reason) => {
                    Some(view! { <PlainText open reason retry /> }.into_any())
                }
            }}
        </div>
    }
}

/// Keeps the editor at what the session says. It is a script, so nothing in it can be derived.
fn follow(open: OpenFile, link: Link) {
    let session = open.session();
    // For the outside world: the text.
    Effect::new(move |_| {
        open.path().track();
        session.applied().track();
        link.follow_text();
        link.follow_problems();
    });
    // For the outside world: the marks.
    Effect::new(move |_| {
        session.analysis().track();
        link.follow_problems();
    });
    // For the outside world: the caret. Runs after the text, so that its file is open.
    Effect::new(move |_| {
        open.path().track();
        session.reveal_request().track();
        session.route().track();
        link.follow_place();
    });
}
