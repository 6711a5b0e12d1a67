//! Which lines of a text changed.

/// A line of one of two texts, without its line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// In both texts.
    Kept(&'a str),
    /// Only in the old text.
    Removed(&'a str),
    /// Only in the new text.
    Added(&'a str),
}

/// Above this product of changed line counts, everything between the common start and end counts as
/// replaced: the exact comparison takes that many steps.
const MOST_STEPS: usize = 1_000_000;

/// Lines the old text to the new one: a shortest edit, removed lines before added ones.
pub fn compare<'a>(old: &'a str, new: &'a str) -> Vec<Line<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_middle, tail) = old_rest.split_at(old_rest.len() - end);
    let (new_middle, _) = new_rest.split_at(new_rest.len() - end);
    let mut lines: Vec<Line<'_>> = old.iter().take(start).copied().map(Line::Kept).collect();
    compare_middle(old_middle, new_middle, &mut lines);
    lines.extend(tail.iter().copied().map(Line::Kept));
    lines
}

/// How many lines changed: in each run of changed lines, the larger of those removed and added.
pub fn changed_count(old: &str, new: &str) -> usize {
    let (mut total, mut removed, mut added) = (0, 0, 0_usize);
    for line in compare(old, new) {
        match line {
            Line::Removed(_) => removed += 1,
            Line::Added(_) => added += 1,
            Line::Kept(_) => {
                total += added.max(removed);
                (removed, added) = (0, 0);
            }
        }
    }
    total + added.max(removed)
}

fn compare_middle<'a>(old: &[&'a str], new: &[&'a str], lines: &mut Vec<Line<'a>>) {
    let width = new.len() + 1;
    let is_small = old.len().saturating_mul(new.len()) <= MOST_STEPS;
    let common = if is_small { common_lengths(old, new) } else { Vec::new() };
    let length = |row: usize, column: usize| common.get(row * width + column).copied().unwrap_or_default();
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(removed), Some(added)) if is_small && removed == added => {
                lines.push(Line::Kept(removed));
                (row, column) = (row + 1, column + 1);
            }
            (Some(removed), added)
                if added.is_none() || length(row + 1, column) >= length(row, column + 1) =>
            {
                lines.push(Line::Removed(removed));
                row += 1;
            }
            (_, Some(added)) => {
                lines.push(Line::Added(added));
                column += 1;
            }
            _ => return,
        }
    }
}

/// For every pair of positions, row by row, how many lines the rests have in common.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<u32> {
    let width = new.len() + 1;
    let mut lengths = vec![0; (old.len() + 1) * width];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let at = row * width + column;
            lengths[at] = if old[row] == new[column] {
                lengths[at + width + 1] + 1
            } else {
                u32::max(lengths[at + width], lengths[at + 1])
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |line: &Line<'_>| match line {
            Line::Kept(text) => format!(" {text}"),
            Line::Removed(text) => format!("-{text}"),
            Line::Added(text) => format!("+{text}"),
        };
        compare(old, new).iter().map(mark).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn finds_the_shortest_edit() {
        assert_eq!(shown("a\nb\nc\nd\n", "a\nc\nx\nd\n"), " a|-b| c|+x| d");
        assert_eq!(shown("", "a\n"), "+a");
        assert_eq!(shown("a\nb", "b\na"), "-a| b|+a");
        assert_eq!(shown("same", "same"), " same");
    }

    #[test]
    fn counts_changed_lines_per_run() {
        assert_eq!(changed_count("a\nb\nc\n", "a\nB\nc\n"), 1);
        assert_eq!(changed_count("a\nb\nc\nd\n", "a\nc\nx\nd\n"), 2);
        assert_eq!(changed_count("a\n", "a\nb\nc\n"), 2);
    }

    #[test]
    fn large_differences_count_as_replaced() {
        let text =
            |from: usize| (from..from + 1_500).map(|line| line.to_string()).collect::<Vec<_>>().join("\n");
        assert_eq!(changed_count(&text(0), &text(1)), 1_500);
    }
}
