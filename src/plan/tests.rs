//! Plans of whole configurations: what the tests of this folder share, order, targets, laws.

mod bakery;
pub(super) mod by_hand;
mod documents;
mod laws;
mod markdown;
mod order;
mod reference_text;
mod texts;

use std::sync::Arc;

use super::*;
use crate::config::tests::read_files;
use crate::desired::desired;
use crate::state::State;
use crate::validate::{ValidConfig, gate};

pub(super) fn valid(text: &str) -> ValidConfig {
    let (config, problems) = read_files(&[("project.yml", text)]);
    gate(&Arc::new(config), &Arc::default(), &problems, false).unwrap()
}

/// Plans `text` against a state.
pub(super) fn plan_against(text: &str, current: Option<&State>, targets: &[&str]) -> Plan {
    let valid = valid(text);
    let desired = Arc::new(desired(&valid, "dev"));
    let current = current.map(|current| Arc::new(current.clone()));
    let targets = targets.iter().map(|target| (*target).to_owned()).collect();
    plan(Basis { config: &valid, desired: &desired, current: current.as_ref() }, &targets)
}

/// The state after everything in `text` was applied.
pub(super) fn applied(text: &str) -> State {
    let mut state = State { environment: "dev".into(), ..State::default() };
    for step in &plan_against(text, None, &[]).steps {
        record(&mut state, step, "2025-06-01T09:00:00Z", "ada");
    }
    state
}

/// Plans `new` where `old` was applied before.
pub(super) fn replanned(old: &str, new: &str) -> Plan {
    plan_against(new, Some(&applied(old)), &[])
}

/// One line per action, with what it waits for.
pub(super) fn outline(plan: &Plan) -> String {
    let line = |step: &Step| {
        let needs: Vec<&str> = step.depends_on.iter().map(Address::as_str).collect();
        format!("{} {} after [{}]\n", step.action.symbol(), step.address, needs.join(", "))
    };
    plan.actions().map(line).collect()
}

/// A text in which the escape character can be seen.
fn visible(text: &str) -> String {
    text.replace('\u{1b}', "\\e")
}
