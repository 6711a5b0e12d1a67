//! The instance, and who a key is on it (`dss-api.md` 3.1).

use serde_json::{Value, json};

use crate::dss::object::ObjectReference;
use crate::dss::request::path;
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// What an instance says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// Its id, as `design1`.
    pub id: Option<String>,
    /// Its name for people.
    pub name: Option<String>,
    /// What it is for.
    pub kind: NodeKind,
    /// The version of DSS, as `15.2.0`; from a header where the body lacks it.
    pub version: Option<String>,
}

/// What a node is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NodeKind {
    /// It does not say.
    #[default]
    Unknown,
    /// Projects are made here.
    Design,
    /// Projects come from bundles, and only run here.
    Automation,
    /// It deploys to others.
    Deployer,
    /// Something newer, by its name.
    Other(String),
}

/// Who a key is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The login, or the id of a key that is nobody's.
    pub login: String,
    /// The groups.
    pub groups: Vec<String>,
    /// The profile, as `DESIGNER`.
    pub profile: Option<String>,
}

/// `instance.info`: which instance it is.
pub fn node() -> Call<Instance> {
    Call::new(Request::get(path(&["instance-info"])), read_instance)
}

fn read_instance(response: &Response) -> Result<Instance, String> {
    let document = answer::document(response)?;
    let kind = match fields::text(&document, "nodeType")? {
        None => NodeKind::Unknown,
        Some(name) => match &*name {
            "DESIGN" => NodeKind::Design,
            "AUTOMATION" => NodeKind::Automation,
            "DEPLOYER" => NodeKind::Deployer,
            _ => NodeKind::Other(name),
        },
    };
    let version = fields::text(&document, "dssVersion")?;
    Ok(Instance {
        id: fields::text(&document, "nodeId")?,
        name: fields::text(&document, "nodeName")?,
        kind,
        version: version.or_else(|| response.header("dss-version").map(str::to_owned)),
    })
}

/// `auth.info`: who the key is. Secrets are never asked for, and all but the name is dropped.
pub fn identity() -> Call<Identity> {
    Call::new(Request::get(path(&["auth", "info"])).flag("withSecrets", false), read_identity)
}

fn read_identity(response: &Response) -> Result<Identity, String> {
    let document = answer::document(response)?;
    Ok(Identity {
        login: fields::required_text(&document, "authIdentifier")?,
        groups: fields::texts(&document, "groups")?,
        profile: fields::text(&document, "userProfile")?,
    })
}

/// `user.current`: the user behind a personal key; other keys are refused.
pub fn current_user() -> Call<Document> {
    Call::new(Request::get(path(&["current-user"])), answer::document)
}

/// `auth.check_objects`: the rights on objects, each of the project it names or else of `project`. Since
/// DSS 14; the shape of the answer is not known.
pub fn check_objects(project: &str, objects: &[ObjectReference]) -> Call<Value> {
    let objects: Vec<Value> = objects
        .iter()
        .map(|object| {
            let project = object.project.as_deref().unwrap_or(project);
            json!({"objectType": object.kind.name(), "objectProjectKey": project, "objectId": object.id})
        })
        .collect();
    let request = Request::post(path(&["permissions", "actions", "check-objects"]));
    Call::new(request.json(json!({"items": objects})), answer::value)
}
