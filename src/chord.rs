//! Keys that are pressed together, as commands name them and as keyboards report them.

use std::fmt;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key as the browser names it, letters in lower case: `k`, `?`, `F8`, `Escape`.
    pub key: &'static str,
    /// Control; Command on a Mac.
    pub primary: bool,
    /// Shift. Does not count for signs, where keyboards differ in what needs it.
    pub shift: bool,
    /// Alt; Option on a Mac.
    pub alt: bool,
}

/// What a keyboard reported.
#[expect(clippy::struct_excessive_bools, reason = "a keyboard has four modifiers, each held or not")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// The key as the browser names it.
    pub key: String,
    /// Control.
    pub control: bool,
    /// Command on a Mac, the Windows key elsewhere.
    pub meta: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Chord {
    /// The key on its own.
    pub const fn plain(key: &'static str) -> Self {
        Self { key, primary: false, shift: false, alt: false }
    }

    /// The key with Control, or with Command on a Mac.
    pub const fn primary(key: &'static str) -> Self {
        Self { primary: true, ..Self::plain(key) }
    }

    /// The same with Shift.
    #[must_use]
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// Whether it types a sign, so that it must not work while a text has the focus and can be
    /// turned off (WCAG 2.1.4).
    pub fn types_a_sign(self) -> bool {
        !self.primary && !self.alt && self.key.chars().count() == 1
    }

    /// Whether `pressed` is this chord; `mac` tells which key is the primary one.
    pub fn matches(self, pressed: &Pressed, mac: bool) -> bool {
        let (primary, other) =
            if mac { (pressed.meta, pressed.control) } else { (pressed.control, pressed.meta) };
        let is_sign = self.key.chars().count() == 1 && !self.key.starts_with(char::is_alphanumeric);
        pressed.key.eq_ignore_ascii_case(self.key)
            && primary == self.primary
            && !other
            && pressed.alt == self.alt
            && (is_sign || pressed.shift == self.shift)
    }

    /// The chord in words, as `Ctrl+Shift+Z`; on a Mac as `⇧⌘Z`.
    pub fn label(self, mac: bool) -> String {
        let held = if mac {
            [(self.alt, "⌥"), (self.shift, "⇧"), (self.primary, "⌘")]
        } else {
            [(self.primary, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")]
        };
        let names = held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name);
        let mut label: String = names.collect();
        label.push_str(&self.key_label());
        label
    }

    fn key_label(self) -> String {
        match self.key {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            " " => "Space".to_owned(),
            key if key.len() == 1 => key.to_ascii_uppercase(),
            key => key.to_owned(),
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.label(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &str) -> Pressed {
        let held = |name: &str| keys.contains(name);
        let key = keys.rsplit(' ').next().unwrap_or_default().to_owned();
        Pressed { key, control: held("ctrl "), meta: held("meta "), shift: held("shift "), alt: held("alt ") }
    }

    #[test]
    fn chords_are_matched_on_both_platforms() {
        let redo = Chord::primary("z").shift();
        let help = Chord::plain("?");
        for (chord, keys, elsewhere, mac) in [
            (redo, "ctrl shift Z", true, false),
            (redo, "meta shift z", false, true),
            (redo, "ctrl z", false, false),
            (redo, "ctrl alt shift z", false, false),
            (help, "shift ?", true, true),
            (help, "?", true, true),
            (help, "ctrl ?", false, false),
            (Chord::plain("F8"), "F8", true, true),
            (Chord::plain("F8"), "shift F8", false, false),
        ] {
            assert_eq!(chord.matches(&pressed(keys), false), elsewhere, "{keys}");
            assert_eq!(chord.matches(&pressed(keys), true), mac, "{keys}");
        }
    }

    #[test]
    fn chords_have_the_names_of_their_platform() {
        let redo = Chord::primary("z").shift();
        assert_eq!((redo.label(false).as_str(), redo.label(true).as_str()), ("Ctrl+Shift+Z", "⇧⌘Z"));
        assert_eq!(Chord::plain("F8").to_string(), "F8");
        assert!(
            Chord::plain("?").types_a_sign() && !redo.types_a_sign() && !Chord::plain("F8").types_a_sign()
        );
    }
}
