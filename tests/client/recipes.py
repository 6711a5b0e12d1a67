"""Recipes of every kind."""

import json


def drive(book, client, project, address):
    for name in ["a", "b", "c", "out", "out2"]:
        dataset = project.new_managed_dataset(name).with_store_into("filesystem_managed").create()
        if name in "ab":
            columns = [{"name": "id", "type": "bigint"}, {"name": name + "_x", "type": "double"}]
            dataset.set_schema({"columns": columns, "userModified": True})
    code(book, client, project)
    visual(book, project)
    schemas(book, project)
    deletion(book, project)


def code(book, client, project):
    builder = project.new_recipe("python", "compute_out").with_input("a").with_output("out").with_script("x = 1\n")
    recipe = book(builder.create)
    book.same(recipe.name, "compute_out", "the name that came back")
    settings = book(recipe.get_settings)
    book.same(settings.get_code(), "x = 1\n", "the code")
    book.same(settings.get_recipe_inputs()["main"]["items"][0]["deps"], [], "deps read back")
    settings.set_code("y = 'é'\n")
    settings.set_code_env("py311")
    settings.add_input("main", "b")
    settings.add_input("main", "RELIABILITY_ANALYTICS.FAILURE_RISK")
    book.refuses("does not exist", settings.save)
    settings.replace_input("RELIABILITY_ANALYTICS.FAILURE_RISK", "c")
    book(settings.save)
    settings = book(recipe.get_settings)
    book.same(settings.get_code(), "y = 'é'\n", "the new code")
    book.same(settings.get_flat_input_refs(), ["a", "b", "c"], "the new inputs")
    book.same(settings.get_recipe_raw_definition()["versionTag"]["versionNumber"], 1, "a save makes a version")
    book.same(settings.get_code_env_settings()["envName"], "py311", "the code environment")
    book.refuses("already exists", project.new_recipe("python", "compute_out").with_output("out2").create)
    book.refuses("already an output", project.new_recipe("python", "other").with_output("out").create)
    book.refuses("does not exist", project.new_recipe("python", "other").with_input("nil").with_output("c").create)
    named = book(project.new_recipe("python").with_input("a").with_output("out2").create)
    book.same(named.name, "compute_out2", "a recipe without a name is called after its output")
    book.holds("import dataiku" in book(named.get_settings).get_code(), "code that is given")
    book(named.rename, "second name")
    book.same([item.name for item in book(project.list_recipes)], ["compute_out", "second name"], "all recipes")
    metadata = book(recipe.get_metadata)
    metadata["tags"] = ["t"]
    book(recipe.set_metadata, metadata)
    book.same(book(recipe.get_settings).tags, ["t"], "tags by metadata")
    book.same(book(recipe.get_status).get_status_severity(), "SUCCESS", "the status")
    book.refuses("set when it runs", recipe.compute_schema_updates)
    builder = project.new_recipe("python", "fresh").with_input("a")
    book(builder.with_new_output_dataset("fresh_out", "filesystem_managed").create)
    book.same(book(project.get_dataset("fresh_out").exists), True, "an output that came with its recipe")
    sql = project.new_recipe("sql_query", "query").with_input("a").with_new_output("query_out", "warehouse")
    settings = book(sql.create).get_settings()
    settings.set_payload("select 1")
    book(settings.save)
    book.same(book(project.get_recipe("query").get_settings).get_payload(), "select 1", "a query")
    proto = {"type": "CustomCode_my-block", "name": "plug", "inputs": {"main": {"items": [{"ref": "a"}]}},
             "outputs": {"main": {"items": []}}}
    plug = book(project.create_recipe, proto, {"rawCreation": True})
    book.same(book(plug.get_settings).get_payload(), None, "a raw recipe has no payload")


