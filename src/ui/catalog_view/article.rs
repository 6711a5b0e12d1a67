//! One block in full.

use std::sync::Arc;

use blockwright::block::port::Side as PortSide;
use blockwright::block::reference::{BlockRef, Pinned};
use blockwright::block::{BlockKind, Manifest};
use blockwright::catalog::card::Card;
use blockwright::diagnostic::counts::counted;
use blockwright::registry::Absence;
use blockwright::route::Route;
use blockwright::source::Location;
use leptos::html;
use leptos::prelude::*;

use super::add::AddToProject;
use super::card::marks;
use super::flow::Flow;
use super::ports::{Needs, Ports};
use super::versions::Versions;
use crate::ui::kit::{CopyButton, EmptyState, Icon};
use crate::ui::session::Session;

/// The block that a reference means, in the version it means.
#[component]
pub(super) fn Article(session: Session, reference: BlockRef) -> impl IntoView {
    let browsing = session.browsing();
    let written = format!("{}/{}", reference.registry.as_deref().unwrap_or_default(), reference.block_id);
    let key = reference.registry.clone().unwrap_or_default();
    let found = Memo::new_with_compare(
        {
            let reference = reference.clone();
            let key = Arc::clone(&key);
            move |_: Option<&Option<(Card, Pinned)>>| {
                browsing.catalog.with(|catalog| {
                    let card = catalog.card(catalog.find(&key, &reference.block_id)?)?;
                    let version = card.resolve(&reference.spec)?;
                    let (registry, block_id) = (Arc::clone(&card.registry), Arc::clone(&card.id));
                    Some((card.clone(), Pinned { registry, block_id, version }))
                })
            }
        },
        |before, after| before != after,
    );
    // For the outside world: what the block is made of is fetched.
    Effect::new(move |_| {
        if let Some((_, pinned)) = found.get() {
            browsing.ask([pinned]);
        }
    });
    let heading = NodeRef::<html::H1>::new();
    // For the outside world: an article starts at its top, with the focus on its name.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            drop(heading.focus());
            crate::ui::scroll_to_top();
        }
    });
    view! {
        <div class="article">
            <p class="article-back"><a href=Route::CATALOG.to_string()>"Catalog"</a></p>
            {move || match found.get() {
                Some((card, pinned)) => view! { <Known session card pinned heading /> }.into_any(),
                None => view! { <Missing session written=written.clone() key=Arc::clone(&key) /> }.into_any(),
            }}
        </div>
    }
}

/// The block is not there, or not yet.
#[component]
fn Missing(session: Session, written: String, key: Arc<str>) -> impl IntoView {
    let words = move || {
        session.registries().with(|registries| match registries.get(&key) {
            None => format!("There is no registry {key}. Add it under Registries in the catalog."),
            Some(registry) if registry.condition.is_usable() => {
                format!("The registry {key} publishes no such block in this version.")
            }
            Some(registry) => format!("The registry {key} {}.", registry.condition),
        })
    };
    view! {
        <h1>{written}</h1>
        <EmptyState icon=Icon::Blocks title="This block is not here".to_owned()><p>{words}</p></EmptyState>
    }
}

#[component]
fn Known(session: Session, card: Card, pinned: Pinned, heading: NodeRef<html::H1>) -> impl IntoView {
    let reference = pinned.to_string();
    let edition = card.editions().find(|edition| edition.version == pinned.version).cloned();
    let edition = edition.unwrap_or_else(|| card.shown.clone());
    let manifest = Memo::new_with_compare(
        {
            let pinned = pinned.clone();
            move |_: Option<&Result<Arc<Manifest>, Option<String>>>| {
                session.registries().with(|registries| {
                    let registry = registries.get(&pinned.registry).ok_or(None)?;
                    registry.manifest(&pinned.block_id, pinned.version).cloned().map_err(|absence| {
                        match absence {
                            Absence::Unread(_) => None,
                            Absence::Unreadable(path, reason) => {
                                Some(format!("{path} could not be read: {reason}."))
                            }
                        }
                    })
                })
            }
        },
        |before, after| match (before, after) {
            (Some(Ok(before)), Some(Ok(after))) => !Arc::ptr_eq(before, after),
            (before, after) => before != after,
        },
    );
    // Schemas come after manifests; ports show them when they are there.
    let schemas = Memo::new(move |_| session.registries().with(Arc::clone));
    let copied = reference.clone();
    let (add_card, add_edition) = (card.clone(), edition.clone());
    let (of_card, of_pinned) = (card.clone(), pinned.clone());
    view! {
        <div class="view-head">
            <div class="article-title">
                <h1 tabindex="-1" node_ref=heading>{card.name.to_string()}</h1>
                <p class="article-reference"><code>{reference.clone()}</code></p>
            </div>
            <div class="view-tools"><CopyButton label="Copy the reference" text=move |()| copied.clone() /></div>
        </div>
        <p class="article-marks">{marks(card.kind, &edition)}</p>
        {move || match manifest.get() {
            Err(None) => view! { <p role="status" class="view-note">"The manifest is being read."</p> }.into_any(),
            Err(Some(reason)) => view! {
                <div class="alert tone-error" role="alert"><p>{reason}</p></div>
                <p class="article-text">{card.description.to_string()}</p>
            }
            .into_any(),
            Ok(manifest) => view! { <Facts manifest=Arc::clone(&manifest) card=card.clone() /> }.into_any(),
        }}
        <AddToProject session card=add_card edition=add_edition />
        {move || manifest.get().ok().map(|manifest| {
            let registry = schemas.with(|registries| registries.get(&pinned.registry).cloned());
            view! {
                <Ports session manifest=Arc::clone(&manifest) registry=registry.clone() side=PortSide::Input />
                <Ports session manifest=Arc::clone(&manifest) registry side=PortSide::Output />
                <Flow manifest=Arc::clone(&manifest) />
                <Needs manifest />
            }
        })}
        <Versions session card=of_card pinned=of_pinned.clone() />
        <UsedHere session pinned=of_pinned />
    }
}

