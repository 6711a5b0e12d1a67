//! What holds for every project of a DSS: read from there, it is taken over with nothing to do.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::archive::Archive;
use crate::dss::Body;
use crate::dss_export::read_archive;
use crate::intake::{Intake, intake};
use crate::inventory::Inventory;
use crate::simulator::tests::laws::request;
use crate::state::file::save;
use crate::workspace::{Workspace, analyze};

const AT: &str = "2026-01-01T00:00:00Z";

fn plan_is_empty(intake: &Intake) -> Result<(), TestCaseError> {
    let workspace = Workspace {
        files: intake.files.clone(),
        state: Some(Arc::from(save(&intake.state).as_str())),
        environment: "dev".to_owned(),
        ..Workspace::default()
    };
    let analysis = analyze(&workspace);
    let plan =
        analysis.plan.ok_or_else(|| TestCaseError::fail(format!("no plan: {:?}", analysis.problems)))?;
    prop_assert!(!plan.has_changes(), "{:?}", plan.summary);
    Ok(())
}

fn exported(simulator: &mut Simulator) -> Inventory {
    let target = "/projects/P/export".to_owned();
    let body = Body::Json(json!({}));
    let arrival = Arrival { method: Method::Post, target, body, key: Some(KEY.to_owned()), now: 1 };
    let archive = simulator.answer(arrival).response.unwrap().body;
    read_archive(&Archive::open(&archive).unwrap()).unwrap().inventory
}

fn by_id(mut inventory: Inventory) -> Inventory {
    inventory.zones.sort_by_key(|zone| zone["id"].to_string());
    inventory
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_project_that_is_read_has_an_empty_plan(requests in prop::collection::vec(request(), 1..80)) {
        let mut simulator = Simulator::new(Settings::default(), [(KEY.to_owned(), Key::admin("root"))].into());
        let project = json!({"projectKey": "P", "name": "Plant", "owner": "root"});
        send(&mut simulator, Request::post("/projects/".to_owned()).json(project));
        let mut zones: Vec<String> = Vec::new();
        for (method, target, document) in requests {
            // Zones go by ids that the server made: each name stands for one of them.
            let target = match zones.last() {
                Some(zone) if target.contains("flow/zones/a") => target.replace("zones/a", &format!("zones/{zone}")),
                _ => target,
            };
            let key = Some(KEY.to_owned());
            let arrival = Arrival { method, target, body: Body::Json(document), key, now: 1_700_000_000_000 };
            let answer = simulator.answer(arrival).response.unwrap();
            let answer: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            zones.extend(answer["id"].as_str().filter(|id| id.len() == 7).map(str::to_owned));
        }
        let mut crawl = Crawl::new("P");
        drive(&mut crawl, &mut simulator, |_, response| Ok(response));
        prop_assert!(crawl.is_complete() && crawl.missed().is_empty(), "{:?}", crawl.missed());
        let read = intake(crawl.inventory().clone(), "dev", AT).unwrap();
        plan_is_empty(&read)?;
        // An export of it becomes the same configuration, but for the order of zones, which no export says.
        let export = intake(by_id(exported(&mut simulator)), "dev", AT).unwrap();
        prop_assert_eq!(intake(by_id(crawl.inventory().clone()), "dev", AT).unwrap().files, export.files);
    }
}
