//! When a request is sent again: reads only, after failures that pass (`dss-api.md` 1, rate limits).

use crate::dss::error::Kind;
use crate::dss::{Error, Method};

/// How often and how long it is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often a request is sent at most.
    pub attempts: u32,
    /// How often at most if it was refused because too many came, which a proxy says within a moment of each.
    pub attempts_when_busy: u32,
    /// The first pause, in milliseconds; each further one is twice as long.
    pub first: u32,
    /// The longest pause of our own, in milliseconds.
    pub longest: u32,
    /// The longest pause that an answer may ask for, in milliseconds. Who asks for more is not waited for.
    pub longest_asked: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempts: 4, attempts_when_busy: 12, first: 200, longest: 5_000, longest_asked: 60_000 }
    }
}

impl Patience {
    /// How many milliseconds to wait before a request is sent again that has been sent `attempt` times, the
    /// first being 1, and ended in `error`; `None` to give up.
    ///
    /// A write is never sent again: what became of it is unknown.
    pub fn pause(&self, attempt: u32, error: &Error) -> Option<u32> {
        let is_busy = error.kind == Kind::Busy || error.status == Some(503);
        let attempts = if is_busy { self.attempts_when_busy } else { self.attempts };
        if error.method != Method::Get || !error.is_transient() || attempt >= attempts {
            return None;
        }
        // A request that hung until its end would only hang again, and nobody waits that long.
        if matches!(error.kind, Kind::TimedOut(_)) && attempt > 1 {
            return None;
        }
        let doubled = attempt.saturating_sub(1).min(u32::BITS - 1);
        let own = self.first.saturating_mul(1 << doubled).min(self.longest);
        match error.retry_after {
            Some(seconds) => {
                Some(seconds.saturating_mul(1_000).max(own)).filter(|pause| *pause <= self.longest_asked)
            }
            None => Some(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dss::{Interruption, Request, Response};

    fn refused(request: &Request, status: u16, retry_after: Option<&str>) -> Error {
        let headers = retry_after.map(|value| ("retry-after".to_owned(), value.to_owned()));
        let response = Response { status, headers: headers.into_iter().collect(), body: Vec::new() };
        Error::refused(request, &response)
    }

    #[test]
    fn reads_are_sent_again_with_growing_pauses() {
        let error = refused(&Request::get("/projects/".into()), 502, None);
        let patience = Patience { attempts: 9, ..Patience::default() };
        let pauses: Vec<_> = (1..10).map(|attempt| patience.pause(attempt, &error)).collect();
        let wanted = [200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000].map(Some);
        assert_eq!(pauses[..8], wanted);
        assert_eq!(pauses[8], None);
    }

    #[test]
    fn a_proxy_that_slows_down_is_given_half_a_minute() {
        for status in [429, 503] {
            let error = refused(&Request::get("/projects/".into()), status, None);
            let pauses: Vec<_> =
                (1..).map_while(|attempt| Patience::default().pause(attempt, &error)).collect();
            assert_eq!((pauses.len(), pauses.iter().sum::<u32>()), (11, 36_200), "{status}");
        }
    }

    #[test]
    fn an_answer_may_ask_for_a_pause_within_reason() {
        let pause =
            |value| Patience::default().pause(1, &refused(&Request::get("/a".into()), 429, Some(value)));
        assert_eq!(pause("7"), Some(7_000));
        assert_eq!(pause("0"), Some(200));
        assert_eq!(pause("3600"), None);
        assert_eq!(pause("4294967295"), None);
        assert_eq!(pause("tomorrow"), Some(200));
    }

    #[test]
    fn what_no_repetition_cures_is_given_up() {
        let read = Request::get("/a".into());
        for status in [302, 400, 401, 403, 404, 409, 413] {
            assert_eq!(Patience::default().pause(1, &refused(&read, status, None)), None, "{status}");
        }
        let timed_out = Error::interrupted(&read, Interruption::TimedOut(30_000));
        assert_eq!(Patience::default().pause(1, &timed_out), Some(200));
        assert_eq!(Patience::default().pause(2, &timed_out), None);
    }

    #[test]
    fn writes_are_never_sent_again() {
        for request in [Request::post("/a".into()), Request::put("/a".into()), Request::delete("/a".into())] {
            for status in [429, 500, 502, 503] {
                assert_eq!(Patience::default().pause(1, &refused(&request, status, Some("1"))), None);
            }
            let error = Error::interrupted(&request, Interruption::Unreachable);
            assert_eq!(Patience::default().pause(1, &error), None);
        }
    }
}