def visual(book, project):
    def new(kind, *inputs):
        builder = project.new_recipe(kind, "r_" + kind)
        for name in inputs:
            builder.with_input(name)
        builder.with_new_output("o_" + kind, "filesystem_managed", format_option_id="CSV_EXCEL_GZIP")
        return book(builder.create)

    for kind in ["sync", "window", "distinct", "sort", "pivot", "sampling", "download", "export"]:
        book.same(new(kind, "a").type, kind, "the type")
    settings = book(new("prepare", "a").get_settings)
    settings.add_processor_step("ColumnRenamer", {"renamings": [{"from": "a_x", "to": "y"}]})
    book(settings.save)
    book.same(len(book(project.get_recipe("r_prepare").get_settings).raw_steps), 1, "a step")
    book.same(book(project.get_recipe("r_sync").get_settings).get_payload(), "", "a sync has an empty payload")
    settings = book(new("join", "a", "b").get_settings)
    book.same(settings.get_flat_input_refs(), ["a", "b"], "inputs of a join")
    book.same(len(settings.raw_virtual_inputs), 2, "virtual inputs")
    settings.add_condition_to_join(settings.raw_joins[0], column1="id", column2="id")
    book(settings.save)
    settings = book(new("vstack", "a", "b").get_settings)
    settings.set_intersection_input_schema_mode()
    settings.add_origin_column("from", {0: "A", 1: "B"})
    book(settings.save)
    grouping = project.new_recipe("grouping", "r_grouping").with_input("a").with_group_key("id")
    settings = book(grouping.with_new_output("o_grouping", "warehouse").create).get_settings()
    settings.set_column_aggregations("a_x", type="double", avg=True, max=True)
    book(settings.save)
    payload = book(project.get_recipe("r_grouping").get_settings).get_json_payload()
    book.same(payload["keys"], [{"column": "id"}], "the key")
    split = project.new_recipe("split", "r_split").with_input("a")
    split.with_new_output("left", "filesystem_managed").with_new_output("right", "filesystem_managed")
    settings = book(split.create).get_settings()
    settings.set_split_on_random_ratio([{"output": {"mode": "dataset", "value": "right"}, "share": 30}])
    book(settings.save)
    book.same(book(project.get_recipe("r_split").get_settings).split_mode, "RANDOM", "how it splits")
    top = project.new_recipe("topn", "r_topn").with_input("a").with_output("out")
    book.refuses("already an output", top.create)
    folder = project.new_recipe("download", "to_folder")
    folder.with_new_output("files", "filesystem_folders", object_type="MANAGED_FOLDER")
    reference = book(folder.create).get_settings().get_flat_output_refs()[0]
    book.same(len(reference), 8, "a folder is referred to by its id")
    payload = json.loads(book(project.get_recipe("r_sort").get_settings).get_payload())
    book.same(payload["orders"], [], "the payload of a sort")


def schemas(book, project):
    for name, columns in [("r_prepare", ["id", "y"]), ("r_grouping", ["id", "a_x_max", "a_x_avg", "count"]),
                          ("r_join", ["id", "a_x", "b_x"]), ("r_vstack", ["id", "from"]), ("r_sync", ["id", "a_x"])]:
        recipe = project.get_recipe(name)
        updates = book(recipe.compute_schema_updates)
        book.same(updates.any_action_required(), True, "columns to update of " + name)
        book(updates.apply)
        output = recipe.get_settings().get_flat_output_refs()[0]
        schema = book(project.get_dataset(output).get_schema)
        book.same([column["name"] for column in schema["columns"]], columns, "columns of " + output)
        book.same(book(recipe.compute_schema_updates).any_action_required(), False, "nothing left to update")


def deletion(book, project):
    book(project.get_dataset("c").rename, "renamed")
    inputs = book(project.get_recipe("compute_out").get_settings).get_flat_input_refs()
    book.same(inputs, ["a", "b", "renamed"], "recipes follow a renamed dataset")
    book(project.get_recipe("compute_out").delete)
    book.same(book(project.get_dataset("out").exists), True, "outputs outlive their recipe")
    book(project.get_dataset("o_sync").delete, drop_data=True)
    book.refuses("does not exist", project.get_recipe("r_sync").get_settings)
    book(project.get_dataset("a").delete)
    left = [item.name for item in book(project.list_recipes)]
    book.same(left, ["to_folder"], "recipes go with what they read")
