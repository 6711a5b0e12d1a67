//! Whether an approval of the plan of the open project holds: what the gate before an apply says of it now.

use std::sync::Arc;

use blockwright::answer::{Answer, Standing, Verdict};
use blockwright::approval::approve;
use blockwright::envelope::{Carrier, open};
use blockwright::plan_link;
use blockwright::review::Review;
use blockwright::review::seen::{Seen, scope as scope_of};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::clock;
use crate::ui::session::{Given, Session};
use crate::ui::versions::{self, Shelf};

/// The plan as it was shared from this browser, looked at again with the state as it is now.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    review: Memo<Option<Arc<Review>>>,
}

impl Gate {
    /// Follows the plan with this digest.
    pub(super) fn new(session: Session, digest: Memo<String>, answers: Memo<Arc<[Given]>>) -> Self {
        let shared = RwSignal::new(Seen::default());
        let scope = Memo::new(move |_| {
            session.analysis().with(|analysis| {
                let plan = analysis.plan.as_deref()?;
                Some(scope_of(&plan.project_key, &plan.environment))
            })
        });
        // Sharing notes a version while the dialog lies over the page: read again when it is gone.
        let overlay = session.overlay();
        // For the outside world: what was shared is read from the browser's storage.
        Effect::new(move |_| {
            overlay.track();
            let Some(scope) = scope.get() else { return };
            spawn_local(async move {
                shared.try_set(versions::load(Shelf::Shared, &scope).await);
            });
        });
        let has_approvals = Memo::new(move |_| {
            let plan = digest.get();
            let approves = |answer: &Answer| answer.verdict == Verdict::Approve && !answer.is_stale(&plan);
            answers.with(|answers| answers.iter().any(|given| approves(&given.answer)))
        });
        let review = Memo::new_with_compare(
            move |_| {
                if !has_approvals.get() {
                    return None;
                }
                let plan = digest.get();
                let text = shared.with(|shared| shared.of(&plan).map(|version| version.text.clone()))?;
                let link = plan_link::read_envelope(open(&text, Carrier::File).ok()?).ok()?;
                Some(Arc::new(session.look_at(&link, &clock::seconds())))
            },
            |_, _| true,
        );
        Self { review }
    }

    /// What it says of an approval; `None` of other answers.
    pub(super) fn judge(&self, answer: &Answer, standing: &Standing) -> Option<String> {
        if answer.verdict != Verdict::Approve {
            return None;
        }
        let unknown = || {
            "Whether it holds is not known: this version was not shared from this browser, so nothing tells until when it may be approved.".to_owned()
        };
        let Some(review) = self.review.get() else { return Some(unknown()) };
        Some(match approve(&review, answer, standing.clone()) {
            Ok(_) => {
                "It holds: the plan comes out again, from the state as it is, and has not expired.".to_owned()
            }
            Err(why) => why.to_string(),
        })
    }
}
