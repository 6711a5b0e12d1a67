//! Finding a name by a few of its letters.

/// How well `query` finds `name`; `None` if its letters do not occur in that order. Higher is
/// better. Letters at the start of a word and letters in a row count most; case does not, in ASCII.
pub fn score(query: &str, name: &str) -> Option<u32> {
    let letters = |text: &str| text.chars().map(|letter| letter.to_ascii_lowercase()).collect::<Vec<_>>();
    let mut wanted = letters(query);
    wanted.retain(|letter| !letter.is_whitespace());
    let letters = letters(name);
    if wanted.is_empty() {
        return Some(0);
    }
    (0..letters.len()).filter_map(|start| score_from(&wanted, &letters, start)).max()
}

/// The score with the first letter at `start` and each next one as early as can be.
fn score_from(wanted: &[char], letters: &[char], start: usize) -> Option<u32> {
    if letters.get(start) != wanted.first() {
        return None;
    }
    let (mut total, mut at, mut row) = (0, start, 0);
    for letter in wanted {
        let found = at + letters.get(at..)?.iter().position(|other| other == letter)?;
        row = if found == at && at > start { row + 1 } else { 0 };
        let starts_word = found
            .checked_sub(1)
            .and_then(|before| letters.get(before))
            .is_none_or(|before| !before.is_alphanumeric());
        total += 1 + 4 * row + if starts_word { 6 } else { 0 };
        at = found + 1;
    }
    // Of two that match alike, the shorter name is meant.
    Some(total * 64 + 63_u32.saturating_sub(u32::try_from(letters.len()).unwrap_or(63)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_starts_and_rows_win() {
        let names = ["Show the plan", "Open a folder", "Copy plan as text", "Plan", "Undo"];
        let found = |query: &str| {
            let mut found: Vec<_> =
                names.iter().filter_map(|name| Some((score(query, name)?, *name))).collect();
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(found("plan"), ["Plan", "Show the plan", "Copy plan as text"]);
        assert_eq!(found("of"), ["Open a folder"]);
        assert_eq!(found("STP"), ["Show the plan"]);
        assert_eq!(found("zz"), Vec::<&str>::new());
        assert_eq!(found(" ").len(), names.len());
    }
}
