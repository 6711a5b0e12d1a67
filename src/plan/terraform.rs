//! The plan in the shape of Terraform's plan JSON, so that existing viewers read it.
//!
//! Format version 1.2. A resource becomes `dataiku_dataset.NAME` of the provider
//! `blockwright.local/blockwright/dataiku`. `terraform_version` holds our own version, marked as
//! such: no Terraform made the plan. A step that must delete and create, because the type changes,
//! is the pair `delete`, `create`, so that a search for `delete` finds all destruction. Nothing is
//! marked as sensitive: a secret is never in a plan, only its placeholder.

use serde_json::{Map, Value, json};

use super::{Action, Plan, Step};
use crate::address::Address;
use crate::state::Resource;
use crate::value::{Members, write, write_list, write_object, write_text};

const FORMAT_VERSION: &str = "1.2";
const STATE_FORMAT_VERSION: &str = "1.0";
const TOOL_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "-blockwright");
const PROVIDER: &str = "blockwright.local/blockwright/dataiku";

/// The plan as Terraform plan JSON, made at `timestamp` (RFC 3339, UTC).
pub fn terraform_json(plan: &Plan, timestamp: &str) -> String {
    let mut out = String::with_capacity(1024 + plan.steps.len() * 1024);
    let mut object = Members::open(&mut out);
    write_text(object.key("format_version"), FORMAT_VERSION);
    write_text(object.key("terraform_version"), TOOL_VERSION);
    write_values(object.key("planned_values"), plan, |step| step.after.as_deref());
    write_list(object.key("resource_changes"), &plan.steps, write_change);
    let mut prior = Members::open(object.key("prior_state"));
    write_text(prior.key("format_version"), STATE_FORMAT_VERSION);
    write_text(prior.key("terraform_version"), TOOL_VERSION);
    write_values(prior.key("values"), plan, |step| step.before.as_deref());
    prior.close();
    write(object.key("configuration"), &json!({"root_module": {}}));
    write_text(object.key("timestamp"), timestamp);
    write(object.key("applyable"), &Value::Bool(plan.has_changes() && !plan.is_blocked()));
    write(object.key("complete"), &Value::Bool(!plan.is_partial()));
    write(object.key("errored"), &Value::Bool(false));
    object.close();
    out
}

/// The resources of one side, as a module.
fn write_values(out: &mut String, plan: &Plan, side: impl Fn(&Step) -> Option<&Resource>) {
    let mut values = Members::open(out);
    let mut module = Members::open(values.key("root_module"));
    write_list(module.key("resources"), plan.steps.iter().filter_map(side), |out, resource: &Resource| {
        let mut object = Members::open(out);
        write_identity(&mut object, &resource.address);
        object.key("schema_version").push('0');
        write_object(object.key("values"), resource.attributes());
        object.key("sensitive_values").push_str("{}");
        object.close();
    });
    module.close();
    values.close();
}

fn write_identity(object: &mut Members<'_>, address: &Address) {
    let kind = format!("dataiku_{}", address.kind());
    write_text(object.key("address"), &format!("{kind}.{}", address.name()));
    write_text(object.key("mode"), "managed");
    write_text(object.key("type"), &kind);
    write_text(object.key("name"), address.name());
    write_text(object.key("provider_name"), PROVIDER);
}

fn write_change(out: &mut String, step: &Step) {
    let mut object = Members::open(out);
    write_identity(&mut object, &step.address);
    let mut change = Members::open(object.key("change"));
    write_list(change.key("actions"), actions(step), |out, action| write_text(out, action));
    write_side(&mut change, ["before", "before_sensitive"], step.before.as_deref());
    write_side(&mut change, ["after", "after_sensitive"], step.after.as_deref());
    write(change.key("after_unknown"), &Value::Object(Map::new()));
    if step.replaces {
        write(change.key("replace_paths"), &json!([["type"]]));
    }
    change.close();
    if let Some(reason) = action_reason(step) {
        write_text(object.key("action_reason"), reason);
    }
    object.close();
}

/// A side's attributes and its mask of sensitive values; `false` stands for a side that is not there.
fn write_side(change: &mut Members<'_>, [side, mask]: [&str; 2], resource: Option<&Resource>) {
    if let Some(resource) = resource {
        write_object(change.key(side), resource.attributes());
        change.key(mask).push_str("{}");
    } else {
        change.key(side).push_str("null");
        change.key(mask).push_str("false");
    }
}

fn actions(step: &Step) -> &'static [&'static str] {
    match step.action {
        Action::Create => &["create"],
        Action::Update if step.replaces => &["delete", "create"],
        Action::Update => &["update"],
        Action::Delete => &["delete"],
        Action::NoChange => &["no-op"],
    }
}

fn action_reason(step: &Step) -> Option<&'static str> {
    match step.action {
        Action::Update if step.replaces => Some("replace_because_cannot_update"),
        Action::Delete => Some("delete_because_no_resource_config"),
        _ => None,
    }
}
