//! Scenarios and their runs (`dss-api.md` 3.10). A scenario goes by its id, which the server chooses.

use serde_json::{Value, json};

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// A run that was asked for. The run itself starts later and has an id of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fire {
    /// The id of the trigger.
    pub trigger: String,
    /// The id of what the trigger did.
    pub run: String,
    /// Whether DSS dropped it, because the scenario runs already.
    pub is_cancelled: bool,
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The id of the run.
    pub id: Option<String>,
    /// How it ended, as `SUCCESS`, `WARNING`, `FAILED` or `ABORTED`; `None` while it runs.
    pub outcome: Option<String>,
    /// Everything.
    pub document: Document,
}

/// `scenario.list`: id, name and whether it is active of each.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "scenarios"])), answer::documents)
}

/// `scenario.get`: one in full.
pub fn get(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(scenario(project, id)), answer::document)
}

/// `scenario.get_payload`: the script of a scenario of code. The official client sends a body along with
/// this GET, which browsers refuse and DSS does not need (`dss-api.md` 1).
pub fn payload(project: &str, id: &str) -> Call<String> {
    Call::new(Request::get(scenario(project, id) + "/payload"), read_payload)
}

fn read_payload(response: &Response) -> Result<String, String> {
    Ok(fields::text(&answer::document(response)?, "script")?.unwrap_or_default())
}

/// `scenario.status`: whether it runs, whether it is active, and when it runs next.
pub fn status(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(scenario(project, id) + "/light"), answer::document)
}

/// `scenario.create` and `scenario.create_def`: one of a kind, `step_based` or `custom_python`, with steps,
/// triggers and reporters; answers its id.
pub fn create(project: &str, name: &str, kind: &str, params: Document) -> Call<Option<String>> {
    let document = json!({"params": params, "type": kind, "name": name});
    let request = Request::post(slashed(&["projects", project, "scenarios"])).json(document);
    Call::new(request, |response| answer::made(response, "id"))
}

/// `scenario.update`: the whole document as it was read, with changes.
pub fn update(project: &str, id: &str, document: Document) -> Call<()> {
    Call::new(Request::put(scenario(project, id)).json(Value::Object(document)), answer::nothing)
}

/// `scenario.payload.set`: the script of a scenario of code, with the extension of its language.
pub fn set_payload(project: &str, id: &str, script: &str, extension: &str) -> Call<()> {
    let request = Request::put(scenario(project, id) + "/payload");
    Call::new(request.json(json!({"script": script, "extension": extension})), answer::nothing)
}

/// `scenario.run`: asks for a run with parameters, which may be none.
pub fn run(project: &str, id: &str, params: Document) -> Call<Fire> {
    let request = Request::post(scenario(project, id) + "/run").json(Value::Object(params));
    Call::new(request, read_fire)
}

fn read_fire(response: &Response) -> Result<Fire, String> {
    let document = answer::document(response)?;
    let trigger = fields::document(&document, "trigger")?.ok_or("`trigger` is missing in the answer")?;
    Ok(Fire {
        trigger: fields::required_text(&trigger, "id")?,
        run: fields::required_text(&document, "runId")?,
        is_cancelled: fields::flag(&document, "cancelled")?.unwrap_or(false),
    })
}

/// `scenario.run_wait`: the run that came of a trigger; `None` while it has not started.
pub fn run_of(project: &str, id: &str, fire: &Fire) -> Call<Option<Run>> {
    let request = Request::get(scenario(project, id) + "/get-run-for-trigger")
        .with("triggerId", &fire.trigger)
        .with("triggerRunId", &fire.run);
    Call::new(request, |response| {
        fields::document(&answer::document(response)?, "scenarioRun")?.map(read_run).transpose()
    })
}

/// `scenario.run_wait`: a run by its own id, in full.
pub fn run_by_id(project: &str, id: &str, run: &str) -> Call<Document> {
    Call::new(Request::get(slashed(&["projects", project, "scenarios", id, run])), answer::document)
}

fn read_run(document: Document) -> Result<Run, String> {
    let result = fields::document(&document, "result")?.unwrap_or_default();
    Ok(Run { id: fields::text(&document, "runId")?, outcome: fields::text(&result, "outcome")?, document })
}

/// `scenario.last_runs`: the last `limit` runs, newest first.
pub fn last_runs(project: &str, id: &str, limit: u32, only_finished: bool) -> Call<Vec<Run>> {
    let request = Request::get(scenario(project, id) + "/get-last-runs")
        .with("limit", limit.to_string())
        .flag("onlyFinishedRuns", only_finished);
    Call::new(request, |response| answer::documents(response)?.into_iter().map(read_run).collect())
}

/// `scenario.abort`: ends the run that is under way.
pub fn abort(project: &str, id: &str) -> Call<()> {
    Call::new(Request::post(scenario(project, id) + "/abort"), answer::nothing)
}

/// `scenario.delete`.
pub fn delete(project: &str, id: &str) -> Call<()> {
    Call::new(Request::delete(scenario(project, id)), answer::nothing)
}

fn scenario(project: &str, id: &str) -> String {
    path(&["projects", project, "scenarios", id])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_followed_from_its_trigger_to_its_outcome() {
        let body = json!({"runId": "t1", "trigger": {"id": "manual"}, "cancelled": false});
        let fire = run("P", "S", Document::new()).read(&Response::json(200, &body)).unwrap();
        assert_eq!(fire, Fire { trigger: "manual".into(), run: "t1".into(), is_cancelled: false });
        let call = run_of("P", "S", &fire);
        assert!(call.request.target().ends_with("?triggerId=manual&triggerRunId=t1"));
        let outcome = |body: Value| {
            let run = call.read(&Response::json(200, &body)).unwrap();
            run.map(|run| run.outcome)
        };
        assert_eq!(outcome(json!({})), None);
        assert_eq!(outcome(json!({"scenarioRun": {"runId": "r1", "start": 1}})), Some(None));
        let ended = json!({"scenarioRun": {"runId": "r1", "result": {"outcome": "FAILED"}}});
        assert_eq!(outcome(ended), Some(Some("FAILED".into())));
    }
}
