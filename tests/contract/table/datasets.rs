//! Datasets (`dss-api.md` 3.3).

use blockwright::dss::{Request, datasets, quality};

use super::{Operation, of};
use crate::construct;
use crate::row::Arguments;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["dataset.list", "dataset.list_tagged"], "GET", "/projects/*/datasets/", |a| {
        Some(datasets::list(a.name(0), a.flag("foreign"), &a.all("tags")).request)
    }),
    of(&["dataset.get"], "GET", "/projects/*/datasets/*", |a| {
        Some(datasets::get(a.name(0), a.name(1)).request)
    }),
    of(
        &[
            "dataset.create_generic",
            "dataset.create_fs",
            "dataset.create_s3",
            "dataset.create_sql",
            "dataset.create_upload",
        ],
        "POST",
        "/projects/*/datasets/",
        |a| Some(datasets::create(a.name(0), &construct::dataset(a)?).request),
    ),
    of(
        &["dataset.create_managed", "dataset.create_managed_copy_partitioning"],
        "POST",
        "/projects/*/datasets/managed",
        |a| {
            Some(
                datasets::create_managed(
                    a.name(0),
                    a.text("name")?,
                    &construct::storage(a.body().get("creationSettings")?)?,
                )
                .request,
            )
        },
    ),
    of(&["dataset.update"], "PUT", "/projects/*/datasets/*", |a| {
        Some(datasets::update(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["dataset.delete"], "DELETE", "/projects/*/datasets/*", |a| {
        Some(datasets::delete(a.name(0), a.name(1), a.flag("dropData")).request)
    }),
    of(&["dataset.rename"], "POST", "/projects/*/actions/renameDataset", |a| {
        Some(datasets::rename(a.name(0), a.text("oldName")?, a.text("newName")?).request)
    }),
    of(&["dataset.schema.get"], "GET", "/projects/*/datasets/*/schema", |a| {
        Some(datasets::schema(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.schema.set"], "PUT", "/projects/*/datasets/*/schema", |a| {
        Some(datasets::set_schema(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["dataset.metadata.get", "dataset.exists"], "GET", "/projects/*/datasets/*/metadata", |a| {
        Some(datasets::metadata(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.metadata.set"], "PUT", "/projects/*/datasets/*/metadata", |a| {
        Some(datasets::set_metadata(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["dataset.info"], "GET", "/projects/*/datasets/*/info", |a| {
        Some(datasets::last_build(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.usages"], "GET", "/projects/*/datasets/*/usages", |a| {
        Some(datasets::usages(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.partitions"], "GET", "/projects/*/datasets/*/partitions", |a| {
        Some(datasets::partitions(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.autodetect"], "POST", "/projects/*/datasets/*/actions/testAndDetectSettings/*", |a| {
        Some(datasets::detect(a.name(0), a.name(1), construct::detection(a)?).request)
    }),
    of(&["dataset.upload_file"], "POST", "/projects/*/datasets/*/uploaded/files", upload),
    of(&["dataset.metrics.compute"], "POST", "/projects/*/datasets/*/actions/computeMetrics", |a| {
        Some(quality::compute_metrics(a.name(0), a.name(1), a.parameter("partition")?, a.sent()).request)
    }),
    of(
        &["dataset.metrics.compute_ids"],
        "POST",
        "/projects/*/datasets/*/actions/computeMetricsFromIds",
        |a| {
            Some(
                quality::compute_metrics_by_id(
                    a.name(0),
                    a.name(1),
                    a.parameter("partition")?,
                    &a.texts("metricIds")?,
                )
                .request,
            )
        },
    ),
    of(&["dataset.metrics.last"], "GET", "/projects/*/datasets/*/metrics/last/*", |a| {
        Some(quality::last_metrics(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["dataset.checks.run"], "POST", "/projects/*/datasets/*/actions/runChecks", |a| {
        Some(quality::run_checks(a.name(0), a.name(1), a.parameter("partition")?, a.sent()).request)
    }),
    of(&["dataset.dq.list"], "GET", "/projects/*/datasets/*/data-quality/rules", |a| {
        Some(quality::rules(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.dq.create"], "POST", "/projects/*/datasets/*/data-quality/rules", |a| {
        Some(quality::create_rule(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["dataset.dq.update"], "PUT", "/projects/*/datasets/*/data-quality/rules/*", |a| {
        Some(quality::update_rule(a.name(0), a.name(1), a.name(2), a.document()?).request)
    }),
    of(&["dataset.dq.delete"], "DELETE", "/projects/*/datasets/*/data-quality/rules/*", |a| {
        Some(quality::delete_rule(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["dataset.dq.status"], "GET", "/projects/*/datasets/*/data-quality/status", |a| {
        Some(quality::status(a.name(0), a.name(1)).request)
    }),
    of(&["dataset.dq.compute"], "POST", "/projects/*/datasets/*/data-quality/actions/compute-rules", |a| {
        Some(
            quality::compute_rules(a.name(0), a.name(1), a.parameter("partition")?, a.parameter("ruleId"))
                .request,
        )
    }),
    of(&["dataset.dq.last"], "GET", "/projects/*/datasets/*/data-quality/last-rules-result", |a| {
        Some(
            quality::last_results(a.name(0), a.name(1), a.parameter("partition")?, a.parameter("ruleId"))
                .request,
        )
    }),
];

fn upload(a: &Arguments<'_>) -> Option<Request> {
    let (file, bytes) = a.file()?;
    Some(datasets::upload(a.name(0), a.name(1), &file, bytes).request)
}
