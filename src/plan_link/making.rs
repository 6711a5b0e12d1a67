//! A plan to the payload of a link.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Base, Carry, Cover, Listing, NotShared, PlanLink, VERSION, compact, files, reading, secrets};
use crate::envelope::{Digest, Kind};
use crate::plan::Plan;
use crate::plan::json::{plan_digest, plan_value};
use crate::value::{canonical, object};
use crate::workspace::{Analysis, Workspace, analyze};

/// The version of this tool, as payloads name it.
const TOOL: &str = env!("CARGO_PKG_VERSION");

/// The payload that a reviewer works the plan of `workspace` out from, for [`crate::envelope::envelope`].
///
/// # Errors
/// If there is no plan, or something of it must not be shared.
pub fn source(
    workspace: &Workspace,
    analysis: &Analysis,
    cover: &Cover,
    carry: Carry,
) -> Result<Value, NotShared> {
    let plan = analysis.plan.as_ref().ok_or(NotShared::NoPlan)?;
    let with = |carries: bool| source_with(workspace, analysis, plan, cover, carries);
    if carry == Carry::Nothing || plan.current.is_none() {
        return with(false);
    }
    let payload = with(true)?;
    // What a reviewer would work out is worked out here once, so that no link promises what it does not keep.
    if comes_back(&payload, workspace, &plan_digest(plan)) { Ok(payload) } else { with(false) }
}

/// The payload that holds the plan itself.
///
/// # Errors
/// If there is no plan, or something of it must not be shared.
pub fn full(analysis: &Analysis, cover: &Cover) -> Result<Value, NotShared> {
    let plan = analysis.plan.as_ref().ok_or(NotShared::NoPlan)?;
    let value = plan_value(plan);
    secrets::check_value("plan", &value)?;
    let mut payload = payload(Kind::Full, cover)?;
    match compact::compact(&value) {
        Some(packed) => payload.insert("plan".to_owned(), packed),
        None => payload.insert("whole".to_owned(), value),
    };
    Ok(Value::Object(payload))
}

fn source_with(
    workspace: &Workspace,
    analysis: &Analysis,
    plan: &Arc<Plan>,
    cover: &Cover,
    carries: bool,
) -> Result<Value, NotShared> {
    let mut payload = payload(Kind::Source, cover)?;
    let mut put = |key: &str, value: Value| drop(payload.insert(key.to_owned(), value));
    put("files", Value::Object(files::texts(workspace, analysis)?));
    put("environment", Value::from(workspace.environment.as_str()));
    let is_used = |(name, _): &(&String, &String)| {
        analysis.uses.contains_key(*name) && !analysis.variables.secrets.contains_key(*name)
    };
    let used = workspace.variables.iter().filter(is_used);
    let variables =
        Value::Object(object(used.map(|(name, text)| (name.clone(), Value::from(text.as_str())))));
    secrets::check_value("variables", &variables)?;
    if variables != json!({}) {
        put("variables", variables);
    }
    if !workspace.secrets.is_empty() {
        put("secrets", json!(workspace.secrets));
    }
    if workspace.strict {
        put("strict", Value::from(1));
    }
    if !workspace.targets.is_empty() {
        put("targets", json!(workspace.targets));
    }
    if let Some(base) = Base::of(plan, carries) {
        let base = base.write();
        secrets::check_value("state", &base)?;
        put("base", base);
    }
    let listing = Listing::of(&analysis.composition, &workspace.registries);
    if listing != Listing::default() {
        put("registries", listing.write());
    }
    let counts = plan.summary;
    put("plan", json!([plan_digest(plan), [counts.create, counts.update, counts.destroy, counts.unchanged]]));
    Ok(Value::Object(payload))
}

fn payload(kind: Kind, cover: &Cover) -> Result<Map<String, Value>, NotShared> {
    let mut payload = Map::new();
    cover.write(&mut payload)?;
    if let Some(typed) = cover.credential() {
        return Err(NotShared::Said(typed));
    }
    payload.insert("format".to_owned(), Value::from(kind.format()));
    payload.insert("tool".to_owned(), Value::from(TOOL));
    payload.insert("version".to_owned(), Value::from(VERSION));
    Ok(payload)
}

/// Whether a reviewer with the same registries gets the same plan.
fn comes_back(payload: &Value, workspace: &Workspace, expected: &str) -> bool {
    let digest = Digest::of(&canonical(payload));
    let Some(PlanLink { content: super::Content::Source(source), .. }) =
        reading::read(Kind::Source, digest, payload.clone())
    else {
        return false;
    };
    let registries = &workspace.registries;
    let Some(inputs) = reading::inputs(&source, registries) else { return false };
    analyze(&inputs).plan.is_some_and(|plan| plan_digest(&plan) == expected)
}
