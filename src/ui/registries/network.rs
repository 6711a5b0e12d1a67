//! Files of static folders, each within a time and a number of bytes.

use js_sys::Uint8Array;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, DomException, RequestCache, RequestInit, Response, Url};

use crate::ui::network::{Ended, may_connect, pieces_within};
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
        Origin::Host(folder) | Origin::Url(folder) => folder.clone(),
        Origin::Disk | Origin::Library { .. } => return None,
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
    pieces_within(&response, most, take).await.map_err(|ended| match ended {
        Ended::TooLarge => format!("it has more than {} MB, and the rest was not read", most >> 20).into(),
        Ended::Refused(why) => Failure::from(why),
        Ended::Broken(error) => broken(error),
    })
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
