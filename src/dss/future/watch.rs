//! Waiting for a future: when to ask, when to stop (`dss-api.md` 1.2).

use serde_json::Value;

use super::{Future, abort, get};
use crate::dss::{Call, Error, Request, fields};
use crate::inventory::Document;

/// The schedule, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The first pause; each further one is a tenth longer.
    pub first: u64,
    /// The longest pause.
    pub longest: u64,
    /// How long to wait in all before the task is aborted.
    pub deadline: u64,
}

impl Default for Times {
    /// The schedule of the official client, which has no deadline; ours is an hour.
    fn default() -> Self {
        Self { first: 200, longest: 15_000, deadline: 3_600_000 }
    }
}

/// How the task ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// With a result; null where there is none.
    Done(Value),
    /// It failed, or what became of it cannot be known.
    Failed(Error),
    /// It was aborted, because the user or the deadline said so. What it had done until then stays.
    Aborted,
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Move {
    /// Wait so many milliseconds, then ask for the next move.
    Wait(u64),
    /// Send this and tell the outcome to [`Watch::answered`].
    Ask(Call<Future>),
    /// Send this and tell the outcome to [`Watch::aborted`].
    Abort(Call<()>),
    /// Nothing is left to do.
    End(Ending),
}

/// The wait for one future.
#[derive(Clone, Debug)]
pub struct Watch {
    /// What started the task, to name in errors.
    request: Request,
    id: String,
    times: Times,
    started: u64,
    asked: u64,
    pause: u64,
    stop: bool,
    ending: Option<Ending>,
}

impl Watch {
    /// The wait for `first`, which `request` was answered with at `now`, in milliseconds of any clock that
    /// never goes back.
    pub fn new(request: &Request, first: Future, times: Times, now: u64) -> Self {
        let mut watch = Self {
            request: request.clone(),
            id: first.job_id.clone().unwrap_or_default(),
            times,
            started: now,
            asked: now,
            pause: times.first,
            stop: false,
            ending: None,
        };
        watch.judge(first);
        watch
    }

    /// What to do next at `now`.
    pub fn next(&self, now: u64) -> Move {
        if let Some(ending) = &self.ending {
            return Move::End(ending.clone());
        }
        let left = self.times.deadline.saturating_sub(now.saturating_sub(self.started));
        if self.stop || left == 0 {
            return Move::Abort(abort(&self.id));
        }
        match self.pause.saturating_sub(now.saturating_sub(self.asked)) {
            0 => Move::Ask(get(&self.id)),
            pause => Move::Wait(pause.min(left)),
        }
    }

    /// Takes the answer to [`Move::Ask`], at `now`.
    pub fn answered(&mut self, outcome: Result<Future, Error>, now: u64) {
        self.asked = now;
        self.pause = (self.pause + self.pause.div_ceil(10)).min(self.times.longest);
        match outcome {
            Ok(future) => self.judge(future),
            Err(error) => self.ending = Some(self.lost(&error)),
        }
    }

    /// Lets the next move abort the task.
    pub fn stop(&mut self) {
        self.stop = true;
    }

    /// Takes the answer to [`Move::Abort`].
    pub fn aborted(&mut self, outcome: Result<(), Error>) {
        self.ending = Some(match outcome {
            Ok(()) => Ending::Aborted,
            Err(error) => self.lost(&error),
        });
    }

    /// The task goes on in DSS although nobody can see it, so the error is of what started it.
    fn lost(&self, error: &Error) -> Ending {
        Ending::Failed(Error::lost(&self.request, error))
    }

    fn judge(&mut self, future: Future) {
        let failure = |said: &str| Some(Ending::Failed(Error::failed(&self.request, said)));
        if future.has_result {
            self.ending = match refusal(&future.result) {
                Some(said) => failure(&said),
                None => Some(Ending::Done(future.result)),
            };
        } else if future.is_alive == Some(false) {
            self.ending = failure("the task ended without a result");
        } else if self.id.is_empty() {
            self.ending = failure("the task has neither an id nor a result");
        }
    }
}

