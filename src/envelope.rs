//! Documents as text that a link can carry (`canvas.md` 4.4): `p1.<kind><codec>.<digest>.<body>`.
//!
//! What comes in is written by anybody, so it is cut at fixed limits, its check and its digest are compared
//! before it is parsed, and it has exactly one spelling. `docs/plan-link.md` describes the format for others.

mod codec; // payload to bytes and back
mod refusal;
mod sealed; // what a passphrase protects
mod shape; // depth and number of values of a JSON text, before it is parsed

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

pub use self::codec::{Codec, DICTIONARY, DICTIONARY_PREFIX, MAX_INFLATED};
pub use self::refusal::Refusal;
pub use self::sealed::{Locked, NONCE_BYTES, ROUNDS, SALT_BYTES, Sealable, TAG_BYTES};
use crate::value::canonical;

/// Most characters of the body of a link.
pub const MAX_LINK_BODY: usize = 64 * 1024;
/// Most characters of the body of a file.
pub const MAX_FILE_BODY: usize = 4 * 1024 * 1024;
/// Bytes of the check at the end of a body.
const CHECK_BYTES: usize = 4;

/// What an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `s`: what a plan is made from.
    Source,
    /// `f`: a plan itself.
    Full,
    /// `d`: the digest of a plan link that travels as a file.
    Digest,
    /// `r`: an answer.
    Reply,
}

/// How the text travels, which decides how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In the fragment of an address.
    Link,
    /// As the text of a file.
    File,
}

/// SHA-256 of the canonical JSON of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

/// What a text turned out to hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Envelope {
    /// A payload that is what the digest says.
    Open {
        /// What it is.
        kind: Kind,
        /// Its digest.
        digest: Digest,
        /// The payload, an object.
        payload: Value,
    },
    /// A payload that needs a passphrase.
    Locked(Locked),
    /// A digest; the rest travels separately.
    Named(Digest),
}

impl Kind {
    fn mark(self) -> char {
        match self {
            Self::Source => 's',
            Self::Full => 'f',
            Self::Digest => 'd',
            Self::Reply => 'r',
        }
    }

    /// The beginning of its texts: `a1` of answers, else `p1`.
    fn version(self) -> &'static str {
        if self == Self::Reply { "a1" } else { "p1" }
    }

    /// `format` of its payloads.
    pub fn format(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Full => "full",
            Self::Digest => "digest",
            Self::Reply => "answer",
        }
    }
}

impl Digest {
    /// The digest of a canonical text.
    pub fn of(canonical: &str) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&Sha256::digest(canonical.as_bytes()));
        Self(bytes)
    }

    /// The digest in base64url, 43 characters.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The digest in lower-case hex, 64 characters.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads the 43 characters of [`Digest::text`]; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

/// The text that holds `payload`, and its digest. Equal payloads have equal texts.
///
/// # Errors
/// If the payload passes the limits that [`open`] has for files.
pub fn envelope(kind: Kind, payload: &Value) -> Result<(String, Digest), Refusal> {
    let text = canonical(payload);
    let digest = Digest::of(&text);
    let (codec, body) = codec::pack_well(&text)?;
    let prefix = prefix(kind.version(), kind.mark(), codec, &digest);
    let whole = whole(&prefix, body);
    check_length(&whole, Carrier::File)?;
    Ok((whole, digest))
}

/// The text that names `digest` and holds nothing else.
pub fn named(digest: &Digest) -> String {
    whole(&prefix("p1", Kind::Digest.mark(), Codec::Stored, digest), Vec::new())
}

/// Prepares `payload` for encryption in the page; [`Sealable::envelope`] takes the result.
///
/// # Errors
/// As [`envelope`].
pub fn sealable(kind: Kind, payload: &Value) -> Result<Sealable, Refusal> {
    let text = canonical(payload);
    let digest = Digest::of(&text);
    let (codec, body) = codec::pack_well(&text)?;
    let prefix = prefix(kind.version(), kind.mark().to_ascii_uppercase(), codec, &digest);
    Ok(Sealable::new(prefix, body))
}

