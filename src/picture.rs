//! A picture of the canvas as SVG text, for documents and as the source of a PNG.
//!
//! It carries its colours and needs no style sheet. Whatever stands in names and notes is escaped, and
//! broken to its place; what has no room even so is cut, and can be read whole in a title.

mod icons; // what a thing is, as a drawing
mod ink; // colours on both backgrounds
mod legend; // what the signs mean
mod nodes; // boxes and frames, with their names, signs and ports
mod shapes; // the document: wires, notes, and the others in their order
mod svg; // elements, attributes, escaped text
mod words; // texts, broken to their room

use crate::geometry::{Point, Rect, Size};
use crate::marks::Operation;
use crate::plan::Summary;

pub use self::ink::Background;

/// Longest side of a picture, in pixels; larger ones are scaled down. Browsers draw no larger images.
pub const MAX_SIDE: f64 = 8_192.0;

/// Where a part of the canvas is on the document, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    origin: Point,
    scale: f64,
}

impl Placement {
    /// The place of a rectangle of the canvas.
    pub fn of(&self, rect: Rect) -> Rect {
        let at = rect.origin.since(self.origin);
        let size = Size { width: rect.size.width * self.scale, height: rect.size.height * self.scale };
        Rect { origin: Point::new(at.x * self.scale, at.y * self.scale), size }
    }
}

/// Longest side of an image, in pixels.
const MAX_IMAGE_SIDE: f64 = 16_384.0;
/// Most pixels of an image: 256 MB while it is drawn.
const MAX_IMAGE_AREA: f64 = 67_108_864.0;

/// Pixels for each unit of the canvas with which names of its usual size can just be read.
const LEGIBLE: f64 = 0.7;

/// What is drawn, in canvas units and in the order of the lists; wires lie below boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What it shows, as `Compressor monitoring, prod`.
    pub title: String,
    /// What it shows in a sentence, for those who hear it.
    pub description: String,
    /// What it is drawn on.
    pub background: Background,
    /// What of the canvas is drawn; a margin is added.
    pub bounds: Rect,
    /// Frames, outer ones first.
    pub frames: Vec<FrameShape>,
    /// Wires.
    pub wires: Vec<WireShape>,
    /// Nodes.
    pub boxes: Vec<BoxShape>,
    /// Notes.
    pub notes: Vec<NoteShape>,
    /// What the plan does to all resources, for the legend; `None` without plan marks.
    pub plan: Option<Summary>,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxShape {
    /// Where it is.
    pub rect: Rect,
    /// Its name.
    pub title: String,
    /// What it is, as `SENSOR_DATA_CLEANING@1.2.0`.
    pub label: String,
    /// What it is in a flow, which gives its shape.
    pub kind: Kind,
    /// The colour of the zone that it stands for.
    pub tint: Option<Tint>,
    /// What the plan does to it.
    pub operation: Option<Operation>,
    /// Counts of its objects, as `+3 ~1`; empty if there are none to show.
    pub counts: String,
    /// Whether it has errors, or else warnings.
    pub trouble: Option<Trouble>,
    /// Its ports.
    pub ports: Vec<PortShape>,
}

/// What a node is in a flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A block, or a member of a solution.
    #[default]
    Block,
    /// A solution.
    Solution,
    /// A dataset.
    Dataset,
    /// A folder or a model.
    Folder,
    /// A recipe.
    Recipe,
    /// A frame.
    Frame,
}

/// A colour of its own, as `#2ab1ac`: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint([u8; 3]);

impl Tint {
    /// The colour that `#` and six hexadecimal digits say; `None` for any other text.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let is_hex = digits.chars().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then_some(())?;
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    fn text(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The worst of a node's problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// So many errors.
    Errors(usize),
    /// So many warnings and no error.
    Warnings(usize),
}

/// A port.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PortShape {
    /// Its middle.
    pub at: Point,
    /// Its name, shown beside it; empty for none.
    pub name: String,
    /// Whether the name stands to the left of it, as at outputs.
    pub is_output: bool,
    /// How it stands.
    pub state: PortState,
}

