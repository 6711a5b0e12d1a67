//! A plan as a link (`canvas.md` 4.4): its source, so that a reviewer's page works it out again, or the plan
//! itself. `docs/plan-link.md` describes the payloads.
//!
//! [`source`] and [`full`] make a payload, [`crate::envelope`] its text, [`read`] reads it back. What looks
//! like a credential is refused by its place; placeholders stay as they are.

mod base; // the state that a plan starts from, as what differs from the desired one
mod compact; // the plan's JSON without what follows from the rest of it
mod context; // the context of an action
mod cover; // who shares it with whom, and until when
mod files; // the files that a plan depends on
mod listing; // which registries and manifests it was made with
mod making; // what makes a payload
mod patch; // how an object differs from another
pub mod reach; // how far a link travels
mod reading; // and what reads it
mod secrets; // what must not be shared
mod shapes; // JSON with the keys of its objects written once

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

pub use self::base::Base;
pub use self::cover::{Cover, Typed, is_time};
pub use self::listing::Listing;
pub use self::making::{full, source};
pub(crate) use self::reading::inputs;
pub use self::reading::{read, read_envelope};
pub use self::secrets::credential_in;
use crate::envelope::Digest;
use crate::plan::Summary;
use crate::source::Source;
use crate::workspace::Workspace;

/// Version of both payloads.
pub const VERSION: u64 = 1;

/// From how many characters of an address on a file serves better than the link.
pub const LONG: usize = 8_000;

/// A link that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLink {
    /// SHA-256 of the payload, which names this link.
    pub digest: Digest,
    /// Who shares it with whom.
    pub cover: Cover,
    /// The version of the tool that made it.
    pub tool: String,
    /// What it holds.
    pub content: Content,
    /// The whole payload, members that this version does not know included.
    pub payload: Value,
}

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// What the plan is made from.
    Source(Box<SharedSource>),
    /// The plan.
    Full(Box<SharedPlan>),
}

/// Everything that a plan is made from, except registries.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedSource {
    /// The files, without `blocks.lock.json`.
    pub files: Vec<Source>,
    /// The environment.
    pub environment: String,
    /// Variables that the author typed.
    pub variables: BTreeMap<String, String>,
    /// Names that are never substituted.
    pub secrets: Vec<String>,
    /// Whether warnings fail.
    pub strict: bool,
    /// Addresses that were planned; empty for all.
    pub targets: Vec<String>,
    /// The state that it starts from; `None` if nothing was ever deployed.
    pub base: Option<Base>,
    /// The registries and manifests it was made with.
    pub listing: Listing,
    /// The plan that is expected to come out.
    pub expected: Expected,
}

/// What a plan is expected to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// SHA-256 of the plan's JSON in hex, as [`crate::plan::json::plan_digest`].
    pub digest: String,
    /// Its counts.
    pub summary: Summary,
}

/// A plan as data.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedPlan {
    /// SHA-256 of its JSON in hex, worked out again.
    pub digest: String,
    /// The plan's JSON without the time (spec 5.5).
    pub plan: Map<String, Value>,
}

/// Whether a state travels along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carry {
    /// As far as the plan depends on it.
    #[default]
    State,
    /// Only its serial and digest: reviewers need the state themselves.
    Nothing,
}

/// Why nothing was shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotShared {
    /// There is no plan.
    NoPlan,
    /// This looks like a credential; its place, never its text.
    Credential(String),
    /// What the author said of the plan looks like a credential.
    Said(Typed),
    /// A file has bytes that are no UTF-8.
    Undecodable(String),
    /// A time is not written as `2026-11-29T08:00:00Z`.
    Time(String),
    /// The envelope is too small for it.
    Envelope(crate::envelope::Refusal),
}

impl fmt::Display for NotShared {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Nothing was shared: ")?;
        match self {
            Self::NoPlan => out.write_str("there is no plan. Solve the problems of the configuration first."),
            Self::Credential(place) => write!(
                out,
                "{place} looks like a credential, and whoever has the link could read it. Write a placeholder of a variable that is declared secret."
            ),
            Self::Said(typed) => write!(
                out,
                "{typed} looks like a credential, and whoever has the link could read it. Take it out, and tell it another way."
            ),
            Self::Undecodable(path) => {
                write!(out, "{path} has bytes that are no UTF-8. Save it as UTF-8 and open it again.")
            }
            Self::Time(text) => write!(out, "{text:?} is no time as 2026-11-29T08:00:00Z."),
            Self::Envelope(refusal) => write!(out, "it is too large for a link and a file. ({refusal})"),
        }
    }
}

impl std::error::Error for NotShared {}

impl From<crate::envelope::Refusal> for NotShared {
    fn from(refusal: crate::envelope::Refusal) -> Self {
        Self::Envelope(refusal)
    }
}

impl PlanLink {
    /// The digest of the plan that it is about, in hex: what answers are bound to.
    pub fn plan_digest(&self) -> &str {
        match &self.content {
            Content::Source(source) => &source.expected.digest,
            Content::Full(shared) => &shared.digest,
        }
    }
}

impl SharedSource {
    /// The inputs of the plan without the state and with these registries.
    pub fn workspace(&self, registries: std::sync::Arc<crate::registry::Registries>) -> Workspace {
        Workspace {
            files: self.files.clone(),
            state: None,
            environment: self.environment.clone(),
            variables: self.variables.clone(),
            secrets: crate::sorting::set(self.secrets.iter().cloned()),
            strict: self.strict,
            targets: crate::sorting::set(self.targets.iter().cloned()),
            registries,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
