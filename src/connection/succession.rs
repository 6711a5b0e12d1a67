//! Outputs that are read in place of something that goes.

use std::collections::BTreeMap;

use super::Basis;
use super::judge::Judge;
use crate::block::port::Side;
use crate::diagram::End;

/// Judges which inputs may read from an output what they read from something that goes.
pub struct Succession<'a> {
    basis: Basis<'a>,
    judges: BTreeMap<End, Judge<'a>>,
}

impl<'a> Succession<'a> {
    /// For the diagram of `basis`, before anything went.
    pub fn new(basis: Basis<'a>) -> Self {
        Self { basis, judges: BTreeMap::new() }
    }

    /// Whether the input `target` may read what the output `source` writes: what would be refused by
    /// hand is refused here, except that the two may be connected already.
    pub fn allows(&mut self, source: End, target: End) -> bool {
        let basis = self.basis;
        let judge = self.judges.entry(source).or_insert_with(|| Judge::new(basis, source, Side::Output));
        judge.successor(target).can_be()
    }
}
