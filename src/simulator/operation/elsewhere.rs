//! Kinds of objects that the simulator does not hold: their lists are empty, so that a crawl of all
//! there is comes to its end.

use serde_json::json;

use crate::simulator::answer::{Answer, document};
use crate::simulator::route::{Need, READ, Route, get};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/agents", READ, none),
    get("/projects/{}/apiservices/", READ, none),
    get("/projects/{}/code-studios/", READ, none),
    get("/projects/{}/continuous-activities/", READ, none),
    get("/projects/{}/dashboards/", READ, none),
    get("/projects/{}/evaluationcomparisons/", READ, none),
    get("/projects/{}/evaluationstores/", READ, none),
    get("/projects/{}/insights/", READ, none),
    get("/projects/{}/knowledge-banks", READ, none),
    get("/projects/{}/lab/", READ, none),
    get("/projects/{}/models/lab/", READ, none),
    get("/projects/{}/notebooks/active", READ, none),
    get("/projects/{}/retrieval-augmented-llms", READ, none),
    get("/projects/{}/runnables/", READ, none),
    get("/projects/{}/semantic-models/", READ, none),
    get("/projects/{}/webapps/", READ, none),
    get("/admin/clusters/", Need::Admin, none),
    get("/apps/", Need::Key, none),
    get("/data-collections/", Need::Key, none),
    get("/meanings/", Need::Key, none),
    get("/messaging-channels/", Need::Key, none),
    get("/workspaces/", Need::Key, none),
];

fn none(_: &mut Visit<'_>) -> Answer {
    document(json!([]))
}
