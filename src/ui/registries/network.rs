//! Files of static folders.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

use crate::ui::session::Origin;

/// How long a host may take for one file, in milliseconds.
const PATIENCE: u32 = 20_000;

/// The demo, as seen from the page.
const DEMO_FOLDER: &str = "registry/blocks/";

/// Where the file at `path` of a registry is; `None` if it is on no host.
pub(super) fn address(origin: &Origin, path: &str) -> Option<String> {
    let folder = match origin {
        Origin::Demo => {
            let base = document().base_uri().ok().flatten()?;
            web_sys::Url::new_with_base(DEMO_FOLDER, &base).ok()?.href()
        }
        Origin::Url(folder) => folder.clone(),
        Origin::Disk => return None,
    };
    Some(format!("{folder}{path}"))
}

/// The text of a file. The error says what happened, as "the host answered 404".
pub(super) async fn get(address: &str, anew: bool) -> Result<String, String> {
    let options = RequestInit::new();
    if anew {
        options.set_cache(RequestCache::NoCache);
    }
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let fetched = window().fetch_with_str_and_init(address, &options);
    let response = JsFuture::from(fetched).await.map_err(|_| unreachable_host(address))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("the host answered {}", response.status()));
    }
    let text = response.text().map_err(|_| unreachable_host(address))?;
    let text = JsFuture::from(text).await.map_err(|_| unreachable_host(address))?;
    text.as_string().ok_or_else(|| "it is no text".to_owned())
}

/// The browser does not tell why; so the likely reasons are named.
fn unreachable_host(address: &str) -> String {
    let origin = web_sys::Url::new(address).map(|url| url.origin()).unwrap_or_default();
    if window().location().origin().is_ok_and(|own| own == origin) {
        return "the host could not be reached".to_owned();
    }
    format!(
        "{origin} could not be reached. It is another host than this page's: this page's host has to name it in \
         connect-src of its policy, and {origin} has to allow this page (CORS)"
    )
}
