//! Laws of the sources that no compiler checks: direction, size, names, and what the app must not do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the sources has failed")]

mod judge;
mod laws;
mod source;

use std::io::{Write, stderr};

use laws::LAWS;
use source::{Project, Source};

/// Lines from which a file is named in the output, and from which it fails; inline tests not counted.
const SOFT_LINES: usize = 300;
const HARD_LINES: usize = 600;

#[test]
fn the_sources_keep_every_law() {
    let project = Project::read();
    assert!(project.sources.len() > 10, "the sources were not found");
    let mut broken = Vec::new();
    for law in LAWS {
        for source in project.sources.iter().filter(|source| (law.binds)(source)) {
            for (line, problem) in (law.judge)(source, &project) {
                broken.push(format!("{}:{line}: {problem} (law: {})", source.path, law.says));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_law_can_fail() {
    for law in LAWS {
        for (path, text) in law.broken {
            let findings = law.findings(path, text);
            assert!(findings.is_some_and(|found| !found.is_empty()), "{} accepts {text:?}", law.says);
        }
        for (path, text) in law.kept {
            let findings = law.findings(path, text).unwrap_or_default();
            assert!(findings.is_empty(), "{} refuses {text:?}: {findings:?}", law.says);
        }
    }
}

#[test]
fn files_stay_short() {
    let mut too_long = Vec::new();
    for source in Project::read().sources {
        let lines = source.lines();
        match lines {
            HARD_LINES.. => too_long.push(format!("{}: {lines} lines", source.path)),
            // Not by println, which a test that passes does not show.
            SOFT_LINES.. => {
                let _ = writeln!(stderr(), "long: {}: {lines} lines, {SOFT_LINES} wanted", source.path);
            }
            _ => {}
        }
    }
    assert!(too_long.is_empty(), "at most {HARD_LINES} lines, split these: {too_long:#?}");
}

#[test]
fn inline_tests_do_not_count_as_lines() {
    let code = "fn f() {}\n".repeat(7);
    assert_eq!(Source::new("src/a.rs", &code).lines(), 7);
    let tested = format!("{code}#[cfg(test)]\nmod tests {{\n{code}}}\n");
    assert_eq!(Source::new("src/a.rs", &tested).lines(), 7);
}
