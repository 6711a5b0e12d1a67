//! Zones of the flow (`dss-api.md` 3.5 and 6). A zone goes by its id; names may repeat.

use serde_json::{Value, json};

use crate::dss::flow::{Graph, read_graph};
use crate::dss::object::ObjectReference;
use crate::dss::request::path;
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// The id of the zone that holds whatever is in no other.
pub const DEFAULT: &str = "default";

/// `zone.list`: all zones in full. What none of them lists is in the default one.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["projects", project, "flow", "zones"])), answer::documents)
}

/// `zone.get`: one in full.
pub fn get(project: &str, zone: &str) -> Call<Document> {
    Call::new(Request::get(at(project, zone)), answer::document)
}

/// `zone.create`: answers its id. A position is taken only now, and only while zones are placed by DSS.
pub fn create(project: &str, name: &str, color: &str, position: Option<Document>) -> Call<Option<String>> {
    let mut document = json!({"name": name, "color": color});
    if let Some(position) = position {
        document["position"] = Value::Object(position);
    }
    let request = Request::post(path(&["projects", project, "flow", "zones"])).json(document);
    Call::new(request, |response| answer::made(response, "id"))
}

/// `zone.update`: the whole zone as it was read. Name and colour are taken, a position is not.
pub fn update(project: &str, zone: &str, document: Document) -> Call<()> {
    Call::new(Request::put(at(project, zone)).json(Value::Object(document)), answer::nothing)
}

/// `zone.delete`. What was in it goes to the default zone.
pub fn delete(project: &str, zone: &str) -> Call<()> {
    Call::new(Request::delete(at(project, zone)), answer::nothing)
}

/// `zone.add_item`: moves an object here. A recipe takes its outputs along.
pub fn add(project: &str, zone: &str, object: &ObjectReference) -> Call<()> {
    let request = Request::post(path(&["projects", project, "flow", "zones", zone, "items"]));
    Call::new(request.json(object.document()), answer::nothing)
}

/// `zone.add_items`: moves objects here at once.
pub fn add_all(project: &str, zone: &str, objects: &[ObjectReference]) -> Call<()> {
    let list = objects.iter().map(ObjectReference::document).collect();
    let request = Request::post(path(&["projects", project, "flow", "zones", zone, "add-items"]));
    Call::new(request.json(Value::Array(list)), answer::nothing)
}

/// `zone.share`: shows an object here as well.
pub fn share(project: &str, zone: &str, object: &ObjectReference) -> Call<()> {
    let request = Request::post(path(&["projects", project, "flow", "zones", zone, "shared"]));
    Call::new(request.json(object.document()), answer::nothing)
}

/// `zone.unshare`: no longer shows an object of this project here.
pub fn unshare(project: &str, zone: &str, object: &ObjectReference) -> Call<()> {
    let kind = object.kind.name();
    let request =
        Request::delete(path(&["projects", project, "flow", "zones", zone, "shared", kind, &object.id]));
    Call::new(request, answer::nothing)
}

/// `zone.graph`: the flow of one zone. That of the default zone was seen to fail: cut it out of the graph of
/// the project instead.
pub fn graph(project: &str, zone: &str) -> Call<Graph> {
    Call::new(Request::get(path(&["projects", project, "flow", "zones", zone, "graph"])), read_graph)
}

fn at(project: &str, zone: &str) -> String {
    path(&["projects", project, "flow", "zones", zone])
}
