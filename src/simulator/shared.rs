//! A simulator as a transport, for the demo in the page and for tests.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::dss::{Interruption, Request, Response, Transport};
use crate::simulator::{Arrival, Simulator};

/// Lets so many milliseconds pass.
type Pause = Rc<dyn Fn(u32) -> Pin<Box<dyn Future<Output = ()>>>>;

/// A simulator that several hold, asked with one key.
#[derive(Clone)]
pub struct SharedSimulator {
    simulator: Rc<RefCell<Simulator>>,
    key: Option<String>,
    clock: Rc<dyn Fn() -> u64>,
    pause: Option<Pause>,
    patience: u32,
}

impl SharedSimulator {
    /// Asks with this key; `clock` gives milliseconds since 1970. Answers that are late come at once.
    pub fn new(simulator: Rc<RefCell<Simulator>>, key: Option<&str>, clock: Rc<dyn Fn() -> u64>) -> Self {
        Self { simulator, key: key.map(str::to_owned), clock, pause: None, patience: u32::MAX }
    }

    /// The same, but late answers are waited for.
    #[must_use]
    pub fn pausing(self, pause: impl Fn(u32) -> Pin<Box<dyn Future<Output = ()>>> + 'static) -> Self {
        Self { pause: Some(Rc::new(pause)), ..self }
    }

    /// The same, but an answer that is later than so many milliseconds does not come.
    #[must_use]
    pub fn patient(self, patience: u32) -> Self {
        Self { patience, ..self }
    }
}

impl Transport for SharedSimulator {
    async fn send(&self, request: Request) -> Result<Response, Interruption> {
        let arrival = Arrival::of(request, self.key.as_deref(), (self.clock)());
        let outcome = self.simulator.borrow_mut().answer(arrival);
        if let Some(pause) = self.pause.as_ref().filter(|_| outcome.delay > 0) {
            pause(outcome.delay.min(self.patience)).await;
        }
        if outcome.delay > self.patience {
            return Err(Interruption::TimedOut(self.patience));
        }
        match outcome.response {
            None => Err(Interruption::Unreachable),
            Some(_) if outcome.is_cut => Err(Interruption::CutOff),
            Some(response) => Ok(response),
        }
    }
}
