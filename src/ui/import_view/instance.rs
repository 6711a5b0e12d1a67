//! The projects of the connected instance.

use blockwright::route::Route;
use leptos::prelude::*;
use serde_json::Value;

use crate::ui::kit::{Button, Icon, SearchField};
use crate::ui::session::Session;

/// Most projects that are listed at once; the search finds the others.
const SHOWN: usize = 50;

/// A project as the instance lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    key: String,
    name: String,
    about: String,
}

/// Lists the projects, with a search; without a connection, the way to one.
#[component]
pub(super) fn FromInstance(session: Session) -> impl IntoView {
    let connecting = session.connecting();
    let query = RwSignal::new(String::new());
    let field = NodeRef::new();
    // The list belongs to the connection: it is what its test found.
    let known = move || connecting.connection().and_then(|_| connecting.trial());
    let body = move || {
        let Some(trial) = known() else {
            return view! {
                <p>"Not connected to an instance."</p>
                <p><a class="button" href=Route::Connect.to_string()>"Connect"</a></p>
            }
            .into_any();
        };
        let name = trial.connection.place.name();
        let all: Vec<Listed> = trial.welcome.projects.iter().filter_map(listed).collect();
        let found = move || {
            let found = matching(&all, &query.get());
            let more = found.len().saturating_sub(SHOWN);
            let rows = found.into_iter().take(SHOWN).map(|project| view! { <Row session project /> });
            let rest = match more {
                0 => None,
                more => Some(
                    view! { <p class="view-note">{format!("{more} more: search for them by name or key.")}</p> },
                ),
            };
            view! { <ul class="import-projects">{rows.collect_view()}</ul>{rest} }
        };
        view! {
            <p>{format!("Projects on {name} that the key may see.")}</p>
            <SearchField label="Search the projects" text=query on_input=move |text| query.set(text) field=field />
            {found}
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="import-instance">
            <h2 id="import-instance">"From an instance"</h2>
            {body}
        </section>
    }
}

#[component]
fn Row(session: Session, project: Listed) -> impl IntoView {
    let Listed { key, name, about } = project;
    let wanted = key.clone();
    view! {
        <li class="import-project">
            <span class="import-project-name">{name}</span>
            <code>{key.clone()}</code>
            <span class="import-project-about">{about}</span>
            <Button label="Import".to_owned() about=key icon=Icon::Download on_press=move || session.import_project(&wanted) />
        </li>
    }
}

fn listed(project: &serde_json::Map<String, Value>) -> Option<Listed> {
    let text = |name: &str| project.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let key = text("projectKey");
    let name = Some(text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| key.clone());
    (!key.is_empty()).then(|| Listed { name, about: text("shortDesc"), key })
}

fn matching(all: &[Listed], query: &str) -> Vec<Listed> {
    let query = query.trim().to_lowercase();
    let matches = |project: &&Listed| {
        let texts = [&project.key, &project.name, &project.about];
        texts.iter().any(|text| text.to_lowercase().contains(&query))
    };
    all.iter().filter(matches).cloned().collect()
}
