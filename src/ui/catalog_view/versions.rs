//! The versions of a block, and what differs between any two.

use blockwright::block::reference::Pinned;
use blockwright::catalog::card::Card;
use blockwright::outdated::Revision;
use blockwright::version::Version;
use leptos::prelude::*;

use super::card::route;
use crate::ui::kit::{Badge, Icon};
use crate::ui::session::Session;

/// All versions with what is new in each, and the comparison.
#[component]
pub(super) fn Versions(session: Session, card: Card, pinned: Pinned) -> impl IntoView {
    let mut versions: Vec<(Version, bool)> =
        card.editions().map(|edition| (edition.version, edition.is_deprecated)).collect();
    blockwright::sorting::sort(&mut versions);
    versions.reverse();
    let newest = card.shown.version;
    session.browsing().ask([Pinned { version: newest, ..pinned.clone() }]);
    let notes = {
        let pinned = pinned.clone();
        move |version: Version| {
            session.registries().with(|registries| {
                let registry = registries.get(&pinned.registry)?;
                // Its own manifest says it best; a later one may repeat it.
                let manifests = [version, newest, pinned.version]
                    .map(|version| registry.manifest(&pinned.block_id, version).ok());
                let version = version.to_string();
                let mut changes = manifests.into_iter().flatten().flat_map(|manifest| &manifest.changelog);
                changes.find(|change| *change.version == *version).map(|change| change.note.to_string())
            })
        }
    };
    let shown = pinned.version;
    let rows = versions.iter().map(|(version, is_deprecated)| {
        let (version, is_deprecated, notes) = (*version, *is_deprecated, notes.clone());
        let here = (version == shown).then_some("true");
        view! {
            <li>
                <a href=route(card.reference(version)) aria-current=here>{version.to_string()}</a>
                {is_deprecated.then(|| view! { <Badge tone="tone-warning" text="deprecated".to_owned() /> })}
                {(version == shown).then(|| view! { <span class="port-kind">"shown here"</span> })}
                <span>{move || notes(version)}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let all: Vec<Version> = versions.iter().map(|(version, _)| *version).collect();
    view! {
        <section class="article-section">
            <h2>"Versions"</h2>
            <ul class="version-list">{rows}</ul>
            {(all.len() > 1).then(|| view! { <Comparison session pinned all /> })}
        </section>
    }
}

/// What differs between two versions.
#[component]
fn Comparison(session: Session, pinned: Pinned, all: Vec<Version>) -> impl IntoView {
    let place = all.iter().position(|version| *version == pinned.version).unwrap_or_default();
    // With the one before; the oldest is compared with the one after.
    let (old, new) = match (all.get(place + 1), place.checked_sub(1).and_then(|place| all.get(place))) {
        (Some(before), _) => (*before, pinned.version),
        (None, Some(after)) => (pinned.version, *after),
        (None, None) => (pinned.version, pinned.version),
    };
    let (old, new) = (RwSignal::new(old), RwSignal::new(new));
    let of = pinned.clone();
    // For the outside world: both manifests are fetched.
    Effect::new(move |_| {
        let version = |version: Version| Pinned { version, ..of.clone() };
        session.browsing().ask([version(old.get()), version(new.get())]);
    });
    let revision = Memo::new(move |_| {
        session.registries().with(|registries| {
            let registry = registries.get(&pinned.registry)?;
            Revision::between(registry, &pinned.block_id, old.get(), new.get())
        })
    });
    view! {
        <div class="comparison">
            <div class="comparison-choice">
                {choice("What changes from", all.clone(), old)}
                {choice("to", all, new)}
            </div>
            {move || match revision.get() {
                None => view! { <p class="view-note" role="status">"The manifests are being read."</p> }.into_any(),
                Some(revision) => changes(revision).into_any(),
            }}
        </div>
    }
}

fn choice(label: &'static str, all: Vec<Version>, chosen: RwSignal<Version>) -> impl IntoView {
    let options = all.into_iter().map(|version| {
        view! {
            <option value=version.to_string() selected=version == chosen.get_untracked()>{version.to_string()}</option>
        }
    });
    let choose = move |event| {
        if let Some(version) = Version::parse(&event_target_value(&event)) {
            chosen.set(version);
        }
    };
    view! {
        <label>{label}" "<select class="select" on:change=choose>{options.collect_view()}</select></label>
    }
}

/// What differs, and whether it breaks users.
pub(crate) fn changes(revision: Revision) -> impl IntoView {
    let Revision { breaks, others } = revision;
    let verdict = if breaks.is_empty() {
        view! { <Badge tone="tone-create" text="compatible".to_owned() icon=Icon::Check /> }.into_any()
    } else {
        view! { <Badge tone="tone-error" text="breaks users".to_owned() icon=Icon::Warning /> }.into_any()
    };
    let none = breaks.is_empty() && others.is_empty();
    let breaking = breaks.into_iter().map(|found| {
        view! { <li class="change-breaks"><strong>"Breaking: "</strong>{found.to_string()}</li> }
    });
    let breaking = breaking.collect_view();
    let others = others.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <div class="revision">
            <p>{verdict}{none.then_some(" Nothing in the manifests differs that matters to users.")}</p>
            <ul>{breaking}{others}</ul>
        </div>
    }
}
