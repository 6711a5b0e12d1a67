//! What can be trusted of a shared plan, at a glance.

use blockwright::plan::words;
use blockwright::review::{Base, Expiry, Listed, Obstacle, Recomputed, Review};
use blockwright::route::{CatalogPage, Route};
use leptos::prelude::*;

use super::head::HEADING;
use crate::ui::clock::in_words;
use crate::ui::kit::{Button, Icon, focus_soon};
use crate::ui::registries::refresh;
use crate::ui::session::Session;

/// How good a badge is.
#[derive(Clone, Copy)]
enum Tone {
    Good,
    Odd,
    Bad,
}

/// A badge.
type Badge = (Tone, String);

/// The badges, as a list, and what can be done where a registry stands in the way.
#[component]
pub(super) fn Badges(session: Session) -> impl IntoView {
    let review = session.reviewing().review;
    let badges = move || review.with(|review| review.as_deref().map(badges).unwrap_or_default());
    let badge = |(tone, words): Badge| {
        let (class, icon) = match tone {
            Tone::Good => ("good", Icon::Check),
            Tone::Odd => ("odd", Icon::Warning),
            Tone::Bad => ("bad", Icon::Error),
        };
        view! { <li class=class>{icon.view()}<span>{words}</span></li> }
    };
    view! {
        <ul class="review-badges" aria-label="What can be trusted">{move || badges().into_iter().map(badge).collect_view()}</ul>
        <Retry session />
    }
}

/// A registry that is out of reach is asked again, one that is not known can be added.
#[component]
fn Retry(session: Session) -> impl IntoView {
    let review = session.reviewing().review;
    let obstacle = Memo::new(move |_| {
        review.with(|review| match &review.as_ref()?.recomputed {
            Recomputed::Impossible(why) => Some(why.clone()),
            _ => None,
        })
    });
    // The button stays while its registry is read again, and keeps the focus.
    let asked = RwSignal::new(None::<String>);
    let failing = Memo::new(move |_| match obstacle.get() {
        Some(Obstacle::Unreadable { registry, .. }) => Some(registry),
        Some(Obstacle::Awaited(registry)) if asked.get().as_ref() == Some(&registry) => Some(registry),
        _ => None,
    });
    let is_reading = Signal::derive(move || matches!(obstacle.get(), Some(Obstacle::Awaited(_))));
    let again = move || {
        if let Some(registry) = failing.get_untracked() {
            refresh(session, &registry);
            asked.set(Some(registry));
        }
    };
    // For the outside world: who pressed it is led to what came of it.
    Effect::new(move |had: Option<bool>| {
        let is_failing = failing.with(Option::is_some);
        if had == Some(true) && !is_failing && asked.get_untracked().is_some() {
            asked.set(None);
            if is_focused() {
                focus_soon(|| document().get_element_by_id(HEADING));
            }
        }
        is_failing
    });
    let label = move || if is_reading.get() { "Trying again" } else { "Try again" }.to_owned();
    view! {
        <Show when=move || failing.with(Option::is_some)>
            <div class="form-end review-retry">
                <Button label=Signal::derive(label) icon=Icon::History on_press=again disabled=is_reading />
            </div>
        </Show>
        <Show when=move || matches!(obstacle.get(), Some(Obstacle::NoRegistry(_)))>
            <p class="review-retry"><a class="button" href=Route::Catalog(CatalogPage::Registries).to_string()>"Add a registry"</a></p>
        </Show>
    }
}

/// Whether the focus is on the button, or was on it until it went.
fn is_focused() -> bool {
    document().active_element().is_none_or(|element| {
        element.tag_name() == "BODY" || element.closest(".review-retry").ok().flatten().is_some()
    })
}

fn badges(review: &Review) -> Vec<Badge> {
    let intact = (Tone::Good, "Intact: it is what its digest says.".to_owned());
    vec![
        intact,
        recomputed(&review.recomputed),
        base(&review.base),
        listed(&review.listed),
        expiry(&review.expiry),
    ]
}

fn recomputed(recomputed: &Recomputed) -> Badge {
    match recomputed {
        Recomputed::Identical => (Tone::Good, "Worked out again here: identical.".to_owned()),
        Recomputed::Different { expected, here, .. } if expected == here => (
            Tone::Bad,
            "Worked out again here: different. As much would be done as the link says, and not the same. The changes below are those of here.".to_owned(),
        ),
        Recomputed::Different { expected, here, .. } => (
            Tone::Bad,
            format!(
                "Worked out again here: different. The link says: {} Here: {} The changes below are those of here.",
                words::summary(*expected),
                words::summary(*here)
            ),
        ),
        Recomputed::Impossible(Obstacle::Unreadable { registry, why }) => (
            Tone::Odd,
            format!("The registry {registry} could not be read: {why}. Nothing was worked out again."),
        ),
        Recomputed::Impossible(why) => (Tone::Odd, format!("Not worked out again: {why}")),
    }
}

fn base(base: &Base) -> Badge {
    match base {
        Base::Same => (Tone::Good, "The state is the one that it starts from.".to_owned()),
        Base::Moved { from, to } => {
            let from = from.map_or("no state".to_owned(), |from| format!("serial {from}"));
            (Tone::Bad, format!("The state has moved: from {from} to serial {to}."))
        }
        Base::Other => (Tone::Bad, "Your state is one of another history.".to_owned()),
        Base::Unknown => {
            (Tone::Odd, "The state: unknown. Open the project with its state to compare.".to_owned())
        }
    }
}

fn listed(listed: &Listed) -> Badge {
    match listed {
        Listed::Same => (Tone::Good, "The registries say the same.".to_owned()),
        Listed::Moved { indexes, manifests } if manifests.is_empty() => (
            Tone::Odd,
            format!("Something was published in {}; the blocks in use are the same.", indexes.join(", ")),
        ),
        Listed::Moved { manifests, .. } => {
            (Tone::Bad, format!("Blocks in use are others than they were: {}.", manifests.join(", ")))
        }
        Listed::Unknown => (Tone::Odd, "The registries: the link does not say.".to_owned()),
        Listed::Unread => {
            (Tone::Odd, "The registries: not all are read here, so nothing is known of them.".to_owned())
        }
    }
}

fn expiry(expiry: &Expiry) -> Badge {
    match expiry {
        Expiry::Never => (Tone::Good, "It does not expire.".to_owned()),
        Expiry::Until(time) => (Tone::Good, format!("May be approved until {}.", in_words(time))),
        Expiry::Expired(time) => (Tone::Bad, format!("Expired since {}.", in_words(time))),
    }
}
