//! The one way out: whatever carries requests to a DSS and brings its answers back.

use std::future::Future;

use crate::dss::{Request, Response};

/// Why there is no whole answer. The outcome of a request that writes is then unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// Never sent: a name in the path would have led elsewhere (see [`Request::flaw`]).
    Unsent,
    /// No connection, or none that this page may use: a browser doesn't tell which.
    Unreachable,
    /// No answer within so many milliseconds.
    TimedOut(u32),
    /// The answer came as a redirect, which is never followed.
    Redirected,
    /// The answer ended early.
    CutOff,
    /// The answer is larger than so many bytes.
    TooLarge(usize),
    /// Stopped by the user.
    Cancelled,
}

/// Carries requests. It knows origin, prefix and key, and sends each request once.
pub trait Transport {
    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    /// If no whole answer came. An answer that refuses is an answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Interruption>>;
}
