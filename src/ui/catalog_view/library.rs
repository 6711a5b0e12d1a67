//! A registry in the library of a project on the connected DSS.

use blockwright::route::Route;
use leptos::prelude::*;
use serde_json::Value;

use super::field::RegistryField;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

/// Most projects that are proposed while a key is typed.
const PROPOSED: usize = 500;

/// The fields for project and folder; without a connection, the way to one.
#[component]
pub(super) fn FromLibrary(
    session: Session,
    /// Takes the key of the project and the folder.
    on_add: Callback<(String, String)>,
    /// Whether DSS is being asked.
    #[prop(into)]
    is_busy: Signal<bool>,
) -> impl IntoView {
    let connecting = session.connecting();
    let (project, folder) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let known = move || connecting.connection().and_then(|_| connecting.trial());
    let body = move || {
        let Some(trial) = known() else {
            return view! {
                <p>"Not connected to an instance. "<a href=Route::Connect.to_string()>"Connect"</a>" to read a registry from it."</p>
            }
            .into_any();
        };
        let name = trial.connection.place.name();
        let keys = trial.welcome.projects.iter().filter_map(|project| project.get("projectKey"));
        let keys = keys.filter_map(Value::as_str).take(PROPOSED).map(str::to_owned);
        let options = keys.map(|key| view! { <option value=key></option> }).collect_view();
        view! {
            <p class="view-note">{format!("The key has to read the project on {name}. Without a folder, blocks and python/blocks are looked at.")}</p>
            <div class="add-registry-fields">
                <RegistryField label="Project key" example="BLOCKS_REGISTRY" text=project list="registry-projects" />
                <datalist id="registry-projects">{options}</datalist>
                <RegistryField label="Folder of its library" example="blocks" text=folder />
                <Button label="Add from this library".to_owned() icon=Icon::Create disabled=is_busy
                    on_press=move || on_add.run((project.get_untracked(), folder.get_untracked())) />
            </div>
        }
        .into_any()
    };
    view! {
        <div class="add-registry-library" role="group" aria-labelledby="registry-library">
            <h3 id="registry-library">"From the library of a project on the connected DSS"</h3>
            {body}
        </div>
    }
}
