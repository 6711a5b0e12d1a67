//! POL006: a code environment is another one, or not there.

use std::sync::Arc;

use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};
use crate::state::Resource;

/// A code environment is another one, or not there.
pub static RULE: Rule = Rule {
    id: "POL006",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "Code would run in another code environment",
    explanation: "The same code gives other results with other packages. A recipe that changes its code environment, and a block that needs one which the environment does not list, should be looked at.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for step in subject.steps(&[Action::Update]) {
        let environment = |resource: &Option<Arc<Resource>>| code_env(resource.as_ref()?).map(str::to_owned);
        let (before, after) = (environment(&step.before), environment(&step.after));
        if before != after {
            let name = |name: Option<String>| name.unwrap_or_else(|| "the default".to_owned());
            let (before, after) = (name(before), name(after));
            breaches.at(step, format!("{} would run in {after} and not in {before}", step.address));
        }
    }
    let Some(listed) = subject.settings.code_envs.get(&subject.plan.environment) else { return };
    for step in subject.steps(&[Action::Create, Action::Update]) {
        if let Some(name) = step.after.as_deref().and_then(code_env).filter(|name| !listed.contains(*name)) {
            breaches
                .at(step, format!("{} needs the code environment {name}, which is not listed", step.address));
        }
    }
    for (pinned, manifest) in &subject.composition.manifests {
        for name in manifest.dependencies.code_envs.iter().filter(|name| !listed.contains(&***name)) {
            breaches.of_plan(format!("{pinned} needs the code environment {name}, which is not listed"));
        }
    }
}

/// The code environment that a recipe names, as DSS keeps it.
fn code_env(resource: &Resource) -> Option<&str> {
    let in_params = || resource.attributes().get("params")?.get("envSelection")?.get("envName");
    let in_settings = || resource.attributes().get("dss")?.get("params")?.get("envSelection")?.get("envName");
    in_params().or_else(in_settings)?.as_str()
}
