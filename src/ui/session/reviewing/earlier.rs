//! The version of a plan that was seen before the one that is looked at, and what changed since.

use std::collections::BTreeMap;
use std::sync::Arc;

use blockwright::comparison::{Comparison, Difference};
use blockwright::envelope::{Carrier, open};
use blockwright::plan_link;
use blockwright::review::Review;
use blockwright::review::seen::{Seen, Version};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Reading;
use crate::ui::session::Session;
use crate::ui::versions::{self, Shelf};

/// A version that was seen before, beside the one that is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    /// When it was first seen, as `2026-11-29T08:00:00Z`.
    pub(crate) at: String,
    /// Whether the author says that the plan takes the place of this very version.
    pub(crate) is_previous: bool,
    /// What comes of it here; `None` if nothing but its digest is kept.
    pub(crate) review: Option<Arc<Review>>,
    /// What changed since; `None` if that cannot be told here.
    pub(crate) comparison: Option<Comparison>,
    by_address: BTreeMap<String, usize>,
}

impl Earlier {
    /// How a change differs from what it was; `None` if it is the same.
    pub(crate) fn difference(&self, address: &str) -> Option<&Difference> {
        self.comparison.as_ref()?.differences.get(*self.by_address.get(address)?)
    }
}

/// What is kept of the versions of a plan.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    /// The digest of the plan, in hex.
    plan: String,
    seen: Seen,
}

/// Notes each plan that is looked at as seen, and follows which version was seen before it.
pub(super) fn follow(
    session: Session,
    reading: Memo<Reading>,
    unlocked: RwSignal<Option<Arc<Value>>>,
    review: Memo<Option<Arc<Review>>>,
) -> Memo<Option<Arc<Earlier>>> {
    let kept = RwSignal::new(None::<Kept>);
    let sight = Memo::new(move |_| sight(session, unlocked, review));
    // For the outside world: that a plan was seen is kept in the browser.
    Effect::new(move |_| {
        let Some((scope, version)) = sight.get() else { return };
        spawn_local(async move {
            let plan = version.plan.clone();
            // A browser that keeps nothing has nothing to compare with.
            let seen = versions::note(Shelf::Seen, &scope, version).await.unwrap_or_default();
            kept.try_set(Some(Kept { plan, seen }));
        });
    });
    Memo::new_with_compare(
        move |_| {
            let version = kept.with(|kept| {
                let kept = kept.as_ref()?;
                kept.seen.before(&kept.plan).cloned().map(|version| (kept.plan.clone(), version))
            });
            let (plan, version) = version?;
            let now = review.get().filter(|review| review.digest == plan)?;
            let previous = reading.with(|reading| match reading {
                Reading::Plan(link) => link.cover.previous.clone(),
                _ => String::new(),
            });
            Some(Arc::new(earlier(session, &version, &previous, &now)))
        },
        |_, _| true,
    )
}

/// The plan that is looked at, as it is kept. A clear text of what came under a passphrase is not.
fn sight(
    session: Session,
    unlocked: RwSignal<Option<Arc<Value>>>,
    review: Memo<Option<Arc<Review>>>,
) -> Option<(String, Version)> {
    let (scope, plan) = review.with(|review| {
        let review = review.as_ref()?;
        Some((review.scope()?, review.digest.clone()))
    })?;
    let is_clear = unlocked.with_untracked(Option::is_none);
    session.shared().with_untracked(|shared| {
        let shared = shared.as_ref()?;
        let text = if is_clear { shared.text.to_string() } else { String::new() };
        Some((scope, Version { plan, text, at: shared.at.clone() }))
    })
}

fn earlier(session: Session, version: &Version, previous: &str, now: &Review) -> Earlier {
    let link = open(&version.text, Carrier::File).ok().and_then(|it| plan_link::read_envelope(it).ok());
    // Whether it has expired does not matter any more.
    let review = link.map(|link| Arc::new(session.look_at(&link, &version.at)));
    let comparison = review
        .as_ref()
        .filter(|review| review.plan.is_some() && now.plan.is_some())
        .map(|review| now.since(review));
    let differences = comparison.iter().flat_map(|comparison| &comparison.differences).enumerate();
    Earlier {
        at: version.at.clone(),
        is_previous: !previous.is_empty() && version.plan == previous,
        by_address: differences.map(|(at, difference)| (difference.address.clone(), at)).collect(),
        review,
        comparison,
    }
}
