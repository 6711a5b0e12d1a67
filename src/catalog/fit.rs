//! What can be wired to a port (blocks spec 4.5 and 4.6, step 3).

mod index; // ports by schema and by the words of their names

pub use self::index::Fit;
pub(super) use self::index::{FitIndex, Schemas};
use crate::block::PortKind;
use crate::block::column::Column;
use crate::block::fit::{Misfit, Reason, misfits};
use crate::sorting::sort;

/// A port to be wired, or a dataset with its columns.
#[derive(Clone, Debug)]
pub struct Plug<'a> {
    /// Its name.
    pub name: &'a str,
    /// What passes through it.
    pub kind: PortKind,
    /// Its columns, if they are known.
    pub columns: Option<&'a [Column]>,
}

/// Which ports are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Outputs that can feed the plug.
    Producers,
    /// Inputs that can read it.
    Consumers,
}

/// Whether an output can feed an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both schemas are known and fit; what is tolerable all the same (SCH-004).
    Fits(Vec<Misfit>),
    /// A schema is not known, but the names have enough in common.
    Unchecked,
    /// The types differ (BLK-016): the output's, then the input's.
    OtherKind(PortKind, PortKind),
    /// Columns do not fit.
    Misfits(Vec<Misfit>),
    /// A schema is not known, and the names have too little in common.
    Unrelated,
}

impl Verdict {
    /// Whether the wire can be.
    pub fn can_be(&self) -> bool {
        matches!(self, Self::Fits(_) | Self::Unchecked)
    }
}

/// Whether `output` can feed `input`. With `is_strict`, widths count too.
///
/// Without both schemas the type alone would connect everything to everything, so then the names have
/// to share half of their words. The specification says so for two unknown schemas; one known schema
/// that is compared with nothing tells no more than none.
pub fn judge(output: &Plug<'_>, input: &Plug<'_>, is_strict: bool) -> Verdict {
    if output.kind != input.kind {
        return Verdict::OtherKind(output.kind, input.kind);
    }
    match (output.columns, input.columns) {
        (Some(has), Some(asks)) => {
            let misfits = misfits(has, asks);
            let fails = |misfit: &Misfit| is_strict || !misfit.reason.is_tolerable();
            if misfits.iter().any(fails) { Verdict::Misfits(misfits) } else { Verdict::Fits(misfits) }
        }
        _ if are_related(output.name, input.name) => Verdict::Unchecked,
        _ => Verdict::Unrelated,
    }
}

/// What is wrong with a column, in words.
pub fn told(misfit: &Misfit) -> String {
    let column = &misfit.column;
    match misfit.reason {
        Reason::Missing => format!("column {column} is missing"),
        Reason::Type(has, asks) => format!("column {column} is {} and should be {}", has.name(), asks.name()),
        Reason::Nullable => format!("column {column} may be empty and should not"),
        Reason::Length(Some(has), asks) => {
            format!("texts of column {column} have up to {has} characters, not {asks}")
        }
        Reason::Length(None, asks) => {
            format!("texts of column {column} have any length, not up to {asks} characters")
        }
        Reason::Bits(has, asks) => format!("column {column} has {has} bits, not {asks}"),
    }
}

/// How many words two names of ports share.
pub fn shared_words(left: &str, right: &str) -> usize {
    let known: Vec<&str> = right.split('_').collect();
    let mut shared: Vec<&str> =
        left.split('_').filter(|word| !word.is_empty() && known.contains(word)).collect();
    sort(&mut shared);
    shared.dedup();
    shared.len()
}

/// Whether two names share at least half of the words of the longer one.
fn are_related(left: &str, right: &str) -> bool {
    let length = |name: &str| name.split('_').filter(|word| !word.is_empty()).count();
    let shared = shared_words(left, right);
    shared > 0 && 2 * shared >= length(left).max(length(right))
}
