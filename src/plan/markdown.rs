//! The plan as Markdown for a pull request, always short enough for one comment.

use super::outline::{GroupKey, group};
use super::{Action, Plan, Step, words};
use crate::diagnostic::counts::grouped;

/// Most characters of a summary: GitHub takes 65,536, and something may be written around it.
pub const MAX_SUMMARY: usize = 60_000;
/// Longest list of names in a row of the table, in characters.
const NAMES: usize = 120;
/// Most characters of what checks found; the first ones weigh most.
const CHECKS: usize = 8_000;
/// What is kept free for the words that end a list which does not fit.
const ENDING: usize = 200;

/// The counts, a table by action and type, and every step that fits, with `address` as the link to all of it.
/// An address that leaves no room for anything else is left out. `checks` are what the checks of the plan come
/// to, and what they found, one line each.
pub fn summary(plan: &Plan, address: Option<&str>, checks: &[String]) -> String {
    let environment =
        if plan.environment.is_empty() { String::new() } else { format!(", {}", plain(&plan.environment)) };
    let mut out = format!("### Plan of {}{environment}\n\n", plain(&plan.project_key));
    out.push_str(&format!("{}\n\n", words::summary(plan.summary)));
    if let Some(address) = address.filter(|address| address.len() < MAX_SUMMARY / 2) {
        out.push_str(&format!("[Review the plan]({address})\n\n"));
    }
    found(&mut out, checks);
    if plan.has_changes() {
        table(&mut out, plan);
        steps(&mut out, plan);
    }
    out.push_str(&format!("Digest of the plan: `{}`\n", super::json::plan_digest(plan)));
    out
}

/// What checks say, in front of everything that is cut first.
fn found(out: &mut String, checks: &[String]) {
    let Some((title, lines)) = checks.split_first() else { return };
    out.push_str(&format!("**{}**\n\n", plain(title)));
    let mut room = CHECKS;
    for (told, line) in lines.iter().enumerate() {
        let line = format!("- {}\n", plain(line));
        let length = line.chars().count();
        if length > room {
            let left = lines.len() - told;
            out.push_str(&format!("- and {} more\n", grouped(left)));
            break;
        }
        room -= length;
        out.push_str(&line);
    }
    if !lines.is_empty() {
        out.push('\n');
    }
}

fn table(out: &mut String, plan: &Plan) {
    let changed: Vec<usize> =
        (0..plan.steps.len()).filter(|at| plan.steps.get(*at).is_some_and(is_changed)).collect();
    out.push_str("| what | which |\n|---|---|\n");
    for found in group(plan, &changed) {
        if matches!(found.key, GroupKey::Kind(..)) {
            let names = plain(&words::names(plan, &found, NAMES));
            out.push_str(&format!("| {} | {names} |\n", plain(&words::group(&found))));
        }
    }
    out.push('\n');
}

/// Every step as a line, as many as there is room for.
fn steps(out: &mut String, plan: &Plan) {
    out.push_str("<details><summary>Every step</summary>\n\n```diff\n");
    let mut room = MAX_SUMMARY.saturating_sub(out.chars().count() + ENDING);
    let mut left = plan.steps.iter().filter(|step| is_changed(step)).count();
    for step in plan.steps.iter().filter(|step| is_changed(step)) {
        let line = line(step);
        let length = line.chars().count();
        if length > room {
            break;
        }
        room -= length;
        left -= 1;
        out.push_str(&line);
    }
    out.push_str("```\n\n");
    if left > 0 {
        out.push_str(&format!("{} more are in the plan itself.\n\n", words::plural(left, "step")));
    }
    out.push_str("</details>\n\n");
}

fn is_changed(step: &Step) -> bool {
    step.action != Action::NoChange
}

/// `+ dataset RAW`, `! recipe clean: code`; a sign before each line keeps it from ending the fence.
fn line(step: &Step) -> String {
    let sign = match step.action {
        Action::Update => '!',
        action => action.symbol(),
    };
    let fields = match step.action {
        Action::Update => format!(": {}", one_line(&words::fields(step))),
        _ => String::new(),
    };
    format!("{sign} {} {}{fields}\n", step.address.kind(), one_line(step.address.name()))
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A text without any sign that Markdown or HTML takes for its own.
fn plain(text: &str) -> String {
    one_line(text).chars().fold(String::new(), |mut out, letter| {
        if "\\`*_{}[]<>()#+!|&~".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
        out
    })
}
