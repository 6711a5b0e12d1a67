//! The gate before an apply: a plan that somebody approved.
//!
//! An approval counts where the plan may be applied: on a page that has the state. There it has to be fresh
//! (of this very plan, from the state as it is now), worked out again and identical, unexpired, and past all
//! checks. Reviewers may lack the state and answer all the same; their word alone makes no [`ApprovedPlan`].

use std::fmt;
use std::sync::Arc;

use crate::answer::{Answer, Standing, Verdict};
use crate::diagnostic::counts::counted;
use crate::plan::Plan;
use crate::plan::json::plan_digest;
use crate::policy::Report;
use crate::review::{Base, Expiry, Recomputed, Review};

/// A plan that may be applied. Only [`approve`] makes one.
#[derive(Clone, Debug)]
pub struct ApprovedPlan {
    plan: Arc<Plan>,
    digest: String,
    by: String,
    at: String,
    standing: Standing,
}

/// Why a plan may not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotApproved {
    /// The answer does not approve.
    Verdict,
    /// The answer objects to changes: so many.
    Objected(usize),
    /// The answer names nobody.
    Nameless,
    /// The answer is about another plan.
    Stale,
    /// The signature is wrong.
    Forged,
    /// The plan was not worked out again, or another one came out.
    NotIdentical,
    /// It has expired.
    Expired(String),
    /// The state has moved on since.
    Moved,
    /// Whether the state has moved on is not known here.
    StateUnknown,
    /// The plan itself must not be applied, as for a guarded delete.
    Blocked,
    /// These checks fail, and no exception covers them: the ids of their rules.
    Policy(Vec<String>),
}

impl fmt::Display for NotApproved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The plan is not approved: ")?;
        match self {
            Self::Verdict => {
                out.write_str("the answer asks for changes. Make them, and share the plan again.")
            }
            Self::Objected(count) => write!(
                out,
                "the answer objects to {}. Ask the reviewer which of the two is meant.",
                counted(*count, "change")
            ),
            Self::Nameless => {
                out.write_str("the answer does not say whose it is. Ask the reviewer to answer with a name.")
            }
            Self::Stale => out.write_str("the answer is about another version. Share this one for review."),
            Self::Forged => out.write_str("the signature of the answer is wrong. Ask the reviewer directly."),
            Self::NotIdentical => {
                out.write_str("it does not come out again here. Plan anew, and share that.")
            }
            Self::Expired(time) => write!(out, "it expired at {time}. Share it again."),
            Self::Moved => {
                out.write_str("the state has changed since it was made. Plan anew, and share that.")
            }
            Self::StateUnknown => out.write_str(
                "whether the state has moved on is not known here. Open the project with its state.",
            ),
            Self::Blocked => {
                out.write_str("a guarded resource would be deleted. See the problems of the plan.")
            }
            Self::Policy(rules) => write!(
                out,
                "it fails {}. Change it, or write an exception with its reason below `policies: waive:`.",
                rules.join(", ")
            ),
        }
    }
}

impl std::error::Error for NotApproved {}

impl ApprovedPlan {
    /// The plan.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Its digest in hex, which an apply compares with what it is about to do.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Who approved it.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// When.
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Who stands behind the approval.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }
}

/// The plan of a review, if it is approved by an answer: the review has to be one of this moment.
///
/// # Errors
/// The first reason against it.
pub fn approve(review: &Review, answer: &Answer, standing: Standing) -> Result<ApprovedPlan, NotApproved> {
    if answer.is_stale(&review.digest) {
        return Err(NotApproved::Stale);
    }
    if answer.verdict != Verdict::Approve {
        return Err(NotApproved::Verdict);
    }
    if answer.by.trim().is_empty() {
        return Err(NotApproved::Nameless);
    }
    match answer.objections() {
        0 => {}
        objections => return Err(NotApproved::Objected(objections)),
    }
    if !standing_fits(answer, &standing) {
        return Err(NotApproved::Forged);
    }
    if let Expiry::Expired(time) = &review.expiry {
        return Err(NotApproved::Expired(time.clone()));
    }
    let plan = match (&review.recomputed, review.identical_plan()) {
        (Recomputed::Identical, Some(plan)) if plan_digest(plan) == answer.plan => plan,
        _ => return Err(NotApproved::NotIdentical),
    };
    match review.base {
        Base::Same => {}
        Base::Moved { .. } | Base::Other => return Err(NotApproved::Moved),
        Base::Unknown => return Err(NotApproved::StateUnknown),
    }
    if plan.is_blocked() {
        return Err(NotApproved::Blocked);
    }
    let findings = review.policy.iter().flat_map(Report::blocking);
    let failed: Vec<String> = findings.map(|finding| finding.id.to_string()).collect();
    if !failed.is_empty() {
        return Err(NotApproved::Policy(failed));
    }
    let (digest, by, at) = (review.digest.clone(), answer.by.clone(), answer.at.clone());
    Ok(ApprovedPlan { plan: Arc::clone(plan), digest, by, at, standing })
}

/// A signature that is there has to be verified, and words have to be those of its key.
fn standing_fits(answer: &Answer, standing: &Standing) -> bool {
    match standing {
        Standing::Signed(_) => answer.standing(Some(true)) == *standing,
        Standing::Unsigned => answer.signed().is_none(),
        Standing::Forged | Standing::Unverified => false,
    }
}