/// Reads a text; `carrier` says where it came from. White space around it is ignored.
///
/// # Errors
/// If it is no envelope of a known version, damaged, or passes a limit.
pub fn open(text: &str, carrier: Carrier) -> Result<Envelope, Refusal> {
    let text = text.trim();
    let mut parts = text.splitn(4, '.');
    let [version, marks, digest, body] = [(); 4].map(|()| parts.next());
    let version = read_version(version.unwrap_or_default())?;
    let (mark, codec) = read_marks(marks.ok_or(Refusal::Incomplete)?, version)?;
    let digest = Digest::parse(digest.ok_or(Refusal::Incomplete)?).ok_or(Refusal::Damaged)?;
    let body = body.ok_or(Refusal::Incomplete)?;
    check_length(body, carrier)?;
    let bytes = checked(text, body)?;
    let kind = match mark.to_ascii_lowercase() {
        's' => Kind::Source,
        'f' => Kind::Full,
        'r' => Kind::Reply,
        _ if bytes.is_empty() => return Ok(Envelope::Named(digest)),
        _ => return Err(Refusal::Damaged),
    };
    if mark.is_ascii_uppercase() {
        let prefix = prefix(kind.version(), mark, codec, &digest);
        return Ok(Envelope::Locked(Locked::read(kind, codec, digest, prefix, &bytes)?));
    }
    let payload = unpack(kind, codec, &digest, &bytes)?;
    Ok(Envelope::Open { kind, digest, payload })
}

/// Bytes to the payload, which has to be what `digest` says, in its only spelling.
fn unpack(kind: Kind, codec: Codec, digest: &Digest, bytes: &[u8]) -> Result<Value, Refusal> {
    let text = codec::unpack(bytes, codec)?;
    if Digest::of(&text) != *digest {
        return Err(Refusal::Damaged);
    }
    shape::check(&text)?;
    let payload: Value = serde_json::from_str(&text).map_err(|_| Refusal::NoDocument)?;
    if canonical(&payload) != text {
        return Err(Refusal::OtherSpelling);
    }
    if payload.get("format").and_then(Value::as_str) != Some(kind.format()) {
        return Err(Refusal::NoDocument);
    }
    match payload.get("version").and_then(Value::as_u64) {
        Some(1) => Ok(payload),
        Some(newer) => Err(Refusal::NewerFormat(newer)),
        None => Err(Refusal::NoDocument),
    }
}

fn prefix(version: &str, mark: char, codec: Codec, digest: &Digest) -> String {
    format!("{version}.{mark}{}.{}.", codec.mark(), digest.text())
}

/// The text of an envelope: `bytes` are followed by a CRC-32 of all that stands before it, so that a slip of
/// any letter is seen before anything is unpacked.
fn whole(prefix: &str, mut bytes: Vec<u8>) -> String {
    let check = check(prefix, &bytes);
    bytes.extend(check);
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))
}

fn check(prefix: &str, bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let mut sum = crc32fast::Hasher::new();
    sum.update(prefix.as_bytes());
    sum.update(bytes);
    sum.finalize().to_le_bytes()
}

/// The bytes of the body, if its check is right.
fn checked(text: &str, body: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = URL_SAFE_NO_PAD.decode(body).map_err(|_| Refusal::Damaged)?;
    let end = bytes.len().checked_sub(CHECK_BYTES).ok_or(Refusal::Incomplete)?;
    let found = bytes.split_off(end);
    let prefix = text.get(..text.len() - body.len()).unwrap_or_default();
    if check(prefix, &bytes) != *found {
        return Err(Refusal::Damaged);
    }
    Ok(bytes)
}

fn check_length(body: &str, carrier: Carrier) -> Result<(), Refusal> {
    let most = match carrier {
        Carrier::Link => MAX_LINK_BODY,
        Carrier::File => MAX_FILE_BODY,
    };
    if body.len() > most { Err(Refusal::TooLong { most }) } else { Ok(()) }
}

fn read_version(version: &str) -> Result<&str, Refusal> {
    let number = version.strip_prefix(['p', 'a']).unwrap_or_default();
    match number {
        "1" => Ok(version),
        _ if !number.is_empty() && number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Refusal::NewerEnvelope(version.to_owned()))
        }
        _ => Err(Refusal::NoLink),
    }
}

fn read_marks(marks: &str, version: &str) -> Result<(char, Codec), Refusal> {
    let mut letters = marks.chars();
    let (Some(mark), Some(number), None) = (letters.next(), letters.next(), letters.next()) else {
        return Err(Refusal::Damaged);
    };
    let is_known = match version {
        "p1" => matches!(mark, 's' | 'S' | 'f' | 'F' | 'd'),
        _ => matches!(mark, 'r' | 'R'),
    };
    if !is_known {
        return Err(Refusal::UnknownKind(mark));
    }
    Codec::from_mark(number).map(|codec| (mark, codec)).ok_or(Refusal::UnknownCodec(number))
}

#[cfg(test)]
mod tests;
