//! What will work on an instance, found out by reads alone (`dss::capability`).

use std::rc::Rc;

use blockwright::dss::capability::{Ability, Evidence, probes};
use blockwright::dss::release::Release;
use blockwright::dss::welcome::Welcome;
use blockwright::dss::{Call, answer, project_settings};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::connection::Connection;
use crate::ui::session::Session;

/// What is known of a connection and one of its projects.
#[derive(Clone, Debug)]
pub(crate) struct Survey {
    /// The project; empty if the key sees none.
    pub(crate) project: String,
    /// What was found.
    pub(crate) evidence: Evidence,
    /// Reads that have not been answered.
    pub(crate) open: usize,
}

/// The keys of the projects that the test of a connection has listed.
pub(crate) fn projects(welcome: &Welcome) -> Vec<String> {
    let keys = welcome.projects.iter().filter_map(|project| project.get("projectKey")?.as_str());
    keys.map(str::to_owned).collect()
}

/// The project that is open, if the instance has it; else the first one there.
pub(super) fn first_project(session: Session, welcome: &Welcome) -> String {
    let there = projects(welcome);
    let open = session.analysis().with_untracked(|analysis| {
        let key = analysis.config.project.as_ref()?.key.as_ref()?;
        Some(key.value.to_string())
    });
    let open = open.filter(|key| there.contains(key));
    open.or_else(|| there.into_iter().next()).unwrap_or_default()
}

/// Finds out what will work for `project`. What comes of it stands in the session.
pub(crate) fn survey(session: Session, project: String) {
    let connecting = session.connecting();
    let (Some(connection), Some(trial)) = (untrack(|| connecting.connection()), connecting.trial()) else {
        return;
    };
    let Some(errand) = connection.errand() else { return };
    let instance = trial.welcome.instance.clone().unwrap_or_default();
    let mut evidence = Evidence::default();
    evidence.release = instance.version.as_deref().and_then(Release::parse);
    evidence.node = instance.kind;
    evidence.identity.clone_from(&trial.welcome.identity);
    let mut asked = probes(&project, evidence.release);
    asked.retain(|(_, request)| request.flaw().is_none());
    connecting.survey.set(Some(Survey { project: project.clone(), evidence, open: asked.len() }));
    for (ability, request) in asked {
        let (errand, connection, project) = (Rc::clone(&errand), connection.clone(), project.clone());
        spawn_local(async move {
            let (outcome, permissions) = match ability {
                Ability::ReadPermissions => {
                    let outcome = errand.call(project_settings::permissions(&project)).await;
                    (outcome.as_ref().map(drop).map_err(Clone::clone), outcome.ok())
                }
                _ => (errand.call(Call::new(request, answer::nothing)).await, None),
            };
            note(session, &connection, &project, |survey| {
                survey.open = survey.open.saturating_sub(1);
                survey.evidence.answered(ability, outcome);
                survey.evidence.permissions = permissions.or(survey.evidence.permissions.take());
            });
        });
    }
}

/// Notes something in the survey, unless another one has taken its place.
fn note(session: Session, connection: &Connection, project: &str, change: impl FnOnce(&mut Survey)) {
    let connecting = session.connecting();
    if !connecting.is_about(connection) {
        return;
    }
    connecting.survey.update(|survey| {
        if let Some(survey) = survey.as_mut().filter(|survey| survey.project == project) {
            change(survey);
        }
    });
}
