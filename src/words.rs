//! Words: text to the stems that matching compares (blocks spec 4.4, steps 1 to 3).

pub mod distance; // how many typing errors lie between two words
pub mod likeness; // how near two words are

use crate::lexicon::{ACCENTS, ENDINGS, LIGATURES, SPELLINGS, STEM_LETTERS, STOP_WORDS};

/// A word as it was written, folded to `[a-z0-9]`, and its stem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// The stem: what is compared.
    pub stem: String,
    /// The folded word: what is shown, and compared for typing errors.
    pub word: String,
}

/// `text` without accents, in lower case. Letters of other scripts stay as they are.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], at the end of `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        return folded.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
    }
    for letter in text.chars() {
        for letter in letter.to_lowercase() {
            fold_letter(letter, folded);
        }
    }
}

fn fold_letter(letter: char, folded: &mut String) {
    let is_combining = ('\u{300}'..='\u{36f}').contains(&letter);
    if is_combining {
        return;
    }
    if let Some((base, _)) = ACCENTS.iter().find(|(_, accented)| accented.contains(letter)) {
        return folded.push(*base);
    }
    match LIGATURES.iter().find(|(ligature, _)| *ligature == letter) {
        Some((_, spelt)) => folded.push_str(spelt),
        None => folded.push(letter),
    }
}

/// The folded words of `text`: runs of `[a-z0-9]`, of any length, in order.
pub fn split(text: &str) -> Vec<String> {
    runs(&fold(text)).map(str::to_owned).collect()
}

/// The words of a folded text: its runs of `[a-z0-9]`, in order.
pub fn runs(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte.is_ascii_alphanumeric())?;
        let word = rest.get(start..)?;
        let end = word.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(word.len());
        let (word, behind) = word.split_at_checked(end)?;
        rest = behind;
        Some(word)
    })
}

/// The tokens of `text`: words of two letters and more that are no stop words, each stem once, in the
/// order and spelling in which it comes first.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in split(text) {
        if !says_something(&word) {
            continue;
        }
        let stem = stem(&word);
        if !tokens.iter().any(|token| token.stem == stem) {
            tokens.push(Token { stem, word });
        }
    }
    tokens
}

/// Whether a folded word is long enough and no stop word.
pub fn says_something(word: &str) -> bool {
    word.len() > 1 && STOP_WORDS.binary_search(&word).is_err()
}

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    if !word.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return stem;
    }
    for (american, british) in SPELLINGS {
        if stem.contains(american) {
            stem = stem.replace(american, british);
        }
    }
    singular(&mut stem);
    let ending =
        ENDINGS.iter().find(|ending| stem.len() >= ending.len() + STEM_LETTERS && stem.ends_with(**ending));
    if let Some(ending) = ending {
        stem.truncate(stem.len() - ending.len());
    }
    if stem.len() > STEM_LETTERS && stem.ends_with('e') {
        stem.pop();
    }
    let mut last = stem.bytes().rev();
    let doubled = last.next().zip(last.next()).is_some_and(|(last, before)| {
        last == before && last.is_ascii_lowercase() && !b"aeiouls".contains(&last)
    });
    if doubled {
        stem.pop();
    }
    stem
}

/// Cuts the ending of a plural.
fn singular(word: &mut String) {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
        return;
    }
    let before_last = word.len().checked_sub(2).and_then(|at| word.as_bytes().get(at));
    let is_plural = before_last.is_some_and(|letter| !b"sui".contains(letter));
    if word.len() > 3 && word.ends_with('s') && is_plural {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn a_text_becomes_its_telling_words() {
        assert_eq!(stems("I need the Feature-Engineering of a feature, please!"), ["featur", "engineer"]);
        assert_eq!(stems("reusable blocks for a pipeline"), Vec::<String>::new());
        assert_eq!(stems("CUSTOMER_360 x 7"), ["custom", "360"]);
    }

    #[test]
    fn accents_and_ligatures_fold() {
        assert_eq!(
            split("Qualité ÉLEVÉE, Straße, Łódź, I\u{307}zmir"),
            ["qualite", "elevee", "strasse", "lodz", "izmir"]
        );
        assert_eq!(split("日本語 データ"), Vec::<String>::new());
    }

    #[test]
    fn stems_join_the_forms_of_a_word() {
        let stem_of = |words: &str| words.split(' ').map(stem).collect::<Vec<_>>();
        assert_eq!(stem_of("optimise optimize optimization optimised optimizing"), ["optim"; 5]);
        assert_eq!(stem_of("anomalies anomaly"), ["anoma"; 2]);
        assert_eq!(stem_of("planning planner plans"), ["plan", "plan", "plan"]);
        assert_eq!(stem_of("status gas bus"), ["status", "gas", "bus"]);
        assert_eq!(stem_of("rules sales class"), ["rule", "sale", "class"]);
        assert_eq!(stem_of("ed s ss 2000"), ["ed", "s", "ss", "2000"]);
    }
}
