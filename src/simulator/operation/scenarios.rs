//! Scenarios and their runs (`dss-api.md` 3.10).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, acknowledged, document, text as written};
use crate::simulator::calendar;
use crate::simulator::fields::{fill, fill_common, known, list, object, required, text, whole};
use crate::simulator::project::Scenario;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, READ, Route, WRITE, delete, get, post, put};
use crate::simulator::task::Run;
use crate::simulator::visit::Visit;

const RUN: Need = Need::Project(Right::RunScenarios);

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/scenarios/", READ, all),
    post("/projects/{}/scenarios/", WRITE, create),
    get("/projects/{}/scenarios/{}", READ, |visit| document(scenario(visit)?.document.clone())),
    put("/projects/{}/scenarios/{}", WRITE, update),
    delete("/projects/{}/scenarios/{}", WRITE, remove),
    get("/projects/{}/scenarios/{}/light", READ, |visit| document(light(scenario(visit)?))),
    put("/projects/{}/scenarios/{}/light", WRITE, set_light),
    get("/projects/{}/scenarios/{}/payload", READ, |visit| {
        document(json!({"script": scenario(visit)?.script}))
    }),
    put("/projects/{}/scenarios/{}/payload", WRITE, set_payload),
    post("/projects/{}/scenarios/{}/run", RUN, run),
    post("/projects/{}/scenarios/{}/abort", RUN, abort),
    get("/projects/{}/scenarios/{}/get-run-for-trigger", READ, run_for_trigger),
    get("/projects/{}/scenarios/{}/get-last-runs", READ, last_runs),
    get("/projects/{}/scenarios/{}/get-runs-by-date", READ, runs_by_date),
    get("/projects/{}/scenarios/trigger/{}/{}", READ, trigger),
    get("/projects/{}/scenarios/{}/{}/", READ, one_run),
    get("/projects/{}/scenarios/{}/{}/log", READ, log),
];

/// Most runs of one scenario that are remembered.
const MAX_RUNS: usize = 100;

fn scenario<'a>(visit: &'a Visit<'_>) -> Result<&'a Scenario, Refusal> {
    visit.project()?.scenarios.get(visit.argument(1)).ok_or_else(|| absent(visit.argument(1)))
}

fn scenario_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Scenario, Refusal> {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.scenarios.get_mut(&id).ok_or_else(|| absent(&id))
}

fn absent(id: &str) -> Refusal {
    Refusal::absent(format!("Scenario {id}"))
}

fn all(visit: &mut Visit<'_>) -> Answer {
    document(visit.project()?.scenarios.values().map(light).collect::<Value>())
}

/// What lists say, and whether it runs.
fn light(scenario: &Scenario) -> Value {
    let mut light = scenario.document.clone();
    for member in ["params", "triggers", "reporters"] {
        light.remove(member);
    }
    let current = scenario.runs.iter().rev().find(|run| !run.is_finished());
    light.insert("running".to_owned(), Value::from(current.is_some()));
    light.insert("start".to_owned(), Value::from(current.map_or(0, |run| run.started_at)));
    light.insert("nextRun".to_owned(), Value::from(0));
    Value::Object(light)
}

const MEMBERS: [&str; 11] = [
    "id",
    "name",
    "type",
    "active",
    "params",
    "triggers",
    "reporters",
    "runAsUser",
    "markedAsTest",
    "delayedTriggersBehavior",
    "automationLocal",
];

/// The document of a scenario as it is kept.
pub(in crate::simulator) fn kept(document: Document, project: &str, id: &str) -> Document {
    let mut document = known(document, &MEMBERS);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("id".to_owned(), Value::from(id));
    let mut params = object(&document, "params");
    if text(&document, "type") == "step_based" {
        fill(&mut params, json!({"steps": []}));
    }
    document.insert("params".to_owned(), Value::Object(params));
    let defaults = json!({
        "name": id, "active": false, "triggers": [], "reporters": [],
        "delayedTriggersBehavior": {"delay": 5, "squash": true, "suppressTriggersWhileRunning": true},
    });
    fill(&mut document, defaults);
    fill_common(&mut document);
    document
}

