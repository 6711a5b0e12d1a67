//! One node in full.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::composition::Lack;
use blockwright::gesture::Gesture;
use blockwright::properties::{Group, Port, Properties};
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use super::actions::Actions;
use super::code::Code;
use super::extensions::Extensions;
use super::field::{Field, Typing};
use super::plan::PlanChanges;
use super::port::PortView;
use super::problems::ProblemList;
use super::rows::GroupView;
use super::section::Section;
use super::sheet::{Sheet, refusal};
use super::version::VersionChoice;
use crate::ui::kit::Badge;

/// Everything about the selected node.
#[component]
pub(super) fn NodeSheet(sheet: Sheet) -> impl IntoView {
    let titles = sheet.read(|found| found.groups.iter().map(|group| group.title).collect::<Vec<_>>());
    let groups = move || titles.get().into_iter().enumerate().collect::<Vec<_>>();
    let has_code = sheet.read(|found| found.code.is_some());
    let has_extensions = sheet.read(|found| !found.extensions.is_empty());
    let is_pinned = sheet.read(|found| found.block.as_ref().is_some_and(|block| block.pinned.is_some()));
    let has_block = sheet.read(|found| found.is_own() && found.block.is_some());
    let is_stale = sheet.session.board().is_stale;
    // While the text cannot be read, only what was shown before tells of the block.
    let has_version = Memo::new(move |_| has_block.get() && (is_pinned.get() || !is_stale.get()));
    let problems = sheet.read(|found| found.problems.clone());
    view! {
        <Head sheet />
        <ProblemList session=sheet.session problems />
        <PlanChanges sheet />
        <Show when=move || has_version.get()><VersionChoice sheet /></Show>
        <Ports sheet side=Side::Input />
        <Ports sheet side=Side::Output />
        <Show when=move || has_code.get()><Code sheet /></Show>
        <For each=groups key=|(_, title)| *title children=move |(_, title)| view! { <GroupView sheet title /> } />
        <Show when=move || has_extensions.get()><Extensions sheet /></Show>
        <Actions sheet />
    }
}

/// The name, what it is, and what it does.
#[component]
fn Head(sheet: Sheet) -> impl IntoView {
    let session = sheet.session;
    let noun = sheet.read(|found| found.noun.to_owned());
    let is_own = sheet.read(Properties::is_own);
    let name = sheet.read(|found| found.name.to_string());
    let inside = sheet.read(|found| found.inside.clone());
    let label = sheet.read(|found| found.label.to_string());
    let article = sheet.read(|found| {
        let pinned = found.block.as_ref().and_then(|block| block.pinned.as_ref())?;
        Some(Route::Catalog(CatalogPage::Block(pinned.to_string())).to_string())
    });
    let words = sheet.read(|found| found.block.clone());
    let rename =
        move |name: String| sheet.id().map(|node| Gesture::Rename { node, name: name.trim().to_owned() });
    let typing = Typing {
        check: Callback::new(move |name| refusal(session, &rename(name)?)),
        commit: Callback::new(move |name| rename(name).is_some_and(|gesture| session.perform(&gesture))),
    };
    let title = move || match article.get() {
        Some(article) => view! { <a href=article>{label.get()}</a> }.into_any(),
        None => view! { <span>{label.get()}</span> }.into_any(),
    };
    let description = move || {
        let block = words.get()?;
        if block.pinned.is_none() && session.board().is_stale.get() {
            let rest = "The rest is shown again as soon as the text can be read.";
            return Some(view! { <p class="panel-note">{rest}</p> }.into_any());
        }
        let words = |lack: Lack| format!("{}: {}", lack.words(), lack.reason());
        let unknown = block.lack.map(|lack| view! { <Badge tone="tone-error" text=words(lack) /> });
        let shown = view! {
            {unknown}
            {(!block.title.is_empty()).then(|| view! { <p><strong>{block.title.to_string()}</strong></p> })}
            {(!block.description.is_empty()).then(|| view! { <p class="panel-description">{block.description.to_string()}</p> })}
        };
        Some(shown.into_any())
    };
    view! {
        <Show
            when=move || is_own.get()
            fallback=move || view! {
                <p class="panel-name">{name}</p>
                <p class="panel-note">{move || inside.get().map(|inside| format!("Inside {inside}, which fixes all of it."))}</p>
            }
        >
            <Field id="panel-name".to_owned() label="Name".to_owned() value=name typing />
        </Show>
        <p class="panel-what"><span class="panel-noun">{noun}</span>" "{title}</p>
        {description}
    }
}

/// The ports of one side.
#[component]
fn Ports(sheet: Sheet, side: Side) -> impl IntoView {
    let of = move |found: &Properties| -> Vec<Port> {
        match side {
            Side::Input => found.inputs.clone(),
            Side::Output => found.outputs.clone(),
        }
    };
    let ports = sheet.read(of);
    let names = Memo::new(move |_| {
        ports.with(|ports| ports.iter().map(|port| Arc::clone(&port.name)).collect::<Vec<_>>())
    });
    let title = sheet.read(move |found| ports_title(found.noun, side));
    let has_some = Memo::new(move |_| names.with(|names| !names.is_empty()));
    let is_block = sheet.read(|found| found.block.is_some());
    let extent = Signal::derive(move || {
        ports.with(|ports| {
            if !is_block.get() {
                return ports
                    .iter()
                    .map(|port| port.links.len() + port.loose.len())
                    .sum::<usize>()
                    .to_string();
            }
            let wired = ports.iter().filter(|port| !port.links.is_empty() || !port.loose.is_empty()).count();
            format!("{wired} of {} wired", ports.len())
        })
    });
    view! {
        <Show when=move || has_some.get()>
            <Section title extent>
                <ul class="panel-ports">
                    <For each=move || names.get() key=|name| Arc::clone(name) let:name>
                        <PortView sheet side name />
                    </For>
                </ul>
            </Section>
        </Show>
    }
}

/// What the ports of a side are called.
fn ports_title(noun: &str, side: Side) -> &'static str {
    match (noun, side) {
        ("dataset", Side::Input) => "Written by",
        ("dataset", Side::Output) => "Read by",
        ("recipe", Side::Input) => "Reads",
        ("recipe", Side::Output) => "Writes",
        (_, Side::Input) => "Inputs",
        (_, Side::Output) => "Outputs",
    }
}

/// The group `title` of a node, if it has one.
pub(super) fn group(found: &Properties, title: &str) -> Option<Group> {
    found.groups.iter().find(|group| group.title == title).cloned()
}
