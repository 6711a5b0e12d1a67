//! A plan that somebody shares, looked at by somebody else: what can be trusted of it (`canvas.md` 5, Review).
//!
//! [`review`] works the plan out again from the link, with the reviewer's own registries, by the same
//! [`analyze`] that made it, and says what is the same and what is not. Nothing here knows a clock or network.

mod badge;
pub mod changes; // a plan as what a reviewer looks at
mod own; // the project that a reviewer has open
mod registries; // the registries that it needs
pub mod seen; // the versions of a plan that somebody saw

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use self::badge::OwnState;
pub use self::badge::{Base, Expiry, Listed, Obstacle, Recomputed};
pub use self::own::Own;
use self::own::{base_of_plan, own_digest, uses_own_state, with_state};
use crate::comparison::{self, Comparison, Version};
use crate::diagram::Diagram;
use crate::plan::json::{plan_digest, plan_value};
use crate::plan::{self, Plan, Summary};
use crate::plan_link::{Content, Listing, PlanLink, SharedSource};
use crate::policy::{self, Report, Settings, Subject};
use crate::registry::Registries;
use crate::state::file;
use crate::validate;
use crate::workspace::{Analysis, Workspace, analyze};

/// What a reviewer has themselves.
#[derive(Clone, Debug, Default)]
pub struct View<'a> {
    /// Their registries.
    pub registries: Arc<Registries>,
    /// The project that is open there.
    pub own: Own,
    /// The time, as `2026-11-29T08:00:00Z`.
    pub now: &'a str,
    /// What their host asks of plans.
    pub settings: Settings,
}

/// Everything that is known about a link. That it is intact is known already: it was read.
#[derive(Clone, Debug)]
pub struct Review {
    /// Whether the plan comes out again.
    pub recomputed: Recomputed,
    /// Whether the state is still the one that the plan starts from.
    pub base: Base,
    /// Whether registries say what they said.
    pub listed: Listed,
    /// Whether it may still be approved.
    pub expiry: Expiry,
    /// The inputs, to show; none for a link without its source.
    pub workspace: Option<Workspace>,
    /// What follows from them here; with the plan worked out again, if there is one.
    pub analysis: Option<Analysis>,
    /// What the link says the plan is, if it holds it.
    pub plan: Option<Map<String, Value>>,
    /// What checks say of the plan that was worked out; `None` if there is none to check.
    pub policy: Option<Report>,
    /// The digest of the plan in hex, which an answer is bound to.
    pub digest: String,
    /// What its author says it comes to.
    pub promised: Summary,
    /// What of registries is still to be read: by key the files, none for the index.
    pub awaited: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
}

/// Looks at a link.
pub fn review(link: &PlanLink, view: &View<'_>) -> Review {
    let expiry = Expiry::of(&link.cover, view.now);
    let digest = link.plan_digest().to_owned();
    match &link.content {
        Content::Source(source) => review_source(source, view, expiry, digest),
        Content::Full(shared) => Review {
            recomputed: Recomputed::Impossible(Obstacle::NoSource),
            base: base_of_plan(&shared.plan, view),
            listed: Listed::Unknown,
            expiry,
            workspace: None,
            analysis: None,
            plan: Some(shared.plan.clone()),
            policy: None,
            promised: promised(&shared.plan),
            awaited: BTreeMap::new(),
            digest,
        },
    }
}

fn review_source(source: &SharedSource, view: &View<'_>, expiry: Expiry, digest: String) -> Review {
    let without = source.workspace(Arc::clone(&view.registries));
    let (mut inputs, mut obstacle) = with_state(source, without, view.own.state.as_ref());
    let mut analysis = analyze(&inputs);
    let is_own = view.own.is_of(project_key(&analysis), &source.environment);
    if uses_own_state(source) && !is_own {
        // The state at hand is that of another project.
        (inputs.state, obstacle) = (None, Some(Obstacle::NoState));
        analysis = analyze(&inputs);
    }
    let state = view.own.state.as_ref().filter(|_| is_own);
    let own = state.and_then(|text| file::load(text, &source.environment).state);
    let base = match &own {
        Some(own) => {
            let digest = own_digest(&inputs, state);
            Base::of(source.base.as_ref(), OwnState::Known(own), digest.as_deref())
        }
        None if is_own && state.is_none() => Base::of(source.base.as_ref(), OwnState::Nothing, None),
        None => Base::Unknown,
    };
    let out_of_reach = registries::obstacle(source, &analysis, &view.registries);
    let listed = match out_of_reach {
        Some(_) => Listed::Unread,
        None => Listed::of(&source.listing, &Listing::of(&analysis.composition, &view.registries)),
    };
    let awaited = registries::awaited(source, &analysis, &view.registries);
    let recomputed = recomputed(source, &analysis, out_of_reach.or(obstacle), &digest);
    let plan = analysis.plan.as_ref().filter(|_| !matches!(recomputed, Recomputed::Impossible(_)));
    let policy = plan.map(|plan| check(plan, &analysis, &view.settings));
    Review {
        recomputed,
        base,
        listed,
        expiry,
        policy,
        promised: source.expected.summary,
        awaited,
        plan: analysis.plan.as_deref().and_then(|plan| plan_value(plan).as_object().cloned()),
        workspace: Some(inputs),
        analysis: Some(analysis),
        digest,
    }
}

