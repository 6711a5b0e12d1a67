//! The server's own paths, by which a test sets faults, looks at the state and starts again.
//!
//! No page of another origin can use them: none of them is a request that a browser sends unasked.

use blockwright::simulator::{Fault, Simulator};

/// Answers a request below `/simulator`: a status and a text.
pub(crate) fn answer(
    simulator: &mut Simulator,
    method: &str,
    path: &str,
    body: &[u8],
    again: impl FnOnce() -> Result<Simulator, String>,
) -> (u16, String) {
    let outcome = match (method, path) {
        ("GET", "/simulator/faults") => {
            serde_json::to_string(&simulator.faults).map_err(|error| error.to_string())
        }
        ("PUT", "/simulator/faults") => serde_json::from_slice::<Vec<Fault>>(body)
            .map(|faults| simulator.faults = faults)
            .map(|()| String::new())
            .map_err(|error| format!("This is no list of faults: {error}.")),
        ("GET", "/simulator/state") => simulator.save(),
        ("PUT", "/simulator/state") => String::from_utf8(body.to_vec())
            .map_err(|_| "The state is no UTF-8.".to_owned())
            .and_then(|text| Simulator::restore(&text))
            .map(|restored| *simulator = restored)
            .map(|()| String::new()),
        ("DELETE", "/simulator/state") => again().map(|fresh| *simulator = fresh).map(|()| String::new()),
        _ => return (404, format!("{method} {path} is no path of the simulator.")),
    };
    match outcome {
        Ok(text) => (200, text),
        Err(problem) => (400, problem),
    }
}
