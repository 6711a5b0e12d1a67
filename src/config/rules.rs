//! The rules that reading a configuration checks, one file each: those of level schema (spec 2.2), and
//! the one on code files.

pub mod ref009_code_file;
pub mod sch001_root;
pub mod sch002_kind;
pub mod sch003_required;
pub mod sch004_version;
pub mod sch005_length;
pub mod sch006_type;
pub mod sch007_format;
pub mod sch008_unknown_key;
pub mod sch009_not_planned;

use crate::diagnostic::Rule;

/// All of them, by id.
pub static RULES: [&Rule; 10] = [
    &sch001_root::RULE,
    &sch002_kind::RULE,
    &sch003_required::RULE,
    &sch004_version::RULE,
    &sch005_length::RULE,
    &sch006_type::RULE,
    &sch007_format::RULE,
    &sch008_unknown_key::RULE,
    &sch009_not_planned::RULE,
    &ref009_code_file::RULE,
];
