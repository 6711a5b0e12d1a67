//! The bar at the top.

use blockwright::route::Route;
use leptos::ev;
use leptos::prelude::*;

use super::command::keys_of;
use super::files;
use super::kit::{Icon, IconButton, Menu, MenuEntry};
use super::preferences::Theme;
use super::second::{Part, SecondPart, Task};
use super::session::{Keeping, Overlay, Session};

/// The project, how its draft stands, and the commands that are always at hand.
#[component]
pub(crate) fn Header(session: Session) -> impl IntoView {
    let name = Memo::new(move |_| session.project().with(|project| project.name.clone()));
    view! {
        <header class="header">
            <a class="brand" href=Route::Overview.to_string()>{Icon::Blocks.view()}<span>"Blockwright"</span></a>
            <div class="header-project">
                <a class="project-name" href=Route::Projects.to_string() title="Projects in this browser">{name}</a>
                <DraftState session />
                <SecondPart session part=Part::ConnectionState />
            </div>
            <Tools session />
        </header>
    }
}

/// Whether the changes are on disk.
#[component]
fn DraftState(session: Session) -> impl IntoView {
    let words = move || match session.keeping().get() {
        Keeping::Unchanged => "No changes".to_owned(),
        Keeping::Writing => "Keeping your draft".to_owned(),
        Keeping::Kept(_) if session.is_changed() => "Draft kept in this browser".to_owned(),
        Keeping::Kept(_) => "Kept in this browser".to_owned(),
        Keeping::NotKept(_) => "Changes are not kept".to_owned(),
    };
    let is_lost = move || session.keeping().with(|keeping| matches!(keeping, Keeping::NotKept(_)));
    let why = move || match session.keeping().get() {
        Keeping::NotKept(why) => Some(format!("Because {why}. Save or download your files.")),
        _ => None,
    };
    view! {
        <span class="draft-state" class:draft-state-lost=is_lost title=why>
            {move || is_lost().then(|| Icon::Warning.view())}
            {words}
        </span>
    }
}

#[component]
fn Tools(session: Session) -> impl IntoView {
    let label = |what: &str, title: Option<std::sync::Arc<str>>| {
        let keys = keys_of(what);
        title.map_or_else(|| format!("{what} ({keys})"), |title| format!("{what}: {title} ({keys})"))
    };
    let undo = Signal::derive(move || label("Undo", session.undo_title()));
    let redo = Signal::derive(move || label("Redo", session.redo_title()));
    let nothing_to_undo = Signal::derive(move || session.undo_title().is_none());
    let nothing_to_redo = Signal::derive(move || session.redo_title().is_none());
    view! {
        <div class="header-tools">
            <IconButton icon=Icon::Undo label=undo disabled=nothing_to_undo on_press=move || session.undo() />
            <IconButton icon=Icon::Redo label=redo disabled=nothing_to_redo on_press=move || session.redo() />
            <FilesMenu session />
            <IconButton
                icon=Icon::Command
                label=format!("Find a command ({})", keys_of("Find a command"))
                on_press=move || session.show(Overlay::Palette)
            />
            <span class="header-keys">
                <IconButton icon=Icon::Keyboard label="Show the keys (?)".to_owned() on_press=move || session.show(Overlay::KeyMap) />
            </span>
            <ThemeSwitch session />
        </div>
    }
}

/// Opening and saving, and the inputs by which files come in where the browser has no other way.
#[component]
fn FilesMenu(session: Session) -> impl IntoView {
    let opened = move |event: ev::Event| {
        let chosen = files::from_input(&event_target(&event));
        if !chosen.is_empty() {
            session.run(Task::OpenChosen(chosen));
        }
    };
    view! {
        <Menu label="Project".to_owned() icon=Icon::Project>
            <MenuEntry icon=Icon::Create label="New project".to_owned() on_press=move || session.show(Overlay::NewProject) />
            <MenuEntry icon=Icon::Open label="Open files".to_owned() keys=keys_of("Open files") on_press=move || session.run(Task::ChooseFiles) />
            <MenuEntry icon=Icon::Folder label="Open a folder".to_owned() keys=keys_of("Open a folder") on_press=move || session.run(Task::ChooseFolder) />
            <MenuEntry icon=Icon::Download label="Import from DSS".to_owned() on_press=move || session.navigate(&Route::Import) />
            <MenuEntry icon=Icon::Save label="Save".to_owned() keys=keys_of("Save") on_press=move || session.run(Task::Save) />
            <MenuEntry icon=Icon::Download label="Download all files".to_owned() on_press=move || session.run(Task::DownloadAll) />
            <MenuEntry icon=Icon::Project label="Export project".to_owned() on_press=move || session.run(Task::Export { into_folder: false }) />
            <MenuEntry icon=Icon::Reset label="Take all changes back".to_owned() on_press=move || session.back_to_original() />
            <MenuEntry icon=Icon::Blocks label="Open the sample".to_owned() on_press=move || session.open_sample() />
            <MenuEntry icon=Icon::History label="Projects in this browser".to_owned() on_press=move || session.navigate(&Route::Projects) />
        </Menu>
        <input type="file" data-open-files="" multiple class="chooser" tabindex="-1" aria-hidden="true"
            aria-label="Open files" on:change=opened />
        <input type="file" data-open-folder="" prop:webkitdirectory=true class="chooser" tabindex="-1" aria-hidden="true"
            aria-label="Open a folder" on:change=opened />
    }
}

/// Goes round the colours: the system's, light, dark.
#[component]
fn ThemeSwitch(session: Session) -> impl IntoView {
    let switch = move |theme: Theme| {
        let (icon, name) = match theme {
            Theme::System => (Icon::System, "Colours: as the system"),
            Theme::Light => (Icon::Sun, "Colours: light"),
            Theme::Dark => (Icon::Moon, "Colours: dark"),
        };
        view! { <IconButton icon label=name.to_owned() on_press=move || session.set_theme(theme.next()) /> }
    };
    move || switch(session.theme().get())
}
