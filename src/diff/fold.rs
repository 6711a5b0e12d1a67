//! A line difference for reading: unchanged lines far from any change are folded away.

use std::ops::Range;

use super::lines::{Line, compare};

/// Unchanged lines that stay visible before and after a change.
pub const CONTEXT: usize = 3;

/// A run of lines: shown, or folded because nothing changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Positions among the lines.
    pub lines: Range<usize>,
    /// Whether it is folded.
    pub is_folded: bool,
}

/// Splits `lines` into runs that together cover all of them. A fold is never shorter than two
/// lines: a single one takes no more room than the note about it.
pub fn fold(lines: &[Line<'_>]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    for kept in lines.chunk_by(|left, right| is_kept(left) == is_kept(right)) {
        let end = start + kept.len();
        if kept.first().is_some_and(is_kept) {
            let from = if start == 0 { start } else { start + CONTEXT };
            let to = if end == lines.len() { end } else { end.saturating_sub(CONTEXT) };
            if to >= from + 2 {
                push(&mut runs, start..from, false);
                push(&mut runs, from..to, true);
                start = to;
            }
        }
        push(&mut runs, start..end, false);
        start = end;
    }
    runs
}

/// Whether a line feed at the end is all that tells two texts apart.
pub fn differs_only_at_the_end(old: &str, new: &str) -> bool {
    old != new && compare(old, new).iter().all(is_kept)
}

fn is_kept(line: &Line<'_>) -> bool {
    matches!(line, Line::Kept(_))
}

/// Adds a run; two visible ones in a row become one.
fn push(runs: &mut Vec<Run>, lines: Range<usize>, is_folded: bool) {
    if lines.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.is_folded == is_folded => last.lines.end = lines.end,
        _ => runs.push(Run { lines, is_folded }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let lines = compare(old, new);
        let mark = |run: &Run| {
            if run.is_folded {
                format!("({} folded)", run.lines.len())
            } else {
                lines[run.lines.clone()].iter().map(sign).collect()
            }
        };
        fold(&lines).iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    fn sign(line: &Line<'_>) -> &'static str {
        match line {
            Line::Kept(_) => ".",
            Line::Removed(_) => "-",
            Line::Added(_) => "+",
        }
    }

    fn numbered(count: usize) -> String {
        (1..=count).map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn lines_far_from_a_change_are_folded() {
        let text = numbered(20);
        assert_eq!(shown(&text, &text.replace("\n10\n", "\nten\n")), "(6 folded) ...-+... (7 folded)");
        assert_eq!(shown(&text, &format!("{text}21\n")), "(17 folded) ...+");
        assert_eq!(shown(&text, &text), "(20 folded)");
    }

    #[test]
    fn a_single_line_is_not_folded() {
        let text = numbered(9);
        assert_eq!(shown(&text, &text.replace("5\n", "five\n")), "....-+....");
        assert_eq!(shown("1\n2\n3\n4\n5\n6\n7\n", "x\n2\n3\n4\n5\n6\ny\n"), "-+.....-+");
        assert_eq!(shown("", "1\n"), "+");
        assert_eq!(shown("", ""), "");
    }

    #[test]
    fn a_line_feed_at_the_end_is_told() {
        assert!(differs_only_at_the_end("a", "a\n"));
        assert!(!differs_only_at_the_end("a", "a"));
        assert!(!differs_only_at_the_end("a", "b"));
    }

    proptest! {
        #[test]
        fn runs_cover_all_lines_and_fold_only_what_is_kept(old in "([ab]\n){0,20}", new in "([ab]\n){0,20}") {
            let lines = compare(&old, &new);
            let mut next = 0;
            for run in fold(&lines) {
                prop_assert_eq!(run.lines.start, next);
                prop_assert!(!run.is_folded || lines[run.lines.clone()].iter().all(is_kept));
                next = run.lines.end;
            }
            prop_assert_eq!(next, lines.len());
        }
    }
}
