//! What a reviewer answers to a plan: a verdict for each change and one for the whole, bound to the plan's
//! digest.
//!
//! It travels back as a text of its own ([`Kind::Reply`], `a1.…`), as a link or a file. It may be signed with a
//! key that the reviewer's browser keeps: the page signs and verifies [`Answer::message`] (Ed25519, `WebCrypto`),
//! and tells the result with [`Answer::standing`].

mod read; // an envelope's members to an answer
mod word_list;
mod words; // a public key in words

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

pub use self::words::{KEY_BITS, key_words};
use crate::envelope::{Digest, Envelope, Kind, Refusal, envelope};
use crate::value::canonical;

/// Bytes of a public key.
pub const KEY_BYTES: usize = 32;
/// Bytes of a signature.
pub const SIGNATURE_BYTES: usize = 64;
/// Most characters of a text.
const MAX_TEXT: usize = 4_000;
/// Most characters of a name in the name of a file.
const MAX_SLUG: usize = 40;
/// Most changes that an answer speaks of.
const MAX_REMARKS: usize = 20_000;

/// What is said of one change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// It is right.
    Accept,
    /// It must not be done.
    Object,
    /// Something to know.
    Comment,
    /// Something to be answered.
    Question,
}

/// What is said of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be applied.
    Approve,
    /// It has to change first.
    RequestChanges,
    /// Neither.
    Remark,
}

/// An opinion with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The opinion.
    pub opinion: Opinion,
    /// What is said; may be empty for [`Opinion::Accept`] and [`Opinion::Object`].
    pub text: String,
}

/// A signature, as it was read or made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The public key, Ed25519.
    pub key: [u8; KEY_BYTES],
    /// The signature of [`Answer::message`].
    pub bytes: [u8; SIGNATURE_BYTES],
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The digest of the plan, in hex.
    pub plan: String,
    /// Who says so; what they typed.
    pub by: String,
    /// When, as `2026-11-29T08:00:00Z`.
    pub at: String,
    /// Of the whole.
    pub verdict: Verdict,
    /// What is said of the whole.
    pub note: String,
    /// What is said of changes, by address.
    pub remarks: BTreeMap<String, Vec<Remark>>,
    /// The public key of the reviewer, if it is signed or is going to be.
    pub key: Option<[u8; KEY_BYTES]>,
    /// The signature.
    pub signature: Option<[u8; SIGNATURE_BYTES]>,
    /// Members that this version does not know; they are signed too.
    pub other: Map<String, Value>,
}

/// Who stands behind an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Whoever had the link.
    Unsigned,
    /// The owner of a key, in words.
    Signed(String),
    /// Nobody: the signature is wrong. The answer must not be used.
    Forged,
    /// It is signed, and this browser cannot verify it.
    Unverified,
}

impl Opinion {
    const ALL: [(&str, Self); 4] = [
        ("accept", Self::Accept),
        ("object", Self::Object),
        ("comment", Self::Comment),
        ("question", Self::Question),
    ];

    /// The name in answers.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, opinion)| *opinion == self).map_or("", |(name, _)| name)
    }
}

impl Verdict {
    const ALL: [(&str, Self); 3] =
        [("approve", Self::Approve), ("request_changes", Self::RequestChanges), ("remark", Self::Remark)];

    /// The name in answers.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, verdict)| *verdict == self).map_or("", |(name, _)| name)
    }
}

impl Answer {
    /// An answer to the plan with this digest, by a reviewer at a time.
    pub fn new(plan: &str, by: &str, at: &str, verdict: Verdict) -> Self {
        Self {
            plan: plan.to_owned(),
            by: by.to_owned(),
            at: at.to_owned(),
            verdict,
            note: String::new(),
            remarks: BTreeMap::new(),
            key: None,
            signature: None,
            other: Map::new(),
        }
    }

    /// Adds what is said of a change.
    pub fn remark(&mut self, address: &str, opinion: Opinion, text: &str) {
        let text = cut(text);
        self.remarks.entry(address.to_owned()).or_default().push(Remark { opinion, text });
    }

    /// The bytes to sign and to verify: the canonical JSON of everything but the signature, the key included.
    pub fn message(&self) -> Vec<u8> {
        canonical(&Value::Object(self.unsigned())).into_bytes()
    }

    /// The payload, for [`envelope`].
    pub fn payload(&self) -> Value {
        let mut payload = self.unsigned();
        if let Some(signature) = &self.signature {
            payload.insert("signature".into(), Value::from(URL_SAFE_NO_PAD.encode(signature)));
        }
        Value::Object(payload)
    }

