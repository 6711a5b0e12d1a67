//! Who changed a document and when: its version tag and its creation tag (`dss-api.md` 5.3).

use serde_json::{Value, json};

use crate::inventory::Document;

/// Who does something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The login, or the id of a key that is no user's.
    pub(super) login: String,
    /// Milliseconds since 1970.
    pub(super) at: u64,
}

impl Stamp {
    /// Marks a new document.
    pub(super) fn create(&self, document: &mut Document) {
        document.insert("versionTag".to_owned(), self.tag(0));
        document.insert("creationTag".to_owned(), self.tag(0));
    }

    /// Marks a document that replaces `before`: one version more, created as it was. What the sender
    /// says of its version is not looked at.
    pub(super) fn update(&self, document: &mut Document, before: &Document) {
        document.insert("versionTag".to_owned(), self.tag(version(before).saturating_add(1)));
        let created = before.get("creationTag").cloned().unwrap_or_else(|| self.tag(0));
        document.insert("creationTag".to_owned(), created);
    }

    /// Marks a document that was changed in place.
    pub(super) fn touch(&self, document: &mut Document) {
        let number = version(document).saturating_add(1);
        document.insert("versionTag".to_owned(), self.tag(number));
    }

    fn tag(&self, number: u64) -> Value {
        json!({
            "versionNumber": number,
            "lastModifiedBy": {"login": self.login},
            "lastModifiedOn": self.at,
            "extendedProperties": {},
        })
    }
}

fn version(document: &Document) -> u64 {
    let tag = document.get("versionTag");
    tag.and_then(|tag| tag.get("versionNumber")).and_then(Value::as_u64).unwrap_or(0)
}
