//! A failure in words, for people.

use std::fmt;

use super::{Effect, Error, Kind};

impl Error {
    /// What happened, in one or two sentences.
    pub fn happened(&self) -> String {
        let status = self.status.map(|status| format!(" ({status})")).unwrap_or_default();
        let sentence = match self.kind {
            Kind::Unsent => {
                "The request was not sent, because its path would lead to something else".to_owned()
            }
            Kind::Unreachable => "No answer came from DSS".to_owned(),
            Kind::TimedOut(milliseconds) => {
                format!("DSS did not answer within {} seconds", milliseconds.div_ceil(1000))
            }
            Kind::Redirected => format!("The answer was a redirect, as to a login page{status}"),
            Kind::CutOff => "The answer ended early".to_owned(),
            Kind::TooLarge(bytes) => format!("The answer is larger than {} MB", bytes >> 20),
            Kind::Cancelled => "The request was stopped".to_owned(),
            Kind::Foreign => format!("Not DSS but something else answered{status}"),
            Kind::Gateway => format!("What stands in front of DSS got no answer from it{status}"),
            Kind::Busy => {
                format!("DSS, or what stands in front of it, takes no more requests for now{status}")
            }
            Kind::Key => format!("DSS did not accept the key{status}"),
            Kind::Licence => format!("The licence of this DSS does not allow it{status}"),
            Kind::Forbidden => format!("DSS refused access{}{status}", self.place()),
            Kind::Missing => format!("DSS did not find {}{status}", self.path),
            Kind::Conflict => format!("DSS has such an object already, or it changed meanwhile{status}"),
            Kind::Invalid => format!("DSS does not accept the request{status}"),
            Kind::NoData => format!("The files of the dataset are not there{status}"),
            Kind::Oversized => format!("What was sent is too large{status}"),
            Kind::Server => format!("DSS failed{status}"),
            Kind::Failed => "DSS began it and reports that it failed".to_owned(),
            Kind::Lost => "DSS began it, and how it ended could not be learned".to_owned(),
            Kind::Unreadable => format!("The answer is not what DSS answers here{status}"),
        };
        match (&*self.said, self.kind) {
            ("", _) => format!("{sentence}."),
            (said, Kind::Unreadable) => format!("{sentence}: {said}."),
            (said, Kind::Lost) => format!("{sentence}. {said}"),
            (said, Kind::Foreign | Kind::Gateway) => format!("{sentence}. It says “{said}”."),
            (said, _) => format!("{sentence}. DSS says “{said}”."),
        }
    }

    /// What was not done.
    pub fn not_done(&self) -> String {
        match self.effect() {
            Effect::Read => "Nothing was read, and nothing was changed.".to_owned(),
            Effect::Refused => {
                format!("{} {} was refused: nothing was changed.", self.method.name(), self.path)
            }
            Effect::Unknown => format!(
                "Nobody knows whether {} {} was done in whole, in part or not at all.",
                self.method.name(),
                self.path
            ),
        }
    }

    /// What to do next.
    pub fn next(&self) -> String {
        let advice = self.advice();
        match self.effect() {
            Effect::Unknown => format!("Read the object again before anything else is written. {advice}"),
            _ => advice,
        }
    }

    fn advice(&self) -> String {
        match self.kind {
            Kind::Unsent => {
                "Give the object a name without slashes, that is not empty and no dots.".to_owned()
            }
            Kind::Unreachable => "Test the connection: it lists what to check, in order.".to_owned(),
            Kind::TimedOut(_) | Kind::CutOff | Kind::Gateway => {
                "Try again in a moment; if it stays, ask who runs DSS and the proxy in front of it."
                    .to_owned()
            }
            Kind::Redirected => {
                "Check the address: a proxy that asks for a login cannot stand in front of the API."
                    .to_owned()
            }
            Kind::TooLarge(_) => "Ask for less at once, or look at it in DSS.".to_owned(),
            Kind::Cancelled => "Start it again when you want it.".to_owned(),
            Kind::Foreign => {
                "Check the address, and that the proxy forwards the path of the API to DSS.".to_owned()
            }
            Kind::Busy => match self.retry_after {
                Some(seconds) => format!("Try again in {seconds} seconds."),
                None => "Try again in a minute.".to_owned(),
            },
            Kind::Key => "Enter the key again; make a new one in DSS if it has expired.".to_owned(),
            Kind::Licence => "Ask your DSS administrator for a licence that includes it.".to_owned(),
            Kind::Forbidden => self.right(),
            Kind::Missing => "Check the name; it may have been renamed or deleted in DSS.".to_owned(),
            Kind::Conflict => "Read the project again and make a new plan.".to_owned(),
            Kind::Invalid => "Change what was asked for: the same request will be refused again.".to_owned(),
            Kind::NoData => "Build the dataset in DSS, or correct its path.".to_owned(),
            Kind::Oversized => "Send less, or have the limit of the proxy raised.".to_owned(),
            Kind::Server => "Try again later; if it stays, the log of DSS tells more.".to_owned(),
            Kind::Failed => "Mend what DSS names, then start it again.".to_owned(),
            Kind::Lost => "Look in DSS whether it still runs.".to_owned(),
            Kind::Unreadable => {
                "Check that the address is that of DSS; its version may differ from those known here."
                    .to_owned()
            }
        }
    }

    fn place(&self) -> String {
        self.project().map_or_else(|| format!(" to {}", self.path), |key| format!(" to the project {key}"))
    }

    /// DSS answers 403 for a project that does not exist (`dss-api.md` 1.3).
    fn right(&self) -> String {
        match self.project() {
            Some(key) => format!(
                "Check that the project {key} exists, then have its administrator give the key the right. \
                 DSS says the same of a project that is not there."
            ),
            None => "Ask your DSS administrator for the right, or use another key.".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.happened(), self.not_done(), self.next())
    }
}
