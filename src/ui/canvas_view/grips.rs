//! What is under the pointer: an item, a port, or nothing.

use blockwright::diagram::NodeId;
use wasm_bindgen::JsCast;

/// What the pointer pressed on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Grip {
    /// Free space.
    Free,
    /// An item.
    Item(NodeId),
    /// A port: the item, and the port as `data-port` names it with its side.
    Port { item: NodeId, port: String, is_input: bool },
}

/// What an event happened on.
pub(super) fn grip(event: &web_sys::Event) -> Grip {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let closest = |selector: &str| target.as_ref().and_then(|target| target.closest(selector).ok().flatten());
    let Some(item) = closest("[data-item]").and_then(|item| item.get_attribute("data-item")) else {
        return Grip::Free;
    };
    let item = NodeId::from(item.as_str());
    match closest("[data-port]") {
        Some(port) => Grip::Port {
            item,
            port: port.get_attribute("data-port").unwrap_or_default(),
            is_input: port.get_attribute("data-side").as_deref() == Some("input"),
        },
        None => Grip::Item(item),
    }
}
