//! The stages of an analysis, timed one by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::config::layout::Role;
use blockwright::config::sections::{self, Part};
use blockwright::config::{Config, read};
use blockwright::desired::desired;
use blockwright::diagnostic::pile::Pile;
use blockwright::plan::json::plan_json;
use blockwright::plan::{Basis, plan};
use blockwright::source::{FileId, Source};
use blockwright::state::State;
use blockwright::validate::{self, ValidConfig};
use blockwright::workspace::{Memory, Workspace, analyze, analyze_again};
use blockwright::yaml;

use crate::clock::{best, best_on};
use crate::project::{self, Variant};

/// Milliseconds of each stage at one size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Resources.
    pub(crate) size: f64,
    /// Text to nodes.
    pub(crate) parse: f64,
    /// Nodes to a configuration, and all rules.
    pub(crate) validate: f64,
    /// Plan without a state.
    pub(crate) plan_new: f64,
    /// Plan with one resource in twenty changed.
    pub(crate) plan_changed: f64,
    /// Plan of everything as JSON.
    pub(crate) json: f64,
    /// Text to plan, without a state.
    pub(crate) whole: f64,
    /// The whole analysis after one edit, with a state loaded.
    pub(crate) edit: f64,
}

impl Row {
    /// All figures, in order.
    pub(crate) fn values(&self) -> Vec<f64> {
        let Self { size, parse, validate, plan_new, plan_changed, json, whole, edit } = self;
        [size, parse, validate, plan_new, plan_changed, json, whole, edit].map(|value| *value).to_vec()
    }

    /// The row of figures as [`Row::values`] gives them.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn of(values: &[f64]) -> Self {
        let value = |index: usize| values.get(index).copied().unwrap_or_default();
        Self {
            size: value(0),
            parse: value(1),
            validate: value(2),
            plan_new: value(3),
            plan_changed: value(4),
            json: value(5),
            whole: value(6),
            edit: value(7),
        }
    }
}

/// Times every stage on a project of `size` resources.
pub(crate) fn measure(size: usize, clock: &dyn Fn() -> f64) -> Row {
    let base = Source::new("project.yml", &project::text(size, Variant::Base));
    let changed = Source::new("project.yml", &project::text(size, Variant::Changed));
    let document = yaml::parse(FileId(0), &base).root;
    let (valid, current) = deployed(&base);
    let (changed_config, _) = deployed(&changed);
    let everything = BTreeSet::new();
    let new = || {
        let desired = Arc::new(desired(&valid, "dev"));
        plan(Basis { config: &valid, desired: &desired, current: None }, &everything)
    };
    let against = || {
        let desired = Arc::new(desired(&changed_config, "dev"));
        plan(Basis { config: &changed_config, desired: &desired, current: Some(&current) }, &everything)
    };
    let fresh = workspace(&base, None);
    let with_state = workspace(&base, Some(blockwright::state::file::save(&current).into()));
    let edited = edited(&with_state);
    let mut memory = Memory::default();
    let mut flip = false;
    Row {
        size: size as f64,
        parse: best(clock, || yaml::parse(FileId(0), &base)),
        validate: best(clock, || judged(document.clone())),
        plan_new: best(clock, new),
        plan_changed: best(clock, against),
        json: best_on(clock, new, |plan| plan_json(&plan, "2026-01-01T00:00:00Z")),
        whole: best(clock, || analyze(&fresh)),
        edit: best(clock, || {
            flip = !flip;
            analyze_again(if flip { &edited } else { &with_state }, &mut memory)
        }),
    }
}

/// The workspace after one attribute in the middle was typed over.
fn edited(workspace: &Workspace) -> Workspace {
    let mut edited = workspace.clone();
    for source in &mut edited.files {
        let middle = source.text.len() / 2;
        let change =
            source.text.get(middle..).and_then(|rest| rest.find("rolling(24)")).map(|at| middle + at);
        let Some(at) = change else { continue };
        let text = [source.text.get(..at), Some("rolling(240)"), source.text.get(at + "rolling(24)".len()..)];
        *source = source.with_text(&text.into_iter().flatten().collect::<String>());
    }
    edited
}

fn workspace(source: &Source, state: Option<Arc<str>>) -> Workspace {
    Workspace { files: vec![source.clone()], state, environment: "dev".into(), ..Workspace::default() }
}

fn judged(root: Option<yaml::node::Node>) -> Option<(Arc<Config>, ValidConfig)> {
    let mut problems = Pile::default();
    let documents = [(Role::Project, Part { file: FileId(0), node: root? })];
    let sections = sections::merge(&documents, &mut problems);
    let config = Arc::new(read::read(&sections, &[], &mut problems));
    let composition = Arc::default();
    validate::validate(&config, &composition, &mut problems);
    let valid = validate::gate(&config, &composition, &problems.into_problems(), true)?;
    Some((config, valid))
}

/// The state as if `source` had just been applied.
fn deployed(source: &Source) -> (ValidConfig, Arc<State>) {
    let root = yaml::parse(FileId(0), source).root;
    let Some((_, valid)) = judged(root) else { unreachable!("the generated project is valid") };
    let state = Arc::new(desired(&valid, "dev"));
    (valid, state)
}
