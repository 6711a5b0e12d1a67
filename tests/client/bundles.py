"""Bundles: snapshots of a project."""

import io
import zipfile


def drive(book, client, project, address):
    project.set_variables({"standard": {"v": 1}, "local": {"here": True}})
    project.create_dataset("kept", "Filesystem", {"connection": "filesystem_root", "path": "/k"})
    project.new_recipe("python", "spaced name").with_input("kept").with_script("pass\n").create()
    project.create_scenario("Job", "step_based")
    project.get_wiki().create_article("Home", content="bundled")
    book.same(book(project.list_exported_bundles)["bundles"], [], "no bundles")
    book(project.export_bundle, "v1.0.0", release_notes="first & best")
    listed = book(project.list_exported_bundles)["bundles"]
    book.same([b["bundleId"] for b in listed], ["v1.0.0"], "a bundle")
    book.same(listed[0]["exportManifest"]["releaseNotes"], "first & best", "its notes")
    book.refuses("already exists", project.export_bundle, "v1.0.0")
    with book(project.get_exported_bundle_archive_stream, "v1.0.0") as stream:
        archive = stream.content
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    for name in ["export-manifest.json", "project_config/params.json", "project_config/datasets/kept.json",
                 "project_config/recipes/spaced name.json", "project_config/recipes/spaced name.py",
                 "project_config/zones/default.json", "project_config/wiki/articles/1.md"]:
        book.holds(name in names, name)
    book.refuses("Unknown error", project.get_exported_bundle_archive_stream, "none")
    published = book(project.publish_bundle, "v1.0.0", "PUBLISHED")
    book.same(published["publishedProjectKey"], "PUBLISHED", "a published bundle")
    project.get_dataset("kept").delete()
    project.set_variables({"standard": {"v": 2}, "local": {"here": False}})
    book(project.import_bundle_from_stream, io.BytesIO(archive))
    book.same([b["bundleId"] for b in book(project.list_imported_bundles)["bundles"]], ["v1.0.0"], "an imported bundle")
    book(project.preload_bundle, "v1.0.0")
    book(project.activate_bundle, "v1.0.0", {"JOB": True})
    book.same(book(project.get_variables), {"standard": {"v": 1}, "local": {"here": False}}, "variables of the bundle")
    book.same(book(project.get_recipe("spaced name").get_settings).get_code(), "pass\n", "a recipe of the bundle")
    book.same(book(project.get_scenario("JOB").get_settings).active, True, "a scenario that was switched on")
    book(project.delete_imported_bundle, "v1.0.0")
    book(project.delete_exported_bundle, "v1.0.0")
    book.refuses("does not exist", project.activate_bundle, "v1.0.0")
    book.refuses("already used", client.create_project_from_bundle_archive, io.BytesIO(archive))
    project.delete()
    made = book(client.create_project_from_bundle_archive, io.BytesIO(archive))
    book.same(made["projectKey"], "DRIVE", "a project made of a bundle")
    book.same(book(client.get_project("DRIVE").get_wiki().get_article("Home").get_data).get_body(), "bundled", "its wiki")
