//! What can be wired to a port: what fits first, and why the rest does not.

use blockwright::block::port::Side;
use blockwright::gesture::{Gesture, Link, PortRef};
use blockwright::properties::Port;
use blockwright::properties::choices::{Choice, Rank};
use blockwright::yaml::edit::Step;
use leptos::prelude::*;
use serde_json::Value;

use super::port::side_key;
use super::sheet::Sheet;
use crate::ui::kit::{Combobox, Offer, Suits};

/// The field to wire a port with.
#[component]
pub(super) fn Picker(sheet: Sheet, port: Memo<Option<Port>>) -> impl IntoView {
    let choices = StoredValue::new(Vec::<Choice>::new());
    let offers = move |()| {
        let found = port.with_untracked(|port| port.as_ref().map(|port| sheet.choices(port)));
        choices.set_value(found.unwrap_or_default());
        choices.with_value(|choices| choices.iter().map(offer).collect())
    };
    let connect = move |at: usize| {
        let chosen = choices.with_value(|choices| choices.get(at).map(|choice| choice.port.clone()));
        let (Some(far), Some(near), Some(port)) = (chosen, sheet.id(), port.get_untracked()) else { return };
        let near = PortRef { node: near, port: port.name };
        let link = match port.side {
            Side::Input => Link { source: far, target: near },
            Side::Output => Link { source: near, target: far },
        };
        sheet.stay(&Gesture::Wire(link));
    };
    let first = port.get_untracked()?;
    let is_block = sheet.now().is_some_and(|found| found.block.is_some());
    let is_input = first.side == Side::Input;
    // What is on the server has a name and no node.
    let other = (is_block && is_input).then(|| {
        Callback::new(move |name: String| {
            if let Some(port) = port.get_untracked() {
                let path = vec![side_key(port.side), Step::Key(port.name.to_string())];
                sheet.set(path, Some(Value::from(name)));
            }
        })
    });
    let noun = sheet.now().map_or("", |found| found.noun);
    let label = match (noun, is_input) {
        ("dataset", true) => "Write from".to_owned(),
        ("dataset", false) => "Feed".to_owned(),
        ("recipe", true) => "Read from".to_owned(),
        ("recipe", false) => "Write to".to_owned(),
        (_, true) => format!("Read {} from", first.name),
        (_, false) => format!("Feed {} to", first.name),
    };
    let placeholder = Signal::derive(move || {
        let is_wired = port
            .with(|port| port.as_ref().is_some_and(|port| !port.links.is_empty() || !port.loose.is_empty()));
        match (noun, is_input) {
            ("dataset", true) => "Choose what writes it",
            ("recipe", true) if is_wired => "Read something more",
            ("recipe", false) => "Choose what it writes",
            (_, true) if is_wired => "Read something else",
            (_, true) => "Choose what it reads",
            (_, false) if is_wired => "Let something more read it",
            (_, false) => "Choose what reads it",
        }
        .to_owned()
    });
    let id = picker_id(first.side, &first.name);
    let analysis = sheet.session.analysis();
    let basis = Signal::derive(move || analysis.track());
    Some(match other {
        Some(on_other) => {
            view! { <Combobox id label placeholder offers basis on_choose=connect on_other /> }.into_any()
        }
        None => view! { <Combobox id label placeholder offers basis on_choose=connect /> }.into_any(),
    })
}

/// The id of the field that wires a port.
pub(super) fn picker_id(side: Side, port: &str) -> String {
    let side = if side == Side::Input { "in" } else { "out" };
    format!("panel-picker-{side}-{port}")
}

fn offer(choice: &Choice) -> Offer {
    let suits = match choice.rank {
        Rank::Fits => Suits::Well,
        Rank::Warns => Suits::Fairly,
        Rank::Refused => Suits::Not,
    };
    Offer { name: choice.name.clone(), reason: choice.reason.clone(), suits }
}
