"""Projects and their documents."""

import io
import zipfile


def drive(book, client, project, address):
    book.holds("DRIVE" in book(client.list_project_keys), "the project is listed")
    located = [p for p in book(client.list_projects, include_location=True) if p["projectKey"] == "DRIVE"]
    book.same([folder["id"] for folder in located[0]["projectLocation"]], ["ROOT"], "where it lies")
    summary = book(project.get_summary)
    book.same((summary["name"], summary["ownerLogin"]), ("Driven", "admin"), "summary")
    book.same(summary["tags"], ["a", "b"], "tags are a sorted set")
    book.refuses("already used", client.create_project, "DRIVE", "Again", "admin")
    book.refuses("incorrect", client.create_project, "DR-IVE", "Odd", "admin")
    documents(book, client, project)
    copies(book, client, project)
    places(book, client, project)


def documents(book, client, project):
    metadata = book(project.get_metadata)
    metadata.update({"label": "Renamed", "tags": ["z", "a", "z"], "unknownToDSS": 1})
    metadata["checklists"] = {"checklists": [{"id": "c", "title": "Review", "items": [{"done": False, "text": "ä"}]}]}
    book(project.set_metadata, metadata)
    metadata = book(project.get_metadata)
    book.same(metadata["tags"], ["a", "z"], "tags come back sorted")
    book.same(metadata["checklists"]["checklists"][0]["items"][0]["text"], "ä", "a checklist")
    book.holds("unknownToDSS" not in metadata, "unknown fields are dropped")
    book.same(book(project.get_summary)["name"], "Renamed", "the label is the name")
    permissions = book(project.get_permissions)
    permissions["permissions"].append({"group": "readers", "readProjectContent": True})
    book(project.set_permissions, permissions)
    entry = book(project.get_permissions)["permissions"][0]
    book.same((entry["readProjectContent"], entry["admin"]), (True, False), "flags are filled in")
    settings = book(project.get_settings)
    settings.set_python_code_env("py311")
    settings.add_exposed_object("DATASET", "later", "CUSTOMER_INSIGHTS")
    book(settings.save)
    raw = book(project.get_settings).get_raw()
    book.same(raw["settings"]["codeEnvs"]["python"]["envName"], "py311", "the code environment")
    book.same(raw["exposedObjects"]["objects"][0]["localName"], "later", "what is exposed")
    del raw["settings"]
    book.refuses("settings", client._perform_empty, "PUT", "/projects/DRIVE/settings", body=raw)
    book(project.set_variables, {"standard": {"env": "dev", "n": {"a": [1]}}, "local": {"secret": "x"}})
    book(project.update_variables, {"env": "prod"})
    book.same(book(project.get_variables)["standard"], {"env": "prod", "n": {"a": [1]}}, "variables")
    resolved = book(client._perform_json, "GET", "/projects/DRIVE/variables-resolved", params={"typed": "false"})
    book.same((resolved["env"], resolved["secret"]), ("prod", "x"), "resolved variables")
    book(project.set_tags, {"tags": {"iac": {"color": "#123456"}}})
    book.same(book(project.get_tags)["tags"], {"iac": {"color": "#123456"}}, "colours of tags")
    timeline = book(project.get_timeline, item_count=2)
    book.same((len(timeline["items"]), timeline["createdBy"]["login"]), (2, "admin"), "timeline")
    book.same(book(project.get_project_git().get_status)["currentBranch"], "master", "branch")
    book(project.get_project_git().commit, "before apply")
    discussion = book(project.get_object_discussions().create_discussion, "Plan review", "please look")
    book(discussion.add_reply, "looks good")
    book.same([reply.get_text() for reply in book(discussion.get_replies)], ["please look", "looks good"], "replies")
    book.same([d.get_metadata()["topic"] for d in book(project.get_object_discussions().list_discussions)],
              ["Plan review"], "discussions")


def copies(book, client, project):
    project.create_dataset("held", "Filesystem", {"connection": "filesystem_root", "path": "/h"})
    book(project.duplicate, "DRIVE_COPY", "A copy")
    copy = client.get_project("DRIVE_COPY")
    book.same(book(copy.get_dataset("held").get_settings).get_raw()["projectKey"], "DRIVE_COPY", "a copied dataset")
    book.refuses("already used", project.duplicate, "DRIVE_COPY", "Again")
    future = book(copy.delete, wait=False)
    book(future.wait_for_result)
    book.holds("DRIVE_COPY" not in book(client.list_project_keys), "the copy is gone")
    archive = book(project.get_export_stream, {"exportUploads": True}).read()
    book.same(archive[:2], b"PK", "an archive")
    handle = book(client.prepare_project_import, io.BytesIO(archive))
    remapping = {"connections": [{"source": "filesystem_root", "target": "filesystem_managed"}]}
    result = book(handle.execute, {"targetProjectKey": "DRIVE_IN", "remapping": remapping})
    book.same(result["success"], True, "the import")
    imported = client.get_project("DRIVE_IN")
    book.same(book(imported.get_variables)["standard"]["env"], "prod", "variables of the import")
    params = book(imported.get_dataset("held").get_settings).get_raw_params()
    book.same(params["connection"], "filesystem_managed", "a remapped connection")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as stored, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as small:
        for name in stored.namelist():
            small.writestr(name, stored.read(name))
    result = book(client.prepare_project_import(io.BytesIO(packed.getvalue())).execute, {"targetProjectKey": "DRIVE_Z"})
    book.same(result["success"], True, "a compressed archive")
    book(client.get_project("DRIVE_Z").delete)
    result = book(client.prepare_project_import(io.BytesIO(archive)).execute)
    book.same(result["success"], False, "a key in use is told in the result")
    result = book(client.prepare_project_import(io.BytesIO(b"no archive")).execute)
    book.same(result["success"], False, "what is no archive is told in the result")
    imported.delete()


def places(book, client, project):
    root = book(client.get_root_project_folder)
    folder = book(root.create_sub_folder, "Teams & co")
    book(project.move_to_folder, folder)
    book.same(book(project.get_project_folder).name, "Teams & co", "the folder of the project")
    book.same(book(folder.get_path), "/Teams & co", "its path")
    book.refuses("empty folder", folder.delete)
    settings = book(folder.get_settings)
    settings.set_name("Équipes 🙂")
    book(settings.save)
    book.same(book(project.get_project_folder).name, "Équipes 🙂", "the folder's new name")
    book(project.move_to_folder, root)
    book(folder.delete)
    book.same([f.name for f in book(root.list_child_folders)], [], "no folder is left")
