//! REG-011, REG-014 and REG-016: solutions, composed with every port mapped.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Report, rules};
use crate::block::{BlockKind, Port};
use crate::composition::{Basis, compose};
use crate::config::block_use::{BlockUse, Extends, Mapping, Section};
use crate::config::{Config, Field, Lifecycle};
use crate::diagnostic::Severity;
use crate::registry::lock::Lock;
use crate::registry::{Registries, Registry};
use crate::source::Location;
use crate::yaml::node::{Content, Node, Style};

pub(super) fn check(registry: &Registry, registries: &Registries, report: &mut Report<'_>) {
    let manifest = report.manifest;
    if manifest.kind != BlockKind::Solution {
        return;
    }
    for (position, step) in manifest.steps.iter().enumerate() {
        for (extension, _) in step.extends.iter().enumerate().filter(|(_, wish)| wish.override_with.is_some())
        {
            let place = format!("sequence[{position}].extends[{extension}]");
            report.add(
                &rules::OVERRIDE,
                &place,
                "a step has no place for the recipe of `override_with`".to_owned(),
            );
        }
    }
    let reference = format!("{}/{}", registry.key, manifest.label());
    let config =
        Config { uses: vec![instance(&reference, &manifest.inputs, &manifest.outputs)], ..Config::default() };
    let (lock, existing) = (Lock::default(), BTreeSet::new());
    let basis = Basis { config: &config, registries, lock: &lock, existing: &existing };
    let (_, problems) = compose(basis);
    for problem in problems.into_problems() {
        let rule = problem.rule.id;
        let is_inside = rule.starts_with("SOL-") || rule.starts_with("SCH-") || rule == "BLK-016";
        if rule == "EXT-001" {
            report.add(
                &rules::NO_RECIPE,
                problem.within.as_deref().unwrap_or_default(),
                problem.message.clone(),
            );
        }
        if is_inside && problem.severity == Severity::Error {
            let place = problem.within.as_deref().unwrap_or_default();
            report.add(&rules::SOLUTION, place, format!("{rule}: {}", problem.message));
        }
    }
}

/// An entry that maps every port of a solution to a name of its own.
fn instance(reference: &str, inputs: &[Port], outputs: &[Port]) -> BlockUse {
    let at = Location::default();
    let field = |text: &str| Field { value: Arc::from(text), at, unresolved: false };
    let map = |ports: &[Port], side: &str| -> Vec<Mapping> {
        let mapping = |port: &Port| Mapping {
            port: Arc::clone(&port.name),
            port_at: at,
            name: field(&format!("{side}_{}", port.name)),
        };
        ports.iter().map(mapping).collect()
    };
    BlockUse {
        section: Section::Solutions,
        index: 0,
        at,
        reference: Some(field(reference)),
        reference_at: at,
        instance_name: None,
        zone: None,
        inputs: map(inputs, "INPUT"),
        inputs_at: None,
        outputs: map(outputs, "OUTPUT"),
        extends: Extends::default(),
        overrides: Vec::new(),
        lifecycle: Lifecycle::default(),
        unknown_keys: Vec::new(),
        is_faulty: false,
        node: Node { range: at.range, style: Style::Flow, content: Content::Null },
    }
}
