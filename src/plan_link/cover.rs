//! What an author says about a plan that is shared.

use std::fmt;

use serde_json::{Map, Value};

use super::{NotShared, credential_in};

/// Most characters of a note.
const MAX_NOTE: usize = 4_000;
/// Most characters of a name.
const MAX_NAME: usize = 100;

/// Who shares a plan with whom. Nobody vouches for it: it is what the author typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Who shares it.
    pub author: String,
    /// For whom.
    pub addressee: String,
    /// What to know.
    pub note: String,
    /// When it was made, as `2026-11-29T08:00:00Z`; empty if unknown.
    pub made_at: String,
    /// Until when it may be approved, likewise; empty for no end.
    pub expires_at: String,
    /// The digest, in hex, of the plan that this one takes the place of; empty for none.
    pub previous: String,
}

/// The members of a payload, and whether they hold a time.
const MEMBERS: [(&str, bool); 6] = [
    ("author", false),
    ("for", false),
    ("note", false),
    ("made", true),
    ("expires", true),
    ("previous", false),
];

/// What an author types freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Their name.
    Author,
    /// For whom.
    Addressee,
    /// The note.
    Note,
}

impl fmt::Display for Typed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Author => "your name",
            Self::Addressee => "the name of who it is for",
            Self::Note => "the note",
        })
    }
}

impl Cover {
    /// The first of what is typed that looks like a credential.
    pub(super) fn credential(&self) -> Option<Typed> {
        let typed =
            [(&self.author, Typed::Author), (&self.addressee, Typed::Addressee), (&self.note, Typed::Note)];
        let found = typed.into_iter().find(|(text, _)| credential_in(&Value::from(text.as_str())).is_some());
        found.map(|(_, typed)| typed)
    }

    fn texts(&self) -> [&String; 6] {
        [&self.author, &self.addressee, &self.note, &self.made_at, &self.expires_at, &self.previous]
    }

    /// Adds what is said to a payload.
    pub(super) fn write(&self, payload: &mut Map<String, Value>) -> Result<(), NotShared> {
        for ((key, is_time), text) in MEMBERS.into_iter().zip(self.texts()) {
            if text.is_empty() {
                continue;
            }
            if is_time && !self::is_time(text) {
                return Err(NotShared::Time(text.clone()));
            }
            payload.insert(key.to_owned(), Value::from(cut(text, most(key))));
        }
        Ok(())
    }

    /// What a payload says. A time that is none counts as the earliest, so that it never extends anything.
    pub(super) fn read(payload: &Map<String, Value>) -> Self {
        let mut cover = Self::default();
        let Self { author, addressee, note, made_at, expires_at, previous } = &mut cover;
        let fields = [author, addressee, note, made_at, expires_at, previous];
        for ((key, is_time), field) in MEMBERS.into_iter().zip(fields) {
            let Some(value) = payload.get(key) else { continue };
            let text = value.as_str().unwrap_or_default();
            *field = if is_time && !self::is_time(text) {
                "0000-00-00T00:00:00Z".to_owned()
            } else {
                cut(text, most(key))
            };
        }
        cover
    }

    /// Whether it has expired at `now`.
    pub fn is_expired(&self, now: &str) -> bool {
        !self.expires_at.is_empty() && self.expires_at.as_str() <= now
    }
}

fn most(key: &str) -> usize {
    if key == "note" { MAX_NOTE } else { MAX_NAME }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Whether `text` is a time in UTC as `2026-11-29T08:00:00Z`; such times are ordered as texts are.
pub fn is_time(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00Z";
    let fits = |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(fits)
}
