//! The key that a reviewer signs with: Ed25519 by `WebCrypto`, kept in this browser and never shown.
//!
//! The private half cannot leave the browser's key store, not even for this page.

use idb::{Query, TransactionMode};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::cipher::{parameters, subtle};
use super::storage::open_stores;

const NAME: &str = "blockwright-signer";
const STORE: &str = "keys";
const KEY: &str = "mine";
const ALGORITHM: &str = "Ed25519";

/// A key of this browser.
#[derive(Clone)]
pub(crate) struct Signer {
    private: CryptoKey,
    /// The public half, 32 bytes.
    pub(crate) public: [u8; 32],
}

/// The key that is kept; one is made if there is none and `make` says so. `None` without one, or where the
/// browser has no Ed25519.
pub(crate) async fn signer(make: bool) -> Option<Signer> {
    match load().await {
        Ok(Some(pair)) => Signer::new(&pair).await.ok(),
        Ok(None) if make => create().await.ok(),
        Ok(None) | Err(_) => None,
    }
}

/// Forgets the key. What was signed with it stays signed.
pub(crate) async fn forget() -> bool {
    let deleted = async {
        let transaction =
            open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.delete(Query::Key(JsValue::from(KEY)))?.await?;
        transaction.commit()?.await
    };
    deleted.await.is_ok()
}

/// Whether `signature` is one of `message` by the owner of `public`.
pub(crate) async fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let verified = async {
        let subtle = subtle()?;
        let uses = Array::of1(&"verify".into());
        let bytes = Uint8Array::from(&public[..]);
        let key = subtle.import_key_with_str("raw", &bytes, ALGORITHM, true, &uses)?;
        let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
        let (signature, message) = (Uint8Array::from(signature), Uint8Array::from(message));
        let algorithm = parameters(&[("name", ALGORITHM.into())])?;
        let verified = subtle
            .verify_with_object_and_buffer_source_and_buffer_source(&algorithm, &key, &signature, &message)?;
        JsFuture::from(verified).await
    };
    verified.await.is_ok_and(|verified: JsValue| verified.is_truthy())
}

impl Signer {
    async fn new(pair: &JsValue) -> Result<Self, JsValue> {
        let half = |name: &str| Reflect::get(pair, &name.into())?.dyn_into::<CryptoKey>();
        let (private, public) = (half("privateKey")?, half("publicKey")?);
        let bytes = JsFuture::from(subtle()?.export_key("raw", &public)?).await?;
        let public = Uint8Array::new(&bytes).to_vec().try_into().map_err(|_| JsValue::UNDEFINED)?;
        Ok(Self { private, public })
    }

    /// The signature of `message`, 64 bytes; `None` if the browser refused.
    pub(crate) async fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let message = Uint8Array::from(message);
        let algorithm = parameters(&[("name", ALGORITHM.into())]).ok()?;
        let signed =
            subtle().ok()?.sign_with_object_and_buffer_source(&algorithm, &self.private, &message).ok()?;
        Some(Uint8Array::new(&JsFuture::from(signed).await.ok()?).to_vec())
    }
}

async fn create() -> Result<Signer, JsValue> {
    let uses = Array::of2(&"sign".into(), &"verify".into());
    let algorithm = parameters(&[("name", ALGORITHM.into())])?;
    let pair = JsFuture::from(subtle()?.generate_key_with_object(&algorithm, false, &uses)?).await?;
    let kept = async {
        let transaction =
            open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
        drop(transaction.object_store(STORE)?.put(&pair, Some(&JsValue::from(KEY)))?);
        transaction.commit()?.await
    };
    // A key that goes with the tab would look like another person's next time.
    kept.await.map_err(|_| JsValue::UNDEFINED)?;
    Signer::new(&pair).await
}

async fn load() -> Result<Option<JsValue>, idb::Error> {
    let transaction = open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    transaction.object_store(STORE)?.get(Query::Key(JsValue::from(KEY)))?.await
}
