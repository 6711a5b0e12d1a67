//! The payload of a link to what it says.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Base, Content, Cover, Expected, Listing, PlanLink, SharedPlan, SharedSource, compact};
use crate::envelope::{Digest, Envelope, Kind, Refusal};
use crate::plan::Summary;
use crate::registry::Registries;
use crate::source::Source;
use crate::state::file::save;
use crate::value::{canonical, sha256};
use crate::workspace::{Workspace, analyze};

/// Most files of a payload.
const MAX_FILES: usize = 10_000;

/// Reads an envelope that is open.
///
/// # Errors
/// If it holds no plan.
pub fn read_envelope(envelope: Envelope) -> Result<PlanLink, Refusal> {
    match envelope {
        Envelope::Open { kind, digest, payload } => read(kind, digest, payload).ok_or(Refusal::NoDocument),
        Envelope::Locked(_) | Envelope::Named(_) => Err(Refusal::NoDocument),
    }
}

/// Reads a payload of this kind, which has this digest; `None` if it is none.
pub fn read(kind: Kind, digest: Digest, payload: Value) -> Option<PlanLink> {
    let members = payload.as_object()?;
    let cover = Cover::read(members);
    let tool = members.get("tool").and_then(Value::as_str).unwrap_or_default().chars().take(40).collect();
    let content = match kind {
        Kind::Source => Content::Source(Box::new(source(members)?)),
        Kind::Full => Content::Full(Box::new(plan(members)?)),
        Kind::Digest | Kind::Reply => return None,
    };
    Some(PlanLink { digest, cover, tool, content, payload })
}

fn source(members: &Map<String, Value>) -> Option<SharedSource> {
    let files = members.get("files")?.as_object()?;
    let [expected, counts] = members.get("plan")?.as_array()?.as_slice() else { return None };
    let file = |(path, text): (&String, &Value)| Some(Source::new(path.clone(), text.as_str()?));
    let base = match members.get("base") {
        Some(base) => Some(Base::read(base)?),
        None => None,
    };
    Some(SharedSource {
        files: files.iter().take(MAX_FILES).map(file).collect::<Option<_>>()?,
        environment: members.get("environment")?.as_str()?.to_owned(),
        variables: variables(members)?,
        secrets: list(members, "secrets")?,
        strict: members.get("strict").is_some_and(|strict| *strict == 1),
        targets: list(members, "targets")?,
        base,
        listing: Listing::read(members.get("registries"))?,
        expected: Expected { digest: expected.as_str()?.to_owned(), summary: summary(counts)? },
    })
}

fn variables(members: &Map<String, Value>) -> Option<BTreeMap<String, String>> {
    let Some(values) = members.get("variables") else { return Some(BTreeMap::new()) };
    let text = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    values.as_object()?.iter().map(text).collect()
}

fn list(members: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
    let Some(values) = members.get(key) else { return Some(Vec::new()) };
    values.as_array()?.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn summary(counts: &Value) -> Option<Summary> {
    let [create, update, destroy, unchanged] = counts.as_array()?.as_slice() else { return None };
    let count = |value: &Value| value.as_u64().and_then(|count| usize::try_from(count).ok());
    Some(Summary {
        create: count(create)?,
        update: count(update)?,
        destroy: count(destroy)?,
        unchanged: count(unchanged)?,
    })
}

fn plan(members: &Map<String, Value>) -> Option<SharedPlan> {
    let plan = match members.get("plan") {
        Some(packed) => compact::restore(packed)?,
        None => members.get("whole")?.clone(),
    };
    let digest = sha256(&canonical(&plan));
    let Value::Object(plan) = plan else { return None };
    Some(SharedPlan { digest, plan })
}

/// The inputs of the plan with these registries: its state is the one that travels along. `None` if there
/// should be one and it does not, or if the configuration has no plan without it.
pub(crate) fn inputs(source: &SharedSource, registries: &Arc<Registries>) -> Option<Workspace> {
    let inputs = source.workspace(Arc::clone(registries));
    let Some(base) = &source.base else { return Some(inputs) };
    let desired = analyze(&inputs).desired?;
    Some(Workspace { state: Some(save(&base.state(&desired)?).into()), ..inputs })
}
