//! Bundles, scenarios, jobs, notebooks (`dss-api.md` 3.9, 3.10 and 3.11).

use blockwright::dss::{bundles, jobs, notebooks, scenarios};

use super::{Operation, of};
use crate::construct;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["bundle.exported.list"], "GET", "/projects/*/bundles/exported", |a| {
        Some(bundles::exported(a.name(0)).request)
    }),
    of(
        &["bundle.exported.create", "bundle.exported.create_notes"],
        "PUT",
        "/projects/*/bundles/exported/*",
        |a| {
            Some(
                bundles::create(
                    a.name(0),
                    a.name(1),
                    a.parameter("releaseNotes"),
                    a.flag("evaluateProjectStandardsChecks"),
                )
                .request,
            )
        },
    ),
    of(&["bundle.exported.download"], "GET", "/projects/*/bundles/exported/*/archive", |a| {
        Some(bundles::download(a.name(0), a.name(1)).request)
    }),
    of(&["bundle.exported.delete"], "DELETE", "/projects/*/bundles/exported/*", |a| {
        Some(bundles::delete_exported(a.name(0), a.name(1)).request)
    }),
    of(&["bundle.publish"], "POST", "/projects/*/bundles/*/publish", |a| {
        Some(bundles::publish(a.name(0), a.name(1), a.parameter("publishedProjectKey")).request)
    }),
    of(&["bundle.imported.list"], "GET", "/projects/*/bundles/imported", |a| {
        Some(bundles::imported(a.name(0)).request)
    }),
    of(&["bundle.imported.upload"], "POST", "/projects/*/bundles/imported/actions/importFromStream", |a| {
        Some(bundles::upload(a.name(0), a.file()?.1).request)
    }),
    of(&["bundle.imported.preload"], "POST", "/projects/*/bundles/imported/*/actions/preload", |a| {
        Some(bundles::preload(a.name(0), a.name(1)).request)
    }),
    of(
        &["bundle.imported.activate", "bundle.imported.activate_scenarios"],
        "POST",
        "/projects/*/bundles/imported/*/actions/activate",
        |a| Some(bundles::activate(a.name(0), a.name(1), &construct::active_scenarios(a)?).request),
    ),
    of(&["bundle.imported.delete"], "DELETE", "/projects/*/bundles/imported/*", |a| {
        Some(bundles::delete_imported(a.name(0), a.name(1)).request)
    }),
    of(&["bundle.project_from_archive"], "POST", "/projectsFromBundle/", |a| {
        Some(bundles::project_from_archive(a.file()?.1, &construct::arrival(a)).request)
    }),
    of(&["scenario.list"], "GET", "/projects/*/scenarios/", |a| Some(scenarios::list(a.name(0)).request)),
    of(&["scenario.get"], "GET", "/projects/*/scenarios/*", |a| {
        Some(scenarios::get(a.name(0), a.name(1)).request)
    }),
    of(&["scenario.status"], "GET", "/projects/*/scenarios/*/light", |a| {
        Some(scenarios::status(a.name(0), a.name(1)).request)
    }),
    of(&["scenario.create", "scenario.create_def"], "POST", "/projects/*/scenarios/", |a| {
        Some(scenarios::create(a.name(0), a.text("name")?, a.text("type")?, a.object("params")?).request)
    }),
    of(&["scenario.update"], "PUT", "/projects/*/scenarios/*", |a| {
        Some(scenarios::update(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["scenario.payload.set"], "PUT", "/projects/*/scenarios/*/payload", |a| {
        Some(scenarios::set_payload(a.name(0), a.name(1), a.text("script")?, a.text("extension")).request)
    }),
    of(&["scenario.run"], "POST", "/projects/*/scenarios/*/run", |a| {
        Some(scenarios::run(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["scenario.run_wait"], "GET", "/projects/*/scenarios/*/get-run-for-trigger", |a| {
        Some(scenarios::run_of(a.name(0), a.name(1), &construct::fire(a)?).request)
    }),
    of(&["scenario.run_wait"], "GET", "/projects/*/scenarios/*/*/", |a| {
        Some(scenarios::run_by_id(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["scenario.last_runs"], "GET", "/projects/*/scenarios/*/get-last-runs", |a| {
        Some(
            scenarios::last_runs(a.name(0), a.name(1), a.number("limit")?, a.flag("onlyFinishedRuns"))
                .request,
        )
    }),
    of(&["scenario.abort"], "POST", "/projects/*/scenarios/*/abort", |a| {
        Some(scenarios::abort(a.name(0), a.name(1)).request)
    }),
    of(&["scenario.delete"], "DELETE", "/projects/*/scenarios/*", |a| {
        Some(scenarios::delete(a.name(0), a.name(1)).request)
    }),
    of(&["job.list"], "GET", "/projects/*/jobs/", |a| Some(jobs::list(a.name(0)).request)),
    of(&["job.start", "dataset.build", "recipe.run"], "POST", "/projects/*/jobs/", construct::start),
    of(&["job.status", "dataset.build_wait"], "GET", "/projects/*/jobs/*/", |a| {
        Some(jobs::status(a.name(0), a.name(1)).request)
    }),
    of(&["job.log"], "GET", "/projects/*/jobs/*/log", |a| {
        Some(jobs::log(a.name(0), a.name(1), a.parameter("activity")).request)
    }),
    of(&["job.abort"], "POST", "/projects/*/jobs/*/abort", |a| {
        Some(jobs::abort(a.name(0), a.name(1)).request)
    }),
    of(&["notebook.jupyter.list"], "GET", "/projects/*/jupyter-notebooks/", |a| {
        Some(notebooks::jupyter(a.name(0), a.flag("active")).request)
    }),
    of(&["notebook.jupyter.get"], "GET", "/projects/*/jupyter-notebooks/*", |a| {
        Some(notebooks::jupyter_by_name(a.name(0), a.name(1)).request)
    }),
    of(&["notebook.sql.list"], "GET", "/projects/*/sql-notebooks/", |a| {
        Some(notebooks::sql(a.name(0)).request)
    }),
    of(&["notebook.sql.get"], "GET", "/projects/*/sql-notebooks/*", |a| {
        Some(notebooks::sql_by_id(a.name(0), a.name(1)).request)
    }),
];
