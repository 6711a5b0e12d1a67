//! Tests of the demo instance.
