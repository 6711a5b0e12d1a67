//! Texts in a picture: how long they are at most, since nothing here can measure them, and how they are
//! broken to their room.

use super::svg::Svg;
use crate::geometry::Point;

/// The width of a letter as a part of the font's size, in the widest of the usual fonts.
fn width(letter: char) -> f64 {
    match letter {
        '\'' | 'i' | 'j' | 'l' | 'I' | 'J' => 0.3,
        ' ' | ',' | '.' | '/' | ':' | ';' | '\\' | '|' | 'f' | '-' => 0.37,
        '(' | ')' | '[' | ']' | 't' | '!' | 'r' => 0.42,
        '"' | '*' | '_' | '`' => 0.5,
        's' | 'z' | '?' | 'c' => 0.56,
        'v' | 'x' | 'y' | 'k' | 'a' | 'e' | 'o' | 'F' | 'L' | 'P' | 'T' | 'Y' => 0.62,
        'A' | 'B' | 'C' | 'K' | 'R' | 'V' | 'X' | 'Z' => 0.7,
        'D' | 'G' | 'H' | 'N' | 'U' => 0.78,
        '&' | 'O' | 'Q' | 'w' => 0.83,
        '#' | '+' | '<' | '=' | '>' | '^' | '~' | 'M' => 0.87,
        '%' | '@' | 'W' | 'm' => 1.0,
        letter if letter.is_ascii() => 0.65,
        '…' => 1.0,
        '\u{a0}'..='\u{24f}' => 0.8,
        _ => 1.1,
    }
}

/// How much wider bold letters are.
const BOLD: f64 = 1.14;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// The font's size.
    pub(super) size: f64,
    /// From one line to the next.
    pub(super) leading: f64,
    /// The most lines.
    pub(super) lines: usize,
    pub(super) is_bold: bool,
}

/// A text broken to its room.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) style: Type,
    /// Whether not all of it is there.
    pub(super) is_cut: bool,
}

/// A text in the first of `styles` in which it has room, else cut in the last one.
pub(super) fn fitted(text: &str, room: f64, styles: &[Type]) -> Block {
    let fits = |style: &&Type| broken(text, room, **style).len() <= style.lines;
    let Some(style) = styles.iter().find(fits).or(styles.last()).copied() else {
        return Block {
            lines: Vec::new(),
            style: Type { size: 0.0, leading: 0.0, lines: 0, is_bold: false },
            is_cut: true,
        };
    };
    let mut lines = broken(text, room, style);
    let is_cut = lines.len() > style.lines;
    if is_cut {
        lines.truncate(style.lines);
        if let Some(last) = lines.last_mut() {
            *last = ended(last, room, style);
        }
    }
    Block { lines, style, is_cut }
}

/// About how wide a text is at most.
pub(super) fn length(text: &str, style: Type) -> f64 {
    let bold = if style.is_bold { BOLD } else { 1.0 };
    text.chars().map(width).sum::<f64>() * style.size * bold
}

/// A line with a sign that there is more.
fn ended(line: &str, room: f64, style: Type) -> String {
    let mut line = line.to_owned();
    while !line.is_empty() && length(&line, style) + length("…", style) > room {
        line.pop();
    }
    line.push('…');
    line
}

/// A text in lines: broken between words and behind underscores, within words where one is too long. Of a
/// text with more lines than `style` has there are only one more.
fn broken(text: &str, room: f64, style: Type) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for part in paragraph.split_inclusive(|letter: char| letter.is_whitespace() || letter == '_') {
            if lines.len() > style.lines {
                return lines;
            }
            if !line.is_empty() && length(&line, style) + length(part.trim_end(), style) > room {
                lines.push(std::mem::take(&mut line));
            }
            if length(part.trim_end(), style) <= room {
                line.push_str(part);
            } else {
                line = spelled(part, room, style, &mut lines);
            }
        }
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Adds the lines of a part that is longer than a line; the rest of it begins the next one.
fn spelled(part: &str, room: f64, style: Type, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    let mut used = 0.0;
    for letter in part.chars() {
        let wide = length(letter.encode_utf8(&mut [0; 4]), style);
        if used + wide > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
            if lines.len() > style.lines {
                break;
            }
        }
        line.push(letter);
        used += wide;
    }
    line
}

/// How a line is painted.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) fill: &'a str,
    pub(super) is_struck: bool,
    pub(super) ends_there: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(fill: &'a str) -> Self {
        Self { fill, is_struck: false, ends_there: false }
    }

    /// Writes lines, the first one on `at` or up to there. A text that was cut has the whole of it as its title.
    pub(super) fn write(self, svg: &mut Svg, block: &Block, whole: &str, at: Point) {
        if block.is_cut {
            svg.open("g", &[]);
            svg.text("title", &[], whole);
        }
        let mut y = at.y;
        for line in &block.lines {
            self.line(svg, line, block.style, Point::new(at.x, y));
            y += block.style.leading;
        }
        if block.is_cut {
            svg.close();
        }
    }

    /// Writes a line from `at` on, or up to there.
    pub(super) fn line(self, svg: &mut Svg, text: &str, style: Type, at: Point) {
        if text.is_empty() {
            return;
        }
        let mut attributes = vec![
            ("x", at.x.into()),
            ("y", at.y.into()),
            ("font-size", style.size.into()),
            ("fill", self.fill.into()),
        ];
        if style.is_bold {
            attributes.push(("font-weight", "600".into()));
        }
        if self.is_struck {
            attributes.push(("text-decoration", "line-through".into()));
        }
        if self.ends_there {
            attributes.push(("text-anchor", "end".into()));
        }
        svg.text("text", &attributes, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: [Type; 2] = [
        Type { size: 13.0, leading: 15.0, lines: 1, is_bold: true },
        Type { size: 10.0, leading: 12.0, lines: 2, is_bold: true },
    ];

    fn lines(text: &str) -> (Vec<String>, f64, bool) {
        let Block { lines, style, is_cut } = fitted(text, 120.0, &STYLES);
        (lines, style.size, is_cut)
    }

    #[test]
    fn names_are_broken_behind_underscores_before_they_are_cut() {
        for (name, expected, size, is_cut) in [
            ("READINGS", vec!["READINGS"], 13.0, false),
            ("SENSOR_DATA_CLEANING", vec!["SENSOR_DATA_", "CLEANING"], 10.0, false),
            ("abcdefghijklmnopqrstuvw", vec!["abcdefghijklmnopqr", "stuvw"], 10.0, false),
            ("SENSOR_DATA_CLEANING_OF_ALL_LINES", vec!["SENSOR_DATA_", "CLEANING_OF_AL…"], 10.0, true),
            ("", vec![], 13.0, false),
        ] {
            let (found, of, cut) = lines(name);
            assert_eq!(
                (found, of, cut),
                (expected.iter().map(|line| (*line).to_owned()).collect(), size, is_cut)
            );
        }
    }

    #[test]
    fn no_line_is_wider_than_its_room_and_nothing_is_lost_without_a_sign() {
        for text in ["W".repeat(400), "a b ".repeat(300), "_".repeat(90), "\u{1f600}x\u{301}".repeat(40)] {
            let Block { lines, style, is_cut } = fitted(&text, 120.0, &STYLES);
            assert!(lines.len() <= style.lines);
            assert!(lines.iter().all(|line| length(line, style) <= 120.0), "{lines:?}");
            assert_eq!(is_cut, lines.last().is_some_and(|line| line.ends_with('…')), "{lines:?}");
        }
    }
}
