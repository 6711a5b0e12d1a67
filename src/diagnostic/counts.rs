//! How many problems there are.

use std::fmt;
use std::iter::Sum;

use super::{Diagnostic, Severity};

/// How many problems of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notices.
    pub notices: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        diagnostics.into_iter().map(Diagnostic::counts).sum()
    }

    /// One more of this severity.
    #[must_use]
    pub fn with(mut self, severity: Severity) -> Self {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Notice => self.notices += 1,
        }
        self
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, one| Self {
            errors: sum.errors + one.errors,
            warnings: sum.warnings + one.warnings,
            notices: sum.notices + one.notices,
        })
    }
}

impl Counts {
    /// How many there are together.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.notices
    }

    /// How many fail a validation.
    pub fn failing(self, strict: bool) -> usize {
        if strict { self.errors + self.warnings } else { self.errors }
    }
}

impl fmt::Display for Counts {
    /// In words, as `1 error and 2 warnings`; `no problems` if there are none.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [("error", self.errors), ("warning", self.warnings), ("notice", self.notices)];
        let present = kinds.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> = present.map(|(name, count)| counted(*count, name)).collect();
        match words.split_last() {
            None => write!(out, "no problems"),
            Some((last, [])) => write!(out, "{last}"),
            Some((last, others)) => write!(out, "{} and {last}", others.join(", ")),
        }
    }
}

/// A number with its noun, as `1 error`, `2 errors` and `10,000 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        // Of `entry`; nouns as `day` are counted nowhere.
        (_, Some(stem)) => format!("{} {stem}ies", grouped(count)),
        (_, None) => format!("{} {noun}s", grouped(count)),
    }
}

/// A number with a comma before each three digits, as `10,000`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_words() {
        let counts = |errors, warnings, notices| Counts { errors, warnings, notices };
        assert_eq!(counts(0, 0, 0).to_string(), "no problems");
        assert_eq!(counts(0, 1, 0).to_string(), "1 warning");
        assert_eq!(counts(2, 0, 1).to_string(), "2 errors and 1 notice");
        assert_eq!(counts(1, 2, 3).to_string(), "1 error, 2 warnings and 3 notices");
        assert_eq!((counts(1, 2, 3).failing(true), counts(1, 2, 3).failing(false)), (3, 1));
    }

    #[test]
    fn large_counts_are_grouped_by_thousands() {
        let of = [0, 7, 999, 1_000, 10_000, 123_456, 1_234_567].map(grouped);
        assert_eq!(of, ["0", "7", "999", "1,000", "10,000", "123,456", "1,234,567"]);
        assert_eq!(counted(10_000, "block"), "10,000 blocks");
    }
}
