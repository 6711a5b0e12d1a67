//! Versions of DSS, and what each of them does not know yet (`dss-api.md` 6, version drift).

use std::fmt;

use crate::dss::{Body, Method, Request};

/// A version of DSS, as `15.2.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    /// The major version. What is new came with one.
    pub major: u32,
    /// The minor version.
    pub minor: u32,
    /// The patch.
    pub patch: u32,
}

/// A request as a version of DSS understands it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The request without what the version does not know.
    pub request: Request,
    /// What was left out, by the names of parameters and members.
    pub dropped: Vec<&'static str>,
}

/// A path with `*` for each segment that varies.
type Pattern = &'static str;

/// Whole operations, and the first major version with them.
const OPERATIONS: [(u32, Method, Pattern); 5] = [
    (14, Method::Get, "/users"),
    (14, Method::Get, "/groups"),
    (14, Method::Get, "/project-folders/locate-project/*"),
    (14, Method::Post, "/permissions/actions/check-objects"),
    (14, Method::Delete, "/projects/*/bundles/imported/*"),
];

/// Parameters of the query.
const PARAMETERS: [(u32, Method, Pattern, &str); 10] = [
    (14, Method::Get, "/projects/", "includeLocation"),
    (14, Method::Delete, "/projects/*", "wait"),
    (15, Method::Delete, "/projects/*", "clearManagedKnowledgeBanks"),
    (14, Method::Get, "/projects/*/datasets/", "foreign"),
    (14, Method::Get, "/projects/*/datasets/", "tags"),
    (15, Method::Get, "/projects/*/savedmodels/", "foreign"),
    (15, Method::Delete, "/projects/*/managedfolders/*", "dropData"),
    (14, Method::Put, "/projects/*/bundles/exported/*", "evaluateProjectStandardsChecks"),
    (15, Method::Post, "/projectsFromBundle/", "permissionsPropagationPolicy"),
    (15, Method::Post, "/projectsFromBundle/", "failOnMissingUsersOrGroups"),
];

/// Members of a JSON body, with the member they are in.
const MEMBERS: [(u32, Method, Pattern, Option<&str>, &str); 3] = [
    (14, Method::Post, "/projects/", None, "permissions"),
    (14, Method::Post, "/projects/", None, "tags"),
    (
        15,
        Method::Post,
        "/projects/*/recipes/",
        Some("creationSettings"),
        "outputDatasetsCreationSettingsByRole",
    ),
];

impl Release {
    /// Reads a version; what follows the numbers, as in `14.0.0-beta2`, is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.trim().split(['-', '+', ' ']).next()?;
        let mut parts = numbers.split('.').map(|part| part.parse().ok());
        let major = parts.next()??;
        let minor = parts.next().unwrap_or(Some(0))?;
        let patch = parts.next().unwrap_or(Some(0))?;
        Some(Self { major, minor, patch })
    }

    /// The first major version that has the operation of `request`, if this one has not.
    pub fn lacks(self, request: &Request) -> Option<u32> {
        let mut operations = OPERATIONS.iter();
        let found = operations.find(|(_, method, pattern)| is_of(request, *method, pattern));
        found.map(|(since, ..)| *since).filter(|since| self.major < *since)
    }

    /// Whether keys may be sent as `Bearer`.
    pub fn knows_bearer(self) -> bool {
        (self.major, self.minor) >= (13, 1)
    }

    /// The request as this version understands it.
    pub fn fitted(self, mut request: Request) -> Fitted {
        let mut dropped = Vec::new();
        for (since, method, pattern, name) in PARAMETERS {
            if self.major < since && is_of(&request, method, pattern) {
                let before = request.query.len();
                request.query.retain(|(known, _)| *known != name);
                dropped.extend((request.query.len() < before).then_some(name));
            }
        }
        for (since, method, pattern, holder, name) in MEMBERS {
            if self.major < since && is_of(&request, method, pattern) {
                dropped.extend(without_member(&mut request.body, holder, name).then_some(name));
            }
        }
        Fitted { request, dropped }
    }
}

