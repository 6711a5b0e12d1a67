//! One request while it is answered: who asks, with what, and the instance it is about.

use serde_json::Value;

use crate::dss::Body;
use crate::inventory::Document;
use crate::simulator::access::Key;
use crate::simulator::arrival::{json, shallow};
use crate::simulator::instance::Instance;
use crate::simulator::project::Project;
use crate::simulator::refusal::Refusal;
use crate::simulator::stamp::Stamp;

/// A request while it is answered.
pub(super) struct Visit<'a> {
    pub(super) instance: &'a mut Instance,
    pub(super) caller: Key,
    pub(super) now: u64,
    pub(super) arguments: Vec<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) body: Body,
}

impl Visit<'_> {
    /// An argument of the path; the route says how many there are.
    pub(super) fn argument(&self, place: usize) -> &str {
        self.arguments.get(place).map_or("", String::as_str)
    }

    /// The key of the project that the path names.
    pub(super) fn key(&self) -> &str {
        self.argument(0)
    }

    /// The project that the path names.
    pub(super) fn project(&self) -> Result<&Project, Refusal> {
        self.instance.projects.get(self.key()).ok_or_else(Refusal::forbidden)
    }

    /// The project that the path names, to change it.
    pub(super) fn project_mut(&mut self) -> Result<&mut Project, Refusal> {
        let Self { instance, arguments, .. } = self;
        let key = arguments.first().map_or("", String::as_str);
        instance.projects.get_mut(key).ok_or_else(Refusal::forbidden)
    }

    /// Who changes something now.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { login: self.caller.login.clone(), at: self.now }
    }

    /// A parameter of the query.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// All values of a repeated parameter.
    pub(super) fn parameters(&self, name: &str) -> Vec<&str> {
        self.parameters.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
    }

    /// A parameter that is true or false in any spelling of case; false without it.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Whether the instance is of this version or a later one.
    pub(super) fn since(&self, major: u32) -> bool {
        self.instance.settings.major() >= major
    }

    /// The JSON of the body.
    pub(super) fn json(&mut self) -> Result<Value, Refusal> {
        match std::mem::replace(&mut self.body, Body::None) {
            Body::Json(value) => shallow(value),
            Body::Bytes(bytes) => json(&bytes),
            Body::None => Err(Refusal::malformed("The body is missing")),
            Body::File { .. } => Err(Refusal::malformed("The body is a form and should be JSON")),
        }
    }

    /// The JSON of the body, which has to be an object.
    pub(super) fn document(&mut self) -> Result<Document, Refusal> {
        match self.json()? {
            Value::Object(document) => Ok(document),
            _ => Err(Refusal::malformed("The body should be a JSON object")),
        }
    }

    /// The body as bytes, none of them without a body.
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        match std::mem::replace(&mut self.body, Body::None) {
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Bytes(bytes) | Body::File { bytes, .. } => bytes,
            Body::None => Vec::new(),
        }
    }

    /// The file of a form: its name and its bytes.
    pub(super) fn file(&mut self) -> Result<(String, Vec<u8>), Refusal> {
        match std::mem::replace(&mut self.body, Body::None) {
            Body::File { name, bytes } => Ok((name, bytes)),
            _ => Err(Refusal::malformed("The body should be a form with a part named file")),
        }
    }
}
