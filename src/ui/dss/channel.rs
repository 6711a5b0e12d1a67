//! What carries one request: `fetch` to a real DSS, or the demo instance in the page.

use blockwright::dss::{Interruption, Request, Response};
use web_sys::AbortSignal;

use super::demo::Demo;
use super::fetch::Fetch;

/// The way to a DSS.
pub(super) enum Channel {
    /// The demo instance; it has no key.
    Demo(Demo),
    /// A real DSS.
    Fetch(Fetch),
}

impl Channel {
    /// Sends a request once. `stop` ends it.
    pub(super) async fn send(&self, request: Request, stop: &AbortSignal) -> Result<Response, Interruption> {
        match self {
            Self::Demo(demo) => demo.send(request).await,
            Self::Fetch(fetch) => fetch.send(&request, stop).await,
        }
    }

    /// Forgets the key, or listens to other tabs no longer.
    pub(super) fn close(&self) {
        match self {
            Self::Demo(demo) => demo.close(),
            Self::Fetch(fetch) => fetch.forget_key(),
        }
    }

    /// Keeps what the demo instance has not kept yet.
    pub(super) fn keep(&self) {
        if let Self::Demo(demo) = self {
            demo.keep();
        }
    }

    /// Lets go what the demo instance has not kept yet.
    pub(super) fn abandon(&self) {
        if let Self::Demo(demo) = self {
            demo.abandon();
        }
    }

    /// Whether it holds a key.
    pub(super) fn has_key(&self) -> bool {
        matches!(self, Self::Fetch(fetch) if fetch.has_key())
    }
}
