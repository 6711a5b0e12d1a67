//! Accepting: a project and a server in, the text that comes of it out.

mod entries;
mod fields;
mod law;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::{Accepted, Choice, accept, accept_all};
use crate::address::Address;
use crate::diff::Scope;
use crate::drift::{Drift, Sides, drift};
use crate::history;
use crate::source::Source;
use crate::state::{BY_SYSTEM, Metadata, Resource, State};
use crate::workspace::{Analysis, Workspace, analyze};

/// A project of these files.
pub(super) fn project(files: &[(&str, &str)]) -> Workspace {
    let files = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
    Workspace { files, environment: "dev".into(), ..Workspace::default() }
}

/// What a server has: ids and attributes.
pub(super) fn server(resources: Value) -> State {
    let resource = |(address, attributes): (&String, &Value)| {
        let metadata = Metadata { deployed_by: BY_SYSTEM.into(), ..Metadata::default() };
        let attributes = attributes.as_object().unwrap().clone();
        Arc::new(Resource::new(Address::parse(address).unwrap(), attributes, metadata))
    };
    State { resources: resources.as_object().unwrap().iter().map(resource).collect(), ..State::default() }
}

pub(super) fn drift_of(analysis: &Analysis, stored: &State, server: &State) -> Drift {
    let config = analysis.desired.as_ref().expect("a valid configuration");
    let scope = Scope::of(&analysis.config);
    drift(Sides { stored, server, config, scope: &scope, unread: &BTreeSet::new() })
}

/// Accepts `choices`, all without any, and gives back the project and what was refused.
pub(super) fn accepted(
    workspace: &Workspace,
    server: &State,
    choices: &[(&str, Option<&str>)],
) -> (Workspace, Vec<String>) {
    let analysis = analyze(workspace);
    let found = drift_of(&analysis, &State::default(), server);
    let choice = |(address, path): &(&str, Option<&str>)| Choice {
        address: Address::parse(address).unwrap(),
        path: path.map(str::to_owned),
    };
    let Accepted { changes, refused } = if choices.is_empty() {
        accept_all(workspace, &analysis, &found)
    } else {
        accept(workspace, &analysis, &found, &choices.iter().map(choice).collect::<Vec<_>>())
    };
    let mut after = workspace.clone();
    history::apply(&mut after, &changes).unwrap();
    (after, refused.into_iter().map(|(address, refusal)| format!("{address}: {refusal}")).collect())
}

/// The files and the refusals as one text.
pub(super) fn shown((workspace, refused): &(Workspace, Vec<String>)) -> String {
    let file = |source: &Source| format!("== {}\n{}", source.path, source.text);
    let mut shown: String = workspace.files.iter().map(file).collect();
    for refusal in refused {
        shown += &format!("refused {refusal}\n");
    }
    shown
}
