//! The rules of state files, STA001 to STA007 (spec 3.2). An error means no plan; strict mode
//! changes nothing.

pub mod sta001_unreadable;
pub mod sta002_version;
pub mod sta003_environment;
pub mod sta004_checksum;
pub mod sta005_identity;
pub mod sta006_out_of_scope;
pub mod sta007_missing_model;

use crate::diagnostic::Rule;

/// All rules of state files, by id.
pub static RULES: &[&Rule] = &[
    &sta001_unreadable::RULE,
    &sta002_version::RULE,
    &sta003_environment::RULE,
    &sta004_checksum::RULE,
    &sta005_identity::RULE,
    &sta006_out_of_scope::RULE,
    &sta007_missing_model::RULE,
];
