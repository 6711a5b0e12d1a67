//! When a key is forgotten by itself: after some minutes without a sign of the user, and when the page is
//! left (`dss-api.md` 2.1).

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::connection::Place;
use crate::ui::session::{Farewell, Session};

/// How often it is looked at, in milliseconds.
const PACE: u64 = 5_000;

/// The key goes with the page, and what the demo instance holds stays.
fn leave(session: Session) {
    match session.connecting().trial() {
        Some(trial) if trial.connection.place == Place::Demo => trial.connection.keep(),
        _ => session.disconnect(Farewell::PageLeft),
    }
}

/// Begins to watch. The page lives as long as it does.
pub(crate) fn watch(session: Session) {
    let seen = StoredValue::new(js_sys::Date::now());
    let note = move || seen.set_value(js_sys::Date::now());
    let _press = window_event_listener(ev::pointerdown, move |_| note());
    let _key = window_event_listener(ev::keydown, move |_| note());
    let _leave = window_event_listener(ev::pagehide, move |_| leave(session));
    let look = move || {
        let connecting = session.connecting();
        // What the user began is under way, so it is no time to take its key away.
        if connecting.is_busy() || !connecting.has_key() {
            return note();
        }
        let minutes = connecting.idle_minutes.get_untracked();
        if js_sys::Date::now() - seen.get_value() >= f64::from(minutes) * 60_000.0 {
            session.disconnect(Farewell::Idle(minutes));
        }
    };
    // No browser refuses a timer; without one the key would stay until the page is left.
    drop(set_interval_with_handle(look, Duration::from_millis(PACE)));
}
