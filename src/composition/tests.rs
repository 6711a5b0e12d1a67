//! What the tests of compositions share: small registries, and reports to compare.
