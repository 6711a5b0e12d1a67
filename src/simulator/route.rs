//! Operations by method and path, and what a key needs for each.

use crate::dss::Method;
use crate::simulator::access::Right;
use crate::simulator::answer::Answer;
use crate::simulator::visit::Visit;

/// What a key needs for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// To be known.
    Key,
    /// To be an administrator's.
    Admin,
    /// A right on the project, which is the first `{}` of the path.
    Project(Right),
}

/// An operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    method: Method,
    /// `{}` is one segment, `{path}` at the end any number of them.
    template: &'static str,
    /// What the key needs.
    pub(super) need: Need,
    /// The first number of the oldest version that has it.
    pub(super) since: u32,
    /// What it does.
    pub(super) operation: fn(&mut Visit<'_>) -> Answer,
}

type Operation = fn(&mut Visit<'_>) -> Answer;

pub(super) const fn get(template: &'static str, need: Need, operation: Operation) -> Route {
    Route { method: Method::Get, template, need, since: 0, operation }
}

pub(super) const fn post(template: &'static str, need: Need, operation: Operation) -> Route {
    Route { method: Method::Post, template, need, since: 0, operation }
}

pub(super) const fn put(template: &'static str, need: Need, operation: Operation) -> Route {
    Route { method: Method::Put, template, need, since: 0, operation }
}

pub(super) const fn delete(template: &'static str, need: Need, operation: Operation) -> Route {
    Route { method: Method::Delete, template, need, since: 0, operation }
}

/// Needs a right to read the project.
pub(super) const READ: Need = Need::Project(Right::ReadConf);
/// Needs a right to write the project.
pub(super) const WRITE: Need = Need::Project(Right::WriteConf);
/// Needs to administer the project.
pub(super) const OWN: Need = Need::Project(Right::Admin);

impl Route {
    /// The same, but only from this version on.
    pub(super) const fn since(mut self, major: u32) -> Self {
        self.since = major;
        self
    }

    /// The arguments in a path, if this route has it: one for each `{}`, and a path without empty
    /// segments for `{path}`.
    pub(super) fn arguments(&self, method: Method, segments: &[String]) -> Option<Vec<String>> {
        if method != self.method {
            return None;
        }
        let mut arguments = Vec::new();
        let mut rest = segments.iter();
        for wanted in self.template.split('/').skip(1) {
            if wanted == "{path}" {
                let path: Vec<&str> = rest.map(String::as_str).filter(|part| !part.is_empty()).collect();
                arguments.push(path.join("/"));
                return Some(arguments);
            }
            match (wanted, rest.next()?) {
                ("{}", segment) if !segment.is_empty() => arguments.push(segment.clone()),
                (wanted, segment) if wanted == segment => {}
                _ => return None,
            }
        }
        rest.next().is_none().then_some(arguments)
    }
}