/// What a result says if it reports that the task failed: `success: false` and `messages`, a list or an
/// object that holds one.
fn refusal(result: &Value) -> Option<String> {
    let result = result.as_object()?;
    if result.get("success") != Some(&Value::Bool(false)) {
        return None;
    }
    let inner = fields::document(result, "messages").ok().flatten();
    let holder: &Document = inner.as_ref().unwrap_or(result);
    let messages = fields::documents(holder, "messages").unwrap_or_default();
    let said = messages.into_iter().filter_map(|message| {
        let text = |key: &str| message.get(key).and_then(Value::as_str);
        text("message").or_else(|| text("details")).or_else(|| text("title"))
    });
    let said: Vec<&str> = said.take(5).collect();
    Some(if said.is_empty() { "it gives no reason".to_owned() } else { said.join("; ") })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::dss::error::{Effect, Kind};
    use crate::dss::{Interruption, Response};

    fn future(body: Value) -> Future {
        Future::read(&Response::json(200, &body)).unwrap()
    }

    fn running() -> Future {
        future(json!({"jobId": "f1", "alive": true, "hasResult": false}))
    }

    fn watch(first: Future) -> Watch {
        Watch::new(&Request::post("/start".into()), first, Times::default(), 1_000)
    }

    /// The error that a wait ended in.
    fn failure(watch: &Watch) -> Error {
        match watch.next(u64::MAX) {
            Move::End(Ending::Failed(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_result_in_the_first_answer_ends_the_wait() {
        let watch = watch(future(json!({"hasResult": true, "result": 7})));
        assert!(matches!(watch.next(1_000), Move::End(Ending::Done(result)) if result == 7));
    }

    #[test]
    fn it_asks_with_growing_pauses_until_there_is_a_result() {
        let (mut watch, mut now, mut pauses) = (watch(running()), 1_000, Vec::new());
        for _ in 0..60 {
            let Move::Wait(pause) = watch.next(now) else { panic!("{:?}", watch.next(now)) };
            pauses.push(pause);
            now += pause;
            let Move::Ask(call) = watch.next(now) else { panic!("{:?}", watch.next(now)) };
            assert_eq!(call.request.target(), "/futures/f1?peek=false");
            watch.answered(Ok(running()), now);
        }
        assert_eq!(pauses[..4], [200, 220, 242, 267]);
        assert_eq!(pauses.last(), Some(&15_000));
        watch.answered(Ok(future(json!({"jobId": "f1", "hasResult": true, "result": {"a": 1}}))), now);
        assert!(matches!(watch.next(now), Move::End(Ending::Done(result)) if result == json!({"a": 1})));
    }

    #[test]
    fn failures_of_every_form_end_it() {
        let told = json!({"success": false, "messages": {"messages": [{"message": "no connection pg"}]}});
        let rows = [
            (json!({"jobId": "f1", "alive": false, "hasResult": false}), "the task ended without a result"),
            (json!({"hasResult": false}), "the task has neither an id nor a result"),
            (json!({"jobId": "f1", "hasResult": true, "result": told}), "no connection pg"),
            (json!({"hasResult": true, "result": {"success": false}}), "it gives no reason"),
        ];
        for (body, said) in rows {
            let error = failure(&watch(future(body)));
            assert_eq!((error.kind, &*error.said, &*error.path), (Kind::Failed, said, "/start"));
        }
        let mut watch = watch(running());
        watch.answered(Err(Error::interrupted(&Request::get("/f".into()), Interruption::CutOff)), 2_000);
        assert_eq!(failure(&watch).kind, Kind::Lost);
        assert_eq!(failure(&watch).effect(), Effect::Unknown);
    }

    #[test]
    fn the_user_and_the_deadline_abort_it() {
        let mut stopped = watch(running());
        stopped.stop();
        let late = watch(running());
        for (mut watch, now) in [(stopped, 1_001), (late, 1_000 + 3_600_000)] {
            let Move::Abort(call) = watch.next(now) else { panic!("{:?}", watch.next(now)) };
            assert_eq!((call.request.method.name(), &*call.request.path), ("DELETE", "/futures/f1"));
            watch.aborted(Ok(()));
            assert!(matches!(watch.next(now), Move::End(Ending::Aborted)));
        }
    }

    proptest! {
        #[test]
        fn it_always_ends(first in 1_u64..1_000, longest in 1_u64..60_000, deadline in 0_u64..500_000) {
            let times = Times { first, longest, deadline };
            let mut watch = Watch::new(&Request::post("/start".into()), running(), times, 0);
            let mut now = 0;
            for _ in 0..2_000_000 {
                match watch.next(now) {
                    Move::Wait(pause) => now += pause,
                    Move::Ask(_) => watch.answered(Ok(running()), now),
                    Move::Abort(_) => watch.aborted(Ok(())),
                    Move::End(ending) => {
                        prop_assert_eq!(ending, Ending::Aborted);
                        return Ok(());
                    }
                }
            }
            prop_assert!(false, "it went on for ever");
        }
    }
}
