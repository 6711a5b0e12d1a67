//! Plans and steps that the tests of this module share.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::address::Address;
use crate::diff::Scope;
use crate::plan::{Action, Plan, Reason, Step, Summary};

/// A step with nothing but what is given.
pub(in crate::plan) fn step(action: Action, address: &str) -> Step {
    let reason = match action {
        Action::Create => Reason::NotInState,
        Action::Update => Reason::AttributesDiffer,
        Action::Delete => Reason::NotInConfig,
        Action::NoChange => Reason::UpToDate,
    };
    Step {
        action,
        address: Address::parse(address).unwrap(),
        before: None,
        after: None,
        attributes: Vec::new(),
        changes: Vec::new(),
        depends_on: Vec::new(),
        reason,
        replaces: false,
        at: None,
    }
}

/// A plan of `steps`.
pub(in crate::plan) fn plan(steps: Vec<Step>) -> Plan {
    Plan {
        environment: String::new(),
        project_key: "P".into(),
        scope: Scope::of_project("P"),
        desired: Arc::default(),
        current: None,
        targets: BTreeSet::new(),
        summary: Summary::of(&steps),
        steps,
        problems: Vec::new(),
    }
}
