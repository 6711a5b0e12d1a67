//! The bar above the canvas.

use leptos::prelude::*;

use super::commands::{BLOCKS, COMMANDS, FIND, MOVE_TO, Need, OUTLINE, missing};
use super::export::ExportMenu;
use super::{outline, shelf};
use crate::ui::command::Command;
use crate::ui::kit::{Button, Icon, IconButton, Menu, MenuEntry, Segments};
use crate::ui::session::Session;

/// What the menu offers, by the titles of the commands, with what each works on.
const MENU: [(&str, Need); 20] = [
    ("Connect from here", Need::Node),
    ("Duplicate", Need::Nodes),
    ("Cut", Need::Nodes),
    ("Copy as YAML", Need::Nodes),
    ("Paste", Need::Nothing),
    ("Delete and bridge", Need::Nodes),
    ("Delete", Need::Anything),
    ("Align left edges", Need::Aligned),
    ("Align centers", Need::Aligned),
    ("Align right edges", Need::Aligned),
    ("Align upper edges", Need::Aligned),
    ("Align middles", Need::Aligned),
    ("Align lower edges", Need::Aligned),
    ("Distribute side by side", Need::Distributed),
    ("Distribute top down", Need::Distributed),
    ("Tidy the selection", Need::Aligned),
    ("Frame the selection", Need::Nodes),
    ("Take the frame away", Need::Frame),
    (MOVE_TO, Need::Nodes),
    ("Fold or unfold", Need::Inside),
];

/// The tools.
#[component]
pub(super) fn Tools(session: Session) -> impl IntoView {
    let board = session.board();
    let text = move || if board.is_split.get() { "Hide text" } else { "Text" }.to_owned();
    view! {
        <div class="canvas-tools" role="toolbar" aria-label="Canvas">
            <Segments
                name="canvas-mode"
                label="What the canvas is for"
                choices=vec![(false, "Compose"), (true, "Plan")]
                chosen=board.planning.is_on
                on_choose=move |is_on| session.plan_on_canvas(is_on)
            />
            <Sides session />
            <Button icon=Icon::Source label=Signal::derive(text) hint=hint("Show the text beside the canvas, or not") on_press=move || run(session, "Show the text beside the canvas, or not") />
            <Show when=move || !board.planning.is_on.get()>
                <Button label="Tidy".to_owned() hint=hint("Tidy everything") on_press=move || run(session, "Tidy everything") />
                <Button label="Note".to_owned() hint=hint("Add a note") on_press=move || run(session, "Add a note") />
                <Menu label="Selection".to_owned()>
                    {MENU.map(|(title, need)| entry(session, title, need)).into_iter().collect_view()}
                </Menu>
            </Show>
            <ExportMenu session />
            <Show when=move || !outline::is_shown(session)><Zoom session /></Show>
        </div>
    }
}

/// A command in the menu.
fn entry(session: Session, title: &'static str, need: Need) -> impl IntoView {
    let keys = find(title).map(Command::keys_label).unwrap_or_default();
    let missing = Memo::new(move |_| missing(session, need));
    view! { <MenuEntry label=title.to_owned() keys missing on_press=move || run(session, title) /> }
}

/// How large the picture is drawn.
#[component]
fn Zoom(session: Session) -> impl IntoView {
    let board = session.board();
    let zoom = move || format!("{:.0} %", board.view.with(|view| view.zoom) * 100.0);
    view! {
            <span class="canvas-tools-end">
                <Button label="Fit".to_owned() hint=hint("Show everything") on_press=move || board.fit() />
                <IconButton icon=Icon::Delete label="Zoom out".to_owned() on_press=move || board.zoom_by(0.8) />
                <span class="canvas-zoom">{zoom}</span>
                <IconButton icon=Icon::Create label="Zoom in".to_owned() on_press=move || board.zoom_by(1.25) />
            </span>
    }
}

fn find(title: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.title == title)
}

/// What the command is called and which keys do it.
fn hint(title: &'static str) -> String {
    let keys = find(title).map(Command::keys_label).unwrap_or_default();
    if keys.is_empty() { title.to_owned() } else { format!("{title} ({keys})") }
}

fn run(session: Session, title: &'static str) {
    if let Some(command) = find(title) {
        (command.run)(session);
    }
}

/// What stands beside the picture, or in its place.
#[component]
fn Sides(session: Session) -> impl IntoView {
    let has_shelf = Memo::new(move |_| shelf::is_open(session));
    let has_outline = Memo::new(move |_| outline::is_shown(session));
    view! {
        <Show when=move || !session.board().planning.is_on.get()>
            <button
                type="button"
                class="button"
                title=hint(BLOCKS)
                aria-expanded=move || has_shelf.get().to_string()
                on:click=move |_| shelf::toggle(session)
            >
                {Icon::Blocks.view()}<span>"Blocks"</span>
            </button>
        </Show>
        <button
            type="button"
            class="button"
            title=hint(OUTLINE)
            aria-pressed=move || has_outline.get().to_string()
            on:click=move |_| run(session, OUTLINE)
        >
            {Icon::Plan.view()}<span>"Outline"</span>
        </button>
        <button type="button" class="button" title=hint(FIND) on:click=move |_| run(session, FIND)>
            {Icon::Search.view()}<span>"Find"</span>
        </button>
    }
}
