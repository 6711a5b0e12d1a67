//! Requests and their answers, on the demo registry.
