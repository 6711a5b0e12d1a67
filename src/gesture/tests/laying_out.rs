//! laying_out
