//! What can be trusted of a shared plan, at a glance.

use blockwright::plan::words;
use blockwright::review::{Base, Expiry, Listed, Recomputed, Review};
use leptos::prelude::*;

use crate::ui::clock::in_words;
use crate::ui::kit::Icon;
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

/// The badges, as a list.
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
    view! { <ul class="review-badges" aria-label="What can be trusted">{move || badges().into_iter().map(badge).collect_view()}</ul> }
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
        Recomputed::Different { expected, here, .. } => (
            Tone::Bad,
            format!(
                "Worked out again here: different. The link says: {} Here: {} The changes below are those of here.",
                words::summary(*expected),
                words::summary(*here)
            ),
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
    }
}

fn expiry(expiry: &Expiry) -> Badge {
    match expiry {
        Expiry::Never => (Tone::Good, "It does not expire.".to_owned()),
        Expiry::Until(time) => (Tone::Good, format!("May be approved until {}.", in_words(time))),
        Expiry::Expired(time) => (Tone::Bad, format!("Expired since {}.", in_words(time))),
    }
}
