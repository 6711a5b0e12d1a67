//! Files of static folders, each within a time and a number of bytes.

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, DomException, ReadableStreamDefaultReader, RequestCache, RequestInit, Response, Url,
};

use crate::ui::session::Origin;

/// How long a host may take for one file, in milliseconds, until its last byte.
const PATIENCE: u32 = 20_000;

/// The same for large files: an index of the largest size on a line of 5 Mbit/s.
const LONG_PATIENCE: u32 = 120_000;

/// Most bytes of a file that may take no longer than [`PATIENCE`].
const SMALL: usize = 8 * 1024 * 1024;

/// The demo, as seen from the page.
const DEMO_FOLDER: &str = "registry/blocks/";

/// Why a file was not had.
pub(super) struct Failure {
    /// What happened, as "the host answered 404".
    pub(super) reason: String,
    /// Whether there is no such file.
    pub(super) is_absent: bool,
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self { reason, is_absent: false }
    }
}

/// Where the file at `path` of a registry is; `None` if it is on no host.
pub(super) fn address(origin: &Origin, path: &str) -> Option<String> {
    let folder = match origin {
        Origin::Demo => {
            let base = document().base_uri().ok().flatten()?;
            Url::new_with_base(DEMO_FOLDER, &base).ok()?.href()
        }
        Origin::Url(folder) => folder.clone(),
        Origin::Disk => return None,
    };
    Some(format!("{folder}{path}"))
}

/// Hands a file of at most `most` bytes to `take`, piece by piece; what that refuses ends the download.
pub(super) async fn get(
    address: &str,
    most: usize,
    anew: bool,
    take: &mut dyn FnMut(&Uint8Array) -> Result<(), String>,
) -> Result<(), Failure> {
    let patience = if most > SMALL { LONG_PATIENCE } else { PATIENCE };
    let options = RequestInit::new();
    if anew {
        options.set_cache(RequestCache::NoCache);
    }
    // It counts until the body is read, and ends the download.
    options.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let broken = |error: JsValue| Failure::from(told(&error, address, patience));
    let fetched = window().fetch_with_str_and_init(address, &options);
    let response: Response = JsFuture::from(fetched).await.map_err(broken)?.unchecked_into();
    if !response.ok() {
        let status = response.status();
        return Err(Failure {
            reason: format!("the host answered {status}"),
            is_absent: [404, 410].contains(&status),
        });
    }
    let Some(body) = response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let announced = response.headers().get("Content-Length").ok().flatten();
    // More than a module can count is too many as well.
    let announced = announced.and_then(|bytes| bytes.parse::<u64>().ok()).unwrap_or_default();
    let too_large = || format!("it has more than {} MB, and the rest was not read", most >> 20);
    let read = if announced > most as u64 {
        Ok(Err(too_large()))
    } else {
        let mut left = most;
        pieces(&reader, &mut |piece| {
            left = left.checked_sub(piece.length() as usize).ok_or_else(too_large)?;
            take(piece)
        })
        .await
    };
    read.map_err(broken)?.map_err(|refused| {
        // Ends the download. That it had ended by itself is no matter.
        drop(reader.cancel());
        Failure::from(refused)
    })
}

/// The pieces of a body, until one is refused.
async fn pieces(
    reader: &ReadableStreamDefaultReader,
    take: &mut dyn FnMut(&Uint8Array) -> Result<(), String>,
) -> Result<Result<(), String>, JsValue> {
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let Ok(piece) = Reflect::get(&chunk, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(Ok(()));
        };
        if let Err(refused) = take(&piece) {
            return Ok(Err(refused));
        }
    }
}

/// What went wrong, in words. Of hosts that could not be reached the browser does not tell why.
fn told(error: &JsValue, address: &str, patience: u32) -> String {
    if error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "TimeoutError") {
        return format!("it was not read within {} seconds", patience / 1_000);
    }
    let origin = Url::new(address).map(|url| url.origin()).unwrap_or_default();
    let own = window().location().origin().unwrap_or_default();
    if own == origin {
        "the host could not be reached".to_owned()
    } else if may_connect(&origin) {
        format!(
            "{origin} could not be reached, or does not let this page read its files: its answers need the header \
             Access-Control-Allow-Origin: {own} (CORS)"
        )
    } else {
        format!(
            "the policy of this page lets it read nothing from {origin}. Whoever hosts the page can name that origin in \
             connect-src"
        )
    }
}

/// Whether the policy in the page names an origin. A host may send a stricter one, which no page can see.
fn may_connect(origin: &str) -> bool {
    let policy = document().query_selector("meta[http-equiv=Content-Security-Policy]").ok().flatten();
    let policy = policy.and_then(|policy| policy.get_attribute("content")).unwrap_or_default();
    let mut connections = policy.split(';').filter_map(|rule| rule.trim().strip_prefix("connect-src "));
    connections.any(|sources| sources.split_whitespace().any(|source| source == origin))
}
