//! What sort of failure an answer or the lack of one is (`dss-api.md` 1.3).

use super::detail::Detail;
use crate::dss::{Interruption, Response};

/// A sort of failure. Each asks for something else to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request was never sent: a name in its path would have led elsewhere.
    Unsent,
    /// No connection, or none that this page may use.
    Unreachable,
    /// No answer within so many milliseconds.
    TimedOut(u32),
    /// A redirect, as to a login page.
    Redirected,
    /// The answer ended early.
    CutOff,
    /// The answer has more than so many bytes.
    TooLarge(usize),
    /// Stopped by the user.
    Cancelled,
    /// Not DSS but something else answered, as with a web page.
    Foreign,
    /// What stands in front of DSS got no answer from it.
    Gateway,
    /// Too many requests.
    Busy,
    /// The key is missing, wrong or expired.
    Key,
    /// The licence does not include the API, or this part of it.
    Licence,
    /// A right is missing; or the project does not exist, which DSS answers in the same way.
    Forbidden,
    /// The object does not exist.
    Missing,
    /// There is such an object already.
    Conflict,
    /// DSS does not accept what was asked.
    Invalid,
    /// The files of a dataset are not there.
    NoData,
    /// What was sent is too large for DSS or what stands in front of it.
    Oversized,
    /// A fault of DSS.
    Server,
    /// DSS took it on, and reports that it failed.
    Failed,
    /// DSS took it on, and how it ended could not be learned.
    Lost,
    /// It reports success, but is not what the operation answers.
    Unreadable,
}

/// What a message has to name to be about an object that is missing.
const OBJECTS: [&str; 20] = [
    "article",
    "bundle",
    "code env",
    "connection",
    "dataset",
    "directory",
    "folder",
    "future",
    "group",
    "job",
    "library",
    "model",
    "notebook",
    "package",
    "plugin",
    "project",
    "recipe",
    "scenario",
    "user",
    "zone",
];

impl Kind {
    pub(super) fn of_interruption(interruption: &Interruption) -> Self {
        match interruption {
            Interruption::Unsent => Self::Unsent,
            Interruption::Unreachable => Self::Unreachable,
            Interruption::TimedOut(milliseconds) => Self::TimedOut(*milliseconds),
            Interruption::Redirected => Self::Redirected,
            Interruption::CutOff => Self::CutOff,
            Interruption::TooLarge(bytes) => Self::TooLarge(*bytes),
            Interruption::Cancelled => Self::Cancelled,
        }
    }

    pub(super) fn of_answer(response: &Response, detail: &Detail) -> Self {
        let text = detail.searchable();
        match response.status {
            300..=399 => Self::Redirected,
            413 => Self::Oversized,
            429 => Self::Busy,
            502..=504 if response.is_page() || text.is_empty() => Self::Gateway,
            _ if response.is_page() => Self::Foreign,
            _ if is_about_licence(&text) => Self::Licence,
            401 => Self::Key,
            403 => Self::Forbidden,
            404 | 410 => Self::Missing,
            408 => Self::Gateway,
            409 | 412 => Self::Conflict,
            400..=499 if says_taken(&text) => Self::Conflict,
            400..=499 => Self::Invalid,
            _ => Self::of_fault(&text),
        }
    }

    /// DSS answers 500 to much that no repetition cures; then the message tells what it is.
    fn of_fault(text: &str) -> Self {
        let has = |part: &str| text.contains(part);
        let is_missing = ["not found", "does not exist", "doesn't exist", ".notfoundexception"];
        if has("root path") && has("does not exist") {
            Self::NoData
        } else if has("not a file: ")
            || has(".notfoundexception")
            || is_missing.into_iter().any(has) && OBJECTS.into_iter().any(has)
        {
            Self::Missing
        } else if says_taken(text) {
            Self::Conflict
        } else if [
            "cannot read directory as file",
            "invalid",
            "illegal argument",
            "illegalargument",
            "bad request",
        ]
        .into_iter()
        .any(has)
        {
            Self::Invalid
        } else if has("not allowed") || has("access denied") || has("cannot use") && has("permission") {
            Self::Forbidden
        } else {
            Self::Server
        }
    }

    pub(super) fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::TimedOut(_) | Self::CutOff | Self::Gateway | Self::Busy | Self::Server
        )
    }
}

fn says_taken(text: &str) -> bool {
    ["already exists", "already used", "already in use"].into_iter().any(|part| text.contains(part))
}

fn is_about_licence(text: &str) -> bool {
    let names_it = text.contains("license") || text.contains("licence");
    names_it && ["not available", "does not allow", "not allowed"].into_iter().any(|part| text.contains(part))
}
