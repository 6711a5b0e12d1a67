"""Datasets."""

import io


def drive(book, client, project, address):
    kinds(book, project)
    documents(book, client, project)
    contents(book, project)
    quality(book, project)


def kinds(book, project):
    book(project.create_filesystem_dataset, "files", "filesystem_root", "/in")
    book(project.create_s3_dataset, "objects", "s3_raw", "/in", "bucket")
    book(project.create_sql_table_dataset, "TABLE", "Snowflake", "snowflake_prod", "t", "PUBLIC")
    book(project.create_upload_dataset, "uploaded", "filesystem_managed")
    managed = project.new_managed_dataset("managed")
    managed.with_store_into("filesystem_managed", format_option_id="PARQUET_HIVE")
    dataset = book(managed.create)
    raw = book(dataset.get_settings).get_raw()
    book.same((raw["managed"], raw["type"], raw["formatType"]), (True, "Filesystem", "parquet"), "a managed dataset")
    book.same(raw["params"]["path"], "${projectKey}/managed", "its path")
    copy = project.new_managed_dataset("copy").with_store_into("warehouse").with_copy_partitioning_from("files")
    book.same(book(copy.create).get_settings().get_raw()["type"], "PostgreSQL", "the connection decides the type")
    book.same(book(managed.already_exists), True, "a managed dataset is there")
    book(managed.create, overwrite=True)
    book.refuses("does not exist", project.new_managed_dataset("x").with_store_into("nowhere").create)
    book.refuses("already exists", project.create_dataset, "files", "Filesystem")
    names = [item.name for item in book(project.list_datasets)]
    book.same(names, ["TABLE", "copy", "files", "managed", "objects", "uploaded"], "all datasets")
    book.same(book(project.get_dataset("nothing").exists), False, "what is not there")
    book.same(book(project.get_dataset("files").exists), True, "what is there")


def documents(book, client, project):
    dataset = project.get_dataset("files")
    settings = book(dataset.get_settings)
    book.same(settings.get_raw()["versionTag"]["versionNumber"], 0, "the first version")
    settings.set_csv_format(separator=";")
    settings.add_raw_schema_column({"name": "id", "type": "bigint"})
    settings.tags = ["z", "a", "a"]
    settings.short_description = "Über alles"
    settings.get_raw()["notOfDSS"] = True
    book(settings.save)
    raw = book(dataset.get_settings).get_raw()
    book.same(raw["versionTag"]["versionNumber"], 1, "a save makes a version")
    book.same((raw["tags"], raw["shortDesc"]), (["a", "z"], "Über alles"), "what was saved")
    book.holds("notOfDSS" not in raw, "unknown fields are dropped")
    book.same(raw["formatParams"]["separator"], ";", "the format")
    book.refuses("params", dataset.set_definition, {"type": "Filesystem"})
    schema = book(dataset.get_schema)
    schema["columns"].append({"name": "größe", "type": "double", "comment": "in m"})
    book(dataset.set_schema, schema)
    columns = book(dataset.get_schema)["columns"]
    book.same([column["name"] for column in columns], ["id", "größe"], "the columns")
    metadata = book(dataset.get_metadata)
    metadata["tags"] = ["only"]
    book(dataset.set_metadata, metadata)
    book.same(book(dataset.get_settings).tags, ["only"], "tags by metadata")
    tagged = book(project.list_datasets, tags=["only"])
    book.same([item.name for item in tagged], ["files"], "datasets of a tag")
    book(book(dataset.copy_to, project.get_dataset("copy")).wait_for_result)
    book.same(book(project.get_dataset("copy").get_schema), book(dataset.get_schema), "copied columns")
    book(dataset.rename, "renamed")
    book.same(book(project.get_dataset("renamed").get_settings).get_raw()["name"], "renamed", "a new name")
    book.refuses("does not exist", project.get_dataset("files").get_settings)
    book.refuses("already exists", dataset.rename, "managed")
    foreign = [(d["projectKey"], d["name"]) for d in
               book(client.get_project("CUSTOMER_INSIGHTS").list_datasets, include_shared=True)]
    book.holds(("RELIABILITY_ANALYTICS", "EQUIPMENT_METADATA") in foreign, "what others share")
    book(dataset.delete)
    book.same(book(project.get_dataset("renamed").exists), False, "a deleted dataset")
    book.refuses("does not exist", dataset.delete)


def contents(book, project):
    dataset = project.get_dataset("uploaded")
    book(dataset.uploaded_add_file, io.BytesIO("id,name\n1,\"Zoë, \"\"the first\"\"\"\n2,b\n".encode()), "in.csv")
    book.same([f["path"] for f in book(dataset.uploaded_list_files)], ["in.csv"], "uploaded files")
    detected = book(dataset.autodetect_settings)
    book(detected.save)
    book.same([c["name"] for c in book(dataset.get_schema)["columns"]], ["id", "name"], "detected columns")
    book.same(list(book(dataset.iter_rows)), [["1", 'Zoë, "the first"'], ["2", "b"]], "rows")
    book.same(list(book(dataset.iter_rows, columns=["name"]))[1], ["b"], "rows of a column")
    book.same(book(dataset.list_partitions), ["NP"], "partitions")
    book(dataset.clear)
    book.same(list(book(dataset.iter_rows)), [], "no rows after clearing")
    book.holds(not book(dataset.get_info).is_last_build_successful, "never built")
    book.same(book(dataset.get_usages), [], "used nowhere")


def quality(book, project):
    dataset = project.get_dataset("uploaded")
    book(dataset.compute_metrics)
    metrics = book(dataset.get_last_metric_values)
    book.same(metrics.get_global_value("basic:COUNT_COLUMNS"), 2, "a metric")
    book(dataset.compute_metrics, metric_ids=["basic:SIZE"])
    book(dataset.run_checks)
    rules = dataset.get_data_quality_rules()
    rule = book(rules.create_rule, {"type": "RecordCountInRangeRule", "displayName": "rows"})
    raw = rule.get_raw()
    raw["displayName"] = "lines"
    book(rule.save)
    book.same([r.name for r in book(rules.list_rules)], ["lines"], "rules")
    book.refuses("does not exist", rules.get_status)
    book(book(rule.compute).wait_for_result)
    book.same(book(rule.get_last_result).outcome, "EMPTY", "the result of a rule")
    book.holds("uploaded" in book(project.get_data_quality_status), "the status of the project")
    book(rule.delete)
    book.same(book(rules.list_rules), [], "no rules")
    discussions = dataset.get_object_discussions()
    book(discussions.create_discussion, "t", "m")
    book.same(len(book(discussions.list_discussions)), 1, "a discussion on a dataset")
