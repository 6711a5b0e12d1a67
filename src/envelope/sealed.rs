//! The frame around what a passphrase protects: AES-GCM-256, with a key by PBKDF2-SHA-256.
//!
//! The cipher is the page's (`WebCrypto`); here bytes get and lose their frame: salt, nonce, ciphertext with
//! its tag.

use serde_json::Value;

use super::{Codec, Digest, Kind, Refusal, check_length, unpack, whole};
use crate::envelope::Carrier;

/// Bytes of the salt of the key.
pub const SALT_BYTES: usize = 16;
/// Bytes of the nonce.
pub const NONCE_BYTES: usize = 12;
/// Bytes of the tag that ends the ciphertext.
pub const TAG_BYTES: usize = 16;
/// Rounds of PBKDF2-SHA-256.
pub const ROUNDS: u32 = 600_000;

/// Something to encrypt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealable {
    prefix: String,
    clear: Vec<u8>,
}

/// Something encrypted that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    kind: Kind,
    codec: Codec,
    digest: Digest,
    prefix: String,
    salt: [u8; SALT_BYTES],
    nonce: [u8; NONCE_BYTES],
    ciphertext: Vec<u8>,
}

impl Sealable {
    pub(super) fn new(prefix: String, clear: Vec<u8>) -> Self {
        Self { prefix, clear }
    }

    /// The bytes to encrypt.
    pub fn clear(&self) -> &[u8] {
        &self.clear
    }

    /// What the cipher has to authenticate beside them, so that kind and digest belong to the ciphertext.
    pub fn additional_data(&self) -> &[u8] {
        self.prefix.as_bytes()
    }

    /// The text, from what the cipher made with a fresh salt and nonce.
    ///
    /// # Errors
    /// If the ciphertext is not as long as its clear bytes and the tag, or the text would be too long.
    pub fn envelope(
        &self,
        salt: [u8; SALT_BYTES],
        nonce: [u8; NONCE_BYTES],
        ciphertext: &[u8],
    ) -> Result<String, Refusal> {
        if ciphertext.len() != self.clear.len() + TAG_BYTES {
            return Err(Refusal::Damaged);
        }
        let text = whole(&self.prefix, [&salt[..], &nonce, ciphertext].concat());
        check_length(&text, Carrier::File)?;
        Ok(text)
    }
}

impl Locked {
    pub(super) fn read(
        kind: Kind,
        codec: Codec,
        digest: Digest,
        prefix: String,
        bytes: &[u8],
    ) -> Result<Self, Refusal> {
        let (salt, rest) = bytes.split_first_chunk().ok_or(Refusal::Incomplete)?;
        let (nonce, ciphertext) = rest.split_first_chunk().ok_or(Refusal::Incomplete)?;
        if ciphertext.len() <= TAG_BYTES {
            return Err(Refusal::Incomplete);
        }
        Ok(Self { kind, codec, digest, prefix, salt: *salt, nonce: *nonce, ciphertext: ciphertext.to_vec() })
    }

    /// What it holds once it is opened.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The digest of what it holds.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The salt of the key.
    pub fn salt(&self) -> &[u8; SALT_BYTES] {
        &self.salt
    }

    /// The nonce.
    pub fn nonce(&self) -> &[u8; NONCE_BYTES] {
        &self.nonce
    }

    /// The bytes to decrypt, the tag at their end.
    pub fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }

    /// What the cipher has to authenticate beside them.
    pub fn additional_data(&self) -> &[u8] {
        self.prefix.as_bytes()
    }

    /// The payload, from what the cipher gave; `None` if it refused the key.
    ///
    /// # Errors
    /// If the cipher refused, or what it gave is not what the digest says.
    pub fn payload(&self, clear: Option<&[u8]>) -> Result<Value, Refusal> {
        unpack(self.kind, self.codec, &self.digest, clear.ok_or(Refusal::WrongPassphrase)?)
    }
}
