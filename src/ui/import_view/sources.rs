//! Exports on disk: an archive, or a folder.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;

use crate::ui::files;
use crate::ui::kit::{Button, Icon, Look};
use crate::ui::session::Session;

/// Chooses an archive or a folder.
#[component]
pub(super) fn FromDisk(session: Session) -> impl IntoView {
    let (archive, folder) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let choose = |input: NodeRef<Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let chosen = files::from_input(&event_target(&event));
        if !chosen.is_empty() {
            session.import_export(chosen);
        }
    };
    view! {
        <section aria-labelledby="import-disk">
            <h2 id="import-disk">"From an export"</h2>
            <p>
                "An archive that DSS exported, the same unpacked, or a project's own Git repository. Data is left in the archive; files that hold keys are never opened."
            </p>
            <div class="import-tools">
                <Button label="Choose an archive".to_owned() icon=Icon::Open look=Look::Primary on_press=move || choose(archive) />
                <Button label="Choose a folder".to_owned() icon=Icon::Folder on_press=move || choose(folder) />
            </div>
            <input type="file" accept=".zip,application/zip" data-import-archive="" class="chooser" tabindex="-1" aria-hidden="true"
                aria-label="Choose an archive" node_ref=archive on:change=chosen />
            <input type="file" data-import-folder="" prop:webkitdirectory=true class="chooser" tabindex="-1" aria-hidden="true"
                aria-label="Choose a folder" node_ref=folder on:change=chosen />
        </section>
    }
}
