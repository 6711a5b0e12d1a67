//! Crawls of a simulated instance.

mod law;

use serde_json::json;

use super::*;
use crate::dss::Method;
use crate::dss::retry::Patience;
use crate::simulator::{Arrival, Key, Settings, Simulator};

const KEY: &str = "root";

/// A simulator with a project of two datasets, a recipe, a folder and a scenario of code.
fn orchard() -> Simulator {
    let mut simulator = Simulator::new(Settings::default(), [(KEY.to_owned(), Key::admin("root"))].into());
    let mut post = |path: &str, document| {
        let response = send(&mut simulator, Request::post(path.to_owned()).json(document));
        assert!(response.is_success(), "{path}: {}", String::from_utf8_lossy(&response.body));
    };
    post("/projects/", json!({"projectKey": "ORCHARD", "name": "Orchard", "owner": "root"}));
    for name in ["harvest", "cider"] {
        post(
            "/projects/ORCHARD/datasets/",
            json!({"name": name, "projectKey": "ORCHARD", "type": "UploadedFiles", "params": {}}),
        );
    }
    let items = |name: &str| json!({"main": {"items": [{"ref": name}]}});
    post(
        "/projects/ORCHARD/recipes/",
        json!({
            "recipePrototype": {"type": "python", "name": "press", "projectKey": "ORCHARD", "inputs": items("harvest"), "outputs": items("cider")},
            "creationSettings": {"script": "press()\n"},
        }),
    );
    post(
        "/projects/ORCHARD/managedfolders/",
        json!({"name": "labels", "projectKey": "ORCHARD", "type": null, "params": {}}),
    );
    post("/projects/ORCHARD/scenarios/", json!({"type": "custom_python", "name": "nightly", "params": {}}));
    simulator
}

fn send(simulator: &mut Simulator, request: Request) -> Response {
    simulator.answer(Arrival::of(request, Some(KEY), 1_700_000_000_000)).response.unwrap()
}

/// Drives a crawl to its end or halt; `twist` may change what comes of a request.
fn drive(
    crawl: &mut Crawl,
    simulator: &mut Simulator,
    mut twist: impl FnMut(&Request, Response) -> Result<Response, Interruption>,
) {
    while let Some((ticket, request)) = crawl.ask() {
        let response = send(simulator, request.clone());
        crawl.answered(ticket, twist(&request, response));
    }
}

#[test]
fn a_crawl_reads_everything_of_a_project() {
    let mut crawl = Crawl::new("ORCHARD");
    drive(&mut crawl, &mut orchard(), |_, response| Ok(response));
    assert!(crawl.is_complete() && crawl.missed().is_empty(), "{:?}", crawl.missed());
    let inventory = crawl.inventory();
    assert_eq!(inventory.metadata.get("label"), Some(&json!("Orchard")));
    assert_eq!(inventory.datasets.keys().collect::<Vec<_>>(), ["cider", "harvest"]);
    assert_eq!(inventory.recipes["press"].payload.as_deref(), Some("press()\n"));
    assert_eq!((inventory.folders.len(), inventory.scenarios.len(), inventory.scripts.len()), (1, 1, 1));
    assert_eq!(crawl.progress(), Progress { finished: 15, known: 15 });
}

#[test]
fn it_asks_six_at_once_and_takes_answers_in_any_order() {
    let (mut crawl, mut simulator) = (Crawl::new("ORCHARD"), orchard());
    while !crawl.is_complete() {
        let wave: Vec<_> = std::iter::from_fn(|| crawl.ask()).collect();
        assert!((1..=MOST).contains(&wave.len()));
        for (ticket, request) in wave.into_iter().rev() {
            crawl.answered(ticket, Ok(send(&mut simulator, request)));
        }
    }
    assert_eq!(crawl.inventory().recipes.len(), 1);
}

/// The `limit_req` of nginx as in `docs/hosting/proxy.conf`: 20 requests a second, 40 more at once. Counts in
/// thousandths, as nginx does.
#[derive(Default)]
struct Proxy {
    excess: i64,
    at: i64,
    refused: usize,
}

impl Proxy {
    /// Whether a request at this millisecond passes.
    fn passes(&mut self, now: i64) -> bool {
        let excess = (self.excess - 20 * (now - self.at)).max(0) + 1_000;
        if excess > 41_000 {
            self.refused += 1;
            return false;
        }
        (self.excess, self.at) = (excess, now);
        true
    }
}

