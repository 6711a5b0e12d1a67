"""Scenarios and notebooks."""


def drive(book, client, project, address):
    steps = {"params": {"steps": [{"type": "build_flowitem", "name": "b", "params": {"builds": []}}]}}
    scenario = book(project.create_scenario, "Nightly run", "step_based", steps)
    book.same(scenario.id, "NIGHTLYRUN", "the server makes the id")
    book.same(book(project.create_scenario, "Nightly run", "step_based").id, "NIGHTLYRUN_1", "and another one")
    settings = book(scenario.get_settings)
    book.same((settings.active, settings.raw_steps[0]["name"]), (False, "b"), "settings")
    settings.active = True
    settings.add_daily_trigger(hour=3)
    settings.raw_steps.append({"type": "custom_python", "name": "p", "params": {}})
    book(settings.save)
    settings = book(scenario.get_settings)
    book.same((settings.active, len(settings.raw_steps), len(settings.raw_triggers)), (True, 2, 1), "what was saved")
    book.same(settings.effective_run_as, "admin", "who it runs as")
    run = book(scenario.run_and_wait, {"plan": "p1"})
    book.same((run.outcome, run.trigger["type"]), ("SUCCESS", "manual"), "a run")
    book.holds(run.end_time >= run.start_time, "its times")
    book.same([step.outcome for step in book(run.get_details).steps], ["SUCCESS", "SUCCESS"], "its steps")
    book.holds(run.id in book(run.get_log), "its log")
    fire = book(scenario.run)
    started = book(fire.wait_for_scenario_run)
    book.same(book(scenario.get_status).running, True, "a run that goes on")
    book.same(book(scenario.get_current_run).id, started.id, "the current run")
    book.same([s["id"] for s in book(project.list_scenarios) if s.running], ["NIGHTLYRUN"], "in the list")
    book(scenario.abort)
    book(started.refresh)
    book.same(started.outcome, "ABORTED", "a run that was stopped")
    book.same(len(book(scenario.get_last_runs, only_finished_runs=True)), 2, "runs")
    book.same(book(scenario.get_last_runs, limit=1)[0].id, started.id, "the last run comes first")
    book.same(len(book(scenario.get_runs_by_date, started.id[:10], "2100-01-01")), 2, "runs of a time")
    book.same(book(scenario.get_runs_by_date, "2100-01-01", "2100-01-02"), [], "runs of another time")
    book.same(book(fire.is_cancelled, refresh=True), False, "its trigger")
    script = book(project.create_scenario, "Script", "custom_python")
    settings = book(script.get_settings)
    settings.code = "from dataiku.scenario import Scenario\n"
    book(settings.save)
    book.same(book(script.get_settings).code, "from dataiku.scenario import Scenario\n", "a script")
    book.refuses("no type of scenario", project.create_scenario, "x", "other")
    book(script.delete)
    book.refuses("does not exist", script.get_settings)
    notebooks(book, project)


def notebooks(book, project):
    content = {"cells": [], "metadata": {"kernelspec": {"language": "python", "name": "python3"}}, "nbformat": 4}
    notebook = book(project.create_jupyter_notebook, "explore data", content)
    book.same(book(notebook.get_content).content["nbformat"], 4, "a notebook")
    book.same([n.notebook_name for n in book(project.list_jupyter_notebooks)], ["explore data"], "notebooks")
    book(notebook.delete)
    sql = book(project.create_sql_notebook, {"connection": "warehouse", "cells": []})
    book.same(book(sql.get_content).content["connection"], "warehouse", "a SQL notebook")
    book.same(len(book(project.list_sql_notebooks)), 1, "SQL notebooks")
    book(sql.delete)
