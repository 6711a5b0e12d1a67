//! Projects (`dss-api.md` 3.2).

use blockwright::dss::{archives, project_settings, projects};

use super::{Operation, of};
use crate::construct;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["project.list", "project.list_located"], "GET", "/projects/", |a| {
        Some(projects::list(a.flag("includeLocation")).request)
    }),
    of(
        &[
            "project.get",
            "error.401",
            "error.403",
            "error.404",
            "error.409",
            "error.500",
            "error.html",
            "error.empty",
        ],
        "GET",
        "/projects/*",
        |a| Some(projects::get(a.name(0)).request),
    ),
    of(&["project.create", "project.create_full"], "POST", "/projects/", |a| {
        Some(projects::create(&construct::project(a)?).request)
    }),
    of(&["project.delete", "project.delete_nowait"], "DELETE", "/projects/*", |a| {
        Some(projects::delete(a.name(0), construct::deletion(a), a.flag("wait")).request)
    }),
    of(&["project.duplicate"], "POST", "/projects/*/duplicate/", |a| {
        Some(projects::duplicate(a.name(0), &construct::duplicate(a)?).request)
    }),
    of(&["project.export", "project.export_default"], "POST", "/projects/*/export", |a| {
        Some(archives::export(a.name(0), a.document()?).request)
    }),
    of(&["project.import_upload"], "POST", "/projects/import/upload", |a| {
        Some(archives::upload(a.file()?.1).request)
    }),
    of(
        &["project.import_process", "project.import_process_default"],
        "POST",
        "/projects/import/*/process",
        |a| Some(archives::import(a.name(0), construct::import_settings(a)?).request),
    ),
    of(&["project.metadata.get"], "GET", "/projects/*/metadata", |a| {
        Some(project_settings::metadata(a.name(0)).request)
    }),
    of(&["project.metadata.set"], "PUT", "/projects/*/metadata", |a| {
        Some(project_settings::set_metadata(a.name(0), a.document()?).request)
    }),
    of(&["project.permissions.get"], "GET", "/projects/*/permissions", |a| {
        Some(project_settings::permissions(a.name(0)).request)
    }),
    of(&["project.permissions.set"], "PUT", "/projects/*/permissions", |a| {
        Some(project_settings::set_permissions(a.name(0), a.document()?).request)
    }),
    of(&["project.settings.get"], "GET", "/projects/*/settings", |a| {
        Some(project_settings::settings(a.name(0)).request)
    }),
    of(&["project.settings.set"], "PUT", "/projects/*/settings", |a| {
        Some(project_settings::set_settings(a.name(0), a.document()?).request)
    }),
    of(&["project.variables.get"], "GET", "/projects/*/variables/", |a| {
        Some(project_settings::variables(a.name(0)).request)
    }),
    of(&["project.variables.set"], "PUT", "/projects/*/variables/", |a| {
        Some(project_settings::set_variables(a.name(0), &construct::variables(a)?).request)
    }),
    of(&["project.tags.get"], "GET", "/projects/*/tags", |a| Some(project_settings::tags(a.name(0)).request)),
    of(&["project.tags.set"], "PUT", "/projects/*/tags", |a| {
        Some(project_settings::set_tags(a.name(0), a.document()?).request)
    }),
    of(&["project.timeline"], "GET", "/projects/*/timeline", |a| {
        Some(projects::timeline(a.name(0), a.number("itemCount")?).request)
    }),
    of(&["project.folder.root"], "GET", "/project-folders/*", |a| Some(projects::folder(a.name(0)).request)),
    of(&["project.folder.locate"], "GET", "/project-folders/locate-project/*", |a| {
        Some(projects::locate(a.name(0)).request)
    }),
    of(&["project.git.status"], "GET", "/projects/*/git/status", |a| {
        Some(projects::git_status(a.name(0)).request)
    }),
    of(&["project.git.commit"], "POST", "/projects/*/git/actions/commit", |a| {
        Some(projects::commit(a.name(0), a.text("message")?).request)
    }),
    of(&["project.dq.status"], "GET", "/projects/*/data-quality/status", |a| {
        Some(projects::data_quality(a.name(0), a.flag("onlyMonitored")).request)
    }),
];
