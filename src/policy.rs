//! Checks of a plan before it is shared or approved: what a team wants to be asked about.
//!
//! A rule of `policy/rules` looks at the plan and what it came from. The host weighs or switches rules in
//! `config.json`, a project adds simple ones and writes exceptions in `policies`, each with its reason, where
//! reviewers see them.

mod custom; // the rules of a project
pub mod rules;
pub mod settings; // what the host asks for

use std::sync::Arc;

pub use self::settings::{Settings, Weight};
use crate::address::Address;
use crate::composition::Composition;
use crate::config::Config;
use crate::config::policies::Waiver;
use crate::diagnostic::counts::counted;
use crate::diagnostic::{Rule, Severity};
use crate::plan::{Action, Plan, Step};
use crate::sorting::sort_by_key;

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The configuration that it came from.
    pub config: &'a Config,
    /// Its blocks.
    pub composition: &'a Composition,
    /// What the host asks for.
    pub settings: &'a Settings,
}

/// A built-in check.
#[derive(Debug)]
pub struct Check {
    /// Its rule.
    pub rule: &'static Rule,
    /// Looks at a plan, and says each breach with the address it is about; an empty one for the plan itself.
    pub find: fn(&Subject<'_>, &mut Breaches<'_>),
}

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule; that of all custom ones for a rule of the project.
    pub rule: &'static Rule,
    /// The id that exceptions name: the rule's, or that of a rule of the project.
    pub id: Arc<str>,
    /// What it weighs here.
    pub severity: Severity,
    /// The resource; `None` for the plan as a whole.
    pub address: Option<Address>,
    /// What is wrong, and why it matters.
    pub message: String,
    /// The exception that covers it.
    pub waiver: Option<Waiver>,
}

/// All findings, errors first, then by rule and in the order of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
    /// Exceptions that cover nothing, so that they do not pile up.
    pub unused_waivers: Vec<Waiver>,
}

/// Collects what one rule finds.
pub struct Breaches<'a> {
    rule: &'static Rule,
    id: Arc<str>,
    severity: Severity,
    findings: &'a mut Vec<Finding>,
}

impl Breaches<'_> {
    /// A breach by a step.
    pub fn at(&mut self, step: &Step, message: impl Into<String>) {
        self.add(Some(step.address.clone()), message.into());
    }

    /// A breach by the plan as a whole.
    pub fn of_plan(&mut self, message: impl Into<String>) {
        self.add(None, message.into());
    }

    fn add(&mut self, address: Option<Address>, message: String) {
        let (rule, id, severity) = (self.rule, Arc::clone(&self.id), self.severity);
        self.findings.push(Finding { rule, id, severity, address, message, waiver: None });
    }
}

impl Report {
    /// The errors that no exception covers: they stand in the way of an approval.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        let blocks = |finding: &&Finding| finding.severity == Severity::Error && finding.waiver.is_none();
        self.findings.iter().filter(blocks)
    }

    /// What it comes to, as `Checks: 2 stand in the way of an approval`.
    pub fn title(&self) -> String {
        let waived = self.findings.iter().filter(|finding| finding.waiver.is_some()).count();
        let open = self.findings.len() - waived;
        match (self.blocking().count(), open) {
            (0, 0) if waived == 0 => "All checks pass".to_owned(),
            (0, 0) => format!("Checks pass, with {}", counted(waived, "exception")),
            (0, open) => format!("Checks: {open} to look at"),
            (1, _) => "Checks: 1 stands in the way of an approval".to_owned(),
            (blocking, _) => format!("Checks: {blocking} stand in the way of an approval"),
        }
    }

    /// The title, then each finding as a line: `error POL001: …`, `waived POL003: … Waived: …`.
    pub fn lines(&self) -> Vec<String> {
        std::iter::once(self.title()).chain(self.findings.iter().map(Finding::line)).collect()
    }
}

impl Finding {
    /// How it weighs, in a word.
    pub fn word(&self) -> &'static str {
        match (&self.waiver, self.severity) {
            (Some(_), _) => "waived",
            (None, Severity::Error) => "error",
            (None, _) => "warning",
        }
    }

    fn line(&self) -> String {
        let waived = self.waiver.as_ref().map(|waiver| format!(" Waived: {}", waiver.reason));
        format!("{} {}: {}{}", self.word(), self.id, self.message, waived.unwrap_or_default())
    }
}

/// Checks a plan.
pub fn check(subject: &Subject<'_>) -> Report {
    let mut findings = Vec::new();
    for check in rules::CHECKS {
        let Some(severity) = subject.settings.severity(check.rule) else { continue };
        let id = Arc::from(check.rule.id);
        (check.find)(subject, &mut Breaches { rule: check.rule, id, severity, findings: &mut findings });
    }
    for custom in &subject.config.policies.rules {
        let (rule, id, severity) = (&rules::CUSTOM, Arc::clone(&custom.id), custom.severity);
        custom::find(custom, subject, &mut Breaches { rule, id, severity, findings: &mut findings });
    }
    sort_by_key(&mut findings, |finding| finding.severity);
    waive(findings, &subject.config.policies.waivers)
}

fn waive(mut findings: Vec<Finding>, waivers: &[Waiver]) -> Report {
    let mut used = vec![false; waivers.len()];
    for finding in &mut findings {
        let address = finding.address.as_ref().map_or("", Address::as_str);
        let covers =
            |waiver: &&Waiver| waiver.rule == finding.id && (waiver.on.is_empty() || &*waiver.on == address);
        for (position, waiver) in waivers.iter().enumerate().filter(|(_, waiver)| covers(waiver)) {
            finding.waiver.get_or_insert_with(|| waiver.clone());
            if let Some(used) = used.get_mut(position) {
                *used = true;
            }
        }
    }
    let unused = waivers.iter().zip(used).filter(|(_, used)| !used);
    Report { findings, unused_waivers: unused.map(|(waiver, _)| waiver.clone()).collect() }
}

impl Subject<'_> {
    /// The steps of these kinds of change, in the order of the plan.
    fn steps(&self, actions: &'static [Action]) -> impl Iterator<Item = &Step> {
        self.plan.steps.iter().filter(|step| actions.contains(&step.action))
    }
}

#[cfg(test)]
mod tests;
