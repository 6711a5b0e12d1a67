//! Tests of the simulator by requests, as clients send them.

pub(crate) mod laws;
mod operations;
mod people;
mod rules;
mod transport;

use serde_json::Value;

use super::*;
use crate::dss::{Body, Request};

/// A simulator with a project, and the key that asks it.
struct Asking {
    simulator: Simulator,
    key: String,
    now: u64,
}

impl Asking {
    /// An empty instance with the project `P`.
    fn new() -> Self {
        let keys = [("root".to_owned(), Key::admin("root"))].into();
        let simulator = Simulator::new(Settings::default(), keys);
        let mut asking = Self { simulator, key: "root".to_owned(), now: 1_700_000_000_000 };
        asking.post("/projects/", json!({"projectKey": "P", "name": "Plant", "owner": "root"}));
        asking
    }

    fn send(&mut self, method: Method, target: &str, body: Body) -> (u16, Value) {
        self.now += 1;
        let (key, now) = (Some(self.key.clone()), self.now);
        let arrival = Arrival { method, target: target.to_owned(), body, key, now };
        let response = self.simulator.answer(arrival).response.expect("no faults are set");
        let body = serde_json::from_slice(&response.body);
        (response.status, body.unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&response.body))))
    }

    /// What a request that succeeds answers.
    fn take(&mut self, method: Method, target: &str, body: Body) -> Value {
        let (status, answer) = self.send(method, target, body);
        assert!((200..300).contains(&status), "{method:?} {target}: {status} {answer}");
        answer
    }

    fn get(&mut self, target: &str) -> Value {
        self.take(Method::Get, target, Body::None)
    }

    fn post(&mut self, target: &str, document: Value) -> Value {
        self.take(Method::Post, target, Body::Json(document))
    }

    fn put(&mut self, target: &str, document: Value) -> Value {
        self.take(Method::Put, target, Body::Json(document))
    }

    fn delete(&mut self, target: &str) -> Value {
        self.take(Method::Delete, target, Body::None)
    }

    /// The status and message of a request that is refused.
    fn refusal(&mut self, method: Method, target: &str, document: Value) -> (u16, String) {
        let (status, answer) = self.send(method, target, Body::Json(document));
        (status, answer["message"].as_str().unwrap_or_default().to_owned())
    }

    fn dataset(&mut self, name: &str) {
        self.post("/projects/P/datasets/", json!({"name": name, "type": "Filesystem", "params": {}}));
    }

    /// A Python recipe that reads and writes datasets that are there.
    fn recipe(&mut self, name: &str, inputs: &[&str], outputs: &[&str]) {
        let entries = |names: &[&str]| names.iter().map(|name| json!({"ref": name})).collect::<Value>();
        let prototype = json!({
            "type": "python", "name": name, "inputs": {"main": {"items": entries(inputs)}},
            "outputs": {"main": {"items": entries(outputs)}},
        });
        self.post("/projects/P/recipes/", json!({"recipePrototype": prototype, "creationSettings": {}}));
    }

    fn check(&self) {
        assert_eq!(self.simulator.instance.broken(), Vec::<String>::new());
    }
}
