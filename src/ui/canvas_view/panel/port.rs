//! A port: what is wired to it, and what could be.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::gesture::Gesture;
use blockwright::properties::{Link, Port, Properties};
use blockwright::yaml::edit::Step;
use leptos::prelude::*;
use serde_json::Value;

use super::field::{Field, Typing};
use super::focus;
use super::picker::{Picker, picker_id};
use super::problems::ProblemList;
use super::sheet::Sheet;
use crate::ui::kit::{Badge, Icon, IconButton};

/// A port of the node that is shown, by name.
#[component]
pub(super) fn PortView(sheet: Sheet, side: Side, name: Arc<str>) -> impl IntoView {
    let port = {
        let name = Arc::clone(&name);
        sheet.read(move |found| find(found, side, &name))
    };
    let of =
        move |part: fn(&Port) -> bool| Memo::new(move |_| port.with(|port| port.as_ref().is_some_and(part)));
    let (is_gone, is_required) = (of(|port| port.is_gone), of(|port| port.required));
    let is_block = sheet.read(|found| found.block.is_some());
    let is_own = sheet.read(Properties::is_own);
    let kind = move || port.with(|port| port.as_ref().map_or("", |port| port.kind.name()));
    let need =
        move || if side == Side::Input && is_block.get() && !is_required.get() { ", optional" } else { "" };
    let description = move || {
        let words = port.with(|port| port.as_ref().map(|port| port.description.to_string()))?;
        (!words.is_empty()).then(|| view! { <p class="panel-description">{words}</p> })
    };
    let problems = Memo::new(move |_| {
        port.with(|port| port.as_ref().map(|port| port.problems.clone()).unwrap_or_default())
    });
    let title = {
        let name = name.to_string();
        move || {
            // The one port of datasets and recipes goes without a name.
            (is_block.get()).then(|| view! { <code class="panel-port-name" class:panel-port-gone=is_gone>{name.clone()}</code> })
        }
    };
    let is_open = Memo::new(move |_| is_own.get() && !is_gone.get());
    let is_named = Memo::new(move |_| is_open.get() && is_block.get() && side == Side::Output);
    view! {
        <li class="panel-port">
            <p class="panel-port-head">
                {title}
                <Show when=move || is_block.get()><span class="panel-kind">{kind}{need}</span></Show>
                <Show when=move || is_gone.get()><Badge tone="tone-error" text="not in this version".to_owned() /></Show>
            </p>
            {description}
            <Show when=move || is_named.get()><OutputName sheet port /></Show>
            <Links sheet port is_own />
            <Show when=move || is_gone.get() && is_own.get()><MapTo sheet port /></Show>
            <Show when=move || is_open.get()><Picker sheet port /></Show>
            <ProblemList session=sheet.session problems />
        </li>
    }
}

fn find(found: &Properties, side: Side, name: &str) -> Option<Port> {
    let ports = if side == Side::Input { &found.inputs } else { &found.outputs };
    ports.iter().find(|port| &*port.name == name).cloned()
}

/// The key of a side.
pub(super) fn side_key(side: Side) -> Step {
    Step::Key(if side == Side::Input { "inputs" } else { "outputs" }.to_owned())
}

/// The name under which an output is written.
#[component]
fn OutputName(sheet: Sheet, port: Memo<Option<Port>>) -> impl IntoView {
    let value = Memo::new(move |_| {
        port.with(|port| {
            port.as_ref().and_then(|port| port.object.as_ref()).map(ToString::to_string).unwrap_or_default()
        })
    });
    let path = move || {
        port.with_untracked(|port| {
            port.as_ref()
                .map(|port| vec![side_key(port.side), Step::Key(port.name.to_string())])
                .unwrap_or_default()
        })
    };
    let wanted = |typed: &str| Some(typed.trim()).filter(|name| !name.is_empty()).map(Value::from);
    let typing = Typing {
        check: Callback::new(move |typed: String| sheet.refusal(path(), wanted(&typed))),
        commit: Callback::new(move |typed: String| sheet.set(path(), wanted(&typed))),
    };
    let name =
        port.with_untracked(|port| port.as_ref().map(|port| port.name.to_string()).unwrap_or_default());
    view! {
        <Field id=format!("panel-output-{name}") label=format!("Written as") value typing />
    }
}

/// What is wired to the port.
#[component]
fn Links(sheet: Sheet, port: Memo<Option<Port>>, is_own: Memo<bool>) -> impl IntoView {
    move || {
        let found = port.get()?;
        let is_own = is_own.get();
        if found.links.is_empty() && found.loose.is_empty() {
            let words = if found.required && found.side == Side::Input {
                "Not wired, but required"
            } else {
                "Not wired"
            };
            let is_missing = found.required && found.side == Side::Input;
            return Some(
                view! { <p class="panel-note" class:panel-missing=is_missing>{words}</p> }.into_any(),
            );
        }
        let links =
            found.links.iter().map(|link| link_row(sheet, found.side, link.clone(), is_own)).collect_view();
        let loose = found.loose.iter().map(|name| loose_row(sheet, &found, name, is_own)).collect_view();
        Some(view! { <ul class="panel-links">{links}{loose}</ul> }.into_any())
    }
}

