//! A crawl in words.

use crate::diagnostic::counts::counted;
use crate::dss::Error;

use super::Progress;

impl Progress {
    /// How far it is, in a sentence.
    pub fn words(self) -> String {
        format!("{} of {} read.", self.finished, counted(self.known, "document"))
    }

    /// As [`Self::words`], while so many requests wait to be sent again.
    pub fn words_while(self, waiting: usize) -> String {
        let asked = match waiting {
            0 => return self.words(),
            1 => "1 was refused for now and is asked for again.",
            _ => &format!("{waiting} were refused for now and are asked for again."),
        };
        format!("{} {asked}", self.words())
    }
}

/// Why a crawl stands still, and what to do: nothing that was read is lost.
pub fn halted(error: &Error, progress: Progress) -> String {
    let kept = match progress.finished {
        0 => "Nothing was read, and nothing was changed.".to_owned(),
        _ => format!("{} What was read is kept, and nothing was changed.", progress.words()),
    };
    format!("{} {kept} {}", error.happened(), error.next())
}
