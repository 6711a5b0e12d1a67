//! The demo instance in other tabs: each holds it as a whole, so the one that writes last would win unseen.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "blockwright.demo";

/// The way to the other tabs, open as long as the demo instance is here.
pub(super) struct OtherTabs {
    channel: BroadcastChannel,
    _listen: Closure<dyn Fn(MessageEvent)>,
}

impl OtherTabs {
    /// Calls `changed` whenever another tab has kept the demo instance. `None` where tabs cannot speak to each
    /// other: then nothing is told.
    pub(super) fn watch(changed: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |_| changed());
        channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        Some(Self { channel, _listen: listen })
    }

    /// Hears nothing from them any more.
    pub(super) fn stop_listening(&self) {
        self.channel.set_onmessage(None);
    }

    /// Tells them that it was kept here.
    pub(super) fn tell(&self) {
        // Fails only on a closed channel.
        drop(self.channel.post_message(&JsValue::TRUE));
    }
}

impl Drop for OtherTabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