fn link_row(sheet: Sheet, side: Side, link: Link, is_own: bool) -> AnyView {
    let own = sheet.now().map(|found| Arc::clone(&found.name)).unwrap_or_default();
    let board = sheet.session.board();
    let Link { wire, node, words, object, is_broken } = link;
    let (arrow, verb) = if side == Side::Input { ("←", "from") } else { ("→", "to") };
    let goes_without = own == object || words.split('.').any(|part| *part == *object);
    let passes = (!goes_without).then(|| format!("as {object}"));
    let label = format!("Take the wire {verb} {words} away");
    let go = move |_| board.go_to(&node);
    let tool = is_own.then(|| {
        let port = if side == Side::Input { &wire.target.port } else { &wire.source.port };
        let next = picker_id(side, port);
        let cut = move || {
            if sheet.stay(&Gesture::Unwire(vec![wire.clone()])) {
                focus::move_to([next.clone()]);
            }
        };
        view! { <IconButton icon=Icon::Close label on_press=cut /> }
    });
    view! {
        <li class="panel-link" class:panel-link-broken=is_broken>
            <span aria-hidden="true">{arrow}</span>
            <span class="visually-hidden">{verb}" "</span>
            <button type="button" class="link" on:click=go>{words}</button>
            <span class="panel-kind">{passes}</span>
            {tool}
        </li>
    }
    .into_any()
}

/// A name that nothing on the canvas has.
fn loose_row(sheet: Sheet, port: &Port, name: &Arc<str>, is_own: bool) -> AnyView {
    let label = format!("Take {name} away");
    let (side, port_name, wanted) = (port.side, port.name.to_string(), Arc::clone(name));
    let tool = is_own.then(|| {
        let remove = move || {
            let path = loose_path(sheet, side, &port_name, &wanted);
            if sheet.set(path, None) {
                focus::move_to([picker_id(side, &port_name)]);
            }
        };
        view! { <IconButton icon=Icon::Close label on_press=remove /> }
    });
    view! {
        <li class="panel-link"><code>{name.to_string()}</code><span class="panel-kind">"not on the canvas"</span>{tool}</li>
    }
    .into_any()
}

/// The path of a name in the entry: at its port, or in the list of a recipe.
fn loose_path(sheet: Sheet, side: Side, port: &str, name: &str) -> Vec<Step> {
    let is_block = sheet.now().is_some_and(|found| found.block.is_some());
    if is_block {
        return vec![side_key(side), Step::Key(port.to_owned())];
    }
    let position = sheet.id().and_then(|id| {
        sheet.session.on_scene(|scene| {
            let blockwright::diagram::Subject::Recipe(recipe) = scene.diagram.node(&id)?.subject else {
                return None;
            };
            let recipe = scene.analysis.config.recipes.get(recipe)?;
            let names = if side == Side::Input { recipe.inputs() } else { recipe.outputs() };
            names.iter().find(|reference| *reference.name.value == *name).map(|reference| reference.position)
        })
    });
    position.map(|position| vec![side_key(side), Step::Index(position)]).unwrap_or_default()
}

/// Where what is mapped at a port that is gone goes.
#[component]
fn MapTo(sheet: Sheet, port: Memo<Option<Port>>) -> impl IntoView {
    let side = port.with_untracked(|port| port.as_ref().map_or(Side::Input, |port| port.side));
    let others = sheet.read(move |found| {
        let ports = if side == Side::Input { &found.inputs } else { &found.outputs };
        let there = ports.iter().filter(|port| !port.is_gone);
        there.map(|port| (Arc::clone(&port.name), port.object.clone())).collect::<Vec<_>>()
    });
    let choose = move |event| {
        let chosen: Arc<str> = event_target_value(&event).into();
        let gone = port.with_untracked(|port| port.as_ref().map(|port| Arc::clone(&port.name)));
        if let (Some(node), Some(gone), false) = (sheet.id(), gone, chosen.is_empty()) {
            let next = picker_id(side, &chosen);
            if sheet.stay(&Gesture::MapTo { node, side, gone, port: chosen }) {
                focus::move_to([next]);
            }
        }
    };
    let options = move || {
        let option = |(name, object): (Arc<str>, Option<Arc<str>>)| {
            let words =
                object.map_or_else(|| name.to_string(), |object| format!("{name}, instead of {object}"));
            view! { <option value=name.to_string()>{words}</option> }
        };
        others.get().into_iter().map(option).collect_view()
    };
    let remove = move || {
        let name = port.with_untracked(|port| port.as_ref().map(|port| port.name.to_string()));
        if name.is_some_and(|name| sheet.set(vec![side_key(side), Step::Key(name)], None)) {
            focus::move_to_panel();
        }
    };
    view! {
        <div class="panel-row">
            <label class="panel-field"><span>"Map to"</span>
                <select class="select" on:change=choose><option value="">"Choose a port"</option>{options}</select>
            </label>
            <IconButton icon=Icon::Trash label="Take the mapping away".to_owned() on_press=remove />
        </div>
    }
}
