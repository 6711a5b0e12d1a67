//! What differs and makes no difference, and what was not read: each with its reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use blockwright::drift::words::reason;
use leptos::prelude::*;

use crate::ui::session::{Picture, Session};

/// Most places that are listed of one reason; the report has all of them.
const SHOWN: usize = 200;

/// Lists by reason, each closed at first.
#[component]
pub(super) fn Suppressed(session: Session, picture: Arc<Picture>) -> impl IntoView {
    let drift = session.comparing().drift;
    let by_reason = Memo::new(move |_| {
        let mut by_reason: BTreeMap<&'static str, (usize, Vec<String>)> = BTreeMap::new();
        drift.with(|drift| {
            for resource in drift.iter().flat_map(|drift| &drift.resources) {
                for suppression in &resource.suppressed {
                    let (count, places) = by_reason.entry(reason(suppression.reason)).or_default();
                    *count += 1;
                    if places.len() < SHOWN {
                        places.push(format!("{} {}", resource.address, suppression.path));
                    }
                }
            }
        });
        by_reason
    });
    let suppressed = move || {
        by_reason
            .get()
            .into_iter()
            .map(|(reason, (count, places))| view! { <Places title=reason.to_owned() count places /> })
            .collect_view()
    };
    let unread = picture.left_out.iter().map(|left| format!("{}: {}", left.path, left.why));
    let unread = unread.take(SHOWN).collect::<Vec<_>>();
    let omitted = picture.omitted.iter().map(|omission| format!("{}: {}", omission.path(), omission.reason));
    let omitted = omitted.take(SHOWN).collect::<Vec<_>>();
    view! {
        <section class="drift-rest" aria-labelledby="drift-rest">
            <h2 id="drift-rest">"What makes no difference"</h2>
            {suppressed}
            <Places title="Not compared: no state can hold it, or it could not be read".to_owned() count=picture.left_out.len() places=unread />
            <Places title="Kept by DSS for itself".to_owned() count=picture.omitted.len() places=omitted />
        </section>
    }
}

#[component]
fn Places(
    title: String,
    count: usize,
    /// The first of them.
    places: Vec<String>,
) -> impl IntoView {
    let more = count.saturating_sub(SHOWN);
    (count > 0).then(|| {
        view! {
            <details class="drift-places">
                <summary>{format!("{title} ({count})")}</summary>
                <ul>{places.into_iter().map(|place| view! { <li><code>{place}</code></li> }).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="view-note">{format!("{more} more are in the report.")}</p> })}
            </details>
        }
    })
}
