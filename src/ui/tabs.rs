//! A word of warning when two tabs edit the same draft: the one that writes last would win.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::session::{Session, Tone};

const CHANNEL: &str = "blockwright.open-drafts";

/// Tells other tabs which draft is open here, and warns when another one has it too.
///
/// A message is the draft's id, with `?` in front when its sender has just opened it and wants to
/// hear from others.
pub(crate) fn watch(session: Session) {
    // Without channels there is no warning, and nothing else changes.
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let answer = channel.clone();
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message = event.data().as_string().unwrap_or_default();
        let id = session.project().with_untracked(|project| project.id.clone());
        if message.trim_start_matches('?') != id || id.is_empty() {
            return;
        }
        if message.starts_with('?') {
            say(&answer, &id);
        }
        let text =
            "This draft is open in another tab too. Edit it in one of them: the tab that writes last wins.";
        session.notify(Tone::Warning, text);
    });
    channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    let id = Memo::new(move |_| session.project().with(|project| project.id.clone()));
    // For the outside world: other tabs hear when another draft is opened here.
    Effect::new(move |_| say(&channel, &format!("?{}", id.get())));
}

fn say(channel: &BroadcastChannel, message: &str) {
    // Fails only on a closed channel, and this one is never closed.
    drop(channel.post_message(&JsValue::from(message)));
}
