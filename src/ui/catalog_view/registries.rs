//! All registries, each with its own state.

use std::sync::Arc;

use blockwright::diagnostic::counts::counted;
use blockwright::registry::copies::MAX_BYTES;
use blockwright::registry::{Condition, INDEX_PATH, Registry};
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use super::place::AddRegistry;
use crate::ui::clock::in_words;
use crate::ui::kit::{Badge, Button, Icon};
use crate::ui::registries::{is_within_reach, refresh, remove};
use crate::ui::session::{Origin, RegistrySource, Session};

/// The registries that cannot be used, or are only a copy, told where blocks are looked for.
#[component]
pub(super) fn Trouble(session: Session, #[prop(into)] page: Signal<CatalogPage>) -> impl IntoView {
    let words = Memo::new(move |_| {
        session.registries().with(|registries| {
            let is_troubled = |registry: &&Arc<Registry>| {
                matches!(registry.condition, Condition::Broken(_) | Condition::Stale { .. })
            };
            let troubled = registries.iter().filter(is_troubled);
            troubled.map(|registry| format!("{} {}", registry.key, registry.condition)).collect::<Vec<_>>()
        })
    });
    move || {
        let words = words.get();
        (!words.is_empty() && page.get() != CatalogPage::Registries).then(|| {
            view! {
                <div class="alert catalog-trouble tone-warning" role="status">
                    {Icon::Warning.view()}
                    <p>{words.join(". ")}". The other registries work."</p>
                    <Button label="Show the registries".to_owned() on_press=move || session.navigate(&Route::Catalog(CatalogPage::Registries)) />
                </div>
            }
        })
    }
}

/// The registries, and the ways to add one.
#[component]
pub(super) fn RegistryList(session: Session) -> impl IntoView {
    let browsing = session.browsing();
    let rows = move || {
        let registries = browsing.registries.get();
        let sources = browsing.sources.get();
        let rows = sources.into_iter().map(|source| {
            let registry = registries.get(&source.key).cloned();
            row(session, source, registry)
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <ul class="registries">{rows}</ul>
        <p class="view-note">{format!(
            "What was read from a host is kept in this browser, for when that host cannot be reached: at most {} MB, \
             of which the registries not read for longest go first. Removing a registry forgets what is kept of it.",
            MAX_BYTES >> 20,
        )}</p>
        <AddRegistry session />
    }
}

fn row(session: Session, source: RegistrySource, registry: Option<Arc<Registry>>) -> AnyView {
    let RegistrySource { key, origin, progress, is_busy } = source;
    let registry = registry.unwrap_or_default();
    let (tone, icon, word, why) = told(&registry.condition, is_busy);
    let place = match &origin {
        Origin::Demo => "Lies beside this page".to_owned(),
        Origin::Host(address) => format!("{address} (named by the host of this page)"),
        Origin::Url(address) => address.clone(),
        Origin::Disk => "Files from disk".to_owned(),
        Origin::Library { instance, place } => format!("The {place} on {instance}"),
    };
    let is_out_of_reach = !is_within_reach(session, &origin);
    let name = if registry.index.name.is_empty() { key.to_string() } else { registry.index.name.to_string() };
    let counts = registry.condition.is_usable().then(|| {
        let (blocks, versions) = (registry.index.ids().count(), registry.index.entries().len());
        let updated = in_words(&registry.index.updated_at);
        let updated = if updated.is_empty() { updated } else { format!(", updated {updated}") };
        format!("{} in {}{updated}", counted(blocks, "block"), counted(versions, "version"))
    });
    // Why it is broken is told above.
    let is_told = |path: &str| path == INDEX_PATH && matches!(registry.condition, Condition::Broken(_));
    let failures = registry.failures().filter(|(path, _)| !is_told(path));
    let failures: Vec<String> = failures.map(|(path, reason)| format!("{path}: {reason}")).collect();
    let remarks: Vec<String> = registry
        .remarks
        .iter()
        .map(|(path, remark)| format!("{path} {}: {}", remark.path, remark.message))
        .collect();
    let progress = is_busy.then(|| format!("Reading {} of {} files", progress.0, progress.1));
    let (refreshed, removed) = (Arc::clone(&key), Arc::clone(&key));
    let can_refresh = origin != Origin::Disk;
    let can_remove = matches!(origin, Origin::Url(_) | Origin::Disk | Origin::Library { .. });
    view! {
        <li class="registry">
            <div class="registry-head">
                <h2>{name}</h2>
                <code>{key.to_string()}</code>
                <Badge tone text=word.to_owned() icon />
            </div>
            <p class="registry-place">{place}</p>
            {counts.map(|counts| view! { <p>{counts}</p> })}
            {why.map(|why| view! { <p class="registry-why">{why}</p> })}
            {progress.map(|progress| view! { <p class="view-note" role="status">{progress}</p> })}
            {listed("Files that could not be read", failures)}
            {listed("What was odd in its files", remarks)}
            <div class="registry-tools">
                {is_out_of_reach.then(|| view! {
                    <Button label="Connect".to_owned() about=format!("to read {key}") icon=Icon::Connect on_press=move || session.navigate(&Route::Connect) />
                })}
                {can_refresh.then(|| view! {
                    <Button label="Refresh".to_owned() about=key.to_string() icon=Icon::Reset on_press=move || refresh(session, &refreshed) />
                })}
                {can_remove.then(|| view! {
                    <Button label="Remove".to_owned() about=key.to_string() icon=Icon::Trash on_press=move || remove(session, &removed) />
                })}
            </div>
        </li>
    }
    .into_any()
}

fn told(condition: &Condition, is_busy: bool) -> (&'static str, Icon, &'static str, Option<String>) {
    match condition {
        Condition::Loading if is_busy => ("tone-notice", Icon::History, "being read", None),
        Condition::Loading => ("tone-plain", Icon::History, "not read yet", None),
        Condition::Loaded => ("tone-create", Icon::Check, "loaded", None),
        Condition::Broken(_) => ("tone-error", Icon::Error, "broken", Some(sentence(condition))),
        Condition::Stale { .. } => ("tone-warning", Icon::History, "a copy", Some(sentence(condition))),
    }
}

fn sentence(condition: &Condition) -> String {
    format!("It {condition}.")
}

fn listed(title: &'static str, lines: Vec<String>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let count = lines.len();
        let lines = lines.into_iter().take(100).map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <details><summary>{format!("{title} ({count})")}</summary><ul class="registry-lines">{lines}</ul></details> }
    })
}
