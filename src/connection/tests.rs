//! Verdicts of small projects, one line for each port.
