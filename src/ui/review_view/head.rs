//! The first lines of a review: whose plan it is, what it comes to, and which one it is.

use std::sync::Arc;

use blockwright::diagnostic::counts::grouped;
use blockwright::envelope::Carrier;
use blockwright::plan::words::short_digest;
use blockwright::plan_link::{Cover, PlanLink};
use blockwright::review::{Recomputed, Review};
use leptos::prelude::*;

use crate::ui::clock::in_words;
use crate::ui::kit::{Badge, CopyButton, Icon};
use crate::ui::session::Session;

/// Id of the heading, to which the focus goes when what had it is gone.
pub(super) const HEADING: &str = "review-heading";

/// Title, sender, counts, digest.
#[component]
pub(super) fn Head(session: Session, link: Arc<PlanLink>) -> impl IntoView {
    let review = session.reviewing().review;
    let of = move |what: fn(&Review) -> String| {
        Memo::new(move |_| review.with(|review| review.as_deref().map(what).unwrap_or_default()))
    };
    let (title, counted) = (of(title), of(counted));
    let digest = link.plan_digest().to_owned();
    // Who typed a passphrase or chose a file is led to what it opened.
    let heading = NodeRef::<leptos::html::H1>::new();
    heading.on_load(|heading| {
        let focused = document().active_element();
        if focused.is_none_or(|element| element.tag_name() == "BODY") {
            drop(heading.focus());
        }
    });
    view! {
        <div class="view-head review-head">
            <div>
                <h1 id=HEADING tabindex="-1" node_ref=heading>{title}</h1>
                <p class="plan-compared">{cover_words(&link.cover)}</p>
                <p class="review-facts">
                    {move || review.with(|review| review.as_deref().map(counts))}
                    <span class="field-note">{counted}</span>
                    <span class="field-note" title=digest.clone()>"Digest "<code>{short_digest(&digest)}</code></span>
                </p>
            </div>
            <div class="view-tools"><AgainAsLink session /></div>
        </div>
        {(!link.cover.note.is_empty()).then(|| view! { <p class="review-note">{link.cover.note.clone()}</p> })}
    }
}

/// The link is taken out of the address, so it is given back on request.
#[component]
fn AgainAsLink(session: Session) -> impl IntoView {
    let shared = session.shared();
    let is_link =
        move || shared.with(|shared| shared.as_ref().is_some_and(|shared| shared.carrier == Carrier::Link));
    let address = Callback::new(move |()| {
        let text = shared.with_untracked(|shared| shared.as_ref().map(|shared| Arc::clone(&shared.text)));
        format!("{}#{}", crate::ui::share::base(), text.unwrap_or_default())
    });
    view! {
        <Show when=is_link>
            <CopyButton label="Copy the link again".to_owned() text=address />
        </Show>
    }
}

/// `Plan of COMPRESSORS, prod`.
fn title(review: &Review) -> String {
    match review.names() {
        [project, _] if project.is_empty() => "Shared plan".to_owned(),
        [project, environment] if environment.is_empty() => format!("Plan of {project}"),
        [project, environment] => format!("Plan of {project}, {environment}"),
    }
}

/// How many of what.
fn counts(review: &Review) -> impl IntoView + use<> {
    let counts = review.summary();
    let all = [
        (counts.create, "to create", "tone-create", Icon::Create),
        (counts.update, "to update", "tone-update", Icon::Update),
        (counts.destroy, "to delete", "tone-delete", Icon::Delete),
        (counts.unchanged, "unchanged", "tone-plain", Icon::NoChange),
    ];
    let count = |(count, words, tone, icon): (usize, &str, &'static str, Icon)| {
        (count > 0)
            .then(|| view! { <Badge tone=tone text=format!("{} {words}", grouped(count)) icon=icon /> })
    };
    all.into_iter().map(count).collect_view()
}

/// Who counted.
fn counted(review: &Review) -> String {
    match &review.recomputed {
        Recomputed::Identical | Recomputed::Different { .. } => "counted here",
        Recomputed::Impossible(_) => "as its author says",
    }
    .to_owned()
}

fn cover_words(cover: &Cover) -> String {
    let by = if cover.author.is_empty() { "somebody" } else { &cover.author };
    let mut words = format!("Shared by {by} (unsigned)");
    if !cover.addressee.is_empty() {
        words.push_str(&format!(" for {}", cover.addressee));
    }
    if !cover.made_at.is_empty() {
        words.push_str(&format!(", made {}", in_words(&cover.made_at)));
    }
    words + "."
}
