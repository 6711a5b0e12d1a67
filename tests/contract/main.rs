//! What the official Python client of DSS sends, and that we send the same.
//!
//! `dss-requests.json` holds requests recorded from the client, version 15.2.0, one JSON object a line. Of
//! each request of an operation that we use, the arguments are taken out, our own function is called with
//! them, and what it builds is compared (`dss-api.md` 8). `BLOCKWRIGHT_CONTRACT=<file> cargo test --test
//! contract` runs another file of the same shape.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its data has failed")]

mod compare;
mod construct;
mod row;
mod table;
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::row::Row;

fn main() -> ExitCode {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract/dss-requests.json");
    let other = std::env::var_os("BLOCKWRIGHT_CONTRACT").map(PathBuf::from);
    let file = other.as_ref().unwrap_or(&own);
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
    let mut problems: Vec<String> = rows.iter().filter_map(|row| judge(row).err()).collect();
    let failed = problems.len();
    problems.extend(contradictions(&rows, other.is_none()));
    let reasons: BTreeMap<_, _> = unused::UNUSED.into_iter().collect();
    let unused = rows.iter().filter(|row| reasons.contains_key(&*row.operation)).count();
    let built = rows.len() - unused - failed;
    println!("{}: built {built} of {} requests, not used {unused}:", file.display(), rows.len());
    for operation in rows.iter().map(|row| &*row.operation).collect::<BTreeSet<_>>() {
        if let Some(reason) = reasons.get(operation) {
            println!("    {operation}: {reason}");
        }
    }
    for problem in &problems {
        println!("FAILED {problem}");
    }
    if problems.is_empty() && !rows.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds the request of a row and compares it.
fn judge(row: &Row) -> Result<(), String> {
    if unused::UNUSED.iter().any(|(operation, _)| *operation == row.operation) {
        return Ok(());
    }
    let name = format!("{} {} {} {}", row.operation, row.seq, row.method, row.path);
    if !table::operations().any(|operation| operation.names.contains(&&*row.operation)) {
        return Err(format!("{name}: neither in the table of operations nor in that of unused ones"));
    }
    let operation = table::operation(row).ok_or_else(|| format!("{name}: no operation has this path"))?;
    let built = (operation.build)(&row.arguments(operation.path));
    compare::same(row, &built.ok_or_else(|| format!("{name}: its arguments cannot be told"))?)
        .and_then(|()| compare::authorization(row))
        .map_err(|problem| format!("{name}: {problem}"))
}

/// Operations that are in both tables; and, for our own file, ones that are in a table and not in the file.
fn contradictions(rows: &[Row], is_complete: bool) -> Vec<String> {
    let recorded: BTreeSet<&str> = rows.iter().map(|row| &*row.operation).collect();
    let used: BTreeSet<&str> = table::operations().flat_map(|operation| operation.names).copied().collect();
    let unused: BTreeSet<&str> = unused::UNUSED.iter().map(|(operation, _)| *operation).collect();
    let both = used.intersection(&unused).map(|name| format!("{name}: in both tables"));
    let unknown = used.union(&unused).filter(|name| is_complete && !recorded.contains(*name));
    both.chain(unknown.map(|name| format!("{name}: no request of this name was recorded"))).collect()
}
