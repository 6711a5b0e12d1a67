//! The plan as text in the reference's form, exact (spec 5.3).
//!
//! The reference's update lines are broken (spec 9, defect 1): it prints `added: null => null`. Here
//! they are what its grammar says, one line per top-level attribute.

use serde_json::Value;

use super::{Action, Colour, Plan, Step, Summary};
use crate::attribute::display_order;
use crate::value::push_formatted;

/// First line of every plan text.
pub const TITLE: &str = "Dataiku IaC Execution Plan";

const NO_CHANGES: &str = "No changes. Infrastructure is up-to-date.";

/// The plan in the reference's form, with no line feed at the end. Texts stand in it raw: quotes and
/// line feeds are not escaped.
pub fn reference_text(plan: &Plan, colour: Colour) -> String {
    let mut out = colour.bold(TITLE);
    out.push_str("\n\n");
    for step in plan.actions() {
        write_step(&mut out, step, colour);
    }
    out.push('\n');
    out.push_str(&summary(plan.summary, colour));
    out
}

fn write_step(out: &mut String, step: &Step, colour: Colour) {
    let line = format!("{} {}", step.action.symbol(), step.address);
    out.push_str(&colour.paint(step.action, &line));
    out.push('\n');
    match (step.action, &step.after) {
        (Action::Create, Some(after)) => {
            let shown = display_order(after.address.kind(), after.attributes());
            for (key, value) in shown.into_iter().filter(|(key, _)| *key != "checksum") {
                push_formatted(out, format_args!("    {key}: {}\n", raw(Some(value))));
            }
        }
        (Action::Update, _) => {
            let marker = colour.paint(Action::Update, "~");
            for change in &step.attributes {
                let (old, new) = (raw(change.old.as_ref()), raw(change.new.as_ref()));
                push_formatted(out, format_args!("    {marker} {}: {old} => {new}\n", change.path));
            }
        }
        _ => {}
    }
}

fn raw(value: Option<&Value>) -> String {
    match value {
        None => "null".to_owned(),
        Some(Value::String(text)) => format!("\"{text}\""),
        Some(Value::Array(_) | Value::Object(_)) => "...".to_owned(),
        Some(scalar) => crate::value::canonical(scalar),
    }
}

fn summary(summary: Summary, colour: Colour) -> String {
    let parts: Vec<String> = counts(summary)
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(action, count, what)| colour.paint(action, &format!("{count} {what}")))
        .collect();
    if parts.is_empty() {
        return colour.bold(NO_CHANGES);
    }
    format!("{} {}.", colour.bold("Plan:"), parts.join(", "))
}

/// The counts of a summary with their words, in order.
pub(super) fn counts(summary: Summary) -> [(Action, usize, &'static str); 3] {
    [
        (Action::Create, summary.create, "to create"),
        (Action::Update, summary.update, "to update"),
        (Action::Delete, summary.destroy, "to destroy"),
    ]
}
