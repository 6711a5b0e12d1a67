//! Bytes of a file, kept in JSON as base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) Vec<u8>);

impl Bytes {
    /// As base64.
    pub(super) fn base64(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// As text; what is no UTF-8 is replaced.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.base64())
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(|error| D::Error::custom(format!("no base64: {error}")))
    }
}

/// A file, and when it was last written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    /// What is in it.
    pub(super) bytes: Bytes,
    /// In milliseconds since 1970.
    pub(super) modified_at: u64,
}

impl File {
    /// A file written now.
    pub(super) fn written(bytes: Vec<u8>, now: u64) -> Self {
        Self { bytes: Bytes(bytes), modified_at: now }
    }
}
