//! Newer versions of what the open project uses.

use blockwright::block::reference::Pinned;
use blockwright::history::changes_of;
use blockwright::outdated::{Outdated, OutdatedMember, outdated, outdated_members};
use blockwright::route::Route;
use blockwright::source::FileEdit;
use blockwright::text::TextEdit;
use leptos::prelude::*;

use super::card::route;
use super::versions::changes;
use crate::ui::kit::{Badge, Button, EmptyState, Icon, Look};
use crate::ui::session::Session;

/// Each entry with a newer version, what that would change, and the way there.
#[component]
pub(super) fn OutdatedReport(session: Session) -> impl IntoView {
    let found = Memo::new(move |_| {
        let registries = session.registries().get();
        session.analysis().with(|analysis| outdated(&analysis.config, &analysis.composition, &registries))
    });
    let members = Memo::new(move |_| {
        let registries = session.registries().get();
        session
            .analysis()
            .with(|analysis| outdated_members(&analysis.config, &analysis.composition, &registries))
    });
    // For the outside world: the manifests that say what would change are fetched.
    Effect::new(move |_| {
        let registries = session.registries().get_untracked();
        let mut wanted: Vec<Pinned> = found.with(|found| found.iter().flat_map(Outdated::versions).collect());
        members.with(|members| {
            wanted.extend(members.iter().flat_map(|member| member.versions(&registries)));
        });
        session.browsing().ask(wanted);
    });
    let used = Memo::new(move |_| session.analysis().with(|analysis| analysis.config.uses.len()));
    move || {
        let (found, members) = (found.get(), members.get());
        if found.is_empty() && members.is_empty() {
            let (title, words) = match used.get() {
                0 => ("The project uses no blocks", "Find one under Blocks and add it to the project."),
                _ => {
                    ("Every block is up to date", "No registry has a newer version of what the project uses.")
                }
            };
            return view! {
                <EmptyState icon=Icon::Check title=title.to_owned()><p>{words}</p></EmptyState>
            }
            .into_any();
        }
        let rows = found.into_iter().map(|entry| row(session, entry));
        let rows = rows.collect_view();
        view! { <ul class="outdated">{rows}{members.into_iter().map(member_row).collect_view()}</ul> }
            .into_any()
    }
}

/// A member of a solution, which only its solution can move.
fn member_row(member: OutdatedMember) -> impl IntoView {
    let link = route(member.present.to_string());
    let solution = route(member.entry.to_string());
    view! {
        <li class="outdated-entry">
            <div class="outdated-head">
                <h2>{format!("{} in {}", member.path(), member.solution)}</h2>
                <span><a href=link>{member.present.block_id.to_string()}</a>{format!(" {} to {}", member.present.version, member.newest)}</span>
                <Badge tone="tone-notice" text="pinned by a solution".to_owned() icon=Icon::Lock />
            </div>
            <p>{member.to_string()}" "<a href=solution>{format!("Show {}", member.entry.block_id)}</a></p>
        </li>
    }
}

fn row(session: Session, entry: Outdated) -> impl IntoView {
    let reference = entry.reference();
    let (at, name, newest) = (entry.at, entry.name.clone(), entry.newest);
    let link = route(reference.clone());
    let upgrade = move || {
        session.settle();
        let edit = FileEdit { file: at.file, edit: TextEdit::replace(at.range, reference.clone()) };
        if session.change(&format!("Set {name} to {newest}"), &changes_of(&[edit])) {
            session.navigate(&Route::PLAN);
        }
    };
    let body = match entry.revision.clone() {
        None => {
            view! { <p class="view-note" role="status">"What would change is being read."</p> }.into_any()
        }
        Some(revision) => changes(revision).into_any(),
    };
    view! {
        <li class="outdated-entry">
            <div class="outdated-head">
                <h2>{entry.name.clone()}</h2>
                <span><a href=link>{entry.present.block_id.to_string()}</a>{format!(" {} to {}", entry.present.version, entry.newest)}</span>
                {entry.is_deprecated.then(|| view! { <Badge tone="tone-warning" text="deprecated".to_owned() /> })}
            </div>
            {body}
            <div class="outdated-tools">
                <Button
                    label=format!("Set version {newest} and show the plan")
                    about=format!("for {}", entry.name)
                    icon=Icon::Update
                    look=Look::Primary
                    on_press=upgrade
                />
                <Button label="Show in the text".to_owned() about=entry.name on_press=move || session.reveal(at) />
            </div>
        </li>
    }
}
