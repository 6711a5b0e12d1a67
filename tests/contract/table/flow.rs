//! Recipes, flow, zones, folders, models, streaming endpoints (`dss-api.md` 3.4, 3.5 and 3.6).

use blockwright::dss::object::{ObjectKind, ObjectReference};
use blockwright::dss::{flow, folders, models, recipes, streaming, zones};

use super::{Operation, of};
use crate::construct;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["recipe.list"], "GET", "/projects/*/recipes/", |a| Some(recipes::list(a.name(0)).request)),
    of(&["recipe.get"], "GET", "/projects/*/recipes/*", |a| Some(recipes::get(a.name(0), a.name(1)).request)),
    of(&["recipe.status"], "GET", "/projects/*/recipes/*/status", |a| {
        Some(recipes::status(a.name(0), a.name(1)).request)
    }),
    of(
        &[
            "recipe.create_python",
            "recipe.create_python_newout",
            "recipe.create_pyspark",
            "recipe.create_sql_script",
            "recipe.create_sql_query",
            "recipe.create_prepare",
            "recipe.create_sync",
            "recipe.create_join",
            "recipe.create_grouping",
            "recipe.create_window",
            "recipe.create_vstack",
            "recipe.create_distinct",
            "recipe.create_sort",
            "recipe.create_pivot",
            "recipe.create_sampling",
            "recipe.create_split",
            "recipe.create_topn",
            "recipe.create_raw",
        ],
        "POST",
        "/projects/*/recipes/",
        |a| Some(recipes::create(a.name(0), &construct::recipe(a)?).request),
    ),
    of(
        &[
            "recipe.update_code",
            "recipe.update_inputs",
            "recipe.update_prepare",
            "recipe.update_grouping",
            "recipe.update_join",
        ],
        "PUT",
        "/projects/*/recipes/*",
        |a| Some(recipes::update(a.name(0), a.name(1), &construct::stored_recipe(a)?).request),
    ),
    of(&["recipe.delete"], "DELETE", "/projects/*/recipes/*", |a| {
        Some(recipes::delete(a.name(0), a.name(1)).request)
    }),
    of(&["recipe.rename"], "POST", "/projects/*/actions/renameRecipe", |a| {
        Some(recipes::rename(a.name(0), a.text("oldName")?, a.text("newName")?).request)
    }),
    of(&["recipe.metadata.get"], "GET", "/projects/*/recipes/*/metadata", |a| {
        Some(recipes::metadata(a.name(0), a.name(1)).request)
    }),
    of(&["recipe.metadata.set"], "PUT", "/projects/*/recipes/*/metadata", |a| {
        Some(recipes::set_metadata(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["recipe.schema_update.get"], "GET", "/projects/*/recipes/*/schema-update", |a| {
        Some(recipes::schema_update(a.name(0), a.name(1)).request)
    }),
    of(
        &["recipe.schema_update.apply"],
        "POST",
        "/projects/*/recipes/*/actions/updateOutputSchema",
        construct::apply_schema,
    ),
    of(&["flow.graph"], "GET", "/projects/*/flow/graph/", |a| Some(flow::graph(a.name(0)).request)),
    of(&["flow.propagate_schema"], "POST", "/projects/*/flow/tools/propagate-schema/", construct::propagate),
    of(&["zone.list", "zone.of_object"], "GET", "/projects/*/flow/zones", |a| {
        Some(zones::list(a.name(0)).request)
    }),
    of(&["zone.get", "zone.get_default"], "GET", "/projects/*/flow/zones/*", |a| {
        Some(zones::get(a.name(0), a.name(1)).request)
    }),
    of(&["zone.create"], "POST", "/projects/*/flow/zones", |a| {
        Some(zones::create(a.name(0), a.text("name")?, a.text("color")?, a.object("position")).request)
    }),
    of(&["zone.update"], "PUT", "/projects/*/flow/zones/*", |a| {
        Some(zones::update(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["zone.delete"], "DELETE", "/projects/*/flow/zones/*", |a| {
        Some(zones::delete(a.name(0), a.name(1)).request)
    }),
    of(&["zone.add_item", "zone.move_by_id"], "POST", "/projects/*/flow/zones/*/items", |a| {
        Some(zones::add(a.name(0), a.name(1), &construct::reference(a.body())?).request)
    }),
    of(&["zone.add_items"], "POST", "/projects/*/flow/zones/*/add-items", |a| {
        Some(zones::add_all(a.name(0), a.name(1), &construct::references(a.body())?).request)
    }),
    of(&["zone.share"], "POST", "/projects/*/flow/zones/*/shared", |a| {
        Some(zones::share(a.name(0), a.name(1), &construct::reference(a.body())?).request)
    }),
    of(&["zone.unshare"], "DELETE", "/projects/*/flow/zones/*/shared/*/*", |a| {
        Some(
            zones::unshare(
                a.name(0),
                a.name(1),
                &ObjectReference::new(ObjectKind::parse(a.name(2))?, a.name(3)),
            )
            .request,
        )
    }),
    of(&["zone.graph"], "GET", "/projects/*/flow/zones/*/graph", |a| {
        Some(zones::graph(a.name(0), a.name(1)).request)
    }),
    of(&["folder.list"], "GET", "/projects/*/managedfolders/", |a| Some(folders::list(a.name(0)).request)),
    of(&["folder.create"], "POST", "/projects/*/managedfolders/", |a| {
        Some(folders::create(a.name(0), a.text("name")?, a.text("type"), a.object("params")?).request)
    }),
    of(&["folder.get"], "GET", "/projects/*/managedfolders/*", |a| {
        Some(folders::get(a.name(0), a.name(1)).request)
    }),
    of(&["folder.update"], "PUT", "/projects/*/managedfolders/*", |a| {
        Some(folders::update(a.name(0), a.name(1), a.document()?).request)
    }),
    of(&["folder.contents"], "GET", "/projects/*/managedfolders/*/contents", |a| {
        Some(folders::contents(a.name(0), a.name(1)).request)
    }),
    of(&["folder.file.get"], "GET", "/projects/*/managedfolders/*/contents/**", |a| {
        Some(folders::read(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["folder.file.put"], "POST", "/projects/*/managedfolders/*/contents/**", |a| {
        Some(folders::write(a.name(0), a.name(1), a.name(2), a.file()?.1).request)
    }),
    of(&["folder.file.delete"], "DELETE", "/projects/*/managedfolders/*/contents/**", |a| {
        Some(folders::remove(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["folder.delete"], "DELETE", "/projects/*/managedfolders/*", |a| {
        Some(folders::delete(a.name(0), a.name(1), a.flag("dropData")).request)
    }),
    of(&["folder.rename"], "POST", "/projects/*/actions/renameManagedFolder", |a| {
        Some(folders::rename(a.name(0), a.text("id")?, a.text("newName")?).request)
    }),
    of(&["model.list"], "GET", "/projects/*/savedmodels/", |a| {
        Some(models::list(a.name(0), a.flag("foreign")).request)
    }),
    of(&["model.get"], "GET", "/projects/*/savedmodels/*", |a| {
        Some(models::get(a.name(0), a.name(1)).request)
    }),
    of(&["model.versions"], "GET", "/projects/*/savedmodels/*/versions", |a| {
        Some(models::versions(a.name(0), a.name(1)).request)
    }),
    of(&["model.version_details"], "GET", "/projects/*/savedmodels/*/versions/*/details", |a| {
        Some(models::details(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["model.version_details"], "GET", "/projects/*/savedmodels/*/versions/*/snippet", |a| {
        Some(models::snippet(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["streaming.list"], "GET", "/projects/*/streamingendpoints/", |a| {
        Some(streaming::list(a.name(0)).request)
    }),
    of(&["streaming.get"], "GET", "/projects/*/streamingendpoints/*", |a| {
        Some(streaming::get(a.name(0), a.name(1)).request)
    }),
    of(&["streaming.create"], "POST", "/projects/*/streamingendpoints/", |a| {
        Some(streaming::create(a.name(0), a.text("id")?, a.text("type")?, a.object("params")?).request)
    }),
    of(&["streaming.delete"], "DELETE", "/projects/*/streamingendpoints/*", |a| {
        Some(streaming::delete(a.name(0), a.name(1)).request)
    }),
];
