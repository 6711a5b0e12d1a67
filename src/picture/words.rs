//! Texts in a picture: how long they are about, since nothing here can measure them.

use super::svg::Svg;
use crate::geometry::Point;

/// About the width of a character, as a part of the font's size.
fn width(letter: char) -> f64 {
    match letter {
        'A'..='Z' | '_' => 0.68,
        letter if letter.is_ascii() => 0.56,
        _ => 1.0,
    }
}

/// A text in one line.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) size: f64,
    pub(super) fill: &'a str,
    pub(super) is_bold: bool,
    pub(super) is_struck: bool,
    pub(super) ends_there: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, size: f64, fill: &'a str) -> Self {
        Self { text, size, fill, is_bold: false, is_struck: false, ends_there: false }
    }

    pub(super) fn bold(self) -> Self {
        Self { is_bold: true, ..self }
    }

    /// Writes it from `at` on, or up to there.
    pub(super) fn write(self, svg: &mut Svg, at: Point) {
        if self.text.is_empty() {
            return;
        }
        let mut attributes = vec![
            ("x", at.x.into()),
            ("y", at.y.into()),
            ("font-size", self.size.into()),
            ("fill", self.fill.into()),
        ];
        if self.is_bold {
            attributes.push(("font-weight", "600".into()));
        }
        if self.is_struck {
            attributes.push(("text-decoration", "line-through".into()));
        }
        if self.ends_there {
            attributes.push(("text-anchor", "end".into()));
        }
        svg.text("text", &attributes, self.text);
    }
}

/// About how wide a text is.
pub(super) fn length(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| width(letter) * size).sum()
}

/// As much of a text as has room, with a sign for what is left out.
pub(super) fn cut(text: &str, room: f64, size: f64) -> String {
    if length(text, size) <= room {
        return text.to_owned();
    }
    let mut used = size;
    let fits = text.chars().take_while(|letter| {
        used += width(*letter) * size;
        used <= room
    });
    let mut shown: String = fits.collect();
    shown.push('…');
    shown
}

/// A text in lines, broken between words.
pub(super) fn broken(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && length(&line, size) + length(word, size) + width(' ') * size > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}
