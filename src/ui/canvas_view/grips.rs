//! What is under the pointer: a shape, a port, a wire, a note, or nothing.

use blockwright::block::port::Side;
use blockwright::diagram::{End, NodeId};
use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// What the pointer pressed on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Grip {
    /// Free space.
    Free,
    /// A shape.
    Shape(NodeId),
    /// A port of a shape.
    Port {
        /// The shape that draws it.
        shape: NodeId,
        /// The port.
        end: End,
        /// Its side.
        side: Side,
    },
    /// A wire, by its position in the diagram.
    Wire(usize),
    /// A note, by its position.
    Note {
        /// Which.
        note: usize,
        /// Whether it is the corner that makes it larger.
        is_corner: bool,
    },
    /// Something that looks after itself, as a field.
    Other,
}

/// What an event happened on.
pub(super) fn grip(event: &web_sys::Event) -> Grip {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    of_element(target.as_ref())
}

/// What is at a point of the window.
pub(super) fn grip_at(x: f64, y: f64) -> Grip {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
    let element = document().element_from_point(x as f32, y as f32);
    of_element(element.as_ref())
}

/// The port that has the focus.
pub(super) fn focused_port() -> Option<(End, Side)> {
    document().active_element().filter(|at| at.has_attribute("data-end")).and_then(|port| port_of(&port))
}

fn of_element(target: Option<&web_sys::Element>) -> Grip {
    let closest = |selector: &str| target.and_then(|target| target.closest(selector).ok().flatten());
    let number = |selector: &str, name: &str| closest(selector)?.get_attribute(name)?.parse().ok();
    if closest("textarea, input, select, a").is_some() {
        return Grip::Other;
    }
    if let Some(note) = number("[data-note]", "data-note") {
        return Grip::Note { note, is_corner: closest("[data-corner]").is_some() };
    }
    if let Some(wire) = number("[data-wire]", "data-wire") {
        return Grip::Wire(wire);
    }
    let Some(shape) = closest("[data-item]").and_then(|shape| shape.get_attribute("data-item")) else {
        return Grip::Free;
    };
    let shape = NodeId::from(shape.as_str());
    match closest("[data-end]").and_then(|port| port_of(&port)) {
        Some((end, side)) => Grip::Port { shape, end, side },
        None => Grip::Shape(shape),
    }
}

fn port_of(port: &web_sys::Element) -> Option<(End, Side)> {
    let written = port.get_attribute("data-end")?;
    let (node, place) = written.split_once(',')?;
    let is_input = port.get_attribute("data-side").as_deref() == Some("input");
    let end = End { node: node.parse().ok()?, port: place.parse().ok()? };
    Some((end, if is_input { Side::Input } else { Side::Output }))
}
