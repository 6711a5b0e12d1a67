//! Keys on the canvas: those of the wiring while a port is in hand, else those of the commands.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::grips::focused_port;
use super::{commands, focus_first};
use crate::ui::preferences::Preference;
use crate::ui::session::Session;

/// Does what the pressed key means here.
pub(super) fn pressed(session: Session, event: &ev::KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || is_text(event) {
        return;
    }
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    if session.board().wiring.is_going_on() && is_plain {
        wire(session, event);
        return;
    }
    if is_plain && ["Enter", " "].contains(&event.key().as_str()) && focused_port().is_some() {
        // A port is a button, and is pressed.
        return;
    }
    let is_sign = is_plain && event.key().chars().count() == 1;
    if !is_sign || Preference::SingleKeys.get().as_deref() != Some("off") {
        commands::dispatch(session, event);
    }
}

/// Keys while a port is in hand.
fn wire(session: Session, event: &ev::KeyboardEvent) {
    let wiring = session.board().wiring;
    let key = event.key();
    match key.as_str() {
        "Escape" => {
            wiring.let_go();
            session.announce("Not connected");
        }
        "ArrowRight" | "ArrowDown" => session.aim_at_next(true),
        "ArrowLeft" | "ArrowUp" => session.aim_at_next(false),
        "Enter" => session.commit_wiring(event.shift_key()),
        "Backspace" => {
            let mut typed = wiring.typed.get_untracked();
            typed.pop();
            session.find_port(typed);
        }
        "Tab" => {
            // The way out of the canvas stays open.
            wiring.let_go();
            return;
        }
        _ if key.chars().count() == 1 && wiring.held.with_untracked(Option::is_some) => {
            session.find_port(wiring.typed.get_untracked() + &key);
        }
        _ => return,
    }
    event.prevent_default();
}

/// Does what the pressed key means anywhere around the canvas: in its tools, its panel, its outline and
/// the text beside it.
pub(super) fn around(session: Session, event: &ev::KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let has_primary = event.ctrl_key() || event.meta_key();
    let may_type = !event.alt_key() && Preference::SingleKeys.get().as_deref() != Some("off");
    // What types a sign is left to texts, and a text has a search of its own.
    let is_left = is_text(event) || is_in_editor(event);
    if is_left && !(has_primary && event.key().eq_ignore_ascii_case("e")) || !has_primary && !may_type {
        return;
    }
    commands::dispatch_around(session, event);
}

/// Does the same where nothing has the focus, as after a file was chosen, for as long as the canvas is shown.
pub(super) fn of_nobody(session: Session) {
    let pressed = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| target.tag_name() == "BODY") {
            around(session, &event);
        }
    });
    // For the outside world. Before the window, where the keys of the page are listened for.
    let listener: js_sys::Function = pressed.as_ref().unchecked_ref::<js_sys::Function>().clone();
    if document().add_event_listener_with_callback("keydown", &listener).is_ok() {
        let kept = StoredValue::new_local(Some(pressed));
        on_cleanup(move || {
            drop(document().remove_event_listener_with_callback("keydown", &listener));
            kept.set_value(None);
        });
    }
}

fn is_in_editor(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("[data-source-editor]").ok().flatten().is_some())
}

fn is_text(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| ["INPUT", "TEXTAREA", "SELECT"].contains(&target.tag_name().as_str()))
}

/// Gives the focus to the first field of the property panel.
pub(super) fn focus_panel(_: Session) {
    focus_first(".canvas-panel-body :is(textarea, input, button, select), .canvas-panel-open");
}
