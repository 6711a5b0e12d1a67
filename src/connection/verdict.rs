//! Whether a wire can be, and why, in words.

use std::fmt;
use std::sync::Arc;

use crate::block::PortKind;
use crate::block::fit::{Misfit, Reason};
use crate::block::port::Side;
use crate::catalog::fit::told;
use crate::composition::Lack;

/// Most names that a reason lists.
pub(super) const MOST_NAMES: usize = 4;

/// What is said about a port while another one is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The two can be connected.
    Fits(Fit),
    /// They can be connected, but something should be known before; never empty.
    Warns(Vec<Warning>),
    /// They cannot be connected.
    Refused(Refusal),
}

/// Why a port fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Of the columns that are asked for so many are there; the others are optional.
    Columns {
        /// How many are there.
        met: usize,
        /// How many are asked for.
        asked: usize,
    },
    /// No columns are asked for.
    Unasked,
    /// Both are models, or both are folders.
    Kind(PortKind),
}

/// What should be known before connecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Already wired to this object, which is replaced.
    Replaces(Arc<str>),
    /// The output is written under this name so far; what reads it follows.
    Moves(Arc<str>),
    /// Nobody knows the columns of what is connected.
    UnknownColumns(Arc<str>),
    /// The schema that the port asks for is not loaded.
    UnknownSchema,
    /// Nothing is known of the ports of this block, and why.
    UnknownBlock(Arc<str>, Lack),
    /// A column does not fit, but data can pass.
    Column(Misfit),
}

/// Why a port does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is the port that is held, or another one of its node.
    Own,
    /// It is on the same side as the one that is held.
    SameSide(Side),
    /// It is inside this solution, which does its own wiring.
    Inside(Arc<str>),
    /// The block has no such port in this version.
    Gone,
    /// The entry has no name that others could refer to.
    Unnamed,
    /// The recipe stands in for one of a block.
    Template,
    /// The recipe writes so many objects, so none or several could be meant.
    Outputs(usize),
    /// Other things pass through the two ports.
    Kind {
        /// What passes through the port.
        port: PortKind,
        /// What passes through the port that is held.
        held: PortKind,
    },
    /// Both are datasets.
    Datasets,
    /// They are connected.
    Connected,
    /// The dataset is written by this node.
    Written(Arc<str>),
    /// These nodes would wait for each other, and so many more.
    Circle(Vec<Arc<str>>, usize),
    /// Data cannot pass because of these columns.
    Columns(Vec<Misfit>),
    /// The port that is held cannot be connected to anything.
    Held(Box<Refusal>),
}

impl Verdict {
    /// Whether the two can be connected.
    pub fn can_be(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }

    /// The object that connecting would replace.
    pub fn replaced(&self) -> Option<&Arc<str>> {
        let Self::Warns(warnings) = self else { return None };
        warnings.iter().find_map(|warning| match warning {
            Warning::Replaces(object) => Some(object),
            _ => None,
        })
    }

    /// Whether the columns of both sides are known and fit.
    pub fn is_checked(&self) -> bool {
        let is_unknown = |warning: &Warning| {
            matches!(warning, Warning::UnknownColumns(_) | Warning::UnknownSchema | Warning::UnknownBlock(..))
        };
        match self {
            Self::Fits(fit) => *fit != Fit::Unasked,
            Self::Warns(warnings) => !warnings.iter().any(is_unknown),
            Self::Refused(_) => false,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fits(fit) => write!(out, "fits: {fit}"),
            Self::Warns(warnings) => {
                for (position, warning) in warnings.iter().enumerate() {
                    write!(out, "{}{warning}", if position > 0 { "; " } else { "" })?;
                }
                Ok(())
            }
            Self::Refused(refusal) => refusal.fmt(out),
        }
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { met, asked } => write!(out, "{met} of {asked} columns"),
            Self::Unasked => write!(out, "no columns are asked for"),
            Self::Kind(kind) => write!(out, "both are {}s", kind.name()),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaces(object) => write!(out, "already wired to {object}: connecting replaces it"),
            Self::Moves(object) => write!(out, "written as {object} so far: what reads it follows"),
            Self::UnknownColumns(object) => write!(out, "the columns of {object} are not known"),
            Self::UnknownSchema => write!(out, "the columns that are asked for are not loaded"),
            Self::UnknownBlock(block, lack) => write!(out, "the block {block} {}", lack.words()),
            Self::Column(misfit) => out.write_str(&told(misfit)),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => write!(out, "its own port"),
            Self::SameSide(Side::Input) => write!(out, "an input too: connect it to an output"),
            Self::SameSide(Side::Output) => write!(out, "an output too: connect it to an input"),
            Self::Inside(solution) => write!(out, "inside {solution}, which does its own wiring"),
            Self::Gone => write!(out, "the block has no such port in this version"),
            Self::Unnamed => write!(out, "it has no name yet"),
            Self::Template => write!(out, "the recipe stands in for one of a block"),
            Self::Outputs(0) => {
                write!(out, "the recipe writes nothing yet: connect it to a dataset or folder first")
            }
            Self::Outputs(count) => {
                write!(out, "the recipe writes {count} things: connect one of these instead")
            }
            Self::Kind { port, held } => write!(out, "{} port, you hold a {}", port.name(), held.name()),
            Self::Datasets => write!(out, "a dataset too: only a recipe or a block can stand between"),
            Self::Connected => write!(out, "already connected"),
            Self::Written(by) => write!(out, "already written by {by}"),
            Self::Circle(names, 0) => write!(out, "would close a circle: {}", names.join(", ")),
            Self::Circle(names, more) => {
                write!(out, "would close a circle: {} and {more} more", names.join(", "))
            }
            Self::Columns(misfits) => write_columns(out, misfits),
            Self::Held(refusal) => write!(out, "the port you hold cannot be connected: {refusal}"),
        }
    }
}

/// The missing columns by name, then what is wrong with others.
fn write_columns(out: &mut fmt::Formatter<'_>, misfits: &[Misfit]) -> fmt::Result {
    let is_missing = |misfit: &&Misfit| misfit.reason == Reason::Missing;
    let missing: Vec<&str> = misfits.iter().filter(is_missing).map(|misfit| &*misfit.column).collect();
    let shown = missing.get(..MOST_NAMES).unwrap_or(&missing).join(", ");
    match missing.len() {
        0 => {}
        1 => write!(out, "column {shown} is missing")?,
        count if count > MOST_NAMES => {
            write!(out, "columns {shown} and {} more are missing", count - MOST_NAMES)?;
        }
        _ => write!(out, "columns {shown} are missing")?,
    }
    let others = misfits.iter().filter(|misfit| !is_missing(misfit));
    for (position, misfit) in others.clone().take(MOST_NAMES).enumerate() {
        let joint = if position > 0 || !missing.is_empty() { "; " } else { "" };
        write!(out, "{joint}{}", told(misfit))?;
    }
    match others.count().saturating_sub(MOST_NAMES) {
        0 => Ok(()),
        more => write!(out, "; {more} more columns do not fit"),
    }
}
