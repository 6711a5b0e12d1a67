//! How many typing errors lie between two words.

/// Longest word that is compared: longer ones are no words that anybody mistypes, and the rows have a
/// fixed length.
const MAX_LETTERS: usize = 40;

type Row = [u8; MAX_LETTERS + 1];

/// Whether `left` becomes `right` by at most `most` insertions, deletions, replacements and swaps of
/// neighbours (optimal string alignment), over bytes.
pub fn within(left: &str, right: &str, most: usize) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len().abs_diff(right.len()) > most || left.len().max(right.len()) > MAX_LETTERS {
        return false;
    }
    last_row(left, right, most).is_some_and(|row| at(&row, right.len()) <= most)
}

/// As [`within`], for a `left` that may stop early: whether it becomes any beginning of `right`.
pub fn begins_within(left: &str, right: &str, most: usize) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    // No more of the longer word can matter.
    let right = right.get(..left.len() + most).unwrap_or(right);
    if right.len() + most < left.len() || left.len() + most > MAX_LETTERS {
        return false;
    }
    let Some(row) = last_row(left, right, most) else { return false };
    (0..=right.len()).any(|column| at(&row, column) <= most)
}

/// The distances of all of `left` to each beginning of `right`; `None` as soon as all are above `most`.
fn last_row(left: &[u8], right: &[u8], most: usize) -> Option<Row> {
    let mut before_last: Row = [0; MAX_LETTERS + 1];
    let mut last: Row = [0; MAX_LETTERS + 1];
    for (column, cell) in last.iter_mut().enumerate() {
        *cell = u8::try_from(column).unwrap_or(u8::MAX);
    }
    let mut above = None;
    for &letter in left {
        let mut row: Row = [0; MAX_LETTERS + 1];
        row[0] = last[0].saturating_add(1);
        let mut nearest = row[0];
        let mut previous = None;
        for (column, &other) in right.iter().enumerate() {
            let replaced = last[column] + u8::from(letter != other);
            let mut cost = replaced.min(last[column + 1] + 1).min(row[column] + 1);
            if above == Some(other) && previous == Some(letter) {
                cost = cost.min(before_last[column - 1] + 1);
            }
            row[column + 1] = cost;
            nearest = nearest.min(cost);
            previous = Some(other);
        }
        if usize::from(nearest) > most {
            return None;
        }
        above = Some(letter);
        before_last = last;
        last = row;
    }
    Some(last)
}

fn at(row: &Row, column: usize) -> usize {
    row.get(column).map_or(usize::MAX, |cell| usize::from(*cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_typing_error_counts_one() {
        assert!(within("churn", "churn", 0));
        for wrong in ["chrun", "hurn", "chourn", "chirn"] {
            assert!(within(wrong, "churn", 1), "{wrong}");
            assert!(!within(wrong, "churn", 0), "{wrong}");
        }
        assert!(!within("chuckle", "churn", 2));
        assert!(!within(&"a".repeat(90), &"a".repeat(90), 2), "too long to be compared");
    }

    #[test]
    fn a_beginning_may_hold_the_error() {
        assert!(begins_within("comprss", "compressor", 1));
        assert!(begins_within("compressor", "compressor", 0));
        assert!(begins_within("compressors", "compressor", 1));
        assert!(!begins_within("pump", "compressor", 1));
    }

    /// The textbook form, over the whole table.
    fn distance(left: &[u8], right: &[u8]) -> usize {
        let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
        for row in 0..=left.len() {
            for column in 0..=right.len() {
                table[row][column] = if row == 0 || column == 0 {
                    row + column
                } else {
                    let differs = usize::from(left[row - 1] != right[column - 1]);
                    let cost = (table[row - 1][column] + 1)
                        .min(table[row][column - 1] + 1)
                        .min(table[row - 1][column - 1] + differs);
                    let swapped = row > 1
                        && column > 1
                        && left[row - 1] == right[column - 2]
                        && left[row - 2] == right[column - 1];
                    if swapped { cost.min(table[row - 2][column - 2] + 1) } else { cost }
                };
            }
        }
        table[left.len()][right.len()]
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook(left in "[abc]{0,9}", right in "[abc]{0,9}", most in 0_usize..4) {
            let expected = distance(left.as_bytes(), right.as_bytes());
            prop_assert_eq!(within(&left, &right, most), expected <= most);
            let nearest = (0..=right.len()).map(|end| distance(left.as_bytes(), &right.as_bytes()[..end])).min();
            prop_assert_eq!(begins_within(&left, &right, most), nearest.is_some_and(|least| least <= most));
        }
    }
}
