//! YAML text to ranged nodes (spec 1.1).

pub mod node;
