//! Blockwright's engine: a configuration goes in, problems and a plan come out.
//!
//! The modules stand in the order in which data flows through them, and a module may use only
//! those above it (`tests/tidy.rs` holds that). Nothing here knows the browser, the clock, the
//! network or chance: time, ids and transports come in as values.

// Text
pub mod text;
pub mod source;
pub mod diagnostic;
pub mod value;
pub mod yaml;

// Configuration
pub mod address;
pub mod attribute;
pub mod variables;
pub mod config;

// Judgement
pub mod validate;

// Infrastructure as code
pub mod state;
pub mod normal;
pub mod desired;
pub mod diff;
pub mod plan;

// The snapshot
pub mod rules;
pub mod workspace;
pub mod problem_list;

// What the page works with
pub mod route;
pub mod chord;
pub mod fuzzy;
pub mod folder;
pub mod history;
pub mod fixes;
pub mod draft;
pub mod template;
pub mod sample;