/// How a port stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PortState {
    /// Nothing is wired to it, nor has to be.
    #[default]
    Free,
    /// Something is wired to it.
    Wired,
    /// Nothing is wired to it, but has to be.
    Open,
    /// The block has no such port.
    Gone,
}

/// A wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WireShape {
    /// Its way.
    pub way: Vec<Bend>,
    /// What the plan does to it.
    pub operation: Option<Operation>,
    /// Whether it leads to a port that is gone or of another kind.
    pub is_broken: bool,
}

/// A part of a wire's way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bend {
    /// It starts here.
    Start(Point),
    /// Straight to here.
    Line(Point),
    /// In a curve by two control points to the third.
    Curve(Point, Point, Point),
}

/// What a frame stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing of the configuration but a solution.
    #[default]
    None,
    /// A zone, with its colour if it has one of its own.
    Zone(Option<Tint>),
}

impl Meaning {
    /// The colour of the zone.
    pub fn tint(self) -> Option<Tint> {
        match self {
            Self::None => None,
            Self::Zone(tint) => tint,
        }
    }
}

/// A frame, or an unfolded solution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameShape {
    /// Where it is.
    pub rect: Rect,
    /// Its name.
    pub title: String,
    /// What it is: `frame`, or the solution.
    pub label: String,
    /// A solution or a frame.
    pub kind: Kind,
    /// What it stands for.
    pub meaning: Meaning,
    /// What the plan does to the solution.
    pub operation: Option<Operation>,
    /// Counts of its objects, as `+3 ~1`; empty if there are none to show.
    pub counts: String,
    /// Whether it has errors, or else warnings.
    pub trouble: Option<Trouble>,
    /// Its ports.
    pub ports: Vec<PortShape>,
}

/// A note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteShape {
    /// Where it is.
    pub rect: Rect,
    /// Its text; lines are broken to the width, and written smaller where they are too many.
    pub text: String,
}

impl Picture {
    /// The picture as an SVG document.
    pub fn svg(&self) -> String {
        shapes::draw(self)
    }

    /// Width and height of the finest image of it in whole pixels that browsers can draw: two for each
    /// pixel of the document where they can.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides are limited")]
    pub fn image_pixels(&self) -> (u32, u32) {
        let (width, height) = self.pixels();
        let scale = self.fineness();
        let side = |side: f64| (side * scale).floor().max(1.0) as u32;
        (side(width), side(height))
    }

    /// What is lost in an image of so many pixels, in words: names in it are too small to be read.
    pub fn image_loss(&self) -> Option<String> {
        let scale = self.scale() * self.fineness();
        let (width, height) = self.image_pixels();
        (scale < LEGIBLE).then(|| {
            format!(
                "It is {width} by {height} pixels, as large as browsers draw images, which is {:.0} % of the size on the canvas: names are too small to be read. An SVG, or an image of a part of the canvas, keeps them.",
                (scale * 100.0).max(1.0)
            )
        })
    }

    /// Pixels of the finest image for each pixel of the document.
    fn fineness(&self) -> f64 {
        let (width, height) = self.pixels();
        2.0_f64.min(MAX_IMAGE_SIDE / width.max(height)).min((MAX_IMAGE_AREA / (width * height)).sqrt())
    }

    /// Width and height of the document in pixels, each at least 1 and at most [`MAX_SIDE`].
    pub fn pixels(&self) -> (f64, f64) {
        let (view, scale) = (shapes::view(self), self.scale());
        let side = |side: f64| (side * scale).round().clamp(1.0, MAX_SIDE);
        (side(view.size.width), side(view.size.height))
    }

    /// Where the canvas is on the document.
    pub fn placement(&self) -> Placement {
        Placement { origin: shapes::view(self).origin, scale: self.scale() }
    }

    fn scale(&self) -> f64 {
        let Size { width, height } = shapes::view(self).size;
        let longest = width.max(height);
        if longest > MAX_SIDE { MAX_SIDE / longest } else { 1.0 }
    }
}

#[cfg(test)]
mod tests;
