//! The legend: each sign of the plan with its word and how many resources it is about, the signs of
//! problems, and what each kind of node is.

use super::ink::Ink;
use super::nodes::pill;
use super::svg::Svg;
use super::words::{Type, Words};
use super::{Kind, Picture, Trouble, icons};
use crate::diagnostic::counts::grouped;
use crate::geometry::Point;
use crate::marks::Operation;

/// The width of an entry.
const STEP: f64 = 150.0;
/// The height of a row of entries.
const ROW: f64 = 30.0;
/// The fewest entries in a row, if there are as many.
const LEAST: usize = 3;

const STYLE: Type = Type { size: 12.0, leading: 16.0, lines: 1, is_bold: false };

/// A sign and its words.
enum Entry {
    Operation(Operation, usize),
    Trouble(Trouble, usize),
    Kind(Kind),
}

/// A legend in rows.
pub(super) struct Legend {
    entries: Vec<Entry>,
}

impl Legend {
    /// What explains the signs in `picture`.
    pub(super) fn of(picture: &Picture) -> Self {
        let mut entries = Vec::new();
        if let Some(plan) = picture.plan {
            entries.extend([
                Entry::Operation(Operation::Create, plan.create),
                Entry::Operation(Operation::Update, plan.update),
                Entry::Operation(Operation::Delete, plan.destroy),
                Entry::Operation(Operation::Unchanged, plan.unchanged),
            ]);
        }
        let boxes = || picture.boxes.iter();
        let troubles = boxes().filter_map(|shape| shape.trouble);
        let troubles = troubles.chain(picture.frames.iter().filter_map(|shape| shape.trouble));
        let (mut errors, mut warnings) = (0, 0);
        for trouble in troubles {
            match trouble {
                Trouble::Errors(count) => errors += count,
                Trouble::Warnings(count) => warnings += count,
            }
        }
        let signs = [(Trouble::Errors(errors), errors), (Trouble::Warnings(warnings), warnings)];
        entries.extend(
            signs
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(sign, count)| Entry::Trouble(sign, count)),
        );
        let kinds = [Kind::Block, Kind::Solution, Kind::Dataset, Kind::Folder, Kind::Recipe];
        let is_drawn = |kind: &Kind| {
            boxes().any(|shape| shape.kind == *kind) || picture.frames.iter().any(|shape| shape.kind == *kind)
        };
        entries.extend(kinds.into_iter().filter(is_drawn).map(Entry::Kind));
        Self { entries }
    }

    /// The width that it takes at least.
    pub(super) fn least_width(&self) -> f64 {
        self.entries.iter().take(LEAST).map(|_| STEP).sum()
    }

    /// The height that it takes below a picture of this width.
    pub(super) fn height(&self, width: f64) -> f64 {
        let rows = self.entries.len().div_ceil(columns(width));
        (0..rows).map(|_| ROW).sum()
    }

    /// Draws it in a picture of this width, with the upper left corner at `at`.
    pub(super) fn draw(&self, svg: &mut Svg, ink: &Ink, at: Point, width: f64) {
        let mut y = at.y + ROW * 0.6;
        for row in self.entries.chunks(columns(width)) {
            let mut x = at.x;
            for entry in row {
                entry.draw(svg, ink, Point::new(x, y));
                x += STEP;
            }
            y += ROW;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a width is limited and not negative"
)]
fn columns(width: f64) -> usize {
    ((width / STEP).floor().clamp(1.0, 100.0)) as usize
}

impl Entry {
    /// Draws it, with the middle of its left side at `at`.
    fn draw(&self, svg: &mut Svg, ink: &Ink, at: Point) {
        let words = match self {
            Self::Operation(operation, count) => {
                let corner = Point::new(at.x, at.y - 11.0);
                pill(svg, ink, ink.of_operation(*operation).stroke, (operation.sign(), ""), corner);
                format!("{} {}", operation.word(), grouped(*count))
            }
            Self::Trouble(trouble, count) => {
                let corner = Point::new(at.x + 3.0, at.y - 8.0);
                icons::draw(svg, icons::of_trouble(*trouble), ink.of_trouble(*trouble), corner, icons::SIDE);
                let noun = match trouble {
                    Trouble::Errors(_) => "errors",
                    Trouble::Warnings(_) => "warnings",
                };
                format!("{noun} {}", grouped(*count))
            }
            Self::Kind(kind) => {
                let corner = Point::new(at.x + 3.0, at.y - 8.0);
                icons::draw(svg, icons::of_kind(*kind), ink.of_kind(*kind), corner, icons::SIDE);
                match kind {
                    Kind::Solution => "solution",
                    Kind::Dataset => "dataset",
                    Kind::Folder => "folder or model",
                    Kind::Recipe => "recipe",
                    Kind::Block | Kind::Frame => "block",
                }
                .to_owned()
            }
        };
        Words::new(ink.text).line(svg, &words, STYLE, Point::new(at.x + 30.0, at.y + 4.0));
    }
}
