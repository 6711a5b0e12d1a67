//! The instance itself, and who the key is (`dss-api.md` 3.1).

use serde_json::{Value, json};

use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, document};
use crate::simulator::fields::{list, made, required};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, Route, get, post};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/instance-info", Need::Key, instance),
    get("/auth/info", Need::Key, identity),
    get("/current-user", Need::Key, current_user),
    post("/permissions/actions/check-objects", Need::Key, check_objects).since(14),
];

fn instance(visit: &mut Visit<'_>) -> Answer {
    let settings = &visit.instance.settings;
    document(json!({
        "nodeId": settings.node_id, "nodeName": settings.node_name, "nodeType": settings.node_type,
        "dssVersion": settings.version,
    }))
}

fn identity(visit: &mut Visit<'_>) -> Answer {
    let is_user = visit.instance.users.contains_key(&visit.caller.login);
    let mut identity = json!({
        "authIdentifier": visit.caller.login, "groups": visit.caller.groups,
        "authSource": if is_user { "PERSONAL_API_KEY" } else { "PROJECT_API_KEY" },
    });
    if is_user {
        identity["associatedDSSUser"] = Value::from(visit.caller.login.as_str());
        identity["userProfile"] = Value::from("FULL_DESIGNER");
    }
    document(identity)
}

fn current_user(visit: &mut Visit<'_>) -> Answer {
    match visit.instance.users.get(&visit.caller.login) {
        Some(user) => document(user.clone()),
        None => Err(Refusal::absent("The user of this key")),
    }
}

/// What the key may do with each object; of what is not visible, nothing.
fn check_objects(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let mut items = Vec::new();
    for item in list(&asked, "items") {
        let mut item = made(item.clone());
        let key = required(&item, "objectProjectKey")?.to_owned();
        required(&item, "objectType")?;
        required(&item, "objectId")?;
        let project = visit.instance.projects.get(&key);
        let may = |right| project.is_some_and(|project| visit.caller.may(right, &key, &project.permissions));
        item.insert("read".to_owned(), Value::from(may(Right::ReadConf)));
        item.insert("write".to_owned(), Value::from(may(Right::WriteConf)));
        items.push(Value::Object(item));
    }
    document(json!({"items": items}))
}
