//! The table of commands: name, keys, what it does. The palette, the list of keys and the keyboard
//! itself read it, so none can know a command that the others do not.

use blockwright::chord::{Chord, Pressed};
use blockwright::route::Route;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::kit::has_dialog;
use super::preferences::{Preference, Theme};
use super::second::Task;
use super::session::{Overlay, Session};

/// Something the user can do from anywhere.
pub(crate) struct Command {
    /// What it does, in the imperative.
    pub(crate) title: &'static str,
    /// Where it stands in the list of keys.
    pub(crate) group: &'static str,
    /// The keys that do it; the first is the one that is shown.
    pub(crate) keys: &'static [Chord],
    /// What happens.
    pub(crate) run: fn(Session),
}

/// An entry of a table of commands.
pub(crate) const fn command(
    group: &'static str,
    title: &'static str,
    keys: &'static [Chord],
    run: fn(Session),
) -> Command {
    Command { title, group, keys, run }
}

/// All commands, in the order of the list of keys.
pub(crate) static COMMANDS: &[Command] = &[
    command("Go to", "Show the canvas", &[], |session| session.navigate(&Route::Canvas)),
    command("Go to", "Show the source", &[Chord::primary("e")], |session| session.navigate(&Route::SOURCE)),
    command("Go to", "Show the problems", &[Chord::primary("m").shift()], |session| {
        session.navigate(&Route::Problems);
    }),
    command("Go to", "Show the plan", &[Chord::plain("p")], |session| session.navigate(&Route::PLAN)),
    command("Go to", "Show the state", &[], |session| session.navigate(&Route::State)),
    command("Go to", "Show environment and variables", &[], |session| session.navigate(&Route::Environment)),
    command("Go to", "Show the catalog of blocks", &[], |session| session.navigate(&Route::CATALOG)),
    command("Go to", "Compose blocks from a wish", &[], |session| session.navigate(&Route::Compose)),
    command("Go to", "Compare with DSS", &[], |session| session.navigate(&Route::Drift)),
    command("Go to", "Import a project of DSS", &[], |session| session.navigate(&Route::Import)),
    command("Go to", "Review a shared plan", &[], |session| session.navigate(&Route::Review)),
    command("Go to", "Connect to a DSS", &[], |session| session.navigate(&Route::Connect)),
    command("Go to", "Show the projects in this browser", &[], |session| session.navigate(&Route::Projects)),
    command("Go to", "Go to the next problem", &[Chord::plain("F8"), Chord::plain("]")], |session| {
        session.run(Task::StepProblem { forward: true });
    }),
    command(
        "Go to",
        "Go to the previous problem",
        &[Chord::plain("F8").shift(), Chord::plain("[")],
        |session| session.run(Task::StepProblem { forward: false }),
    ),
    command("Edit", "Undo", &[Chord::primary("z")], Session::undo),
    command("Edit", "Redo", &[Chord::primary("z").shift(), Chord::primary("y")], Session::redo),
    command("Edit", "Apply all safe fixes", &[], |session| session.run(Task::FixWhatIsSafe)),
    command("Edit", "Take all changes back", &[], Session::back_to_original),
    command("Project", "New project", &[], |session| session.show(Overlay::NewProject)),
    command("Project", "Open files", &[Chord::primary("o")], |session| session.run(Task::ChooseFiles)),
    command("Project", "Open a folder", &[Chord::primary("o").shift()], |session| {
        session.run(Task::ChooseFolder);
    }),
    command("Project", "Open a state file", &[], |session| session.run(Task::ChooseFiles)),
    command("Project", "Open the sample", &[], Session::open_sample),
    command("Project", "Save", &[Chord::primary("s")], |session| session.run(Task::Save)),
    command("Project", "Share the plan", &[Chord::primary("s").shift()], |session| {
        session.show(Overlay::Share);
    }),
    command("Project", "Download all files", &[], |session| session.run(Task::DownloadAll)),
    command("Project", "Export project", &[], |session| session.run(Task::Export { into_folder: false })),
    command("Project", "Export project into a folder", &[], |session| {
        session.run(Task::Export { into_folder: true });
    }),
    command("Page", "Find a command", &[Chord::primary("k")], |session| session.show(Overlay::Palette)),
    command("Page", "Show the keys", &[Chord::plain("?"), Chord::plain("F1")], |session| {
        session.show(Overlay::KeyMap);
    }),
    command("Page", "Fail on warnings, or not", &[], Session::toggle_strict),
    command("Page", "Use the colours of the system", &[], |session| session.set_theme(Theme::System)),
    command("Page", "Use light colours", &[], |session| session.set_theme(Theme::Light)),
    command("Page", "Use dark colours", &[], |session| session.set_theme(Theme::Dark)),
];

impl Command {
    /// The keys in words, for this platform; empty if there are none.
    pub(crate) fn keys_label(&self) -> String {
        self.keys.first().map(|chord| chord.label(is_mac())).unwrap_or_default()
    }
}

/// The keys of the command with this title, to be shown beside its button.
pub(crate) fn keys_of(title: &str) -> String {
    COMMANDS.iter().find(|command| command.title == title).map(Command::keys_label).unwrap_or_default()
}

/// Whether the primary key is Command.
pub(crate) fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}

/// Runs the command that the pressed keys belong to, if there is one and the focus is where it may
/// work.
pub(crate) fn dispatch(session: Session, event: &ev::KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.repeat() && !is_repeatable(event) {
        return;
    }
    let pressed = Pressed {
        key: event.key(),
        control: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let mac = is_mac();
    let found = COMMANDS.iter().find_map(|command| {
        let chord = command.keys.iter().find(|chord| chord.matches(&pressed, mac))?;
        Some((command, *chord))
    });
    let Some((command, chord)) = found else { return };
    if may_run(event, chord) {
        event.prevent_default();
        (command.run)(session);
    }
}

fn is_repeatable(event: &ev::KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Keys that type signs are left to texts, and undo is left to fields other than the source editor;
/// under a dialog no command works.
fn may_run(event: &ev::KeyboardEvent, chord: Chord) -> bool {
    if has_dialog() {
        return false;
    }
    let inner = event.composed_path().get(0).dyn_into::<web_sys::Element>().ok();
    let is_text = inner.as_ref().is_some_and(|element| {
        let tag = element.tag_name();
        let editable = element.closest("[contenteditable='true']").ok().flatten().is_some();
        editable || ["INPUT", "TEXTAREA", "SELECT"].contains(&tag.as_str())
    });
    let outer = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let in_editor =
        outer.is_some_and(|element| element.closest("[data-source-editor]").ok().flatten().is_some());
    if chord.types_a_sign() {
        return !is_text && Preference::SingleKeys.get().as_deref() != Some("off");
    }
    let edits = chord.primary && (chord.key == "z" || chord.key == "y");
    !edits || !is_text || in_editor
}
