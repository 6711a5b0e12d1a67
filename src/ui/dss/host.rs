//! The file of whoever hosts the page, read once the second module is here.

use blockwright::dss::endpoint::Origin;
use blockwright::host::{CONFIG_PATH, Host, MAX_BYTES};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response, Url};

use crate::ui::network::body_within;

/// How long the host may take for it, in milliseconds.
const PATIENCE: u32 = 10_000;

/// What the host says.
///
/// # Errors
/// Why its file was not had, as a clause that starts with "it".
pub(super) async fn read() -> Result<Host, String> {
    let page = own_origin().ok_or("it is beside no page of a web server")?;
    Ok(Host::read(&fetch().await?, &page))
}

/// The origin of the page; `None` if it came from no host, as from a file.
pub(crate) fn own_origin() -> Option<Origin> {
    Origin::parse(&window().location().origin().ok()?).ok()
}

async fn fetch() -> Result<String, String> {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let unreachable = || "it could not be reached".to_owned();
    let url = Url::new_with_base(CONFIG_PATH, &base).map_err(|_| unreachable())?;
    let options = RequestInit::new();
    // The host may have changed it since the last visit.
    options.set_cache(RequestCache::NoCache);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let fetched = JsFuture::from(window().fetch_with_str_and_init(&url.href(), &options)).await;
    let response: Response = fetched.map_err(|_| unreachable())?.unchecked_into();
    match response.status() {
        200 => {}
        404 => return Err("it is not there".to_owned()),
        status => return Err(format!("the host answered {status}")),
    }
    let read = body_within(&response, MAX_BYTES).await.map_err(|_| unreachable())?;
    let bytes = read.ok_or_else(|| format!("it has more than {MAX_BYTES} bytes"))?;
    String::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())
}