#[test]
fn a_proxy_that_refuses_what_comes_too_fast_is_waited_for() {
    let mut simulator = orchard();
    for number in 0..300 {
        let folder =
            json!({"name": format!("f{number}"), "projectKey": "ORCHARD", "type": null, "params": {}});
        send(&mut simulator, Request::post("/projects/ORCHARD/managedfolders/".into()).json(folder));
    }
    let (mut crawl, mut proxy, mut now) = (Crawl::new("ORCHARD"), Proxy::default(), 0);
    // When, for which time, and what.
    let mut due: Vec<(i64, u32, Ticket, Request)> = Vec::new();
    loop {
        while let Some((ticket, request)) = crawl.ask() {
            due.push((now, 1, ticket, request));
        }
        let Some(next) = (0..due.len()).min_by_key(|at| due[*at].0) else { break };
        let (at, attempt, ticket, request) = due.remove(next);
        now = at.max(now) + 3;
        if proxy.passes(now) {
            crawl.answered(ticket, Ok(send(&mut simulator, request)));
            continue;
        }
        let refusal = Response::empty(429);
        match Patience::default().pause(attempt, &Error::refused(&request, &refusal)) {
            Some(pause) => due.push((now + i64::from(pause), attempt + 1, ticket, request)),
            None => crawl.answered(ticket, Ok(refusal)),
        }
    }
    assert!(crawl.is_complete() && crawl.missed().is_empty(), "{:?}", crawl.halt());
    assert_eq!(crawl.inventory().folders.len(), 301);
    assert!(proxy.refused > 50 && now < 30_000, "{} refused, {now} ms", proxy.refused);
}

#[test]
fn what_waits_is_told_with_the_progress() {
    let progress = Progress { finished: 3, known: 12 };
    let told: Vec<String> = (0..3).map(|waiting| progress.words_while(waiting)).collect();
    let wanted = [
        "3 of 12 documents read.",
        "3 of 12 documents read. 1 was refused for now and is asked for again.",
        "3 of 12 documents read. 2 were refused for now and are asked for again.",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_list_that_fails_halts_it_and_it_goes_on_from_there() {
    let (mut crawl, mut simulator) = (Crawl::new("ORCHARD"), orchard());
    let is_list = |request: &Request| request.path == "/projects/ORCHARD/datasets/";
    drive(&mut crawl, &mut simulator, |request, response| {
        if is_list(request) { Err(Interruption::Unreachable) } else { Ok(response) }
    });
    assert!(crawl.is_idle() && !crawl.is_complete());
    let words = halted(crawl.halt().unwrap(), crawl.progress());
    assert!(
        words.starts_with("No answer came from DSS. 1 of 12 documents read. What was read is kept"),
        "{words}"
    );
    crawl.go_on();
    drive(&mut crawl, &mut simulator, |_, response| Ok(response));
    assert!(crawl.is_complete());
    assert_eq!(crawl.inventory().datasets.len(), 2);
}

#[test]
fn what_was_deleted_meanwhile_is_gone_and_no_failure() {
    let (mut crawl, mut simulator) = (Crawl::new("ORCHARD"), orchard());
    drive(&mut crawl, &mut simulator, |request, response| {
        let is_recipe = request.path == "/projects/ORCHARD/recipes/press";
        Ok(if is_recipe { Response::json(404, &json!({"message": "not found"})) } else { response })
    });
    assert!(crawl.is_complete() && crawl.missed().is_empty());
    assert!(crawl.inventory().recipes.is_empty());
}

#[test]
fn an_object_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let (mut crawl, mut simulator) = (Crawl::new("ORCHARD"), orchard());
    drive(&mut crawl, &mut simulator, |request, response| {
        let is_refused =
            request.path == "/projects/ORCHARD/recipes/press" || request.path.ends_with("/settings");
        Ok(if is_refused { Response::json(403, &json!({"message": "no right"})) } else { response })
    });
    assert!(crawl.is_complete());
    let missed: Vec<_> =
        crawl.missed().iter().map(|missed| missed.address.as_ref().unwrap().to_string()).collect();
    assert_eq!(missed, ["project.ORCHARD", "recipe.ORCHARD.press"]);
}

#[test]
fn a_key_that_is_refused_halts_at_once() {
    let mut crawl = Crawl::new("ORCHARD");
    let (ticket, request) = crawl.ask().unwrap();
    assert_eq!(request.method, Method::Get);
    crawl.answered(ticket, Ok(Response::json(401, &json!({"message": "expired"}))));
    assert!(crawl.ask().is_none() && crawl.is_idle());
    assert_eq!(crawl.halt().unwrap().kind, Kind::Key);
}

#[test]
fn an_answer_that_nobody_asked_for_is_let_go() {
    let mut crawl = Crawl::new("ORCHARD");
    crawl.answered(7, Ok(Response::empty(200)));
    assert_eq!(crawl.progress().finished, 0);
}