/// The server makes the id of the name.
fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let kind = required(&asked, "type")?;
    if !["step_based", "custom_python"].contains(&kind) {
        return Err(Refusal::invalid(format!("{kind} is no type of scenario")));
    }
    let name = required(&asked, "name")?;
    let letters = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
    let mut base: String = letters.map(|letter| letter.to_ascii_uppercase()).take(100).collect();
    if base.is_empty() {
        "SCENARIO".clone_into(&mut base);
    }
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let scenarios = &mut visit.project_mut()?.scenarios;
    let mut id = base.clone();
    for number in 1..=scenarios.len() {
        if scenarios.contains_key(&id) {
            id = format!("{base}_{number}");
        }
    }
    let mut kept = kept(asked, &key, &id);
    stamp.create(&mut kept);
    scenarios.insert(id.clone(), Scenario { document: kept, ..Scenario::default() });
    document(json!({"id": id}))
}

fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    required(&asked, "type").map_err(|_| Refusal::partial("type"))?;
    whole(&asked, &["params"])?;
    let (key, id, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let scenario = scenario_mut(visit)?;
    let mut kept = kept(asked, &key, &id);
    stamp.update(&mut kept, &scenario.document);
    scenario.document = kept.clone();
    document(kept)
}

fn remove(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(1).to_owned();
    let project = visit.project_mut()?;
    project.scenarios.remove(&id).ok_or_else(|| absent(&id))?;
    project.discussions.remove(&format!("SCENARIO/{id}"));
    acknowledged()
}

/// Takes name and activity; steps and triggers stay.
fn set_light(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let stamp = visit.stamp();
    let scenario = scenario_mut(visit)?;
    for member in ["name", "active", "tags", "shortDesc", "description"] {
        if let Some(value) = asked.get(member) {
            scenario.document.insert(member.to_owned(), value.clone());
        }
    }
    fill_common(&mut scenario.document);
    stamp.touch(&mut scenario.document);
    document(light(scenario))
}

fn set_payload(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let script = required(&asked, "script")?.to_owned();
    scenario_mut(visit)?.script = script;
    acknowledged()
}

fn run(visit: &mut Visit<'_>) -> Answer {
    let parameters = visit.json()?;
    let (now, id) = (visit.now, visit.argument(1).to_owned());
    let key = visit.key().to_owned();
    let scenario = scenario_mut(visit)?;
    let mut at = now;
    let mut run_id = calendar::written(at, ["-", "-", "-"]);
    while scenario.runs.iter().any(|run| run.id == run_id) {
        at = at.saturating_add(1);
        run_id = calendar::written(at, ["-", "-", "-"]);
    }
    if scenario.runs.len() >= MAX_RUNS {
        scenario.runs.remove(0);
    }
    let run = Run::new(run_id, parameters, now);
    let fire = fired(&key, &id, &run);
    scenario.runs.push(run);
    document(fire)
}

/// What DSS says of the trigger of a run.
fn fired(key: &str, scenario: &str, run: &Run) -> Value {
    json!({
        "projectKey": key, "scenarioId": scenario, "runId": run.id, "timestamp": run.started_at,
        "trigger": {"id": "manual", "type": "manual", "name": "Manual trigger"},
        "params": run.parameters, "cancelled": false, "delayed": false,
    })
}

fn abort(visit: &mut Visit<'_>) -> Answer {
    let now = visit.now;
    scenario_mut(visit)?.runs.iter_mut().for_each(|run| run.abort(now));
    acknowledged()
}

fn found<'a>(scenario: &'a mut Scenario, id: &str) -> Result<&'a mut Run, Refusal> {
    let run = scenario.runs.iter_mut().find(|run| run.id == id);
    run.ok_or_else(|| Refusal::absent(format!("Scenario run {id}")))
}

