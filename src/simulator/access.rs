//! Keys, and what they may do (`dss-api.md` 2).

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::inventory::Document;
use crate::simulator::fields;
use crate::simulator::refusal::Refusal;
use crate::sorting;

/// What may be done in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Right {
    /// Read all objects.
    ReadConf,
    /// Write all objects; reads too.
    WriteConf,
    /// Run scenarios.
    RunScenarios,
    /// Expose objects to other projects.
    ManageExposedElements,
    /// All of it, and settings and permissions.
    Admin,
}

/// A key of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Key {
    /// Whom it acts as: a login, or the id of a key that is no user's.
    pub login: String,
    /// The user's groups; the permissions of projects name groups.
    pub groups: BTreeSet<String>,
    /// May do anything on the instance.
    pub admin: bool,
    /// May create projects.
    pub creates_projects: bool,
    /// What it may do by itself, by project key.
    pub rights: BTreeMap<String, BTreeSet<Right>>,
    /// From when on it is refused, in milliseconds since 1970.
    pub expires_at: Option<u64>,
}

impl Key {
    /// The key of an administrator.
    pub fn admin(login: &str) -> Self {
        Self { login: login.to_owned(), admin: true, creates_projects: true, ..Self::default() }
    }

    /// A key that may do nothing, until rights are added.
    pub fn powerless(login: &str) -> Self {
        Self { login: login.to_owned(), ..Self::default() }
    }

    /// The same with rights on a project.
    #[must_use]
    pub fn with(mut self, project: &str, rights: impl IntoIterator<Item = Right>) -> Self {
        self.rights.insert(project.to_owned(), sorting::set(rights));
        self
    }

    /// Whether it may do this in the project with these permissions.
    pub(super) fn may(&self, right: Right, project: &str, permissions: &Document) -> bool {
        let granted = |right: Right| {
            let own = self.rights.get(project).is_some_and(|rights| rights.contains(&right));
            own || self.is_owner(permissions) || self.is_permitted(right, permissions)
        };
        let implied_by = match right {
            Right::ReadConf => [Right::WriteConf, Right::Admin].as_slice(),
            Right::Admin => &[],
            _ => &[Right::Admin],
        };
        self.admin || granted(right) || implied_by.iter().any(|right| granted(*right))
    }

    fn is_owner(&self, permissions: &Document) -> bool {
        fields::text(permissions, "owner") == self.login && !self.login.is_empty()
    }

    fn is_permitted(&self, right: Right, permissions: &Document) -> bool {
        let flag = match right {
            Right::ReadConf => "readProjectContent",
            Right::WriteConf => "writeProjectContent",
            Right::RunScenarios => "runScenarios",
            Right::ManageExposedElements => "manageExposedElements",
            Right::Admin => "admin",
        };
        fields::list(permissions, "permissions").iter().filter_map(Value::as_object).any(|entry| {
            let group = entry.get("group").and_then(Value::as_str);
            let user = entry.get("user").and_then(Value::as_str);
            let is_own = group.is_some_and(|group| self.groups.contains(group))
                || user.is_some_and(|user| user == self.login);
            is_own && entry.get(flag).and_then(Value::as_bool) == Some(true)
        })
    }
}

/// The key that a request came with, or why it is not let in.
pub(super) fn admit(keys: &BTreeMap<String, Key>, key: Option<&str>, now: u64) -> Result<Key, Refusal> {
    let key = key.ok_or_else(|| Refusal::unauthenticated("Authentication required"))?;
    let known = keys.get(key).ok_or_else(|| Refusal::unauthenticated("Unknown API key"))?;
    if known.expires_at.is_some_and(|at| at <= now) {
        return Err(Refusal::unauthenticated("The API key has expired"));
    }
    Ok(known.clone())
}

/// The key in an `Authorization` header: Basic with the key as user name or as password, Bearer, or a
/// ticket (`dss-api.md` 1).
pub fn key_in(header: &str) -> Option<String> {
    let (scheme, rest) = header.split_once([' ', ':'])?;
    let key = match scheme.to_ascii_lowercase().as_str() {
        "bearer" | "x-dku-apiticket" => Some(rest.trim().to_owned()),
        "basic" => {
            let decoded = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
            let (user, password) = decoded.split_once(':')?;
            Some(if user.is_empty() { password } else { user }.to_owned())
        }
        _ => None,
    };
    key.filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_each_form_of_the_header() {
        for (header, key) in [
            ("Basic S0VZOg==", Some("KEY")),
            ("Basic OktFWQ==", Some("KEY")),
            ("bearer KEY", Some("KEY")),
            ("X-DKU-APITicket: KEY", Some("KEY")),
            ("Basic Og==", None),
            ("Basic ???", None),
            ("Digest KEY", None),
            ("", None),
        ] {
            assert_eq!(key_in(header).as_deref(), key, "{header}");
        }
    }
}
