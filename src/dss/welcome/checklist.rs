//! What to check when a connection fails, in the order of `dss-api.md` 7.4.

use crate::dss::Error;
use crate::dss::endpoint::{Endpoint, Origin};
use crate::dss::error::Kind;

/// What to check or do about `error`, met by a page of `page` at `endpoint`.
///
/// A browser tells nothing of why it reached nobody: a wrong address, a certificate, a proxy and missing
/// CORS headers look the same. So the list holds all of them, and none is guessed.
pub fn checklist(error: &Error, endpoint: &Endpoint, page: &Origin) -> Vec<String> {
    let origin = endpoint.origin();
    let is_foreign = origin != page;
    match error.kind {
        Kind::Unreachable => {
            let mut advice = vec![
                format!("Is the address right, and does DSS run? {origin}"),
                "Does this machine reach it: is a VPN or another network needed?".to_owned(),
            ];
            if origin.is_encrypted() {
                advice
                    .push(format!("Does the browser trust its certificate? Open {origin} in a tab to see."));
            }
            advice.push(format!("Does the proxy in front of DSS forward the path of the API? {endpoint}"));
            if is_foreign {
                advice.push(format!(
                    "Does it allow this page to call it (CORS)? It has to answer with \
                     Access-Control-Allow-Origin: {page}, and to name Authorization and Content-Type among the \
                     allowed headers. Before DSS 12.6.3 a key that is refused looks like this as well."
                ));
                advice.push(format!(
                    "Does this page allow itself to call it? Its policy has to name {origin} in connect-src."
                ));
            }
            advice
        }
        Kind::Foreign | Kind::Redirected | Kind::Missing | Kind::Unreadable => vec![
            if is_foreign {
                format!("Is this the address of DSS, and not of a page in front of it? {origin}")
            } else {
                "Does the host of this page have a proxy to DSS? One that only serves files has none: choose \
                 another address."
                    .to_owned()
            },
            format!(
                "Does the proxy forward the path of the API to DSS, without a login of its own? {endpoint}"
            ),
            "Try the other path of the API: /public/api instead of /dip/publicapi, or the other way round."
                .to_owned(),
        ],
        _ => vec![error.next()],
    }
}
