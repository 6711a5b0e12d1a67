//! Colours of plan texts (spec 5.3).

use super::Action;

/// Whether a plan text is coloured for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Off,
    /// ANSI escape sequences.
    Ansi,
}

impl Colour {
    /// `text` in the colour of `action`.
    pub(super) fn paint(self, action: Action, text: &str) -> String {
        match action {
            Action::Create => self.wrap("\u{1b}[92m", text),
            Action::Update => self.wrap("\u{1b}[93m", text),
            Action::Delete => self.wrap("\u{1b}[91m", text),
            Action::NoChange => text.to_owned(),
        }
    }

    /// `text` in bold.
    pub(super) fn bold(self, text: &str) -> String {
        self.wrap("\u{1b}[1m", text)
    }

    fn wrap(self, start: &str, text: &str) -> String {
        match self {
            Self::Off => text.to_owned(),
            Self::Ansi => format!("{start}{text}\u{1b}[0m"),
        }
    }
}