/// Whether the request has this method, and a path of this pattern.
fn is_of(request: &Request, method: Method, pattern: &str) -> bool {
    let (mut found, mut wanted) = (request.path.split('/'), pattern.split('/'));
    let fits = found.by_ref().zip(wanted.by_ref()).all(|(found, wanted)| match wanted {
        "*" => !found.is_empty(),
        _ => found == wanted,
    });
    request.method == method && fits && request.path.split('/').count() == pattern.split('/').count()
}

fn without_member(body: &mut Body, holder: Option<&str>, name: &str) -> bool {
    let Body::Json(document) = body else { return false };
    let object = match holder {
        Some(holder) => document.get_mut(holder).and_then(serde_json::Value::as_object_mut),
        None => document.as_object_mut(),
    };
    object.is_some_and(|object| object.remove(name).is_some())
}

impl fmt::Display for Release {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::dss::projects::{Deletion, NewProject};
    use crate::dss::recipes::{Creation, NewRecipe};
    use crate::dss::{bundles, datasets, folders, models, projects, recipes, surroundings};
    use crate::inventory::Document;

    fn release(major: u32) -> Release {
        Release { major, minor: 5, patch: 0 }
    }

    #[test]
    fn versions_are_read_as_they_are_told() {
        let rows = [
            ("15.2.0", Some((15, 2, 0))),
            ("14.0.0-beta2", Some((14, 0, 0))),
            (" 13 ", Some((13, 0, 0))),
            ("13.5.0.1", Some((13, 5, 0))),
            ("", None),
            ("dev", None),
            ("1.x", None),
            ("-1.0", None),
        ];
        for (text, wanted) in rows {
            let found = Release::parse(text).map(|found| (found.major, found.minor, found.patch));
            assert_eq!(found, wanted, "{text:?}");
        }
        assert!(!Release::parse("13.0.2").unwrap().knows_bearer());
        assert!(Release::parse("13.1.0").unwrap().knows_bearer());
    }

    #[test]
    fn older_servers_are_spared_what_they_do_not_know() {
        let delete = projects::delete("P", Deletion::default(), true).request;
        let created = projects::create(&NewProject::default()).request;
        let rows = [
            (delete.clone(), 13, vec!["wait", "clearManagedKnowledgeBanks"]),
            (delete.clone(), 14, vec!["clearManagedKnowledgeBanks"]),
            (delete, 15, vec![]),
            (created, 13, vec!["permissions", "tags"]),
            (projects::list(true).request, 13, vec!["includeLocation"]),
            (datasets::list("P", true, &["a".into(), "b".into()]).request, 13, vec!["foreign", "tags"]),
            (datasets::delete("P", "a", true).request, 13, vec![]),
            (models::list("P", false).request, 14, vec!["foreign"]),
            (folders::delete("P", "f", true).request, 14, vec!["dropData"]),
            (bundles::create("P", "v1", None, true).request, 13, vec!["evaluateProjectStandardsChecks"]),
        ];
        for (request, major, dropped) in rows {
            let fitted = release(major).fitted(request.clone());
            assert_eq!(fitted.dropped, dropped, "{major} {}", request.target());
            assert!(fitted.request.query.iter().all(|(name, _)| !dropped.contains(name)));
        }
        let split = NewRecipe {
            kind: "split".into(),
            name: "s".into(),
            inputs: Document::new(),
            outputs: Document::new(),
            creation: Creation::Split(BTreeMap::new()),
        };
        let Body::Json(body) = release(14).fitted(recipes::create("P", &split).request).request.body else {
            panic!("no body")
        };
        assert_eq!(body["creationSettings"], json!({}));
    }

    #[test]
    fn operations_of_later_versions_are_known_as_such() {
        assert_eq!(release(13).lacks(&surroundings::users().request), Some(14));
        assert_eq!(release(14).lacks(&surroundings::users().request), None);
        assert_eq!(release(13).lacks(&bundles::delete_imported("P", "v1").request), Some(14));
        assert_eq!(release(13).lacks(&bundles::delete_exported("P", "v1").request), None);
        assert_eq!(release(13).lacks(&projects::list(false).request), None);
    }
}
