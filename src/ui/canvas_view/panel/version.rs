//! The version of a block, and what other versions would change.

use std::sync::Arc;

use blockwright::block::reference::Pinned;
use blockwright::composition::Lack;
use blockwright::gesture::Gesture;
use blockwright::properties::versions::{Offer, versions};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::{Field, Typing};
use super::focus;
use super::section::Section;
use super::sheet::{Sheet, refusal};
use crate::ui::catalog_view::versions::changes;
use crate::ui::kit::{Badge, Button, Icon};

/// The version as written, and all there are.
#[component]
pub(super) fn VersionChoice(sheet: Sheet) -> impl IntoView {
    let session = sheet.session;
    let written =
        sheet.read(|found| found.block.as_ref().map(|block| block.version.to_string()).unwrap_or_default());
    let lack = sheet.read(|found| found.block.as_ref().and_then(|block| block.lack));
    let pinned = sheet.read(|found| found.block.as_ref().and_then(|block| block.pinned.clone()));
    let change = move |version: String| {
        sheet.id().map(|id| Gesture::ChangeVersion { versions: vec![(id, version.trim().to_owned())] })
    };
    let typing = Typing {
        check: Callback::new(move |version| refusal(session, &change(version)?)),
        commit: Callback::new(move |version| change(version).is_some_and(|gesture| sheet.stay(&gesture))),
    };
    let extent = Signal::derive(move || {
        let pinned = pinned.get();
        session.registries().with(|registries| {
            let Some(pinned) = pinned else {
                return lack.get().map_or("", Lack::words).to_owned();
            };
            let registry = registries.get(&pinned.registry);
            let known =
                registry.map(|registry| registry.index.versions(&pinned.block_id)).unwrap_or_default();
            match known.iter().filter(|entry| entry.version > pinned.version).count() {
                0 => format!("{}, the newest", pinned.version),
                newer => format!("{}, {newer} newer", pinned.version),
            }
        })
    });
    view! {
        <Section title="Version" extent>
            <Field id="panel-version".to_owned() label="Version".to_owned() is_bare=true is_code=true value=written typing />
            <Others sheet pinned change=Callback::new(move |version: String| {
                if change(version).is_some_and(|gesture| sheet.stay(&gesture)) {
                    focus::move_to(["panel-version".to_owned()]);
                }
            }) />
        </Section>
    }
}

/// All versions; their manifests are read when the list is opened.
#[component]
fn Others(sheet: Sheet, pinned: Memo<Option<Pinned>>, change: Callback<String>) -> impl IntoView {
    let session = sheet.session;
    let is_open = RwSignal::new(false);
    let offers = Memo::new(move |_| {
        let (Some(pinned), true) = (pinned.get(), is_open.get()) else { return Arc::default() };
        session.registries().with(|registries| Arc::<[Offer]>::from(versions(registries, &pinned)))
    });
    // For the outside world: the manifests that say what would change are fetched.
    Effect::new(move |_| {
        let Some(pinned) = pinned.get() else { return };
        let wanted = offers.with(|offers| {
            let wanted = offers.iter().map(|offer| Pinned { version: offer.version, ..pinned.clone() });
            wanted.collect::<Vec<_>>()
        });
        session.browsing().ask(wanted);
    });
    let toggled = move |event: ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let rows = move || offers.get().iter().map(|offer| row(offer.clone(), change)).collect_view();
    view! {
        <Show when=move || pinned.with(Option::is_some)>
            <details class="panel-versions" on:toggle=toggled>
                <summary>"All versions"</summary>
                <ul>{rows}</ul>
            </details>
        </Show>
    }
}

fn row(offer: Offer, change: Callback<String>) -> impl IntoView {
    let version = offer.version.to_string();
    let breaks = offer.revision.as_ref().is_some_and(|revision| !revision.breaks.is_empty());
    let wanted = version.clone();
    let tool = (!offer.is_present).then(|| {
        view! { <Button label="Use".to_owned() about=version.clone() on_press=move || change.run(wanted.clone()) /> }
    });
    let words = (!offer.is_present).then(|| match offer.revision {
        Some(revision) => changes(revision).into_any(),
        None => {
            view! { <p class="panel-note" role="status">"What would change is being read."</p> }.into_any()
        }
    });
    view! {
        <li class="panel-version">
            <div class="panel-version-head">
                <strong>{version}</strong>
                {offer.is_present.then(|| view! { <Badge tone="tone-plain" text="in use".to_owned() icon=Icon::Check /> })}
                {offer.is_newer.then(|| view! { <Badge tone="tone-notice" text="newer".to_owned() icon=Icon::ChevronUp /> })}
                {offer.is_deprecated.then(|| view! { <Badge tone="tone-warning" text="deprecated".to_owned() icon=Icon::Warning /> })}
                {tool}
            </div>
            <div class:panel-breaks=breaks>{words}</div>
        </li>
    }
}
