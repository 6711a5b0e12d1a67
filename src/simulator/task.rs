//! Work that takes a while: futures, jobs and runs of scenarios. Each ends after being looked at so
//! many times, so that whoever waits must really ask again.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::inventory::Document;

/// How often a task is seen running before it has ended.
const LOOKS: u8 = 1;

/// A future (`dss-api.md` 1.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Future {
    /// Whose it is.
    pub(super) owner: String,
    /// The project it works on.
    pub(super) project: Option<String>,
    looks: u8,
    is_aborted: bool,
    started_at: u64,
    result: Value,
}

impl Future {
    /// A future that will have this result.
    pub(super) fn new(owner: &str, project: Option<&str>, result: Value, now: u64) -> Self {
        Self {
            owner: owner.to_owned(),
            project: project.map(str::to_owned),
            looks: LOOKS,
            is_aborted: false,
            started_at: now,
            result,
        }
    }

    /// What it says of itself. A look that does not peek brings it forward.
    pub(super) fn look(&mut self, id: &str, peeks: bool) -> Value {
        let is_done = self.looks == 0 && !self.is_aborted;
        if !peeks {
            self.looks = self.looks.saturating_sub(1);
        }
        let mut state = json!({
            "jobId": id, "alive": !is_done && !self.is_aborted, "hasResult": is_done,
            "owner": self.owner, "startTime": self.started_at, "aborted": self.is_aborted,
        });
        if is_done && !peeks {
            state["result"] = self.result.clone();
        }
        state
    }

    /// Stops it, if it has not ended.
    pub(super) fn abort(&mut self) {
        self.is_aborted = self.looks > 0;
    }
}

/// A job that builds objects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Job {
    /// What was asked for, with the id.
    pub(super) definition: Document,
    /// The recipes that run.
    pub(super) recipes: Vec<String>,
    /// The datasets that are built.
    pub(super) datasets: Vec<String>,
    looks: u8,
    is_aborted: bool,
    pub(super) started_at: u64,
    pub(super) ended_at: Option<u64>,
}

impl Job {
    /// A job that has just been started.
    pub(super) fn new(definition: Document, recipes: Vec<String>, datasets: Vec<String>, now: u64) -> Self {
        let started_at = now;
        Self { definition, recipes, datasets, looks: LOOKS, is_aborted: false, started_at, ended_at: None }
    }

    /// Brings it forward; true when it has just ended with success.
    pub(super) fn look(&mut self, now: u64) -> bool {
        if self.ended_at.is_some() {
            return false;
        }
        if self.looks > 0 {
            self.looks -= 1;
            return false;
        }
        self.ended_at = Some(now);
        true
    }

    /// Stops it, if it has not ended.
    pub(super) fn abort(&mut self, now: u64) {
        if self.ended_at.is_none() {
            self.is_aborted = true;
            self.ended_at = Some(now);
        }
    }

    /// Its state in DSS's words.
    pub(super) fn state(&self) -> &'static str {
        match (self.is_aborted, self.ended_at) {
            (true, _) => "ABORTED",
            (false, Some(_)) => "DONE",
            (false, None) => "RUNNING",
        }
    }

    /// The status document.
    pub(super) fn status(&self) -> Value {
        let total = self.recipes.len();
        let done = if self.state() == "DONE" { total } else { 0 };
        let running = if self.state() == "RUNNING" { total } else { 0 };
        json!({
            "baseStatus": {
                "def": self.definition, "state": self.state(),
                "jobStartTime": self.started_at, "jobEndTime": self.ended_at.unwrap_or(0),
                "activities": {},
            },
            "globalState": {
                "done": done, "running": running, "total": total, "failed": 0,
                "aborted": total - done - running, "warning": 0, "waiting": 0,
            },
        })
    }

    /// Its entry in a list.
    pub(super) fn entry(&self) -> Value {
        json!({
            "def": self.definition, "state": self.state(), "stableState": self.ended_at.is_some(),
            "startTime": self.started_at, "endTime": self.ended_at.unwrap_or(0),
        })
    }
}

/// A run of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Run {
    /// Its id, and that of what triggered it.
    pub(super) id: String,
    /// The parameters it was started with.
    pub(super) parameters: Value,
    /// Whether it was seen at all: only then has it started.
    is_seen: bool,
    looks: u8,
    is_aborted: bool,
    pub(super) started_at: u64,
    pub(super) ended_at: Option<u64>,
}

impl Run {
    /// A run that was just triggered.
    pub(super) fn new(id: String, parameters: Value, now: u64) -> Self {
        let looks = LOOKS;
        Self { id, parameters, is_seen: false, looks, is_aborted: false, started_at: now, ended_at: None }
    }

    /// Brings it forward. False the first time: it has not started yet.
    pub(super) fn look(&mut self, now: u64) -> bool {
        let has_started = self.is_seen;
        self.is_seen = true;
        if has_started && self.ended_at.is_none() {
            if self.looks == 0 {
                self.ended_at = Some(now);
            }
            self.looks = self.looks.saturating_sub(1);
        }
        has_started
    }

    /// Stops it, if it has not ended.
    pub(super) fn abort(&mut self, now: u64) {
        if self.ended_at.is_none() {
            self.is_aborted = true;
            self.is_seen = true;
            self.ended_at = Some(now);
        }
    }

    /// Whether it has ended.
    pub(super) fn is_finished(&self) -> bool {
        self.ended_at.is_some()
    }

    /// The outcome, once it has ended.
    pub(super) fn outcome(&self) -> Option<&'static str> {
        self.ended_at.map(|_| if self.is_aborted { "ABORTED" } else { "SUCCESS" })
    }
}
