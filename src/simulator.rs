//! A Dataiku DSS in memory, which answers the requests of `dss` (`dss-api.md`).
//!
//! It is the demo instance in the page, the server of tests, and, behind HTTP, the instance that the
//! official client talks to. Equal requests at equal times give equal answers: ids come from a seed,
//! time comes in, and nothing is really computed.
//!
//! What DSS does and no page says is decided where it happens; the specification's open questions are
//! answered in the way that is hardest for a client.

mod access;
mod answer;
mod arrival;
mod bytes;
mod calendar;
mod consistency;
mod creation;
mod dataset;
mod exported;
pub mod fault;
mod fields;
mod graph;
mod identity;
mod imported;
mod instance;
mod kept;
pub mod multipart;
mod object;
mod operation;
mod path;
mod payload;
mod project;
mod recipe;
mod reference;
mod refusal;
mod removal;
mod route;
mod schema_update;
pub mod seed;
pub mod shared;
mod stamp;
mod table;
mod task;
mod taxonomy;
mod visit;
mod zone;

use std::collections::BTreeMap;

use serde_json::json;

pub use self::access::{Key, Right, key_in};
pub use self::arrival::{Arrival, MAX_BODY, MAX_TARGET};
pub use self::fault::{Effect, Fault, Outcome};
pub use self::instance::Settings;

use crate::dss::{Method, Response};
use crate::simulator::answer::Answer;
use crate::simulator::arrival::Target;
use crate::simulator::instance::Instance;
use crate::simulator::project::MAX_OBJECTS;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, Route};
use crate::simulator::visit::Visit;

/// An instance of DSS, and the faults that are set.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulator {
    instance: Instance,
    /// What befalls requests; empty at first.
    pub faults: Vec<Fault>,
}

impl Simulator {
    /// An instance without projects that knows these keys.
    pub fn new(settings: Settings, keys: BTreeMap<String, Key>) -> Self {
        Self { instance: Instance::new(settings, keys), faults: Vec::new() }
    }

    /// What the instance is.
    pub fn settings(&self) -> &Settings {
        &self.instance.settings
    }

    /// Makes it an instance of another version, as `14.3.3`; what it holds stays.
    pub fn set_version(&mut self, version: &str) {
        version.clone_into(&mut self.instance.settings.version);
    }

    /// Makes a key known, or changes what it may do.
    pub fn admit(&mut self, key: &str, rights: Key) {
        self.instance.keys.insert(key.to_owned(), rights);
    }

    /// Answers a request. Nothing it holds makes this panic or hang.
    pub fn answer(&mut self, arrival: Arrival) -> Outcome {
        let effects = fault::befalling(&mut self.faults, arrival.method, arrival.path());
        fault::outcome(&effects, || self.carry_out(arrival))
    }

    fn carry_out(&mut self, arrival: Arrival) -> Response {
        let mut response = self.operate(arrival).unwrap_or_else(|refusal| refusal.response());
        let version = &self.instance.settings.version;
        response.headers.extend([
            ("dss-version".to_owned(), version.clone()),
            ("dss-api-version".to_owned(), version.clone()),
        ]);
        response
    }

    fn operate(&mut self, arrival: Arrival) -> Answer {
        arrival.weigh()?;
        let caller = access::admit(&self.instance.keys, arrival.key.as_deref(), arrival.now)?;
        let target = Target::read(&arrival.target)?;
        let found = find(arrival.method, &target.segments, self.instance.settings.major());
        let Some((route, arguments)) = found else {
            return Err(Refusal::unrouted(arrival.method.name(), arrival.path()));
        };
        let (now, body, parameters) = (arrival.now, arrival.body, target.parameters);
        let mut visit = Visit { instance: &mut self.instance, caller, now, arguments, parameters, body };
        permit(&visit, route.need, arrival.method)?;
        let answer = (route.operation)(&mut visit)?;
        if arrival.method != Method::Get && matches!(route.need, Need::Project(_)) {
            record(&mut visit, arrival.method, &target.segments);
        }
        Ok(answer)
    }
}

/// The operation of a method and path, with the arguments in the path.
fn find(method: Method, segments: &[String], version: u32) -> Option<(&'static Route, Vec<String>)> {
    let routes = operation::GROUPS.iter().flat_map(|group| group.iter());
    let mut known = routes.filter(|route| route.since <= version);
    known.find_map(|route| Some((route, route.arguments(method, segments)?)))
}

/// Refuses what the key may not do, and what does not fit any more.
fn permit(visit: &Visit<'_>, need: Need, method: Method) -> Result<(), Refusal> {
    match need {
        Need::Key => Ok(()),
        Need::Admin if visit.caller.admin => Ok(()),
        Need::Admin => Err(Refusal::forbidden()),
        Need::Project(right) => {
            let project = visit.project()?;
            if !visit.caller.may(right, visit.key(), &project.permissions) {
                return Err(Refusal::forbidden());
            }
            if method == Method::Post && project.size() >= MAX_OBJECTS {
                return Err(Refusal::too_large(format!(
                    "The project holds its limit of {MAX_OBJECTS} objects"
                )));
            }
            Ok(())
        }
    }
}

/// Documents whose change is one of the project itself.
const OWN_DOCUMENTS: [&str; 4] = ["metadata", "permissions", "settings", "tags"];
/// Most entries of a timeline; the oldest go.
const MAX_TIMELINE: usize = 100;

/// Puts what was done on the timeline of the project.
fn record(visit: &mut Visit<'_>, method: Method, segments: &[String]) {
    let stamp = visit.stamp();
    let Ok(project) = visit.project_mut() else { return };
    let part = |place: usize| segments.get(place).map_or("", String::as_str);
    if OWN_DOCUMENTS.contains(&part(2)) {
        stamp.touch(&mut project.tags_of_version);
    }
    let action = match method {
        Method::Delete => "DELETE",
        Method::Post => "CREATE",
        Method::Put | Method::Get => "EDIT",
    };
    let entry = json!({
        "time": stamp.at, "user": stamp.login, "action": action, "objectType": part(2), "objectId": part(3),
    });
    if project.timeline.len() >= MAX_TIMELINE {
        project.timeline.remove(0);
    }
    project.timeline.push(fields::made(entry));
}

#[cfg(test)]
pub(crate) mod tests;
