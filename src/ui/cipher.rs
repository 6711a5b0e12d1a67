//! Passphrases for plan links: AES-GCM-256 with a key by PBKDF2-SHA-256, both the browser's own (`WebCrypto`).
//!
//! The passphrase is in memory while it is used, and nowhere else.

use blockwright::envelope::{Locked, NONCE_BYTES, ROUNDS, SALT_BYTES, Sealable};
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Said where a page came over plain HTTP, where browsers have no ciphers.
const NO_CIPHERS: &str =
    "this browser has no ciphers for a page that came over plain HTTP. Open the page over HTTPS";

/// The text of `sealable` under a passphrase, with a fresh salt and nonce.
///
/// # Errors
/// In words, if the browser cannot encrypt or the text becomes too long.
pub(crate) async fn lock(sealable: &Sealable, passphrase: &str) -> Result<String, String> {
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    let crypto = window().crypto().map_err(|_| NO_CIPHERS.to_owned())?;
    for bytes in [&mut salt[..], &mut nonce[..]] {
        crypto.get_random_values_with_u8_array(bytes).map_err(|_| NO_CIPHERS.to_owned())?;
    }
    let encrypted = async {
        let key = key(passphrase, &salt).await?;
        let algorithm = cipher(&nonce, sealable.additional_data())?;
        let clear = Uint8Array::from(sealable.clear());
        JsFuture::from(subtle()?.encrypt_with_object_and_buffer_source(&algorithm, &key, &clear)?).await
    };
    let encrypted = encrypted.await.map_err(|_| NO_CIPHERS.to_owned())?;
    let bytes = Uint8Array::new(&encrypted).to_vec();
    sealable.envelope(salt, nonce, &bytes).map_err(|refusal| refusal.to_string())
}

/// The payload of `locked`.
///
/// # Errors
/// In words, if the passphrase is another one or the browser cannot decrypt.
pub(crate) async fn unlock(locked: &Locked, passphrase: &str) -> Result<Value, String> {
    let subtle = subtle().map_err(|_| format!("The link was not opened: {NO_CIPHERS}."))?;
    let decrypted = async {
        let key = key(passphrase, locked.salt()).await?;
        let algorithm = cipher(locked.nonce(), locked.additional_data())?;
        let bytes = Uint8Array::from(locked.ciphertext());
        JsFuture::from(subtle.decrypt_with_object_and_buffer_source(&algorithm, &key, &bytes)?).await
    };
    let clear = decrypted.await.ok().map(|clear| Uint8Array::new(&clear).to_vec());
    locked.payload(clear.as_deref()).map_err(|refusal| refusal.to_string())
}

/// The browser's ciphers.
pub(crate) fn subtle() -> Result<SubtleCrypto, JsValue> {
    let subtle = window().crypto()?.subtle();
    if subtle.is_undefined() { Err(JsValue::UNDEFINED) } else { Ok(subtle) }
}

/// An object with these members, as the browser takes the parameters of its ciphers.
pub(crate) fn parameters(members: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (key, value) in members {
        Reflect::set(&object, &JsValue::from(*key), value)?;
    }
    Ok(object)
}

async fn key(passphrase: &str, salt: &[u8]) -> Result<CryptoKey, JsValue> {
    let subtle = subtle()?;
    let text = Uint8Array::from(passphrase.as_bytes());
    let uses = Array::of1(&"deriveKey".into());
    let text = subtle.import_key_with_str("raw", &text, "PBKDF2", false, &uses)?;
    let text: CryptoKey = JsFuture::from(text).await?.dyn_into()?;
    let way = parameters(&[
        ("name", "PBKDF2".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", ROUNDS.into()),
        ("hash", "SHA-256".into()),
    ])?;
    let wanted = parameters(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.derive_key_with_object_and_object(&way, &text, &wanted, false, &uses)?;
    JsFuture::from(key).await?.dyn_into()
}

fn cipher(nonce: &[u8], additional_data: &[u8]) -> Result<Object, JsValue> {
    parameters(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(nonce).into()),
        ("additionalData", Uint8Array::from(additional_data).into()),
    ])
}