fn project_key(analysis: &Analysis) -> &str {
    let key = analysis.config.project.as_ref().and_then(|project| project.key.as_ref());
    key.map_or("", |key| &*key.value)
}

fn check(plan: &Plan, analysis: &Analysis, settings: &Settings) -> Report {
    let (config, composition) = (&analysis.config, &analysis.composition);
    policy::check(&Subject { plan, config, composition, settings })
}

fn recomputed(
    source: &SharedSource,
    analysis: &Analysis,
    obstacle: Option<Obstacle>,
    digest: &str,
) -> Recomputed {
    let unresolved = analysis.composition.resolved.iter().any(Option::is_none);
    match (&analysis.plan, obstacle) {
        (_, Some(why)) if why != Obstacle::NoPlan => Recomputed::Impossible(why),
        (None, _) if unresolved => Recomputed::Impossible(Obstacle::NoBlock),
        (None, _) | (_, Some(_)) => Recomputed::Impossible(Obstacle::NoPlan),
        (Some(plan), None) => {
            let found = plan_digest(plan);
            if found == digest {
                return Recomputed::Identical;
            }
            let summary = (source.expected.summary, plan.summary);
            Recomputed::Different { found, expected: summary.0, here: summary.1 }
        }
    }
}

/// What a plan says it comes to.
fn promised(plan: &Map<String, Value>) -> Summary {
    let mut summary = Summary::default();
    let actions = plan.get("actions").and_then(Value::as_array).into_iter().flatten();
    for action in actions {
        match action.get("action").and_then(Value::as_str) {
            Some("create") => summary.create += 1,
            Some("update") => summary.update += 1,
            Some("delete") => summary.destroy += 1,
            _ => summary.unchanged += 1,
        }
    }
    summary
}

impl Review {
    /// What the plan comes to: as it was worked out here, else as its author says.
    pub fn summary(&self) -> Summary {
        match (&self.recomputed, &self.analysis) {
            (Recomputed::Impossible(_), _) | (_, None) => self.promised,
            (_, Some(analysis)) => analysis.plan.as_ref().map_or(self.promised, |plan| plan.summary),
        }
    }

    /// The key of the project that it is for and the environment; empty where that is not known.
    pub fn names(&self) -> [String; 2] {
        if let Some(plan) = &self.plan {
            let text = |key: &str| plan.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            return [text("project_key"), text("environment")];
        }
        let key = self.analysis.as_ref().map(project_key).unwrap_or_default().to_owned();
        let environment = self.workspace.as_ref().map(|inputs| inputs.environment.clone());
        [key, environment.unwrap_or_default()]
    }

    /// The plan that was worked out here, if it is the one that the link promises.
    pub fn identical_plan(&self) -> Option<&Arc<Plan>> {
        let plan = self.analysis.as_ref()?.plan.as_ref()?;
        (self.recomputed == Recomputed::Identical).then_some(plan)
    }

    /// What versions of the plan are kept under, if there is a plan.
    pub fn scope(&self) -> Option<String> {
        let plan = self.plan.as_ref()?;
        let text = |key: &str| plan.get(key).and_then(Value::as_str).unwrap_or_default();
        Some(seen::scope(text("project_key"), text("environment")))
    }

    /// What changed since a version of the plan that the reviewer saw before.
    pub fn since(&self, before: &Review) -> Comparison {
        let mut comparison = comparison::compare(&before.version(), &self.version());
        if let (Some(then), Some(now)) = (&before.analysis, &self.analysis) {
            let [then, now] =
                [then, now].map(|analysis| Diagram::new(&analysis.config, &analysis.composition));
            // What came or went has a place too, and that is no move.
            comparison
                .moved
                .retain(|moved| then.position(&moved.node).is_some() && now.position(&moved.node).is_some());
        }
        comparison
    }

    /// The way from what an older version asks for to what this one asks for, as a plan: what its author
    /// changed. `None` if one of them was not worked out here.
    pub fn rewritten_since(&self, before: &Review) -> Option<Analysis> {
        let (then, now) = (before.analysis.as_ref()?, self.analysis.as_ref()?);
        let strict = self.workspace.as_ref()?.strict;
        let config = &validate::gate(&now.config, &now.composition, &now.problems, strict)?;
        let basis =
            plan::Basis { config, desired: now.desired.as_ref()?, current: Some(then.desired.as_ref()?) };
        let plan = plan::plan(basis, &BTreeSet::new());
        Some(Analysis { plan: Some(Arc::new(plan)), ..now.clone() })
    }

    fn version(&self) -> Version<'_> {
        let files = self.workspace.as_ref().map(|workspace| workspace.files.as_slice()).unwrap_or_default();
        Version { plan: self.plan.as_ref(), files }
    }
}

#[cfg(test)]
mod tests;
