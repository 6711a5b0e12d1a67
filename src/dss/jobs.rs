//! Jobs: what is built, and how far it is (`dss-api.md` 3.11).
//!
//! A job that is done may have built nothing: a target that no recipe writes, or one without columns.

use serde_json::json;

use crate::dss::object::ObjectKind;
use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// How much is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildMode {
    /// The targets only, whether or not they are up to date.
    #[default]
    NonRecursiveForced,
    /// The targets and what they need, where it is out of date.
    Recursive,
    /// The targets and all they need.
    RecursiveForced,
    /// What is missing of the targets and of what they need.
    RecursiveMissingOnly,
}

/// Something to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is; `None` for a dataset.
    pub kind: Option<ObjectKind>,
    /// Its name or id.
    pub id: String,
    /// The project it is of, if that is another one.
    pub project: Option<String>,
    /// The partitions to build, in DSS's notation.
    pub partition: Option<String>,
}

impl Target {
    /// A dataset of the project at hand, as a whole.
    pub fn dataset(name: impl Into<String>) -> Self {
        Self { kind: None, id: name.into(), project: None, partition: None }
    }
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// What DSS calls it, as `RUNNING` or `DONE`.
    pub state: String,
    /// Whether it came to its end, and whether well; `None` while it has not.
    pub success: Option<bool>,
    /// How many of its activities are done, of how many; `None` if DSS does not say.
    pub activities: Option<(u64, u64)>,
    /// Everything.
    pub document: Document,
}

impl BuildMode {
    /// All modes.
    pub const ALL: [Self; 4] =
        [Self::NonRecursiveForced, Self::Recursive, Self::RecursiveForced, Self::RecursiveMissingOnly];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::NonRecursiveForced => "NON_RECURSIVE_FORCED_BUILD",
            Self::Recursive => "RECURSIVE_BUILD",
            Self::RecursiveForced => "RECURSIVE_FORCED_BUILD",
            Self::RecursiveMissingOnly => "RECURSIVE_MISSING_ONLY_BUILD",
        }
    }
}

/// `job.list`: the jobs of the project, newest first.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "jobs"])), answer::documents)
}

/// `job.start`: builds; answers the id of the job.
pub fn start(
    project: &str,
    mode: BuildMode,
    targets: &[Target],
    update_schemas: bool,
) -> Call<Option<String>> {
    let outputs: Vec<_> = targets
        .iter()
        .map(|target| {
            let kind = target.kind.map(ObjectKind::name);
            json!({"type": kind, "id": target.id, "projectKey": target.project, "partition": target.partition})
        })
        .collect();
    let document = json!({
        "type": mode.name(), "refreshHiveMetastore": false, "outputs": outputs,
        "autoUpdateSchemaBeforeEachRecipeRun": update_schemas,
    });
    let request = Request::post(slashed(&["projects", project, "jobs"])).json(document);
    Call::new(request, |response| answer::made(response, "id"))
}

/// `job.status`. The slash at the end keeps proxies from taking the end of the id for that of a file.
pub fn status(project: &str, id: &str) -> Call<Job> {
    Call::new(Request::get(slashed(&["projects", project, "jobs", id])), read_job)
}

fn read_job(response: &Response) -> Result<Job, String> {
    let document = answer::document(response)?;
    let base = fields::document(&document, "baseStatus")?.ok_or("`baseStatus` is missing in the answer")?;
    let state = fields::required_text(&base, "state")?;
    let success = match &*state {
        "DONE" => Some(true),
        "FAILED" | "ABORTED" => Some(false),
        _ => None,
    };
    let global = fields::document(&document, "globalState")?.unwrap_or_default();
    let activities = fields::number(&global, "done")?.zip(fields::number(&global, "total")?);
    Ok(Job { state, success, activities, document })
}

/// `job.log`: the log of the job or of one activity.
pub fn log(project: &str, id: &str, activity: Option<&str>) -> Call<String> {
    let request = Request::get(path(&["projects", project, "jobs", id, "log"]));
    let request = activity.into_iter().fold(request, |request, activity| request.with("activity", activity));
    Call::new(request, answer::text)
}

/// `job.abort`. What it has built until then stays.
pub fn abort(project: &str, id: &str) -> Call<()> {
    Call::new(Request::post(path(&["projects", project, "jobs", id, "abort"])), answer::nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_ends_in_one_of_three_states() {
        let read = |state: &str| {
            let body = json!({"baseStatus": {"state": state}, "globalState": {"done": 1, "total": 4}});
            status("P", "J").read(&Response::json(200, &body)).unwrap()
        };
        let ends = ["DONE", "FAILED", "ABORTED", "RUNNING", "NEW_STATE"].map(|state| read(state).success);
        assert_eq!(ends, [Some(true), Some(false), Some(false), None, None]);
        assert_eq!(read("RUNNING").activities, Some((1, 4)));
    }

    #[test]
    fn a_job_without_a_state_is_refused() {
        for body in [json!({}), json!({"baseStatus": {}}), json!({"baseStatus": {"state": 1}})] {
            assert!(status("P", "J").read(&Response::json(200, &body)).is_err(), "{body}");
        }
    }
}
