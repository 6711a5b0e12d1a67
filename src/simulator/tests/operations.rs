//! Our own operations understand what the simulator answers.

use std::cell::RefCell;
use std::rc::Rc;

use super::transport::now;
use super::*;
use crate::dss::object::{ObjectKind, ObjectReference};
use crate::dss::recipes::{Creation, NewRecipe, Output};
use crate::dss::{
    Call, Error, Transport, archives, bundles, datasets, discussions, flow, folders, future, instance, jobs,
    library, models, notebooks, project_settings, projects, quality, recipes, scenarios, storage::Storage,
    streaming, surroundings, wiki, zones,
};
use crate::simulator::shared::SharedSimulator;

const RELIABILITY: &str = "RELIABILITY_ANALYTICS";

struct Demo(SharedSimulator);

impl Demo {
    fn new() -> Self {
        let demo = seed::demo(&[], 1).unwrap();
        Self(SharedSimulator::new(Rc::new(RefCell::new(demo)), Some(seed::ADMIN_KEY), Rc::new(|| 9)))
    }

    fn ask<T>(&self, call: Call<T>) -> Result<T, Error> {
        call.conclude(now(self.0.send(call.request.clone())))
    }

    fn take<T>(&self, call: Call<T>) -> T {
        let request = call.request.clone();
        self.ask(call).unwrap_or_else(|error| panic!("{request:?}: {error}"))
    }

    /// The result of a future, after it was looked at twice.
    fn finish(&self, started: future::Future) -> Value {
        let Some(id) = started.job_id else { return started.result };
        assert!(!self.take(future::get(&id)).has_result);
        self.take(future::get(&id)).result
    }
}

#[test]
fn a_crawl_reads_all_there_is() {
    let demo = Demo::new();
    assert_eq!(demo.take(instance::node()).version.as_deref(), Some("15.2.0"));
    demo.take(instance::identity());
    demo.take(instance::current_user());
    for project in demo.take(projects::list(true)) {
        let key = project["projectKey"].as_str().unwrap();
        crawl(&demo, key);
    }
    for names in [demo.take(surroundings::connections("all")), vec!["warehouse".to_owned()]] {
        assert!(names.iter().all(|name| demo.ask(surroundings::connection(name, None)).is_ok()));
    }
    assert_eq!(demo.take(surroundings::code_envs()).len(), 1);
    demo.take(surroundings::code_env("PYTHON", "py311"));
    demo.take(surroundings::plugins());
    demo.take(surroundings::users());
    demo.take(surroundings::groups());
    demo.take(future::list(false, true, false));
}

fn crawl(demo: &Demo, key: &str) {
    demo.take(projects::get(key));
    demo.take(projects::timeline(key, 5));
    demo.take(projects::locate(key));
    demo.take(projects::git_status(key));
    demo.take(projects::data_quality(key, true));
    demo.take(project_settings::metadata(key));
    demo.take(project_settings::permissions(key));
    demo.take(project_settings::settings(key));
    demo.take(project_settings::tags(key));
    demo.take(project_settings::variables(key));
    for dataset in demo.take(datasets::list(key, true, &[])) {
        let (key, name) = (dataset["projectKey"].as_str().unwrap(), dataset["name"].as_str().unwrap());
        demo.take(datasets::get(key, name));
        demo.take(datasets::schema(key, name));
        demo.take(datasets::metadata(key, name));
        demo.take(datasets::last_build(key, name));
        demo.take(datasets::usages(key, name));
        demo.take(datasets::partitions(key, name));
        demo.take(quality::last_metrics(key, name, "NP"));
        demo.take(quality::rules(key, name));
    }
    for recipe in demo.take(recipes::list(key)) {
        let name = recipe["name"].as_str().unwrap();
        assert_eq!(demo.take(recipes::get(key, name)).recipe, recipe);
        demo.take(recipes::status(key, name));
        demo.take(recipes::metadata(key, name));
    }
    assert_eq!(demo.take(flow::graph(key)).nodes.is_empty(), key == seed::REGISTRY);
    for zone in demo.take(zones::list(key)) {
        let id = zone["id"].as_str().unwrap();
        assert_eq!(demo.take(zones::get(key, id)), zone);
        assert_eq!(demo.ask(zones::graph(key, id)).is_ok(), id != "default");
    }
    for folder in demo.take(folders::list(key)) {
        demo.take(folders::contents(key, folder["id"].as_str().unwrap()));
    }
    for model in demo.take(models::list(key, true)) {
        let id = model["id"].as_str().unwrap();
        for version in demo.take(models::versions(key, id)) {
            demo.take(models::details(key, id, version["id"].as_str().unwrap()));
        }
    }
    for scenario in demo.take(scenarios::list(key)) {
        let id = scenario["id"].as_str().unwrap();
        demo.take(scenarios::get(key, id));
        demo.take(scenarios::status(key, id));
        demo.take(scenarios::payload(key, id));
        demo.take(scenarios::last_runs(key, id, 3, true));
    }
    for file in library::Entry::files(&demo.take(library::tree(key))) {
        demo.take(library::read(key, &file));
    }
    for id in wiki::article_ids(&demo.take(wiki::settings(key))) {
        demo.take(wiki::article(key, &id));
    }
    demo.take(discussions::list(key, "PROJECT", key));
    demo.take(bundles::exported(key));
    demo.take(bundles::imported(key));
    demo.take(jobs::list(key));
    demo.take(notebooks::jupyter(key, false));
    demo.take(notebooks::sql(key));
    demo.take(streaming::list(key));
}

