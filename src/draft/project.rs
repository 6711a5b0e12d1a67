//! The record about a project.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::fields::{text, texts};
use crate::sorting;

/// Version of the records below. A draft of a later version is left alone.
const FORMAT: u64 = 1;

/// What is known about a draft without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Chance text that names the draft in storage.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// When it was opened first, in milliseconds since 1970.
    pub created: u64,
    /// When it last changed, in milliseconds since 1970.
    pub changed: u64,
    /// The environment it was last looked at in.
    pub environment: String,
    /// Names that are never substituted. Their values are nowhere.
    pub secrets: BTreeSet<String>,
    /// Paths of the files in order.
    pub files: Vec<String>,
}

impl Project {
    /// The record of a project that is opened at `now`, in milliseconds since 1970.
    pub fn new(id: String, name: String, now: u64) -> Self {
        let (environment, secrets, files) = (String::new(), BTreeSet::new(), Vec::new());
        Self { id, name, created: now, changed: now, environment, secrets, files }
    }

    /// Reads a record as [`Write::Project`](super::Write::Project) wrote it.
    ///
    /// # Errors
    /// If it is no such record, or of a later version.
    pub fn read(record: &str) -> Result<Self, Unreadable> {
        let record: Value = serde_json::from_str(record).map_err(|_| Unreadable::Damaged)?;
        match record["format"].as_u64() {
            Some(format) if format > FORMAT => Err(Unreadable::Newer),
            Some(_) => Self::of_record(&record).ok_or(Unreadable::Damaged),
            None => Err(Unreadable::Damaged),
        }
    }

    fn of_record(record: &Value) -> Option<Self> {
        Some(Self {
            id: text(record, "id")?,
            name: text(record, "name")?,
            created: record["created"].as_u64()?,
            changed: record["changed"].as_u64()?,
            environment: text(record, "environment")?,
            secrets: sorting::set(texts(record, "secrets")?),
            files: texts(record, "files")?,
        })
    }

    pub(super) fn record(&self) -> String {
        let secrets: Vec<&String> = self.secrets.iter().collect();
        let record = json!({
            "format": FORMAT, "id": self.id, "name": self.name, "created": self.created, "changed": self.changed,
            "environment": self.environment, "secrets": secrets, "files": self.files,
        });
        record.to_string()
    }
}

/// Why a draft cannot be opened. It stays in storage as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A record is no such record.
    Damaged,
    /// A later version of the page wrote it.
    Newer,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Damaged => "the stored draft is damaged; it was left as it is",
            Self::Newer => "a newer version of this page wrote the draft; it was left as it is",
        })
    }
}

impl std::error::Error for Unreadable {}
