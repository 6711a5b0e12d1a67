//! The drift as a text: each resource, each field with its three values, then the counts.

use serde_json::Value;

use super::{Drift, Field, ResourceDrift, words};
use crate::diff::sides::written;

/// The whole report. `with_suppressed` lists what is suppressed too, with its reason.
pub fn report(drift: &Drift, with_suppressed: bool) -> String {
    let mut text = String::new();
    for resource in &drift.resources {
        if resource.kind.is_some() || with_suppressed {
            write_resource(&mut text, resource, with_suppressed);
        }
    }
    for address in &drift.unread {
        text.push_str(&format!("{address}: could not be read\n"));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&words::summary(drift));
    text.push('\n');
    text
}

fn write_resource(text: &mut String, resource: &ResourceDrift, with_suppressed: bool) {
    text.push_str(&format!("{}: {}\n", resource.address, words::resource(resource)));
    for field in &resource.fields {
        write_field(text, field);
    }
    if !with_suppressed {
        return;
    }
    for suppression in &resource.suppressed {
        let moved = if suppression.moved { ", changed since the last reading" } else { "" };
        let path = if suppression.path.is_empty() { "all of it" } else { &suppression.path };
        text.push_str(&format!("    suppressed {path}: {}{moved}\n", suppression.reason.name()));
    }
}

fn write_field(text: &mut String, field: &Field) {
    text.push_str(&format!("    {}: {}\n", field.path, words::field(field.kind)));
    for (side, value) in [("state", &field.stored), ("server", &field.server), ("config", &field.config)] {
        write_side(text, side, value.as_ref());
    }
}

fn write_side(text: &mut String, side: &str, value: Option<&Value>) {
    let shown = value.map_or_else(|| "-".to_owned(), written);
    if !shown.contains('\n') {
        text.push_str(&format!("        {side:<6}  {shown}\n"));
        return;
    }
    text.push_str(&format!("        {side}\n"));
    for line in shown.lines() {
        text.push_str(format!("            {line}").trim_end());
        text.push('\n');
    }
}
