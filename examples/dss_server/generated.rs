//! A project of any size, for measuring how long it takes to read one.

use blockwright::dss::{Body, Method};
use blockwright::simulator::seed::ADMIN_KEY;
use blockwright::simulator::{Arrival, Simulator};
use serde_json::{Value, json};

/// The key of the project.
pub(crate) const KEY: &str = "GENERATED";

/// Puts a project of so many objects into a simulator: of a hundred, 48 datasets, 48 recipes, two folders, a
/// zone and a scenario. Each dataset has twenty columns, each recipe fifty lines of code.
///
/// # Errors
/// In words, if the simulator refuses an object.
pub(crate) fn generate(simulator: &mut Simulator, objects: usize, now: u64) -> Result<(), String> {
    let mut writer = Writer { simulator, now };
    writer.send(
        Method::Post,
        "/projects/",
        json!({"projectKey": KEY, "name": "Generated", "owner": "admin"}),
    )?;
    for number in 0..objects {
        let (hundred, place) = (number / 100, number % 100);
        match place {
            0 => writer.zone(hundred)?,
            1 => writer.scenario(hundred)?,
            2 | 3 => writer.folder(number)?,
            _ if place % 2 == 0 => writer.dataset(number)?,
            _ => writer.recipe(number)?,
        }
    }
    Ok(())
}

struct Writer<'s> {
    simulator: &'s mut Simulator,
    now: u64,
}

impl Writer<'_> {
    fn send(&mut self, method: Method, target: &str, document: Value) -> Result<Value, String> {
        let arrival = Arrival {
            method,
            target: target.to_owned(),
            body: Body::Json(document),
            key: Some(ADMIN_KEY.to_owned()),
            now: self.now,
        };
        let response = self.simulator.answer(arrival).response;
        let response = response.filter(blockwright::dss::Response::is_success);
        let response = response.ok_or_else(|| format!("The simulator refused {target}."))?;
        Ok(serde_json::from_slice(&response.body).unwrap_or_default())
    }

    fn post(&mut self, list: &str, document: Value) -> Result<Value, String> {
        self.send(Method::Post, &format!("/projects/{KEY}/{list}"), document)
    }

    fn zone(&mut self, hundred: usize) -> Result<(), String> {
        self.post("flow/zones", json!({"name": format!("Line {hundred}")})).map(drop)
    }

    fn scenario(&mut self, hundred: usize) -> Result<(), String> {
        let document =
            json!({"type": "step_based", "name": format!("nightly_{hundred}"), "params": {"steps": []}});
        self.post("scenarios/", document).map(drop)
    }

    fn folder(&mut self, number: usize) -> Result<(), String> {
        self.post("managedfolders/", json!({"name": format!("uploads_{number}"), "params": {}})).map(drop)
    }

    fn dataset(&mut self, number: usize) -> Result<(), String> {
        let columns = (0..20).map(|column| {
            json!({"name": format!("reading_{column}"), "type": (["string", "double", "bigint"][column % 3])})
        });
        let document = json!({
            "name": format!("readings_{number}"), "projectKey": KEY, "type": "PostgreSQL",
            "params": {"connection": "warehouse", "mode": "table", "schema": "plant", "table": format!("readings_{number}")},
            "schema": {"columns": columns.collect::<Value>(), "userModified": true},
            "tags": ["plant", format!("line {}", number / 100)],
        });
        self.post("datasets/", document).map(drop)
    }

    /// It writes the dataset before it, from the one before that: a line of fifty for each hundred objects.
    fn recipe(&mut self, number: usize) -> Result<(), String> {
        let output = format!("readings_{}", number - 1);
        let items = |name: &str| json!({"main": {"items": [{"ref": name}]}});
        let inputs = if number % 100 > 5 { items(&format!("readings_{}", number - 3)) } else { json!({}) };
        let line = "frame['reading_1'] = frame['reading_1'].clip(lower=0).fillna(method='ffill')\n";
        let document = json!({
            "recipePrototype": {
                "type": "python", "name": format!("clean_{number}"), "projectKey": KEY,
                "inputs": inputs, "outputs": items(&output),
            },
            "creationSettings": {"script": format!("# {output}\n{}", line.repeat(50))},
        });
        self.post("recipes/", document).map(drop)
    }
}
