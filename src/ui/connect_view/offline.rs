//! Working without a DSS.

use leptos::prelude::*;

use crate::ui::kit::{Button, Icon};
use crate::ui::second::Task;
use crate::ui::session::Session;

/// What comes in by files.
#[component]
pub(super) fn Offline(session: Session) -> impl IntoView {
    view! {
        <p class="view-note">
            "A state file says what is deployed, a folder holds a project. Both are read in this page and sent nowhere."
        </p>
        <div class="connect-copies">
            <Button label="Open a state file".to_owned() icon=Icon::State on_press=move || session.run(Task::ChooseFiles) />
            <Button label="Open a folder".to_owned() icon=Icon::Folder on_press=move || session.run(Task::ChooseFolder) />
        </div>
    }
}
