//! Which environment is looked at.

use blockwright::config::layout;
use blockwright::source::Location;
use blockwright::workspace::file_named;
use leptos::prelude::*;

use crate::ui::session::Session;

/// The environments that the project has files for, and a field for any other name.
#[component]
pub(super) fn EnvironmentChoice(session: Session) -> impl IntoView {
    let chosen = Memo::new(move |_| session.settled().with(|inputs| inputs.environment.clone()));
    let known = Memo::new(move |_| {
        session.settled().with(|inputs| {
            layout::environments(&inputs.files).into_iter().map(str::to_owned).collect::<Vec<_>>()
        })
    });
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        if !name.is_empty() && name != chosen.get_untracked() {
            session.set_environment(&name);
        }
    };
    let known_button = move |name: String| {
        let (own, shown) = (name.clone(), name.clone());
        let is_chosen = move || chosen.with(|chosen| *chosen == own);
        view! {
            <button type="button" class="button" aria-pressed=move || is_chosen().to_string() on:click=move |_| session.set_environment(&name)>
                {shown}
            </button>
        }
    };
    view! {
        <section class="environment-choice" aria-label="Environment">
            <div class="environment-known" role="group" aria-label="Environments of this project">
                <For each=move || known.get() key=Clone::clone children=known_button />
            </div>
            <label class="field environment-name">
                <span>"Environment"</span>
                <input type="text" autocomplete="off" spellcheck="false" prop:value=chosen on:change=rename />
            </label>
            <FileNote session chosen />
        </section>
    }
}

/// Which file gives the environment its variables.
#[component]
fn FileNote(session: Session, chosen: Memo<String>) -> impl IntoView {
    let file = Memo::new(move |_| {
        let path = format!("environments/{}.yml", chosen.get());
        let found = session.settled().with(|inputs| file_named(&inputs.files, &path));
        (path, found)
    });
    move || {
        let (path, found) = file.get();
        if chosen.with(String::is_empty) {
            return view! { <p>"No environment is named, so no file gives values of its own."</p> }
                .into_any();
        }
        match found {
            Some(file) => {
                let at = Location { file, ..Location::default() };
                view! {
                    <p>"Its values come from "<button type="button" class="link" on:click=move |_| session.reveal(at)>{path}</button>"."</p>
                }
                .into_any()
            }
            None => view! { <p>"The project has no "<code>{path}</code>", so this environment gives no values of its own."</p> }.into_any(),
        }
    }
}
