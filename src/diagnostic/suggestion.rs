//! The nearest known name to a misspelt one.

/// The candidate with the smallest edit distance to `word`, at most 2 and less than the word's
/// length; the first one where several are as near. A difference in case counts less than any other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_within(word, candidates, 2)
}

/// As [`nearest`] with another largest distance.
pub fn nearest_within<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let length = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) > most || candidate == word {
            continue;
        }
        let distance = distance(&folded, &candidate.to_lowercase());
        let nearer = best.is_none_or(|(cost, _)| distance < cost);
        if distance <= most && distance < length && nearer {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, replacements, and swaps of neighbours.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut cost = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b;
            if swapped {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest_within_two_edits() {
        let known = ["format_type", "params", "name"];
        assert_eq!(nearest("fromat_type", known), Some("format_type"));
        assert_eq!(nearest("param", known), Some("params"));
        assert_eq!(nearest("Name", known), Some("name"));
        assert_eq!(nearest("connection", known), None);
        assert_eq!(nearest("nm", ["xy"]), None);
    }
}