/// The run of a trigger, once it has started; its id is that of the trigger's.
fn run_for_trigger(visit: &mut Visit<'_>) -> Answer {
    let (now, wanted) = (visit.now, visit.parameter("triggerRunId").unwrap_or_default().to_owned());
    let key = visit.key().to_owned();
    let scenario = scenario_mut(visit)?;
    if !found(scenario, &wanted)?.look(now) {
        return acknowledged();
    }
    let shown = shown(&key, scenario, &wanted)?;
    document(json!({"scenarioRun": shown}))
}

fn one_run(visit: &mut Visit<'_>) -> Answer {
    let (now, wanted, key) = (visit.now, visit.argument(2).to_owned(), visit.key().to_owned());
    let scenario = scenario_mut(visit)?;
    found(scenario, &wanted)?.look(now);
    let run = shown(&key, scenario, &wanted)?;
    let outcome = found(scenario, &wanted)?.outcome();
    let params = object(&scenario.document, "params");
    let steps = list(&params, "steps").iter().map(|step| {
        json!({
            "step": step, "result": outcome.map(|outcome| json!({"type": "SUCCESS", "outcome": outcome})),
            "additionalReportItems": [],
        })
    });
    document(json!({"scenarioRun": run, "stepRuns": steps.collect::<Vec<_>>()}))
}

fn shown(key: &str, scenario: &Scenario, id: &str) -> Result<Value, Refusal> {
    let run = scenario.runs.iter().find(|run| run.id == id);
    let run = run.ok_or_else(|| Refusal::absent(format!("Scenario run {id}")))?;
    let own = text(&scenario.document, "id");
    let mut shown = json!({
        "runId": run.id, "start": run.started_at, "end": run.ended_at.unwrap_or(0),
        "scenario": light(scenario), "trigger": fired(key, own, run),
    });
    if let Some(outcome) = run.outcome() {
        shown["result"] = json!({"type": "SCENARIO_DONE", "outcome": outcome});
    }
    Ok(shown)
}

/// The latest first.
fn last_runs(visit: &mut Visit<'_>) -> Answer {
    let limit = visit.parameter("limit").and_then(|limit| limit.parse().ok()).unwrap_or(10);
    let only_finished = visit.flag("onlyFinishedRuns");
    let scenario = scenario(visit)?;
    let runs = scenario.runs.iter().rev().filter(|run| run.is_finished() || !only_finished).take(limit);
    let shown: Result<Vec<Value>, _> = runs.map(|run| shown(visit.key(), scenario, &run.id)).collect();
    document(shown?)
}

/// The runs that started from one day to another, which start as their ids do: `2026-01-31`.
fn runs_by_date(visit: &mut Visit<'_>) -> Answer {
    let day = |name: &str, default: &str| visit.parameter(name).unwrap_or(default).to_owned();
    let (from, to) = (day("fromDate", ""), day("toDate", "9999"));
    let scenario = scenario(visit)?;
    let is_between =
        |run: &&Run| run.id.get(..10).is_some_and(|day| (from.as_str()..=to.as_str()).contains(&day));
    let runs = scenario.runs.iter().filter(is_between);
    let shown: Result<Vec<Value>, _> = runs.map(|run| shown(visit.key(), scenario, &run.id)).collect();
    document(shown?)
}

fn trigger(visit: &mut Visit<'_>) -> Answer {
    let wanted = visit.parameter("triggerRunId").unwrap_or_default();
    let scenario = scenario(visit)?;
    let run = scenario.runs.iter().find(|run| run.id == wanted);
    let run = run.ok_or_else(|| Refusal::absent(format!("Trigger {wanted}")))?;
    document(fired(visit.key(), visit.argument(1), run))
}

fn log(visit: &mut Visit<'_>) -> Answer {
    let wanted = visit.argument(2);
    let run = scenario(visit)?.runs.iter().find(|run| run.id == wanted);
    let run = run.ok_or_else(|| Refusal::absent(format!("Scenario run {wanted}")))?;
    written(format!("[{}] Run {} {}\n", run.started_at, run.id, run.outcome().unwrap_or("RUNNING")))
}
