//! Long tasks: the futures that DSS answers with (`dss-api.md` 1.2 and 3.1), and how to wait for one.
//!
//! Waiting is sans-IO: [`Watch`] says what to do next, and is told the time and the answers.

mod watch;

pub use self::watch::{Ending, Move, Times, Watch};

use serde_json::Value;

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// What DSS says of a long task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Future {
    /// Its id; `None` if it ended before it became a job.
    pub job_id: Option<String>,
    /// Whether it has ended with a result.
    pub has_result: bool,
    /// Whether it still runs; `None` if the answer does not say.
    pub is_alive: Option<bool>,
    /// The result; null if it has none.
    pub result: Value,
    /// Everything, with the fields of progress that nobody promises.
    pub document: Document,
}

impl Future {
    /// Reads the answer of an operation that is a long task. An answer without any key of a future is the
    /// result itself, as of those that end at once.
    ///
    /// # Errors
    /// If the answer is something else.
    pub fn read(response: &Response) -> Result<Self, String> {
        if response.body.is_empty() {
            return Ok(Self { has_result: true, ..Self::default() });
        }
        let document = match answer::value(response)? {
            Value::Object(document) => document,
            result => return Ok(Self { has_result: true, result, ..Self::default() }),
        };
        if !document.contains_key("hasResult") && !document.contains_key("jobId") {
            let result = Value::Object(document.clone());
            return Ok(Self { has_result: true, result, document, ..Self::default() });
        }
        Ok(Self {
            job_id: fields::text(&document, "jobId")?.filter(|id| !id.is_empty()),
            has_result: fields::flag(&document, "hasResult")?.unwrap_or(false),
            is_alive: fields::flag(&document, "alive")?,
            result: document.get("result").cloned().unwrap_or_default(),
            document,
        })
    }
}

/// `future.list`: the tasks of the key, those of scenarios or not; of all users for administrators.
pub fn list(with_scenarios: bool, without_scenarios: bool, all_users: bool) -> Call<Vec<Document>> {
    let request = Request::get(slashed(&["futures"]))
        .flag("withScenarios", with_scenarios)
        .flag("withNotScenarios", without_scenarios)
        .flag("allUsers", all_users);
    Call::new(request, answer::documents)
}

/// `future.get`: the state, and the result if there is one. Fetch a result once: whether it is there a
/// second time is unknown.
pub fn get(id: &str) -> Call<Future> {
    Call::new(Request::get(path(&["futures", id])).flag("peek", false), Future::read)
}

/// `future.peek`: the state without the result.
pub fn peek(id: &str) -> Call<Future> {
    Call::new(Request::get(path(&["futures", id])).flag("peek", true), Future::read)
}

/// `future.abort`: ends it. What it has done until then stays.
pub fn abort(id: &str) -> Call<()> {
    Call::new(Request::delete(path(&["futures", id])), answer::nothing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_answer_may_hold_the_result() {
        let read = |body: Value| Future::read(&Response::json(200, &body)).unwrap();
        let ended = read(json!({"hasResult": true, "result": {"ok": true}}));
        assert_eq!((ended.job_id, ended.result), (None, json!({"ok": true})));
        let running = read(json!({"jobId": "f1", "alive": true, "hasResult": false}));
        assert_eq!((running.job_id.as_deref(), running.is_alive), (Some("f1"), Some(true)));
        assert!(read(json!({"status": "OK"})).has_result);
        assert!(Future::read(&Response::empty(204)).unwrap().has_result);
        assert_eq!(
            Future::read(&Response::json(200, &json!({"hasResult": "yes"}))).unwrap_err(),
            "`hasResult` should be true or false, but is or holds a text"
        );
    }
}
