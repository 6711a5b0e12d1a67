//! The plan as JSON (spec 5.5): the payload of links, and what an approval is bound to.
//!
//! The text is canonical (spec 3.3), so equal plans have equal bytes. Only `created_at` depends on
//! when the plan was made; it is no part of the digest.

use serde_json::{Map, Value};

use super::context::context;
use super::{Plan, Step};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::AttributeChange;
use crate::state::Resource;
use crate::value::{Members, push_formatted, sha256, write, write_list, write_object, write_text};

/// Version of the format.
pub const PLAN_FORMAT: u32 = 1;

/// The plan as canonical JSON, made at `created_at` (ISO 8601, UTC).
pub fn plan_json(plan: &Plan, created_at: &str) -> String {
    json(plan, Some(created_at))
}

/// The plan as the data that its digest is made from.
pub fn plan_value(plan: &Plan) -> Value {
    serde_json::from_str(&json(plan, None)).unwrap_or_default()
}

/// SHA-256 of the plan's JSON without `created_at`, in lower-case hex: the identity of the plan.
pub fn plan_digest(plan: &Plan) -> String {
    sha256(&json(plan, None))
}

/// Members are written in code point order, which is what makes the text canonical.
fn json(plan: &Plan, created_at: Option<&str>) -> String {
    let mut out = String::with_capacity(1024 + plan.summary.create * 512);
    let mut object = Members::open(&mut out);
    let has_instances = plan.has_instances();
    write_list(object.key("actions"), plan.actions(), |out, step| write_step(out, step, has_instances));
    write_text(object.key("config_digest"), &plan.config_digest());
    if let Some(created_at) = created_at {
        write_text(object.key("created_at"), created_at);
    }
    write_text(object.key("environment"), &plan.environment);
    push_formatted(object.key("plan_format"), format_args!("{PLAN_FORMAT}"));
    write_problems(object.key("problems"), plan, |severity| severity == Severity::Error);
    write_text(object.key("project_key"), &plan.project_key);
    write_base(object.key("state"), plan);
    write_summary(object.key("summary"), plan);
    if plan.is_partial() {
        write_list(object.key("targets"), &plan.targets, |out, target| write_text(out, target));
    }
    write_problems(object.key("warnings"), plan, |severity| severity != Severity::Error);
    object.close();
    out
}

fn write_step(out: &mut String, step: &Step, has_instances: bool) {
    let mut object = Members::open(out);
    write_text(object.key("action"), step.action.name());
    write_attributes(object.key("after"), step.after.as_deref());
    write_attributes(object.key("before"), step.before.as_deref());
    write_list(object.key("changes"), &step.changes, write_change);
    let context = if has_instances { context(step) } else { Map::new() };
    if !context.is_empty() {
        write_object(object.key("context"), &context);
    }
    write_list(object.key("depends_on"), &step.depends_on, |out, address| write_text(out, address.as_str()));
    if step.replaces {
        object.key("replaces").push_str("true");
    }
    write_text(object.key("resource_id"), step.address.as_str());
    write_text(object.key("resource_type"), step.address.kind().name());
    object.close();
}

fn write_attributes(out: &mut String, resource: Option<&Resource>) {
    match resource {
        Some(resource) => write_object(out, resource.attributes()),
        None => out.push_str("null"),
    }
}

fn write_change(out: &mut String, change: &AttributeChange) {
    let mut object = Members::open(out);
    write_text(object.key("kind"), change.kind().name());
    write(object.key("new"), change.new.as_ref().unwrap_or(&Value::Null));
    write(object.key("old"), change.old.as_ref().unwrap_or(&Value::Null));
    write_text(object.key("path"), &change.path);
    object.close();
}

fn write_problems(out: &mut String, plan: &Plan, is_shown: impl Fn(Severity) -> bool) {
    let problems = plan.problems.iter().filter(|problem| is_shown(problem.severity));
    write_list(out, problems, |out, problem: &Diagnostic| {
        let mut object = Members::open(out);
        write_text(object.key("message"), &problem.message);
        write_text(object.key("path"), &problem.path);
        write_text(object.key("rule"), problem.rule.id);
        write_text(object.key("severity"), problem.severity.name());
        object.close();
    });
}

fn write_base(out: &mut String, plan: &Plan) {
    let (Some(current), Some(digest)) = (&plan.current, plan.state_digest()) else {
        out.push_str("null");
        return;
    };
    let mut object = Members::open(out);
    write_text(object.key("digest"), &digest);
    match &current.lineage {
        Some(lineage) => write_text(object.key("lineage"), lineage),
        None => object.key("lineage").push_str("null"),
    }
    push_formatted(object.key("serial"), format_args!("{}", current.serial));
    object.close();
}

fn write_summary(out: &mut String, plan: &Plan) {
    let summary = plan.summary;
    let mut object = Members::open(out);
    for (name, count) in [
        ("create", summary.create),
        ("destroy", summary.destroy),
        ("unchanged", summary.unchanged),
        ("update", summary.update),
    ] {
        push_formatted(object.key(name), format_args!("{count}"));
    }
    object.close();
}
