"""Managed folders, models and streaming endpoints."""

import io
import re


def drive(book, client, project, address):
    managed(book, project)
    models(book, client, project)
    streaming(book, project)


def managed(book, project):
    folder = book(project.create_managed_folder, "incoming")
    book.holds(re.fullmatch("[A-Za-z0-9]{8}", folder.id), "an id of 8 characters")
    settings = book(folder.get_settings)
    book.same((settings.type, settings.get_raw()["name"]), ("Filesystem", "incoming"), "a folder")
    settings.set_connection_and_path("s3_raw", "/new")
    settings.get_raw()["lost"] = 1
    book(settings.save)
    raw = book(folder.get_settings).get_raw()
    book.same((raw["type"], raw["params"]["path"], "lost" in raw), ("S3", "/new", False), "what was saved")
    put = book(folder.put_file, "/a b/ü.csv", io.BytesIO(b"\x00\xff1"))
    book.same((put["path"], put["size"]), ("/a b/ü.csv", 3), "a file")
    with book(folder.get_file, "/a b/ü.csv") as stream:
        book.same(stream.content, b"\x00\xff1", "its bytes")
    book(folder.put_file, "plain.txt", b"x")
    book.same(sorted(i["path"] for i in book(folder.list_contents)["items"]), ["/a b/ü.csv", "/plain.txt"], "contents")
    other = project.create_managed_folder("copy")
    book(book(folder.copy_to, other).wait_for_result)
    book.same(len(book(other.list_contents)["items"]), 2, "copied files")
    book(other.delete)
    book(folder.delete_file, "/a b/ü.csv")
    book.refuses("does not exist", folder.get_file, "/a b/ü.csv")
    book(folder.rename, "renamed")
    book.same([f["name"] for f in book(project.list_managed_folders)], ["renamed"], "a new name")
    dataset = book(folder.create_dataset_from_files, "of_folder")
    nodes = book(project.get_flow().get_graph).nodes
    book.same(nodes["of_folder"]["predecessors"], ["FilesInFolder->DRIVE.of_folder"], "an implicit recipe")
    recipe = project.new_recipe("python", "reads").with_input(folder.id).create()
    book.same([usage["objectId"] for usage in book(folder.get_usages)], ["reads"], "usages")
    zone = project.get_flow().create_zone("z")
    book(folder.move_to_zone, zone)
    book.same(book(folder.get_zone).id, zone.id, "the zone of a folder")
    book(folder.delete)
    book.refuses("does not exist", recipe.get_settings)
    book.refuses("does not exist", folder.get_definition)
    book(dataset.delete)


def models(book, client, project):
    demo = client.get_project("RELIABILITY_ANALYTICS")
    listed = book(demo.list_saved_models)
    book.same([model["name"] for model in listed], ["Failure risk"], "models")
    model = demo.get_saved_model(listed[0]["id"])
    book.same([version["id"] for version in book(model.list_versions)], ["1717200000000", "1719800000000"], "versions")
    book.same(book(model.get_active_version)["id"], "1719800000000", "the active version")
    book(model.set_active_version, "1717200000000")
    book.same(book(model.get_active_version)["id"], "1717200000000", "another active version")
    book(model.set_active_version, "1719800000000")
    details = book(model.get_version_details, "1719800000000")
    book.same(details.details["algorithm"], "GBT_CLASSIFICATION", "details")
    settings = book(model.get_settings)
    book.same(settings.prediction_type, "BINARY_CLASSIFICATION", "settings")
    book.same([usage["objectId"] for usage in book(model.get_usages)], ["score_failure_risk"], "usages")
    own = book(project.create_mlflow_pyfunc_model, "mine", "REGRESSION")
    book.same(book(own.get_settings).prediction_type, "REGRESSION", "a new model")
    book(own.delete)
    book.same(book(project.list_saved_models), [], "no models")


def streaming(book, project):
    endpoint = book(project.create_kafka_streaming_endpoint, "events", "kafka", "topic")
    book.same(book(endpoint.get_settings).get_raw()["params"]["topic"], "topic", "an endpoint")
    book.refuses("already exists", project.create_kafka_streaming_endpoint, "events")
    book.same([item["id"] for item in book(project.list_streaming_endpoints)], ["events"], "endpoints")
    book(endpoint.delete)
    book.same(book(project.list_streaming_endpoints), [], "no endpoints")
