//! The simulator as a transport, with faults.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::*;
use crate::dss::{Interruption, Transport};
use crate::simulator::shared::SharedSimulator;

/// What a future gives that never waits.
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn create(name: &str) -> Request {
    Request::post("/projects/P/datasets/".to_owned()).json(json!({"name": name, "type": "Filesystem"}))
}

#[test]
fn each_fault_is_told_and_does_what_it_says() {
    let refused = Response { status: 502, headers: Vec::new(), body: b"<html>".to_vec() };
    for (effect, expected, is_made) in [
        (Effect::DropBefore, Err(Interruption::Unreachable), false),
        (Effect::DropAfter, Err(Interruption::Unreachable), true),
        (Effect::Cut, Err(Interruption::CutOff), true),
        (Effect::Delay { milliseconds: 500 }, Err(Interruption::TimedOut(100)), true),
        (Effect::Refuse { status: 502, body: "<html>".to_owned() }, Ok(refused), false),
    ] {
        let mut simulator = Asking::new().simulator;
        let path = "*/datasets/".to_owned();
        simulator.faults = vec![Fault { method: None, path, nth: Some(1), effect: effect.clone(), seen: 0 }];
        let simulator = Rc::new(RefCell::new(simulator));
        let transport = SharedSimulator::new(Rc::clone(&simulator), Some("root"), Rc::new(|| 7)).patient(100);
        assert_eq!(now(transport.send(create("d"))), expected, "{effect:?}");
        let exists = Request::get("/projects/P/datasets/d".to_owned());
        let status = now(transport.send(exists)).map(|response| response.status);
        assert_eq!(status, Ok(if is_made { 200 } else { 404 }), "{effect:?}");
    }
}

#[test]
fn a_late_answer_is_waited_for() {
    let mut simulator = Asking::new().simulator;
    let effect = Effect::Delay { milliseconds: 40 };
    simulator.faults = vec![Fault { method: None, path: "*".to_owned(), nth: None, effect, seen: 0 }];
    let waited = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&waited);
    let transport = SharedSimulator::new(Rc::new(RefCell::new(simulator)), Some("root"), Rc::new(|| 7))
        .pausing(move |milliseconds| {
            log.borrow_mut().push(milliseconds);
            Box::pin(async {})
        });
    assert!(now(transport.send(create("d"))).unwrap().is_success());
    assert_eq!(*waited.borrow(), [40]);
}

#[test]
fn a_saved_state_is_restored_and_anything_else_refused_in_words() {
    let mut asking = Asking::new();
    asking.dataset("d");
    let bytes = Body::Bytes(vec![0, 255, 1]);
    asking.take(Method::Post, "/projects/P/libraries/contents/a/b", bytes);
    let saved = asking.simulator.save().unwrap();
    assert_eq!(Simulator::restore(&saved), Ok(asking.simulator));
    for (text, words) in [
        ("", "EOF"),
        ("{}", "format"),
        (r#"{"format": 2}"#, "format 2"),
        (r#"{"format": 1}"#, "instance"),
        (&saved.replacen("\"name\":\"d\"", "\"name\":\"e\"", 1), "called otherwise"),
        (&saved.replacen("\"id\":\"default\"", "\"id\":\"other\"", 1), "default zone"),
        (&saved.replacen("AP8B", "*", 1), "base64"),
        (&saved.replacen("\"a/b\"", "\"a/../b\"", 1), "hangs nowhere"),
        (&saved.replacen("\"folder\":\"ROOT\"", "\"folder\":\"X\"", 1), "no folder"),
    ] {
        let problem = Simulator::restore(text).expect_err(words);
        assert!(problem.contains(words) && problem.ends_with("Reset it."), "{problem}");
    }
}
