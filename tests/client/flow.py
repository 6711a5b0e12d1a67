"""The flow: graph, zones, jobs."""

import re


def drive(book, client, project, address):
    for name in ["source", "middle", "end", "alone"]:
        project.new_managed_dataset(name).with_store_into("filesystem_managed").create()
    first = project.new_recipe("python", "first").with_input("source").with_output("middle").create()
    second = project.new_recipe("python", "second").with_input("middle").with_output("end").create()
    graph(book, client, project, first)
    zones(book, client, project, first, second)
    sharing(book, client, project)
    jobs(book, project, first)


def graph(book, client, project, first):
    drawn = book(project.get_flow().get_graph)
    book.same([node["ref"] for node in drawn.get_source_computables()], ["alone", "source"], "sources")
    book.same([d.name for d in drawn.get_source_datasets()], ["alone", "source"], "source datasets")
    book.same([r.name for r in drawn.get_successor_recipes("source", as_type="object")], ["first"], "what reads it")
    book.same([d.name for d in drawn.get_successor_computables(first, as_type="object")], ["middle"], "what it writes")
    order = [node["ref"] for node in drawn.get_items_in_traversal_order()]
    book.same(order, ["alone", "source", "first", "middle", "second", "end"], "traversal")
    demo = book(client.get_project("CUSTOMER_INSIGHTS").get_flow().get_graph)
    book.holds("RELIABILITY_ANALYTICS.EQUIPMENT_METADATA" in demo.nodes, "what another project exposes")
    book.holds("COMPUTABLE_SAVED_MODEL" in [node["type"] for node in demo.nodes.values()], "a model in the flow")
    book.holds(len(demo.get_items_in_traversal_order(as_type="object")) > 15, "a traversal with objects")
    project.get_dataset("source").set_schema({"columns": [{"name": "x", "type": "int"}], "userModified": True})
    project.new_recipe("sync", "copy").with_input("source").with_new_output("copied", "filesystem_managed").create()
    future = book(project.get_flow().new_schema_propagation("source").start)
    book.same(book(future.wait_for_result)["updated"], ["copied"], "propagated columns")
    book(project.get_recipe("copy").delete)
    book(project.get_dataset("copied").delete)


def zones(book, client, project, first, second):
    flow = project.get_flow()
    book.same(book(flow.list_zones), [], "no zones at first")
    book.same(book(flow.get_default_zone).color, "#D1D8DA", "the default zone")
    prep = book(flow.create_zone, "Prep / ä?#%", "#aa00cc")
    book.holds(re.fullmatch("[A-Za-z0-9]{7}", prep.id), "an id of 7 characters")
    twin = book(flow.create_zone, "Prep / ä?#%")
    book.holds(twin.id != prep.id, "names of zones need not be unique")
    book(prep.add_item, first)
    book.same(sorted(item.id for item in prep.items), ["first", "middle"], "a recipe drags its outputs")
    book(project.get_dataset("end").move_to_zone, prep)
    items = sorted(item.id for item in book(flow.get_zone, prep.id).items)
    book.same(items, ["end", "first", "middle", "second"], "a dataset drags its recipe")
    book(twin.add_items, [second, project.get_dataset("source")])
    book.same(sorted(i.id for i in twin.items), ["end", "second", "source"], "several at once")
    book.same(book(project.get_dataset("source").get_zone).id, twin.id, "the zone of an object")
    book.same(book(project.get_dataset("alone").get_zone).id, "default", "what lies in no zone")
    book.same(sorted(book(prep.get_graph).nodes), ["first", "middle"], "the graph of a zone")
    settings = prep.get_settings()
    settings.name, settings.color = "Prep 2", "#000000"
    settings.get_raw()["position"] = {"x": 7, "y": 7}
    settings.get_raw()["items"] = []
    book(settings.save)
    zone = book(flow.get_zone, prep.id)
    book.same((zone.name, zone.color), ("Prep 2", "#000000"), "name and colour")
    book.same(zone._raw["position"], {}, "a position is ignored")
    book.same(len(zone.items), 2, "items are not replaced")
    default = flow.get_default_zone().get_settings()
    default.name = "Rest"
    book(default.save)
    book.same([z.name for z in book(flow.list_zones)], ["Rest", "Prep 2", "Prep / ä?#%"], "all zones")
    book.refuses("cannot be deleted", flow.get_default_zone().delete)
    book.refuses("default zone", flow.get_default_zone().get_graph)
    book.refuses("does not exist", prep.add_item, project.get_dataset("nothing"))
    book(project.get_dataset("middle").rename, "between")
    book.same(book(project.get_dataset("between").get_zone).id, prep.id, "a renamed dataset keeps its zone")
    book(prep.delete)
    book.same(book(project.get_dataset("between").get_zone).id, "default", "items fall back to the default zone")
    book.refuses("does not exist", flow.get_zone, prep.id)