/// What it does, and what is said about it.
#[component]
fn Facts(manifest: Arc<Manifest>, card: Card) -> impl IntoView {
    let complexity = match manifest.contains.recipes.len() {
        0..3 => "simple",
        3..9 => "moderate",
        _ => "complex",
    };
    let size = match manifest.kind {
        BlockKind::Zone => format!(
            "{complexity}: {} and {} inside",
            counted(manifest.contains.recipes.len(), "recipe"),
            counted(manifest.contains.datasets.len(), "dataset")
        ),
        BlockKind::Solution => counted(manifest.steps.len(), "member"),
    };
    let description = if manifest.description.is_empty() {
        "No description provided.".to_owned()
    } else {
        manifest.description.to_string()
    };
    let tags = manifest.tags.join(", ");
    let facts = [
        ("Registry", card.registry.to_string()),
        ("Size", size),
        ("Domain", manifest.domain.replace('_', " ")),
        ("Level", manifest.hierarchy_level.replace('_', " ")),
        ("Owner", manifest.owner.to_string()),
        ("Source", [&*manifest.source_project, &*manifest.source_zone].join(" ").trim().to_owned()),
        ("Tags", tags),
    ];
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    let advice = manifest.deprecated.then(|| {
        let message = if manifest.deprecated_message.is_empty() {
            "Its publisher advises against it.".to_owned()
        } else {
            manifest.deprecated_message.to_string()
        };
        view! { <p class="alert tone-warning">{Icon::Warning.view()}<span>{format!("Deprecated. {message}")}</span></p> }
    });
    view! {
        {advice}
        <p class="article-text">{description}</p>
        <dl class="article-facts">{rows.collect_view()}</dl>
    }
}

/// Where the open project uses the block.
#[component]
fn UsedHere(session: Session, pinned: Pinned) -> impl IntoView {
    let uses = Memo::new(move |_| {
        session.analysis().with(|analysis| {
            let mut uses: Vec<(String, Location)> = Vec::new();
            for instance in &analysis.composition.instances {
                let block = &instance.block;
                if block.registry == pinned.registry
                    && block.block_id == pinned.block_id
                    && let Some(entry) = analysis.config.uses.get(instance.entry)
                {
                    uses.push((format!("{} in {}", instance.path, block.version), entry.reference_at));
                }
            }
            for solution in &analysis.composition.solutions {
                let block = &solution.block;
                if block.registry == pinned.registry
                    && block.block_id == pinned.block_id
                    && let Some(entry) = analysis.config.uses.get(solution.entry)
                {
                    uses.push((format!("{} in {}", solution.path, block.version), entry.reference_at));
                }
            }
            uses
        })
    });
    view! {
        <section class="article-section">
            <h2>"In this project"</h2>
            {move || {
                let uses = uses.get();
                if uses.is_empty() {
                    return view! { <p class="view-note">"The open project does not use it."</p> }.into_any();
                }
                let rows = uses.into_iter().map(|(words, at)| view! {
                    <li><button type="button" class="link-button" on:click=move |_| session.reveal(at)>{words}</button></li>
                });
                view! { <ul class="article-uses">{rows.collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}
