//! The plan as text in our form (spec 5.4): every leaf on its line, nothing that breaks a line.

use serde_json::Value;

use super::text::{TITLE, counts};
use super::{Action, Colour, Plan, Step, Summary};
use crate::attribute::display_order;
use crate::diff::leaf::expand_new;
use crate::diff::lines::changed_count;
use crate::diff::{AttributeChange, ChangeKind};
use crate::value::write_escaped;

/// Longest text and longest list on one line, in characters.
const LONGEST: usize = 80;

/// The attribute that is summed up in lines.
const CODE: &str = "code";

/// The plan in our form, with no line feed at the end. A partial plan says so below the title.
pub fn plan_text(plan: &Plan, colour: Colour) -> String {
    let mut out = colour.bold(TITLE);
    out.push_str("\n\n");
    if plan.is_partial() {
        let targets: Vec<String> = plan.targets.iter().map(|target| shown_text(target)).collect();
        out.push_str(&format!("Only {} and what is needed for it.\n\n", targets.join(", ")));
    }
    for step in plan.actions() {
        write_step(&mut out, step, colour);
        out.push('\n');
    }
    out.push_str(&summary(plan.summary, colour));
    out
}

/// The last line: all three counts.
pub fn summary(summary: Summary, colour: Colour) -> String {
    let parts = counts(summary).map(|(action, count, what)| colour.paint(action, &format!("{count} {what}")));
    format!("{} {}.", colour.bold("Plan:"), parts.join(", "))
}

fn write_step(out: &mut String, step: &Step, colour: Colour) {
    let line = format!("{} {}", step.action.symbol(), step.address);
    out.push_str(&colour.paint(step.action, &line));
    out.push('\n');
    for line in step_lines(step, colour) {
        out.push_str("    ");
        out.push_str(&line);
        out.push('\n');
    }
}

fn step_lines(step: &Step, colour: Colour) -> Vec<String> {
    match (step.action, &step.after) {
        (Action::Create, Some(after)) => {
            let shown = display_order(after.address.kind(), after.attributes());
            let leaves = shown.into_iter().flat_map(|(name, value)| expand_new(name, value));
            leaves
                .map(|leaf| format!("{}: {}", leaf.path, shown_side(&leaf.path, leaf.new.as_ref())))
                .collect()
        }
        (Action::Update, _) => step.changes.iter().map(|change| change_line(change, colour)).collect(),
        _ => Vec::new(),
    }
}

/// One leaf of an update, with its marker.
pub fn change_line(change: &AttributeChange, colour: Colour) -> String {
    let (path, old, new) = (&change.path, change.old.as_ref(), change.new.as_ref());
    let line = |action: Action, rest: String| {
        format!("{} {path}: {rest}", colour.paint(action, &action.symbol().to_string()))
    };
    match change.kind() {
        ChangeKind::Added => line(Action::Create, shown_side(path, new)),
        ChangeKind::Removed => line(Action::Delete, shown_side(path, old)),
        ChangeKind::Modified | ChangeKind::Unchanged => line(Action::Update, shown_change(path, old, new)),
    }
}

fn shown_change(path: &str, old: Option<&Value>, new: Option<&Value>) -> String {
    if path == CODE
        && let (Some(Value::String(old)), Some(Value::String(new))) = (old, new)
    {
        // Texts that differ only in their last line feed have no changed line, but they differ.
        let count = changed_count(old, new).max(1);
        return format!("({count} {} changed)", plural(count, "line"));
    }
    format!("{} => {}", shown_side(path, old), shown_side(path, new))
}

fn shown_side(path: &str, value: Option<&Value>) -> String {
    match value {
        Some(Value::String(code)) if path == CODE => {
            let count = code.lines().count();
            format!("({count} {})", plural(count, "line"))
        }
        Some(value) => shown(value),
        None => "null".to_owned(),
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// A value on one line: texts as in JSON and at most 80 characters of them, lists and mappings as
/// JSON up to 80 characters, longer ones and lists of mappings counted.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => shown_text(text),
        Value::Array(values) => {
            let is_of_mappings = !values.is_empty() && values.iter().all(Value::is_object);
            let listed = (!is_of_mappings).then(|| compact(value)).flatten();
            listed.unwrap_or_else(|| format!("({} {})", values.len(), plural(values.len(), "item")))
        }
        Value::Object(members) => {
            compact(value).unwrap_or_else(|| format!("({} {})", members.len(), plural(members.len(), "key")))
        }
        scalar => crate::value::canonical(scalar),
    }
}

/// The value as JSON if that has at most 80 characters.
fn compact(value: &Value) -> Option<String> {
    let mut out = String::new();
    write_compact(&mut out, value);
    (out.chars().count() <= LONGEST).then_some(out)
}

/// Appends a value as JSON; once it is too long, the rest is left out.
fn write_compact(out: &mut String, value: &Value) {
    if out.len() > LONGEST * 4 {
        return;
    }
    match value {
        Value::Array(values) => crate::value::write_list(out, values, write_compact),
        Value::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write_shown(out, key);
                out.push_str(": ");
                write_compact(out, value);
            }
            out.push('}');
        }
        Value::String(text) => write_shown(out, text),
        scalar => crate::value::write(out, scalar),
    }
}

fn shown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST) + 2);
    write_shown(&mut out, text);
    out
}

/// Appends a text in quotes. Control characters are escaped, and so are those that would reorder or
/// hide what stands around them.
fn write_shown(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars().take(LONGEST) {
        if matches!(character, '"' | '\\') || character.is_control() || is_invisible(character) {
            write_escaped(out, character);
        } else {
            out.push(character);
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out.push('"');
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
