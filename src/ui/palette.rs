//! The command palette: type a few letters, choose by arrow keys, run by Enter.

use blockwright::fuzzy;
use blockwright::route::Route;
use blockwright::sorting::sort_by_key;
use leptos::ev;
use leptos::prelude::*;

use super::canvas_view;
use super::command::{COMMANDS, Command};
use super::kit::{Dialog, Icon};
use super::session::Session;

/// All commands with their keys, narrowed by what is typed.
#[component]
pub(crate) fn Palette(session: Session) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let all = commands_here(session);
    let found = Memo::new(move |_| query.with(|query| find(query, all)));
    let run = move |index: usize| {
        let Some(command) = found.with_untracked(|found| found.get(index).and_then(|at| command(all, *at)))
        else {
            return;
        };
        session.close_overlay();
        (command.run)(session);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let last = found.with_untracked(|found| found.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
            "ArrowUp" => chosen.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Home" => chosen.set(0),
            "End" => chosen.set(last),
            "Enter" => run(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        scroll_into_view(chosen.get_untracked());
    };
    let on_input = move |event| {
        query.set(event_target_value(&event));
        chosen.set(0);
    };
    let active = move || found.with(|found| (!found.is_empty()).then(|| option_id(chosen.get())));
    view! {
        <Dialog title="Commands" on_close=move || session.close_overlay()>
            <div class="palette">
                <div class="palette-query">
                    {Icon::Search.view()}
                    <input
                        autofocus
                        type="text"
                        role="combobox"
                        aria-label="Find a command"
                        aria-expanded="true"
                        aria-controls="palette-list"
                        aria-autocomplete="list"
                        aria-activedescendant=active
                        placeholder="Find a command"
                        autocomplete="off"
                        spellcheck="false"
                        on:input=on_input
                        on:keydown=on_key
                    />
                </div>
                <ul id="palette-list" class="palette-list" role="listbox" aria-label="Commands">
                    {move || found.with(|found| {
                        found.iter().enumerate().filter_map(|(row, at)| Some((row, command(all, *at)?)))
                            .map(|(row, command)| entry(row, command, chosen, Callback::new(run)))
                            .collect_view()
                    })}
                </ul>
                <p class="palette-none" role="status">
                    {move || found.with(|found| if found.is_empty() { "No command has these letters." } else { "" })}
                </p>
            </div>
        </Dialog>
    }
}

fn entry(row: usize, command: &'static Command, chosen: RwSignal<usize>, run: Callback<usize>) -> AnyView {
    let keys = command.keys_label();
    view! {
        <li
            id=option_id(row)
            role="option"
            class="palette-entry"
            aria-selected=move || (chosen.get() == row).to_string()
            on:click=move |_| run.run(row)
        >
            <span>{command.title}</span>
            <span class="palette-group">{command.group}</span>
            {(!keys.is_empty()).then(|| view! { <kbd>{keys}</kbd> })}
        </li>
    }
    .into_any()
}

/// The commands that work where the page is: those of the canvas only on the canvas.
fn commands_here(session: Session) -> [&'static [Command]; 2] {
    let is_canvas = session.route().with_untracked(|route| *route == Route::Canvas);
    [COMMANDS, if is_canvas { canvas_view::COMMANDS } else { &[] }]
}

fn command(all: [&'static [Command]; 2], at: usize) -> Option<&'static Command> {
    all.into_iter().flatten().nth(at)
}

/// Positions in the tables of the commands that `query` finds, best first.
fn find(query: &str, all: [&'static [Command]; 2]) -> Vec<usize> {
    let scored = all.into_iter().flatten().enumerate();
    let scored = scored.filter_map(|(at, command)| Some((fuzzy::score(query, command.title)?, at)));
    let mut scored: Vec<_> = scored.collect();
    sort_by_key(&mut scored, |(score, at)| (std::cmp::Reverse(*score), *at));
    scored.into_iter().map(|(_, at)| at).collect()
}

fn option_id(row: usize) -> String {
    format!("palette-option-{row}")
}

fn scroll_into_view(row: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(row)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
