//! The wishes in one text (blocks spec 4.6, step 1).

use crate::lexicon::{CLAUSE_SIGNS, CLAUSE_WORDS};
use crate::words::{says_something, split};

/// The clauses of `text`, in order, each with at least one word that says something; empty if the text
/// has no such word.
pub fn clauses(text: &str) -> Vec<String> {
    let mut clauses = vec![String::new()];
    for part in at_signs(text) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut rest = words.as_slice();
        clauses.push(String::new());
        while let Some((word, behind)) = rest.split_first() {
            if let Some(length) = separator(rest) {
                clauses.push(String::new());
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            append(&mut clauses, word);
            rest = behind;
        }
    }
    joined(clauses)
}

/// The text between the signs that separate wishes. A comma between digits is part of a number.
fn at_signs(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let sign = CLAUSE_SIGNS.into_iter().find(|sign| rest.starts_with(sign));
        match sign {
            Some(",") if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => at += 1,
            Some(sign) => {
                parts.extend(text.get(start..at));
                at += sign.len();
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// How many of the first words separate wishes.
fn separator(words: &[&str]) -> Option<usize> {
    CLAUSE_WORDS.iter().find_map(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let start = words.get(..phrase.len())?;
        let same = start.iter().zip(&phrase).all(|(word, wanted)| word.eq_ignore_ascii_case(wanted));
        same.then_some(phrase.len())
    })
}

fn append(clauses: &mut [String], word: &str) {
    let Some(last) = clauses.last_mut() else { return };
    if !last.is_empty() {
        last.push(' ');
    }
    last.push_str(word);
}

/// Clauses without a telling word joined to the one before, or to the next at the start.
fn joined(clauses: Vec<String>) -> Vec<String> {
    let (mut joined, mut waiting): (Vec<String>, String) = (Vec::new(), String::new());
    for clause in clauses.into_iter().filter(|clause| !clause.is_empty()) {
        let tells = split(&clause).iter().any(|word| says_something(word));
        match (tells, joined.last_mut()) {
            (true, _) if waiting.is_empty() => joined.push(clause),
            (true, _) => joined.push(format!("{} {clause}", std::mem::take(&mut waiting))),
            (false, Some(last)) => last.push_str(&format!(" {clause}")),
            (false, None) if waiting.is_empty() => waiting = clause,
            (false, None) => waiting.push_str(&format!(" {clause}")),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_and_words_separate_wishes() {
        let cases = [
            ("clean sensors, then detect anomalies", "clean sensors|detect anomalies"),
            ("churn -> offers; alerts", "churn|offers|alerts"),
            ("churn\u{2192}offers", "churn|offers"),
            ("safety stock and reorder points", "safety stock|reorder points"),
            ("forecast Followed By replenishment plus risk", "forecast|replenishment|risk"),
            ("branding for an android", "branding for an android"),
            ("please, I want churn, for me", "please I want churn for me"),
            ("1,000 stores, 20 suppliers", "1,000 stores|20 suppliers"),
            ("end-to-end churn", "end-to-end churn"),
            ("and then ,", ""),
            ("then", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(clauses(text).join("|"), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_telling_word_is_lost(text in "(and |then |, |-> |the |churn |é |stock |1,000 ){0,12}") {
            let told = |text: &str| {
                let words = split(text).into_iter().filter(|word| says_something(word));
                words.filter(|word| word != "then" && word != "and").collect::<Vec<_>>()
            };
            prop_assert_eq!(told(&clauses(&text).join(" ")), told(&text));
        }
    }
}
