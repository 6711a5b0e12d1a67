//! The rules of level syntax, one file each (spec 2.2).

pub mod syn001_malformed;
pub mod syn002_not_utf8;
pub mod syn003_duplicate_key;
pub mod syn004_second_document;
pub mod syn005_empty;
pub mod syn006_limit;
pub mod syn007_number;
pub mod syn008_ambiguous_scalar;
pub mod syn009_tag;
pub mod syn010_key_kind;

use crate::diagnostic::Rule;

/// All of them, by id.
pub static RULES: [&Rule; 10] = [
    &syn001_malformed::RULE,
    &syn002_not_utf8::RULE,
    &syn003_duplicate_key::RULE,
    &syn004_second_document::RULE,
    &syn005_empty::RULE,
    &syn006_limit::RULE,
    &syn007_number::RULE,
    &syn008_ambiguous_scalar::RULE,
    &syn009_tag::RULE,
    &syn010_key_kind::RULE,
];
