//! Why an operation did not come to its end: what happened, what was not done, what to do next
//! (`dss-api.md` 1.3 and 7.4).

mod detail;
mod kind;
mod words;
#[cfg(test)]
mod tests;

pub use self::detail::MOST_LETTERS;
pub use self::kind::Kind;

use crate::dss::{Interruption, Method, Request, Response};

/// An operation that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What sort of failure it is.
    pub kind: Kind,
    /// What the request was to do.
    pub method: Method,
    /// Where, below the base; segments encoded.
    pub path: String,
    /// The HTTP status; `None` if no whole answer came.
    pub status: Option<u16>,
    /// What DSS said, or what is wrong with its answer: short, on one line, safe to show. Empty if nothing
    /// is known.
    pub said: String,
    /// How many seconds to wait before the next try, if the answer says so.
    pub retry_after: Option<u32>,
}

/// What a failed operation did on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it only reads.
    Read,
    /// Nothing: it was refused before anything was done.
    Refused,
    /// Nobody knows: it may have been done in whole, in part or not at all.
    Unknown,
}

impl Error {
    /// From an answer whose status says no.
    pub fn refused(request: &Request, response: &Response) -> Self {
        let detail = detail::Detail::of(response);
        let error = Self::new(request, Kind::of_answer(response, &detail));
        let retry_after = response.header("retry-after").and_then(|value| value.trim().parse().ok());
        Self { status: Some(response.status), said: detail.shown(), retry_after, ..error }
    }

    /// From an answer that reports success but is not what the operation answers, with what is wrong.
    pub fn misread(request: &Request, response: &Response, problem: &str) -> Self {
        let kind = if response.is_page() { Kind::Foreign } else { Kind::Unreadable };
        let said = detail::shown(problem);
        Self { status: Some(response.status), said, ..Self::new(request, kind) }
    }

    /// From no answer, or none that is whole.
    pub fn interrupted(request: &Request, interruption: Interruption) -> Self {
        Self::new(request, Kind::of_interruption(&interruption))
    }

    /// From an action that DSS took on and reports as failed, in its own words: an import, a future, a job.
    pub fn failed(request: &Request, said: &str) -> Self {
        Self { said: detail::shown(said), ..Self::new(request, Kind::Failed) }
    }

    /// From a long task that began, and of which nothing more can be learned because of `error`.
    pub fn lost(request: &Request, error: &Self) -> Self {
        Self { said: error.happened(), ..Self::new(request, Kind::Lost) }
    }

    fn new(request: &Request, kind: Kind) -> Self {
        let path = request.path.clone();
        Self { kind, method: request.method, path, status: None, said: String::new(), retry_after: None }
    }

    /// What the operation did on the server.
    ///
    /// A write that met a fault of the server is never taken as refused: a recipe that was rejected has
    /// left its output behind (`dss-api.md` 6, partial failure).
    pub fn effect(&self) -> Effect {
        let is_refused = self.status.is_some_and(|status| (400..500).contains(&status) && status != 408);
        match self.method {
            Method::Get => Effect::Read,
            _ if is_refused || self.kind == Kind::Unsent => Effect::Refused,
            _ => Effect::Unknown,
        }
    }

    /// Whether the same request may succeed a moment later.
    pub fn is_transient(&self) -> bool {
        self.kind.is_transient()
    }

    /// The project whose object the path addresses.
    pub fn project(&self) -> Option<&str> {
        let rest = self.path.strip_prefix("/projects/")?;
        let key = rest.split('/').next().unwrap_or_default();
        if key.is_empty() || rest == "import/upload" || rest.starts_with("import/") {
            None
        } else {
            Some(key)
        }
    }
}