#[test]
fn a_block_is_instantiated_as_a_zone() {
    let demo = Demo::new();
    let zone = demo.take(zones::create(RELIABILITY, "Alerts", "#112233", None)).expect("an id");
    let new = NewRecipe {
        kind: "sync".to_owned(),
        name: "sync_alerts".to_owned(),
        inputs: fields::made(json!({"main": {"items": [{"ref": "FAILURE_RISK"}]}})),
        outputs: fields::made(json!({"main": {"items": [{"ref": "ALERTS", "appendMode": false}]}})),
        more: fields::made(json!({})),
        creation: Creation::Visual {
            output: Output::Dataset(Storage::on("warehouse")),
            virtual_inputs: None,
            more: fields::made(json!({})),
        },
    };
    assert_eq!(demo.take(recipes::create(RELIABILITY, &new)).as_deref(), Some("sync_alerts"));
    let recipe = ObjectReference { kind: ObjectKind::Recipe, id: "sync_alerts".to_owned(), project: None };
    demo.take(zones::add(RELIABILITY, &zone, &recipe));
    let items = demo.take(zones::get(RELIABILITY, &zone))["items"].as_array().unwrap().len();
    assert_eq!(items, 2, "the output follows its recipe");
    let update = demo.take(recipes::schema_update(RELIABILITY, "sync_alerts"));
    demo.take(recipes::apply_schema(RELIABILITY, "sync_alerts", &update.outputs[0], false, true));
    assert_eq!(demo.take(recipes::schema_update(RELIABILITY, "sync_alerts")).incompatibilities, 0);
    let again = demo.ask(recipes::create(RELIABILITY, &new)).unwrap_err().to_string();
    assert!(again.contains("already exists"), "{again}");
    demo.take(zones::delete(RELIABILITY, &zone));
}

#[test]
fn tasks_come_to_their_ends() {
    let demo = Demo::new();
    let started = demo.take(quality::compute_rules(RELIABILITY, "RAW_VIBRATION", "NP", None));
    assert_eq!(demo.finish(started)["outcome"], "EMPTY");
    let how = flow::Propagation::default();
    let started = demo.take(flow::propagate_schema(RELIABILITY, &[(RELIABILITY, "CLEAN_VIBRATION")], &how));
    assert_eq!(demo.finish(started)["success"], true);
    let target = [jobs::Target::dataset("WORK_PRIORITIES")];
    let job = demo
        .take(jobs::start(RELIABILITY, jobs::BuildMode::Recursive, &target, jobs::Options::default()))
        .expect("an id");
    assert_eq!(demo.take(jobs::status(RELIABILITY, &job)).success, None);
    let done = demo.take(jobs::status(RELIABILITY, &job));
    assert_eq!((done.success, done.activities), (Some(true), Some((6, 6))));
    let fire = demo.take(scenarios::run(RELIABILITY, "NIGHTLYSCORING", fields::made(json!({}))));
    let outcome =
        || demo.take(scenarios::run_of(RELIABILITY, "NIGHTLYSCORING", &fire)).map(|run| run.outcome);
    assert_eq!([outcome(), outcome(), outcome()], [None, Some(None), Some(Some("SUCCESS".to_owned()))]);
    let archive = demo.take(archives::export(RELIABILITY, fields::made(json!({}))));
    let id = demo.take(archives::upload(archive)).expect("an id");
    let settings = fields::made(json!({"targetProjectKey": "COPY"}));
    assert!(demo.take(archives::import(&id, settings)).success);
    let deletion = projects::Deletion::default();
    let started = demo.take(projects::delete("COPY", deletion, false));
    assert_eq!(demo.finish(started)["success"], true);
}
