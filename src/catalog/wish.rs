//! A wish in free text: its tokens, and the words in it that are no wish but a filter or a hint
//! (blocks spec 4.4).

use crate::lexicon::{
    FUTURE, FUTURE_WORDS, OWN_FUTURE_WORDS, PROTECTION_WORDS, SOLUTION_TAGS, SOLUTION_WORDS,
};
use crate::words::{Token, split, tokens};

/// A wish, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The words that say what is wanted, each stem once.
    pub tokens: Vec<Token>,
    /// Whether only protected blocks (`true`) or only others (`false`) are wanted.
    pub protected: Option<bool>,
    /// Whether the text asks for a whole solution.
    pub is_whole: bool,
}

impl Wish {
    /// Reads a text. Words about protection become the filter, and words for the whole a hint; they are no
    /// tokens: no block is described by them, so they would count as words that nobody knows.
    pub fn read(text: &str) -> Self {
        let mut padded = padded(text);
        let found =
            PROTECTION_WORDS.into_iter().find(|(phrase, _)| padded.contains(self::padded(phrase).as_str()));
        for (phrase, _) in PROTECTION_WORDS {
            padded = padded.replace(&self::padded(phrase), " ");
        }
        let is_whole = SOLUTION_WORDS.iter().any(|phrase| padded.contains(self::padded(phrase).as_str()));
        for phrase in SOLUTION_WORDS.iter().filter(|phrase| !SOLUTION_TAGS.contains(phrase)) {
            padded = padded.replace(&self::padded(phrase), " ");
        }
        let futures = OWN_FUTURE_WORDS.map(|phrase| (phrase, "")).into_iter();
        for (phrase, stands_for) in futures.chain(FUTURE_WORDS.map(|phrase| (phrase, FUTURE))) {
            padded = padded.replace(&self::padded(phrase), &self::padded(stands_for));
        }
        Self { tokens: tokens(&padded), protected: found.map(|(_, protected)| protected), is_whole }
    }
}

/// The words of a text with one space around each, so that whole words can be found in it.
fn padded(text: &str) -> String {
    format!(" {} ", split(text).join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_protection_are_a_filter() {
        let read = |text: &str| {
            let wish = Wish::read(text);
            (wish.tokens.into_iter().map(|token| token.word).collect::<Vec<_>>().join(" "), wish.protected)
        };
        assert_eq!(read("certified churn prediction"), ("churn prediction".into(), Some(true)));
        assert_eq!(read("Not protected features"), ("features".into(), Some(false)));
        assert_eq!(read("unblocked features"), ("features".into(), Some(false)));
        assert_eq!(read("certified unblocked features"), ("features".into(), Some(false)));
        assert_eq!(read("protectedness, blocked"), ("protectedness blocked".into(), None));
    }

    #[test]
    fn a_question_about_the_future_asks_for_a_prediction() {
        let words = |text: &str| {
            Wish::read(text).tokens.into_iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words("Which customers are about to leave?"), "customers predict leave");
        assert_eq!(words("how much will we sell"), "predict sell");
        assert_eq!(words("I will clean readings"), "clean readings");
    }

    #[test]
    fn some_words_ask_for_the_whole() {
        for text in ["a churn solution", "End-to-end churn", "the whole of churn"] {
            assert!(Wish::read(text).is_whole, "{text}");
        }
        assert!(!Wish::read("fully automatic churn").is_whole);
        let stems =
            |text: &str| Wish::read(text).tokens.into_iter().map(|token| token.stem).collect::<Vec<_>>();
        assert_eq!(stems("the complete churn flow"), ["churn"], "no block says that it is complete");
        assert_eq!(stems("end-to-end churn"), ["end", "churn"], "solutions do say that they are end-to-end");
    }
}
