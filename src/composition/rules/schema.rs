//! SCH-001 to SCH-005: columns that do not fit between a producer and a port (`blocks.md` 4.5).

use super::{error, warning};
use crate::block::fit::{Misfit, Reason};
use crate::config::SchemaMatching;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A column is missing.
pub static MISSING: Rule = error(
    "SCH-001",
    "column missing",
    "The port needs a column that its source does not have. Names are compared exactly, case included.",
);

/// A column has another type.
pub static TYPE: Rule = error(
    "SCH-002",
    "column of another type",
    "The column has another type at its source than the port asks for. Only whole numbers pass as decimal ones.",
);

/// A column may be empty.
pub static NULLABLE: Rule = error(
    "SCH-003",
    "column may be empty",
    "The port needs a value in every row, and its source may leave the column empty.",
);

/// A column may hold more than the port takes.
pub static WIDTH: Rule = warning(
    "SCH-004",
    "column may be too long",
    "Values of the source may be longer or larger than the port takes. They pass as long as none is.",
);

/// Columns that cannot be compared; told only where schemas are matched strictly.
pub static UNCHECKED: Rule = warning(
    "SCH-005",
    "columns not known",
    "The columns of one side are not known, so nothing says that they fit. Only `conventions: {schemas: strict}` \
     asks for them.",
);

pub(super) static RULES: [&Rule; 5] = [&MISSING, &TYPE, &NULLABLE, &WIDTH, &UNCHECKED];

/// SCH-005: between `source` and the port `port`, at `path`; whether the columns of `source` are known.
pub fn unchecked(path: String, source: &str, port: &str, source_is_known: bool) -> Diagnostic {
    let (side, hint) = if source_is_known {
        (port, "Ask the owner of the block to publish a schema of the port.")
    } else {
        (source, "Declare them below `schema: {columns: []}` of the dataset.")
    };
    UNCHECKED
        .report(path, format!("{port} reads {source}, but the columns of {side} are not known"))
        .hint(hint)
}

/// The problem of a column between `source` and the port `port`, at `path`.
pub fn misfit(
    path: String,
    source: &str,
    port: &str,
    misfit: &Misfit,
    matching: SchemaMatching,
) -> Diagnostic {
    let column = &misfit.column;
    let (rule, message) = match misfit.reason {
        Reason::Missing => (&MISSING, format!("{source} has no column {column}, which {port} needs")),
        Reason::Type(has, asks) => {
            let (has, asks) = (has.name(), asks.name());
            (&TYPE, format!("the column {column} of {source} is {has}, {port} asks for {asks}"))
        }
        Reason::Nullable => {
            (&NULLABLE, format!("the column {column} of {source} may be empty, {port} needs a value"))
        }
        Reason::Length(None, most) => (
            &WIDTH,
            format!(
                "the column {column} of {source} has texts of any length, {port} takes {most} characters"
            ),
        ),
        Reason::Length(Some(has), most) => (
            &WIDTH,
            format!("the column {column} of {source} has up to {has} characters, {port} takes {most}"),
        ),
        Reason::Bits(has, most) => {
            (&WIDTH, format!("the column {column} of {source} has {has} bits, {port} takes {most}"))
        }
    };
    let problem = rule.report(path, message);
    match matching {
        SchemaMatching::Lenient => problem,
        SchemaMatching::Strict => problem.severity(Severity::Error),
    }
}