def sharing(book, client, project):
    zone = project.get_flow().create_zone("Shared into")
    book(project.get_dataset("alone").share_to_zone, zone)
    book.same([o.id for o in book(project.get_flow().get_zone, zone.id).shared], ["alone"], "what is shared")
    book(project.get_dataset("alone").move_to_zone, zone)
    book.same(book(project.get_flow().get_zone, zone.id).shared, [], "what lies in a zone is not shared there as well")
    book(project.get_flow().get_default_zone().add_item, project.get_dataset("alone"))
    book(project.get_dataset("alone").share_to_zone, zone)
    book(project.get_dataset("alone").unshare_from_zone, zone.id)
    foreign = client.get_project("RELIABILITY_ANALYTICS").get_dataset("FAILURE_RISK")
    book.refuses("does not exist", zone.add_shared, foreign)
    settings = client.get_project("RELIABILITY_ANALYTICS").get_settings()
    settings.add_exposed_object("DATASET", "FAILURE_RISK", "DRIVE")
    book(settings.save)
    book(zone.add_shared, foreign)
    book.same([o.project_key for o in zone.shared], ["RELIABILITY_ANALYTICS"], "an object of another project")
    book(zone.remove_shared, foreign)
    book.same(zone.shared, [], "no longer shared")
    reader = project.new_recipe("python", "reads_foreign").with_input("FAILURE_RISK", "RELIABILITY_ANALYTICS")
    reader.with_new_output_dataset("from_foreign", "filesystem_managed", copy_partitioning_from=None)
    book(reader.create)
    book(project.get_flow().replace_input_computable, "RELIABILITY_ANALYTICS.FAILURE_RISK", "alone")
    refs = project.get_recipe("reads_foreign").get_settings().get_flat_input_refs()
    book.same(refs, ["alone"], "a replaced input")


def jobs(book, project, first):
    book.same(book(first.run).get_status()["baseStatus"]["state"], "DONE", "a recipe that runs")
    book.holds(book(project.get_dataset("between").get_info).is_last_build_successful, "its output is built")
    job = book(project.get_dataset("end").build, job_type="RECURSIVE_BUILD")
    book.same(job.get_status()["globalState"]["done"], 2, "a build of all that is above")
    job = book(project.new_job("RECURSIVE_FORCED_BUILD").with_output("end").start)
    book.holds(re.fullmatch(r"Build_end_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}", job.id), "the id of a job")
    status = book(job.get_status)
    book.same((status["baseStatus"]["state"], status["globalState"]["total"]), ("RUNNING", 2), "a job that runs")
    book(job.abort)
    book.same(book(job.get_status)["baseStatus"]["state"], "ABORTED", "a job that was stopped")
    book.holds("second" in book(job.get_log, "second_NP"), "its log")
    book.same([item["state"] for item in book(project.list_jobs)].count("DONE"), 2, "all jobs")
    book.refuses("does not exist", project.get_dataset("nothing").build)
