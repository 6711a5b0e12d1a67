//! Jobs (`dss-api.md` 3.11).

use std::cmp::Reverse;

use serde_json::{Value, json};

use crate::simulator::answer::{Answer, acknowledged, document, text as written};
use crate::simulator::calendar;
use crate::simulator::fields::{fill, list};
use crate::simulator::graph::Graph;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, get, post};
use crate::simulator::task::Job;
use crate::simulator::visit::Visit;
use crate::sorting::sort_by_key;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/jobs/", READ, all),
    post("/projects/{}/jobs/", WRITE, start),
    get("/projects/{}/jobs/running/", READ, running),
    get("/projects/{}/jobs/{}/", READ, status),
    get("/projects/{}/jobs/{}/log", READ, log),
    post("/projects/{}/jobs/{}/abort", WRITE, abort),
];

const TYPES: [&str; 4] = [
    "NON_RECURSIVE_FORCED_BUILD",
    "RECURSIVE_BUILD",
    "RECURSIVE_FORCED_BUILD",
    "RECURSIVE_MISSING_ONLY_BUILD",
];
/// Most jobs of a project that are remembered.
const MAX_JOBS: usize = 500;

/// The newest first.
fn all(visit: &mut Visit<'_>) -> Answer {
    let mut jobs: Vec<&Job> = visit.project()?.jobs.values().collect();
    sort_by_key(&mut jobs, |job| Reverse(job.started_at));
    document(jobs.into_iter().map(Job::entry).collect::<Value>())
}

fn running(visit: &mut Visit<'_>) -> Answer {
    let jobs = visit.project()?.jobs.values().filter(|job| job.state() == "RUNNING");
    document(jobs.map(Job::entry).collect::<Value>())
}

/// A job runs the recipes that write what is asked for. Without such recipes it ends with success and
/// has built nothing (`dss-api.md` 3.11).
fn start(visit: &mut Visit<'_>) -> Answer {
    let mut definition = visit.document()?;
    fill(&mut definition, json!({"type": "NON_RECURSIVE_FORCED_BUILD"}));
    let kind = definition["type"].as_str().unwrap_or_default();
    if !TYPES.contains(&kind) {
        return Err(Refusal::invalid(format!("{kind} is no type of job")));
    }
    let outputs: Vec<String> = list(&definition, "outputs")
        .iter()
        .filter_map(|output| output["id"].as_str())
        .map(str::to_owned)
        .collect();
    let Some(first) = outputs.first() else { return Err(Refusal::invalid("A job needs an output")) };
    let key = visit.key().to_owned();
    let project = visit.project()?;
    if let Some(absent) = outputs.iter().find(|id| project.computable(id).is_none()) {
        return Err(Refusal::absent(format!("Output {key}.{absent}")));
    }
    let graph = Graph::of(visit.instance, &key);
    let mut recipes: Vec<String> = Vec::new();
    for maker in outputs.iter().flat_map(|id| graph.makers(id, kind != TYPES[0])) {
        if !recipes.contains(&maker) {
            recipes.push(maker);
        }
    }
    let made = recipes.iter().filter_map(|name| project.recipes.get(name));
    let datasets: Vec<String> = made
        .flat_map(|recipe| crate::simulator::reference::outputs(&recipe.document))
        .map(str::to_owned)
        .collect();
    let mut at = visit.now;
    let id_at = |at: u64| format!("Build_{first}_{}", calendar::written(at, ["T", "-", "."]));
    while project.jobs.contains_key(&id_at(at)) {
        at = at.saturating_add(1);
    }
    let id = id_at(at);
    let by = visit.caller.login.clone();
    for (member, value) in [
        ("id", json!(id)),
        ("projectKey", json!(key)),
        ("name", json!(format!("Build {first}"))),
        ("initiator", json!(by)),
        ("initiationTimestamp", json!(visit.now)),
    ] {
        definition.insert(member.to_owned(), value);
    }
    let now = visit.now;
    let jobs = &mut visit.project_mut()?.jobs;
    while jobs.len() >= MAX_JOBS {
        jobs.pop_first();
    }
    jobs.insert(id.clone(), Job::new(definition, recipes, datasets, now));
    document(json!({"id": id}))
}

fn found<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Job, Refusal> {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.jobs.get_mut(&id).ok_or_else(|| Refusal::absent(format!("Job {id}")))
}

fn status(visit: &mut Visit<'_>) -> Answer {
    let now = visit.now;
    let job = found(visit)?;
    let has_ended = job.look(now);
    let (status, built) = (job.status(), if has_ended { job.datasets.clone() } else { Vec::new() });
    let datasets = &mut visit.project_mut()?.datasets;
    for name in built {
        if let Some(dataset) = datasets.get_mut(&name) {
            dataset.built_at = Some(now);
        }
    }
    document(status)
}

fn log(visit: &mut Visit<'_>) -> Answer {
    let activity = visit.parameter("activity").map(str::to_owned);
    let job = found(visit)?;
    let is_wanted = |recipe: &&String| {
        activity.as_ref().is_none_or(|activity| activity.strip_suffix("_NP").unwrap_or(activity) == *recipe)
    };
    let lines = job
        .recipes
        .iter()
        .filter(is_wanted)
        .map(|recipe| format!("[{}] {recipe}: {}\n", job.started_at, job.state()));
    let lines: String = lines.collect();
    written(lines)
}

fn abort(visit: &mut Visit<'_>) -> Answer {
    let now = visit.now;
    found(visit)?.abort(now);
    acknowledged()
}
