//! The whole state as JSON, so that it outlives a reload. What is read back may be anything.

use serde::{Deserialize, Serialize};

use crate::simulator::instance::Instance;
use crate::simulator::{Fault, Simulator};

/// The format of what is written. Another one is not read.
const FORMAT: u32 = 1;
/// Largest text that is read, in bytes.
const MAX_TEXT: usize = 256 * 1024 * 1024;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    instance: &'a Instance,
    faults: &'a [Fault],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    instance: Instance,
    faults: Vec<Fault>,
    #[serde(rename = "format")]
    _format: u32,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Simulator {
    /// The state as JSON.
    ///
    /// # Errors
    /// In words, if it cannot be written; nothing that the simulator takes leads there.
    pub fn save(&self) -> Result<String, String> {
        let written = Written { format: FORMAT, instance: &self.instance, faults: &self.faults };
        serde_json::to_string(&written).map_err(|error| format!("The demo instance was not saved: {error}."))
    }

    /// A simulator with a state that was saved.
    ///
    /// # Errors
    /// In words, if the text is none, of another format, or one that could not have been saved.
    pub fn restore(text: &str) -> Result<Self, String> {
        let refused =
            |problem: String| format!("The saved demo instance was not opened: {problem}. Reset it.");
        if text.len() > MAX_TEXT {
            return Err(refused(format!("it is larger than {MAX_TEXT} bytes")));
        }
        let Format { format } = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
        if format != FORMAT {
            return Err(refused(format!("it has format {format}, and only {FORMAT} is read here")));
        }
        let read: Read = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
        match read.instance.broken().into_iter().next() {
            Some(problem) => Err(refused(problem)),
            None => Ok(Self { instance: read.instance, faults: read.faults }),
        }
    }
}
