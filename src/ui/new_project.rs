//! Choosing what a new project starts from.

use blockwright::template::{self, Template};
use leptos::prelude::*;

use super::kit::{Button, Dialog, Icon, Look};
use super::session::Session;

/// Asks for a name, a key and a template.
#[component]
pub(crate) fn NewProject(session: Session) -> impl IntoView {
    let name = RwSignal::new(String::new());
    // What the user wrote over the key that is made from the name.
    let written_key = RwSignal::new(None::<String>);
    let key =
        Memo::new(move |_| written_key.get().unwrap_or_else(|| name.with(|name| template::key_for(name))));
    let chosen = RwSignal::new(Template::Folder);
    let is_ready = Memo::new(move |_| {
        name.with(|name| !name.trim().is_empty()) && key.with(|key| template::is_key(key))
    });
    let create = move || {
        if is_ready.get_untracked() {
            session.close_overlay();
            session.open_template(chosen.get_untracked(), &key.get_untracked(), name.get_untracked().trim());
            session.navigate(&blockwright::route::Route::SOURCE);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        create();
    };
    let choice = move |template: Template| {
        view! {
            <label class="choice">
                <input type="radio" name="template" prop:checked=move || chosen.get() == template on:change=move |_| chosen.set(template) />
                <span><strong>{template.title()}</strong><span>{template.description()}</span></span>
            </label>
        }
    };
    view! {
        <Dialog title="New project" on_close=move || session.close_overlay()>
            <form class="form" on:submit=submit>
                <label class="field">
                    <span>"Name"</span>
                    <input type="text" autofocus autocomplete="off" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
                </label>
                <label class="field">
                    <span>"Key in DSS"</span>
                    <input type="text" autocomplete="off" spellcheck="false" aria-describedby="key-rule" prop:value=key
                        on:input=move |event| written_key.set(Some(event_target_value(&event))) />
                </label>
                <p id="key-rule" class="field-note">
                    {move || if key.with(|key| key.is_empty() || template::is_key(key)) {
                        "Upper-case letters, digits and underscores, a letter first."
                    } else {
                        "This is no key yet: use upper-case letters, digits and underscores, a letter first."
                    }}
                </p>
                <fieldset class="choices"><legend>"Start from"</legend>{Template::ALL.map(choice).into_iter().collect_view()}</fieldset>
                <p class="field-note">"Your present project stays in this browser, under Projects."</p>
                <div class="form-end">
                    <Button label="Cancel".to_owned() on_press=move || session.close_overlay() />
                    <Button label="Create project".to_owned() icon=Icon::Create look=Look::Primary
                        disabled=Signal::derive(move || !is_ready.get()) on_press=create />
                </div>
                <input type="submit" hidden />
            </form>
        </Dialog>
    }
}
