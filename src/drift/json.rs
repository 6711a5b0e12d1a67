//! The drift as canonical JSON (spec 3.3): equal drifts have equal bytes.

use serde_json::Value;

use super::{Drift, Field, Kind, ResourceDrift, Suppression};
use crate::value::{Members, push_formatted, write, write_list, write_text};

/// Version of the format.
pub const DRIFT_FORMAT: u32 = 1;

/// The report. A side that has no value at a path has no member there either.
pub fn drift_json(drift: &Drift) -> String {
    let mut out = String::with_capacity(1024 + drift.resources.len() * 256);
    let mut object = Members::open(&mut out);
    push_formatted(object.key("drift_format"), format_args!("{DRIFT_FORMAT}"));
    write_text(object.key("project_key"), &drift.project_key);
    write_list(object.key("resources"), &drift.resources, write_resource);
    write_summary(object.key("summary"), drift);
    write_list(object.key("unread"), &drift.unread, |out, address| write_text(out, address.as_str()));
    object.close();
    out
}

fn write_resource(out: &mut String, resource: &ResourceDrift) {
    let mut object = Members::open(out);
    write_list(object.key("fields"), &resource.fields, write_field);
    write_text(object.key("kind"), resource.kind.map_or("suppressed", Kind::name));
    if let Some(path) = &resource.made_by {
        write_text(object.key("made_by"), path);
    }
    write_text(object.key("resource_id"), resource.address.as_str());
    write_text(object.key("resource_type"), resource.address.kind().name());
    let write_one = |out: &mut String, suppression: &Suppression| {
        write_suppression(out, suppression, resource);
    };
    write_list(object.key("suppressed"), &resource.suppressed, write_one);
    object.close();
}

fn write_field(out: &mut String, field: &Field) {
    let mut object = Members::open(out);
    write_side(&mut object, "config", field.config.as_ref());
    write_text(object.key("kind"), field.kind.name());
    write_text(object.key("path"), &field.path);
    write_side(&mut object, "server", field.server.as_ref());
    write_side(&mut object, "state", field.stored.as_ref());
    object.close();
}

fn write_suppression(out: &mut String, suppression: &Suppression, resource: &ResourceDrift) {
    let [stored, server, config] = resource.values(&suppression.path);
    let mut object = Members::open(out);
    write_side(&mut object, "config", config.as_ref());
    object.key("moved").push_str(if suppression.moved { "true" } else { "false" });
    write_text(object.key("path"), &suppression.path);
    write_text(object.key("reason"), suppression.reason.name());
    write_side(&mut object, "server", server.as_ref());
    write_side(&mut object, "state", stored.as_ref());
    object.close();
}

fn write_side(object: &mut Members<'_>, name: &str, value: Option<&Value>) {
    if let Some(value) = value {
        write(object.key(name), value);
    }
}

fn write_summary(out: &mut String, drift: &Drift) {
    let mut counts: Vec<(&str, usize)> =
        Kind::ALL.into_iter().map(|kind| (kind.name(), drift.count(kind))).collect();
    counts.push(("suppressed", drift.suppressed()));
    crate::sorting::sort(&mut counts);
    let mut object = Members::open(out);
    for (name, count) in counts {
        push_formatted(object.key(name), format_args!("{count}"));
    }
    object.close();
}
