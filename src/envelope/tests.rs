//! Laws of envelopes.
