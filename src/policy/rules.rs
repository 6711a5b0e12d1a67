//! The built-in checks of plans, one file for each.

pub mod pol001_deleted_data;
pub mod pol002_protected_block;
pub mod pol003_unpinned_version;
pub mod pol004_foreign_connection;
pub mod pol005_missing_owner;
pub mod pol006_code_env_drift;
pub mod pol007_many_deletes;
pub mod pol008_many_changes;
pub mod pol009_replacement;
pub mod pol010_deprecated_block;
pub mod pol011_moved_data;
pub mod pol012_lost_column;
pub mod pol013_active_scenario;
pub mod pol014_partial_plan;
pub mod pol015_version_jump;

use super::Check;
use crate::diagnostic::{Level, Rule, Severity};

/// All checks, by id.
pub static CHECKS: &[Check] = &[
    Check { rule: &pol001_deleted_data::RULE, find: pol001_deleted_data::find },
    Check { rule: &pol002_protected_block::RULE, find: pol002_protected_block::find },
    Check { rule: &pol003_unpinned_version::RULE, find: pol003_unpinned_version::find },
    Check { rule: &pol004_foreign_connection::RULE, find: pol004_foreign_connection::find },
    Check { rule: &pol005_missing_owner::RULE, find: pol005_missing_owner::find },
    Check { rule: &pol006_code_env_drift::RULE, find: pol006_code_env_drift::find },
    Check { rule: &pol007_many_deletes::RULE, find: pol007_many_deletes::find },
    Check { rule: &pol008_many_changes::RULE, find: pol008_many_changes::find },
    Check { rule: &pol009_replacement::RULE, find: pol009_replacement::find },
    Check { rule: &pol010_deprecated_block::RULE, find: pol010_deprecated_block::find },
    Check { rule: &pol011_moved_data::RULE, find: pol011_moved_data::find },
    Check { rule: &pol012_lost_column::RULE, find: pol012_lost_column::find },
    Check { rule: &pol013_active_scenario::RULE, find: pol013_active_scenario::find },
    Check { rule: &pol014_partial_plan::RULE, find: pol014_partial_plan::find },
    Check { rule: &pol015_version_jump::RULE, find: pol015_version_jump::find },
];

/// Every rule that a project writes itself; they have ids of their own.
pub static CUSTOM: Rule = Rule {
    id: "POL000",
    level: Level::Plan,
    severity: Severity::Error,
    title: "A rule of the project is broken",
    explanation: "Below `policies: rules:` a project compares a field of what it creates or updates with a value. The \
                  message has the reason that the rule gives.",
};
