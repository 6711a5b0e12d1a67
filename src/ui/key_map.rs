//! The list of keys.

use leptos::prelude::*;

use super::canvas_view;
use super::command::{COMMANDS, Command, is_mac};
use super::kit::Dialog;
use super::preferences::Preference;
use super::session::Session;

const GROUPS: [&str; 5] = ["Go to", "Edit", "Project", "Page", "Canvas"];

/// Every command that has keys, by group, and the switch for keys without Control.
#[component]
pub(crate) fn KeyMap(session: Session) -> impl IntoView {
    let single = RwSignal::new(Preference::SingleKeys.get().as_deref() != Some("off"));
    let switch = move |event| {
        let on = event_target_checked(&event);
        single.set(on);
        Preference::SingleKeys.set(if on { "on" } else { "off" });
    };
    view! {
        <Dialog title="Keys" on_close=move || session.close_overlay()>
            <div class="key-map">
                {GROUPS.map(group).into_iter().collect_view()}
            </div>
            <label class="check">
                <input type="checkbox" prop:checked=single on:change=switch />
                <span>"Single keys such as P and ? do something while no text has the focus"</span>
            </label>
        </Dialog>
    }
}

fn group(name: &'static str) -> AnyView {
    let all = COMMANDS.iter().chain(canvas_view::COMMANDS);
    let commands = all.filter(|command| command.group == name && !command.keys.is_empty());
    view! {
        <section>
            <h3>{name}</h3>
            <dl>{commands.map(entry).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn entry(command: &'static Command) -> AnyView {
    let mac = is_mac();
    let keys = command.keys.iter().map(|chord| view! { <kbd>{chord.label(mac)}</kbd> }).collect_view();
    view! { <div class="key-map-row"><dt>{command.title}</dt><dd>{keys}</dd></div> }.into_any()
}
