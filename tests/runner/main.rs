//! Runs every conformance case: a directory with a configuration, maybe a state, and what is expected.
//!
//! `BLOCKWRIGHT_CASES=<dir> cargo test --test cases` runs another directory. Both formats are known by
//! their files: `input.yml` or `input/` (base specification 10), `config.yml` (`blocks.md` 5.12).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its cases has failed")]

mod blocks;
mod iac;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let directory = std::env::var_os("BLOCKWRIGHT_CASES").map_or(own, PathBuf::from);
    let cases = case_directories(&directory);
    let mut failed = 0;
    for case in &cases {
        let differences = if is_of_blocks(case) { blocks::run(case) } else { iac::run(case) };
        if !differences.is_empty() {
            failed += 1;
            println!("{} FAILED", case.display());
            for difference in &differences {
                println!("    {difference}");
            }
        }
    }
    if cases.is_empty() {
        println!("no cases in {}", directory.display());
    }
    println!("{} passed, {failed} failed", cases.len() - failed);
    if failed > 0 || cases.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Folders below `directory`, and itself, with an `expected.json` and a configuration of either form.
fn case_directories(directory: &Path) -> Vec<PathBuf> {
    if is_case(directory) {
        return vec![directory.to_owned()];
    }
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let folders = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut cases: Vec<PathBuf> = folders.flat_map(|folder| case_directories(&folder)).collect();
    cases.sort();
    cases
}

fn is_case(folder: &Path) -> bool {
    let is_of_base = folder.join("input.yml").is_file() || folder.join("input").is_dir();
    folder.join("expected.json").is_file() && (is_of_base || is_of_blocks(folder))
}

fn is_of_blocks(folder: &Path) -> bool {
    folder.join("config.yml").is_file()
}
