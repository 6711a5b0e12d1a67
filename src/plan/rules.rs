//! The rules of plans: what stands against applying one.

pub mod pln001_guarded_delete;
pub mod pln002_unknown_target;

use crate::diagnostic::Rule;

/// All rules of plans, by id.
pub static RULES: &[&Rule] = &[&pln001_guarded_delete::RULE, &pln002_unknown_target::RULE];
