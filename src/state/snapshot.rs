//! What a browser remembers of a version of a state, beside its text.

use serde_json::{Value, json};

use super::State;
use crate::value::sha256;

/// How many versions are kept beside the present one (spec 3.2).
pub const KEPT: usize = 10;

/// A version of a state that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// SHA-256 of the text, in lower-case hex.
    pub digest: String,
    /// Its serial.
    pub serial: u64,
    /// When it last changed, as written in it.
    pub updated_at: String,
    /// How many resources it holds.
    pub resources: usize,
    /// When it was first kept, in milliseconds since 1970.
    pub kept_at: u64,
}

impl Snapshot {
    /// What to remember of `state`, which was read from `text`.
    pub fn new(state: &State, text: &str, kept_at: u64) -> Self {
        Self {
            digest: sha256(text),
            serial: state.serial,
            updated_at: state.updated_at.clone(),
            resources: state.resources.len(),
            kept_at,
        }
    }

    /// The record as text.
    pub fn write(&self) -> String {
        json!({
            "digest": self.digest,
            "serial": self.serial,
            "updated_at": self.updated_at,
            "resources": self.resources,
            "kept_at": self.kept_at,
        })
        .to_string()
    }

    /// Reads a record; `None` if another version of this program wrote it otherwise.
    pub fn read(record: &str) -> Option<Self> {
        let record: Value = serde_json::from_str(record).ok()?;
        let text = |name: &str| record.get(name)?.as_str().map(str::to_owned);
        let number = |name: &str| record.get(name)?.as_u64();
        Some(Self {
            digest: text("digest")?,
            serial: number("serial")?,
            updated_at: text("updated_at")?,
            resources: usize::try_from(number("resources")?).ok()?,
            kept_at: number("kept_at")?,
        })
    }
}

/// How many of the oldest to forget so that, beside the present one, no more than [`KEPT`] remain.
pub fn surplus(count: usize) -> usize {
    count.saturating_sub(KEPT + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back() {
        let state = State { serial: 7, updated_at: "2026-01-01T00:00:00Z".into(), ..State::default() };
        let snapshot = Snapshot::new(&state, "{}", 5);
        assert_eq!(Snapshot::read(&snapshot.write()), Some(snapshot));
        assert_eq!(Snapshot::read("{}"), None);
    }

    #[test]
    fn ten_versions_beside_the_present_one_are_kept() {
        assert_eq!([surplus(0), surplus(11), surplus(13)], [0, 0, 2]);
    }
}
