//! What came of an import, before it is opened.

use std::sync::Arc;

use leptos::prelude::*;

use super::lists::{LeftOutList, OmittedList, extent, omitted, report};
use crate::ui::kit::{Button, CopyButton, Icon, Look};
use crate::ui::session::{Arrival, Export, Session};

/// The project, what is not in it, and the way in.
#[component]
pub(super) fn Outcome(session: Session, intake: Arc<Arrival>) -> impl IntoView {
    let Arrival { origin, intake: project, problems, skipped } = &*intake;
    let (name, key, origin) = (project.name.clone(), project.key().to_owned(), origin.clone());
    let omitted = omitted(project);
    let (left_out, problems, skipped) = (project.left_out.clone(), problems.clone(), skipped.clone());
    let all_said = left_out.is_empty() && problems.is_empty();
    let extent = extent(&intake);
    let (opened, copied) = (Arc::clone(&intake), intake);
    view! {
        <section class="import-outcome" aria-labelledby="import-outcome">
            <h2 id="import-outcome">{name}</h2>
            <p><code>{key}</code>{format!(" from {origin}")}</p>
            <p>{extent}</p>
            <div class="import-tools">
                <Button label="Open as a project".to_owned() icon=Icon::Project look=Look::Primary on_press=move || session.open_import(&opened) />
                <CopyButton label="Copy the report" text=move |()| report(&copied) />
                <Button label="Choose another".to_owned() icon=Icon::Reset on_press=move || session.stop_import() />
            </div>
            {all_said.then(|| view! {
                <p class="import-whole">{Icon::Check.view()}<span>"Everything that a configuration can say is in it."</span></p>
            })}
            <LeftOutList title="Could not be read" about="Broken or missing documents, and those that hold the key of the connection. The others still make a project." all=problems open=true />
            <LeftOutList title="Not expressed" about="In DSS and not in the configuration. A plan leaves it alone." all=left_out open=true />
            <LeftOutList title="Not opened" about="Files of the export that are no part of a configuration, or may hold keys." all=skipped open=false />
            <OmittedList all=omitted />
        </section>
    }
}

/// Asks for the key of a project that does not say it: a Git repository often doesn't.
#[component]
pub(super) fn KeyNeeded(session: Session, export: Arc<Export>) -> impl IntoView {
    let key = RwSignal::new(export.reading.suggested_key());
    let name = export.name.clone();
    let take = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        session.import_as(&export, key.get_untracked().trim());
    };
    view! {
        <form class="import-key" on:submit=take>
            <h2>{format!("Which project is {name}?")}</h2>
            <p>"The files do not say the project's key, as it is in the address of the project in DSS."</p>
            <label class="field">
                <span>"Project key"</span>
                <input autocomplete="off" spellcheck="false" prop:value=key on:input=move |event| key.set(event_target_value(&event)) />
            </label>
            <div class="import-tools">
                <button type="submit" class="button button-primary">"Import"</button>
                <Button label="Choose another".to_owned() on_press=move || session.stop_import() />
            </div>
        </form>
    }
}
