//! Metrics, checks and rules of data quality of datasets (`dss-api.md` 3.3).

use serde_json::{Value, json};

use crate::dss::future::Future;
use crate::dss::request::path;
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// What the API calls the whole of a dataset without partitions.
pub const UNPARTITIONED: &str = "NP";

/// `dataset.metrics.compute`: computes the metrics that are switched on; `partition` is empty for all.
pub fn compute_metrics(project: &str, dataset: &str, partition: &str) -> Call<Future> {
    let request = Request::post(part(project, dataset, &["actions", "computeMetrics"]));
    Call::new(request.with("partition", partition), Future::read)
}

/// `dataset.metrics.compute_ids`: computes these metrics; `partition` is empty for all.
pub fn compute_metrics_by_id(project: &str, dataset: &str, partition: &str, ids: &[String]) -> Call<Future> {
    let request = Request::post(part(project, dataset, &["actions", "computeMetricsFromIds"]));
    Call::new(request.with("partition", partition).json(json!({"metricIds": ids})), Future::read)
}

/// `dataset.metrics.last`: the last values, of a partition or [`UNPARTITIONED`].
pub fn last_metrics(project: &str, dataset: &str, partition: &str) -> Call<Document> {
    Call::new(Request::get(part(project, dataset, &["metrics", "last", partition])), answer::document)
}

/// `dataset.checks.run`: runs the checks that are switched on; `partition` is empty for all.
pub fn run_checks(project: &str, dataset: &str, partition: &str) -> Call<Future> {
    let request = Request::post(part(project, dataset, &["actions", "runChecks"]));
    Call::new(request.with("partition", partition), Future::read)
}

/// `dataset.dq.list`: the rules.
pub fn rules(project: &str, dataset: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(part(project, dataset, &["data-quality", "rules"])), read_rules)
}

fn read_rules(response: &Response) -> Result<Vec<Document>, String> {
    let document = answer::document(response)?;
    Ok(fields::documents(&document, "checks")?.into_iter().cloned().collect())
}

/// `dataset.dq.create`: a rule with `type` and `displayName`; answers its id.
pub fn create_rule(project: &str, dataset: &str, rule: Document) -> Call<Option<String>> {
    let request = Request::post(part(project, dataset, &["data-quality", "rules"])).json(Value::Object(rule));
    Call::new(request, |response| answer::made(response, "id"))
}

/// `dataset.dq.update`: the whole rule as it was read, with changes.
pub fn update_rule(project: &str, dataset: &str, id: &str, rule: Document) -> Call<()> {
    let request =
        Request::put(part(project, dataset, &["data-quality", "rules", id])).json(Value::Object(rule));
    Call::new(request, answer::nothing)
}

/// `dataset.dq.delete`. The id stands in the query once more.
pub fn delete_rule(project: &str, dataset: &str, id: &str) -> Call<()> {
    let request = Request::delete(part(project, dataset, &["data-quality", "rules", id])).with("ruleId", id);
    Call::new(request, answer::nothing)
}

/// `dataset.dq.status`. An answer of kind `Missing` was seen for datasets that are there: then there is no
/// status.
pub fn status(project: &str, dataset: &str) -> Call<Value> {
    Call::new(Request::get(part(project, dataset, &["data-quality", "status"])), answer::value)
}

/// `dataset.dq.compute`: computes all rules or one.
pub fn compute_rules(project: &str, dataset: &str, partition: &str, rule: Option<&str>) -> Call<Future> {
    let request = Request::post(part(project, dataset, &["data-quality", "actions", "compute-rules"]));
    Call::new(narrowed(request, partition, rule), Future::read)
}

/// `dataset.dq.last`: the last result of each rule or of one.
pub fn last_results(
    project: &str,
    dataset: &str,
    partition: &str,
    rule: Option<&str>,
) -> Call<Vec<Document>> {
    let request = Request::get(part(project, dataset, &["data-quality", "last-rules-result"]));
    Call::new(narrowed(request, partition, rule), answer::documents)
}

fn narrowed(request: Request, partition: &str, rule: Option<&str>) -> Request {
    let request = request.with("partition", partition);
    rule.into_iter().fold(request, |request, rule| request.with("ruleId", rule))
}

fn part(project: &str, dataset: &str, rest: &[&str]) -> String {
    path(&["projects", project, "datasets", dataset]) + &path(rest)
}
