//! Which state this is, and what can be done with the file.

use blockwright::folder::state_path;
use leptos::prelude::*;

use super::{Reading, named};
use crate::ui::files;
use crate::ui::kit::{Button, Icon, Question};
use crate::ui::second::Task;
use crate::ui::session::{Session, Tone};

/// Environment, serial, lineage, date; opening, downloading, removing the file.
#[component]
pub(super) fn Head(session: Session, reading: Memo<Reading>) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let has_file = Memo::new(move |_| reading.with(|reading| reading.text.is_some()));
    let open_label = Signal::derive(move || {
        if has_file.get() { "Open another".to_owned() } else { "Open a state file".to_owned() }
    });
    view! {
        <div class="view-head">
            <h1>"State"</h1>
            <div class="view-tools">
                <Button icon=Icon::Open label=open_label hint="Open a state file".to_owned() on_press=move || session.run(Task::ChooseFiles) />
                <Show when=move || has_file.get()>
                    <Button icon=Icon::Download label="Download".to_owned() on_press=move || download(session, reading) />
                    <Button icon=Icon::Trash label="Remove".to_owned() on_press=move || is_asking.set(true) />
                </Show>
            </div>
        </div>
        <Facts reading />
        <Show when=move || is_asking.get()><Removal session is_asking /></Show>
    }
}

#[component]
fn Facts(reading: Memo<Reading>) -> impl IntoView {
    let facts = move || {
        reading.with(|reading| {
            let state = reading.state.as_ref()?;
            let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
            Some([
                ("Environment", or_none(&state.environment)),
                ("Serial", state.serial.to_string()),
                ("Resources", state.resources.len().to_string()),
                ("Updated", or_none(&state.updated_at)),
                ("Lineage", or_none(state.lineage.as_deref().unwrap_or_default())),
            ])
        })
    };
    let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    move || {
        facts()
            .map(|facts| view! { <dl class="state-facts">{facts.into_iter().map(fact).collect_view()}</dl> })
    }
}

/// Asks before the state is removed: the plan then creates everything.
#[component]
fn Removal(session: Session, is_asking: RwSignal<bool>) -> impl IntoView {
    let remove = move || {
        session.set_inputs(|inputs| inputs.state = None);
        session.notify(Tone::Plain, "The state is removed. The plan compares with nothing now.");
    };
    view! {
        <Question title="Remove the state?" keep="Keep it" act="Remove the state" on_close=move || is_asking.set(false) on_act=remove>
            <p>"The plan then compares with nothing and creates every resource, whether it is deployed or not."</p>
            <p>"Only this project in this browser forgets it: your file and DSS stay as they are, and the versions kept here remain."</p>
        </Question>
    }
}

fn download(session: Session, reading: Memo<Reading>) {
    let (text, environment) =
        reading.with_untracked(|reading| (reading.text.clone(), reading.environment.clone()));
    let path = state_path(named(&environment));
    let name = path.rsplit('/').next().unwrap_or(&path);
    if text.is_some_and(|text| !files::download(name, text.as_bytes())) {
        session.notify(Tone::Error, format!("The browser refused the download of {name}."));
    }
}
