//! Projects of a simulated DSS: exported there, imported here.

use proptest::prelude::*;
use serde_json::json;

use super::{assert_empty, imported};
use crate::archive::Archive;
use crate::dss::{Body, Method};
use crate::dss_export::{Reading, read_archive};
use crate::simulator::seed::tests::files;
use crate::simulator::seed::{ADMIN_KEY, demo};
use crate::simulator::tests::laws::request;
use crate::simulator::{Arrival, Key, Settings, Simulator};

fn send(simulator: &mut Simulator, method: Method, target: &str, body: Body) -> Vec<u8> {
    let key = Some(ADMIN_KEY.to_owned());
    let arrival = Arrival { method, target: target.to_owned(), body, key, now: 1_700_000_000_000 };
    simulator.answer(arrival).response.unwrap().body
}

fn exported(simulator: &mut Simulator, key: &str) -> Reading {
    let bytes = send(simulator, Method::Post, &format!("/projects/{key}/export"), Body::Json(json!({})));
    read_archive(&Archive::open(&bytes).unwrap()).unwrap()
}

#[test]
fn projects_of_the_demo_have_an_empty_plan() {
    let mut simulator = demo(&files(), 1_700_000_000_000).unwrap();
    for key in ["BLOCKS_REGISTRY", "RELIABILITY_ANALYTICS", "CUSTOMER_INSIGHTS"] {
        let reading = exported(&mut simulator, key);
        assert_eq!(reading.problems, []);
        assert_eq!(reading.inventory.key, key);
        let (import, analysis) = imported(&reading.inventory);
        assert_empty(&analysis);
        let config = &analysis.config;
        assert_eq!(config.datasets.len(), reading.inventory.datasets.len(), "{:?}", import.left_out);
        assert_eq!(config.recipes.len(), reading.inventory.recipes.len(), "{:?}", import.left_out);
        assert_eq!(config.scenarios.len(), reading.inventory.scenarios.len(), "{:?}", import.left_out);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_project_has_an_empty_plan(requests in prop::collection::vec(request(), 1..60)) {
        let keys = [(ADMIN_KEY.to_owned(), Key::admin("root"))].into();
        let mut simulator = Simulator::new(Settings::default(), keys);
        let project = json!({"projectKey": "P", "name": "Plant", "owner": "root"});
        send(&mut simulator, Method::Post, "/projects/", Body::Json(project));
        for (method, target, document) in requests {
            send(&mut simulator, method, &target, Body::Json(document));
        }
        assert_empty(&imported(&exported(&mut simulator, "P").inventory).1);
    }
}
