//! Metrics, checks and data quality rules of datasets (`dss-api.md` 3.3).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::creation::columns;
use crate::simulator::fields::{fill, list, required, text};
use crate::simulator::operation::datasets::{dataset, dataset_mut};
use crate::simulator::project::Dataset;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    post("/projects/{}/datasets/{}/actions/computeMetrics", WRITE, compute_metrics),
    post("/projects/{}/datasets/{}/actions/computeMetricsFromIds", WRITE, compute_metrics),
    get("/projects/{}/datasets/{}/metrics/last/{}", READ, last_metrics),
    post("/projects/{}/datasets/{}/actions/runChecks", WRITE, run_checks),
    get("/projects/{}/datasets/{}/data-quality/rules", READ, rules),
    post("/projects/{}/datasets/{}/data-quality/rules", WRITE, create_rule),
    put("/projects/{}/datasets/{}/data-quality/rules/{}", WRITE, update_rule),
    delete("/projects/{}/datasets/{}/data-quality/rules/{}", WRITE, delete_rule),
    get("/projects/{}/datasets/{}/data-quality/status", READ, status),
    post("/projects/{}/datasets/{}/data-quality/actions/compute-rules", WRITE, compute_rules),
    get("/projects/{}/datasets/{}/data-quality/last-rules-result", READ, last_results),
    get("/projects/{}/data-quality/status", READ, project_status),
];

/// Most rules of one dataset.
const MAX_RULES: usize = 1000;

/// The metrics that need no data: columns, files and their size.
fn measured(dataset: &Dataset) -> [(&'static str, usize); 3] {
    let size = dataset.files.values().map(|file| file.bytes.0.len()).sum();
    [
        ("basic:COUNT_COLUMNS", columns(dataset).len()),
        ("basic:COUNT_FILES", dataset.files.len()),
        ("basic:SIZE", size),
    ]
}

fn compute_metrics(visit: &mut Visit<'_>) -> Answer {
    let dataset = dataset(visit)?;
    let computed = measured(dataset).map(|(id, value)| {
        json!({"metricId": id, "value": value.to_string(), "dataType": "BIGINT", "partition": "NP"})
    });
    document(json!({"result": {"computed": computed, "skipped": [], "errors": []}, "hasResult": true}))
}

fn last_metrics(visit: &mut Visit<'_>) -> Answer {
    let now = visit.now;
    let partition = visit.argument(2);
    let metrics = measured(dataset(visit)?).map(|(id, value)| {
        let value = json!({
            "partition": partition, "value": value.to_string(), "dataType": "BIGINT", "computed": now,
        });
        json!({"metric": {"id": id, "type": "basic"}, "lastValues": [value]})
    });
    document(json!({"metrics": metrics}))
}

fn run_checks(visit: &mut Visit<'_>) -> Answer {
    let checks = list(&dataset(visit)?.document, "checks");
    let results = checks.iter().map(|check| json!({"check": check, "value": {"outcome": "EMPTY"}}));
    document(json!({"result": {"results": results.collect::<Vec<_>>()}, "hasResult": true}))
}

fn rules(visit: &mut Visit<'_>) -> Answer {
    document(json!({"checks": dataset(visit)?.rules}))
}

fn create_rule(visit: &mut Visit<'_>) -> Answer {
    let mut rule = visit.document()?;
    required(&rule, "type")?;
    let id = visit.instance.ids.object();
    rule.insert("id".to_owned(), Value::from(id.as_str()));
    fill(&mut rule, json!({"enabled": true, "displayName": id, "computeOnBuildMode": "PARTITION"}));
    let dataset = dataset_mut(visit)?;
    if dataset.rules.len() >= MAX_RULES {
        return Err(Refusal::too_large(format!("The dataset holds its limit of {MAX_RULES} rules")));
    }
    dataset.rules.push(rule.clone());
    document(rule)
}

/// A rule of the dataset by the id in the path.
fn rule<'a>(dataset: &'a mut Dataset, id: &str) -> Result<&'a mut Document, Refusal> {
    let rule = dataset.rules.iter_mut().find(|rule| text(rule, "id") == id);
    rule.ok_or_else(|| Refusal::absent(format!("Data quality rule {id}")))
}

fn update_rule(visit: &mut Visit<'_>) -> Answer {
    let mut asked = visit.document()?;
    required(&asked, "type")?;
    let id = visit.argument(2).to_owned();
    asked.insert("id".to_owned(), Value::from(id.as_str()));
    fill(&mut asked, json!({"enabled": true, "displayName": id}));
    *rule(dataset_mut(visit)?, &id)? = asked;
    empty()
}

fn delete_rule(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(2).to_owned();
    let dataset = dataset_mut(visit)?;
    rule(dataset, &id)?;
    dataset.rules.retain(|rule| text(rule, "id") != id);
    dataset.results.retain(|result| text(result, "id") != id);
    empty()
}

/// 404 while nothing was computed, as was seen on valid datasets (`dss-api.md` 3.3).
fn status(visit: &mut Visit<'_>) -> Answer {
    match dataset(visit)?.results.as_slice() {
        [] => Err(Refusal::absent(format!("A status of {}", visit.argument(1)))),
        results => document(json!({"outcome": "EMPTY", "ruleCount": results.len()})),
    }
}

/// Computes all rules, or the one that is named. Without data each is EMPTY.
fn compute_rules(visit: &mut Visit<'_>) -> Answer {
    let (now, only) = (visit.now, visit.parameter("ruleId").map(str::to_owned));
    let partition = visit.parameter("partition").unwrap_or("NP").to_owned();
    let dataset = dataset_mut(visit)?;
    let is_asked = |id: &str| only.as_deref().is_none_or(|only| only == id);
    dataset.results.retain(|result| !is_asked(text(result, "id")));
    for rule in dataset.rules.iter().filter(|rule| is_asked(text(rule, "id"))) {
        let result = json!({
            "id": rule.get("id"), "name": rule.get("displayName"), "outcome": "EMPTY",
            "message": "The dataset has no data", "computeDate": now, "runOrigin": "API", "partition": partition,
        });
        dataset.results.push(crate::simulator::fields::made(result));
    }
    let (key, login) = (visit.key().to_owned(), visit.caller.login.clone());
    document(visit.instance.start(&login, Some(&key), json!({"outcome": "EMPTY"}), now))
}

fn last_results(visit: &mut Visit<'_>) -> Answer {
    let only = visit.parameter("ruleId");
    let results = dataset(visit)?.results.iter();
    let asked = results.filter(|result| only.is_none_or(|only| text(result, "id") == only));
    document(asked.cloned().map(Value::Object).collect::<Value>())
}

fn project_status(visit: &mut Visit<'_>) -> Answer {
    let datasets = visit.project()?.datasets.iter().filter(|(_, dataset)| !dataset.results.is_empty());
    let statuses = datasets.map(|(name, _)| (name.clone(), json!({"outcome": "EMPTY"})));
    document(crate::value::object(statuses))
}
