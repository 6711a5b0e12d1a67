//! Zones (`dss-api.md` 3.5).

use serde_json::Value;

use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::fields::required;
use crate::simulator::graph::Graph;
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;
use crate::simulator::zone::Zone;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/flow/zones", READ, all),
    post("/projects/{}/flow/zones", WRITE, create),
    get("/projects/{}/flow/zones/{}", READ, |visit| shown(visit, zone(visit)?)),
    put("/projects/{}/flow/zones/{}", WRITE, update),
    delete("/projects/{}/flow/zones/{}", WRITE, remove),
    post("/projects/{}/flow/zones/{}/items", WRITE, place_one),
    post("/projects/{}/flow/zones/{}/add-items", WRITE, place_many),
    post("/projects/{}/flow/zones/{}/shared", WRITE, share),
    delete("/projects/{}/flow/zones/{}/shared/{}/{}", WRITE, unshare),
    get("/projects/{}/flow/zones/{}/graph", READ, graph),
];

/// The place of the zone that the path names.
fn zone(visit: &Visit<'_>) -> Result<usize, Refusal> {
    let zone = visit.project()?.zone(visit.argument(1));
    zone.ok_or_else(|| Refusal::absent(format!("Flow zone {}", visit.argument(1))))
}

fn shown(visit: &Visit<'_>, place: usize) -> Answer {
    document(visit.project()?.zone_document(place))
}

/// The default zone is among them as long as there are others (`dss-api.md` 6).
fn all(visit: &mut Visit<'_>) -> Answer {
    let project = visit.project()?;
    let places = 0..if project.zones.len() > 1 { project.zones.len() } else { 0 };
    document(places.map(|place| project.zone_document(place)).collect::<Value>())
}

/// A position is taken only here, and only while zones are not placed by hand.
fn create(visit: &mut Visit<'_>) -> Answer {
    let mut asked = visit.document()?;
    required(&asked, "name")?;
    let id = visit.instance.ids.zone();
    let stamp = visit.stamp();
    let project = visit.project_mut()?;
    let settings = project.settings.get("settings");
    let display = settings.and_then(|settings| settings.get("flowDisplaySettings"));
    if display.is_some_and(|display| display["zonesManualPositioning"] == true) {
        asked.remove("position");
    }
    project.zones.push(Zone::new(id, asked, &stamp));
    let place = project.zones.len() - 1;
    shown(visit, place)
}

fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let (place, stamp) = (zone(visit)?, visit.stamp());
    if let Some(zone) = visit.project_mut()?.zones.get_mut(place) {
        zone.replace(asked, &stamp);
    }
    shown(visit, place)
}

/// What it held falls back to the default zone, which cannot be deleted itself.
fn remove(visit: &mut Visit<'_>) -> Answer {
    let place = zone(visit)?;
    if place == 0 {
        return Err(Refusal::invalid("The default zone cannot be deleted"));
    }
    visit.project_mut()?.zones.remove(place);
    empty()
}

fn place_one(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.json()?;
    place(visit, &[asked])
}

fn place_many(visit: &mut Visit<'_>) -> Answer {
    match visit.json()? {
        Value::Array(asked) => place(visit, &asked),
        _ => Err(Refusal::malformed("The body should be a list of objects")),
    }
}

/// Moves all or, if one is not there, none.
fn place(visit: &mut Visit<'_>, asked: &[Value]) -> Answer {
    let target = zone(visit)?;
    let key = visit.key().to_owned();
    let project = visit.project_mut()?;
    let mut objects = Vec::new();
    for value in asked {
        let object = ObjectRef::read(value, &key)?;
        if object.project.is_some() || !project.has(&object) {
            return Err(Refusal::absent(format!("{} in the flow of {key}", object.id)));
        }
        objects.push(object);
    }
    project.place(objects, target);
    shown(visit, target)
}

/// Shows an object of another zone, or one that another project exposes, here too.
fn share(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.json()?;
    let (place, key) = (zone(visit)?, visit.key().to_owned());
    let object = ObjectRef::read(&asked, &key)?;
    let is_visible = match &object.project {
        None => visit.project()?.has(&object) && object.kind != Kind::Recipe,
        Some(other) => {
            let other = visit.instance.projects.get(other);
            other.is_some_and(|other| other.has(&object) && other.exposes(object.kind, &object.id, &key))
        }
    };
    if !is_visible {
        return Err(Refusal::absent(format!("{} to share in {key}", object.id)));
    }
    if let Some(zone) = visit.project_mut()?.zones.get_mut(place) {
        zone.shared.insert(object);
    }
    shown(visit, place)
}

/// Takes out what has this type and id, of whichever project.
fn unshare(visit: &mut Visit<'_>) -> Answer {
    let place = zone(visit)?;
    let (kind, id) = (Kind::read(visit.argument(2))?, visit.argument(3).to_owned());
    let zone = visit.project_mut()?.zones.get_mut(place);
    let shared = zone.map(|zone| {
        let before = zone.shared.len();
        zone.shared.retain(|object| object.kind != kind || object.id != id);
        before - zone.shared.len()
    });
    match shared {
        Some(1..) => shown(visit, place),
        _ => Err(Refusal::absent(format!("{id} among what the zone shares"))),
    }
}

/// The flow within the zone, with what is shared into it. Of the default zone DSS fails to make one
/// (`dss-api.md` 3.5).
fn graph(visit: &mut Visit<'_>) -> Answer {
    let place = zone(visit)?;
    if place == 0 {
        return Err(Refusal::unsupported("Cannot make the graph of the default zone"));
    }
    let project = visit.project()?;
    let mut graph = Graph::of(visit.instance, visit.key());
    let zones = &project.zones;
    graph.restrict(|object| {
        zones.get(place).is_some_and(|zone| zone.objects.contains(object) || zone.shared.contains(object))
    });
    document(graph.document())
}