    /// The text to send back, and its digest.
    ///
    /// # Errors
    /// If it is too large.
    pub fn text(&self) -> Result<(String, Digest), Refusal> {
        envelope(Kind::Reply, &self.payload())
    }

    fn unsigned(&self) -> Map<String, Value> {
        let mut payload = self.other.clone();
        let mut put = |key: &str, value: Value| drop(payload.insert(key.to_owned(), value));
        put("format", Value::from(Kind::Reply.format()));
        put("version", Value::from(1));
        put("plan", Value::from(self.plan.as_str()));
        put("by", Value::from(self.by.as_str()));
        put("at", Value::from(self.at.as_str()));
        put("verdict", Value::from(self.verdict.name()));
        if !self.note.is_empty() {
            put("note", Value::from(self.note.as_str()));
        }
        if !self.remarks.is_empty() {
            let one = |remark: &Remark| json!([remark.opinion.name(), remark.text]);
            let mut changes = Map::new();
            changes.extend(
                self.remarks
                    .iter()
                    .map(|(address, remarks)| (address.clone(), remarks.iter().map(one).collect())),
            );
            put("changes", Value::Object(changes));
        }
        if let Some(key) = &self.key {
            put("key", Value::from(URL_SAFE_NO_PAD.encode(key)));
        }
        payload
    }

    /// Reads an envelope that is open.
    ///
    /// # Errors
    /// If it holds no answer.
    pub fn read(envelope: Envelope) -> Result<Self, Refusal> {
        let Envelope::Open { kind: Kind::Reply, payload: Value::Object(members), .. } = envelope else {
            return Err(Refusal::NoDocument);
        };
        let answer = read::read(members).ok_or(Refusal::NoDocument)?;
        if answer.signature.is_some() && answer.key.is_none() { Err(Refusal::NoDocument) } else { Ok(answer) }
    }

    /// Whether it is about another plan than the one with this digest.
    pub fn is_stale(&self, plan_digest: &str) -> bool {
        self.plan != plan_digest
    }

    /// The key and signature to verify, if it is signed.
    pub fn signed(&self) -> Option<Signature> {
        Some(Signature { key: self.key?, bytes: self.signature? })
    }

    /// To how many changes it objects.
    pub fn objections(&self) -> usize {
        objections(&self.remarks)
    }

    /// A name for its file, as `answer-9f3c71ab-approve-ada-lovelace.plan`: the same for equal answers, and
    /// different for those of different reviewers.
    pub fn file_name(&self) -> String {
        let plan = self.plan.get(..8).unwrap_or_default();
        let by = slug(&self.by);
        let by = if by.is_empty() { String::new() } else { format!("-{by}") };
        format!("answer-{plan}-{}{by}.plan", slug(self.verdict.name()))
    }

    /// Whether `later` takes its place: the same reviewer answered the same plan again. Signed answers are of
    /// one reviewer if their keys are the same, unsigned ones if the names are.
    pub fn is_replaced_by(&self, later: &Self) -> bool {
        let is_same = match (self.key, later.key) {
            (Some(key), Some(later)) => key == later,
            (None, None) => !self.by.is_empty() && self.by == later.by,
            _ => false,
        };
        is_same && self.plan == later.plan && self.at < later.at
    }

    /// Who stands behind it; `verified` is what the cipher said of [`Answer::signed`], `None` if it was not or
    /// could not be asked.
    pub fn standing(&self, verified: Option<bool>) -> Standing {
        match (self.signed(), verified) {
            (None, _) => Standing::Unsigned,
            (Some(signature), Some(true)) => Standing::Signed(key_words(&signature.key)),
            (Some(_), Some(false)) => Standing::Forged,
            (Some(_), None) => Standing::Unverified,
        }
    }
}

/// To how many changes these remarks object.
pub fn objections(remarks: &BTreeMap<String, Vec<Remark>>) -> usize {
    let objects = |list: &&Vec<Remark>| list.iter().any(|remark| remark.opinion == Opinion::Object);
    remarks.values().filter(objects).count()
}

/// The letters and digits of a text in lower case, with hyphens for what is between them.
fn slug(text: &str) -> String {
    let letters = |part: &str| part.chars().flat_map(char::to_lowercase).collect::<String>();
    let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(letters).collect::<Vec<_>>().join("-").chars().take(MAX_SLUG).collect()
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests;
