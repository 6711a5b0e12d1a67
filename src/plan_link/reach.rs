//! How far an address of some length travels (`canvas.md` 4.2).

/// Where a link survives, the farthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Everything known, old mail programs included.
    Everywhere,
    /// Chat and mail.
    ChatAndMail,
    /// Chat, wikis and browsers.
    Wiki,
    /// Only from browser to browser.
    Browser,
    /// As a file.
    File,
}

impl Reach {
    /// Where an address of so many characters survives.
    pub fn of(characters: usize) -> Self {
        match characters {
            0..=1_000 => Self::Everywhere,
            1_001..=2_000 => Self::ChatAndMail,
            2_001..=8_000 => Self::Wiki,
            8_001..=32_000 => Self::Browser,
            _ => Self::File,
        }
    }

    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Everywhere => "fits everywhere",
            Self::ChatAndMail => "fits chat and mail",
            Self::Wiki => "fits chat, wikis and browsers; some mail programs cut it",
            Self::Browser => "survives only in a browser: send the file as well",
            Self::File => "is too long for a link: send the file",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_addresses_reach_less_far() {
        let reaches = [1, 1_000, 1_001, 2_000, 2_001, 8_000, 8_001, 32_000, 32_001].map(Reach::of);
        assert!(reaches.is_sorted());
        assert_eq!((reaches[1], reaches[3]), (Reach::Everywhere, Reach::ChatAndMail));
        assert_eq!((reaches[5], reaches[7], reaches[8]), (Reach::Wiki, Reach::Browser, Reach::File));
    }
}
