//! Boxes and frames in the shapes that the canvas gives them, with their names, signs and ports.

use super::ink::{Ink, Paint};
use super::svg::{Svg, path};
use super::words::{Type, Words, fitted, length};
use super::{BoxShape, FrameShape, Kind, Meaning, PortShape, PortState, Tint, Trouble, icons};
use crate::diagnostic::counts::grouped;
use crate::geometry::{Point, Rect};
use crate::marks::Operation;

/// Height of the part of a block above its ports.
const HEAD: f64 = 56.0;
/// Corners of boxes.
const ROUND: f64 = 6.0;
/// Corners of recipes: half of their height.
const PILL: f64 = 24.0;
/// Thickness of the bar that says what a node is.
const BAR: f64 = 4.0;
/// Left and right of the head of a node.
const ASIDE: f64 = 12.0;
/// Between a port and its name.
const BESIDE: f64 = 10.0;
/// Room for the name of a port at the side of a frame.
const FRAME_PORT: f64 = 136.0;

const NAMES: [Type; 3] = [bold(13.0, 16.0, 1), bold(12.5, 14.0, 2), bold(10.5, 11.0, 3)];
const LABELS: [Type; 3] = [plain(11.5, 13.0, 1), plain(10.0, 12.0, 1), plain(9.0, 10.0, 1)];
/// Below names of few lines there is room for two.
const LONG_LABELS: [Type; 3] = [plain(11.5, 13.0, 1), plain(10.0, 12.0, 1), plain(9.5, 10.5, 2)];
const PORTS: [Type; 3] = [plain(11.5, 13.0, 1), plain(10.0, 11.0, 1), plain(9.0, 10.0, 2)];
const COUNTS: Type = bold(11.5, 14.0, 1);
const SIGN: Type = Type { size: 14.0, leading: 16.0, lines: 1, is_bold: true };

const fn bold(size: f64, leading: f64, lines: usize) -> Type {
    Type { size, leading, lines, is_bold: true }
}

const fn plain(size: f64, leading: f64, lines: usize) -> Type {
    Type { size, leading, lines, is_bold: false }
}

/// Draws a node.
pub(super) fn node(svg: &mut Svg, ink: &Ink, shape: &BoxShape) {
    let BoxShape { rect, kind, operation, .. } = shape;
    let is_ghost = *operation == Some(Operation::Delete);
    let tint = shape.tint.map(Tint::text);
    let Paint { stroke, fill } = ink.of_node(*kind, *operation);
    let stroke = tint.as_deref().filter(|_| operation.is_none()).unwrap_or(stroke);
    let outline = Outline { stroke, fill, is_dashed: is_ghost };
    if *kind == Kind::Solution && !is_ghost {
        let behind = Outline { stroke: ink.line, fill: ink.surface, is_dashed: false };
        behind.draw(svg, rect.shifted(Point::new(4.0, 4.0)), ROUND);
    }
    outline.draw(svg, *rect, if *kind == Kind::Recipe { PILL } else { ROUND });
    bar(svg, *rect, *kind, tint.as_deref().unwrap_or(ink.of_kind(*kind)));
    let head = Head {
        kind: *kind,
        name: &shape.title,
        label: &shape.label,
        is_struck: is_ghost,
        is_muted: *operation == Some(Operation::Unchanged),
        icon: match operation {
            Some(Operation::Delete) => ink.of_loss(),
            Some(Operation::Unchanged) => ink.muted,
            _ => tint.as_deref().unwrap_or(ink.of_kind(*kind)),
        },
    };
    let height = match kind {
        Kind::Block | Kind::Solution | Kind::Frame => HEAD,
        Kind::Dataset | Kind::Folder | Kind::Recipe => rect.size.height,
    };
    head.draw(svg, ink, Rect::new(rect.left(), rect.top(), rect.size.width, height));
    draw_ports(svg, ink, &shape.ports, *rect, rect.size.width / 2.0 - BESIDE - 4.0, is_ghost);
    signs(svg, ink, *rect, (*operation, &shape.counts), shape.trouble);
}

/// Draws a frame.
pub(super) fn frame(svg: &mut Svg, ink: &Ink, frame: &FrameShape) {
    let rect = frame.rect;
    let tint = frame.meaning.tint().map(Tint::text);
    let is_zone = frame.meaning != Meaning::None;
    let colour = tint.as_deref().unwrap_or(ink.zone);
    let stroke = match frame.operation {
        Some(operation) => ink.of_operation(operation).stroke,
        None if is_zone => colour,
        None => ink.line,
    };
    let dashes = if is_zone { "none" } else { "6 4" };
    let paint = [
        ("fill", colour.into()),
        ("fill-opacity", if frame.operation.is_some() { 0.0 } else { 0.07 }.into()),
        ("stroke", stroke.into()),
        ("stroke-dasharray", dashes.into()),
    ];
    svg.rectangle(rect, ROUND, &paint);
    let head = Head {
        kind: frame.kind,
        name: &frame.title,
        label: &frame.label,
        is_struck: false,
        is_muted: frame.operation == Some(Operation::Unchanged),
        icon: colour,
    };
    head.draw(svg, ink, Rect::new(rect.left(), rect.top(), rect.size.width, HEAD));
    draw_ports(svg, ink, &frame.ports, rect, FRAME_PORT, false);
    signs(svg, ink, rect, (frame.operation, &frame.counts), frame.trouble);
}

struct Outline<'a> {
    stroke: &'a str,
    fill: &'a str,
    is_dashed: bool,
}

impl Outline<'_> {
    fn draw(&self, svg: &mut Svg, rect: Rect, round: f64) {
        let round = round.min(rect.size.height.max(0.0) / 2.0);
        let dashes = if self.is_dashed { "5 4" } else { "none" };
        let paint =
            [("fill", self.fill.into()), ("stroke", self.stroke.into()), ("stroke-dasharray", dashes.into())];
        svg.rectangle(rect, round, &paint);
    }
}

/// The bar on a node: above blocks, left of what holds data.
fn bar(svg: &mut Svg, rect: Rect, kind: Kind, fill: &str) {
    let (left, top, right, bottom) =
        (rect.left() + 0.5, rect.top() + 0.5, rect.right() - 0.5, rect.bottom() - 0.5);
    let round = ROUND - 0.5;
    let points = match kind {
        Kind::Recipe => return,
        Kind::Block | Kind::Solution | Kind::Frame => [
            ('M', vec![left, top + round]),
            ('Q', vec![left, top, left + round, top]),
            ('L', vec![right - round, top]),
            ('Q', vec![right, top, right, top + round]),
            ('Q', vec![right, top + BAR, right - round, top + BAR]),
            ('L', vec![left + round, top + BAR]),
            ('Q', vec![left, top + BAR, left, top + round]),
            ('Z', vec![]),
        ],
        Kind::Dataset | Kind::Folder => [
            ('M', vec![left + round, top]),
            ('Q', vec![left, top, left, top + round]),
            ('L', vec![left, bottom - round]),
            ('Q', vec![left, bottom, left + round, bottom]),
            ('Q', vec![left + BAR, bottom, left + BAR, bottom - round]),
            ('L', vec![left + BAR, top + round]),
            ('Q', vec![left + BAR, top, left + round, top]),
            ('Z', vec![]),
        ],
    };
    svg.leaf("path", &[("d", path(&points).as_str().into()), ("fill", fill.into())]);
}

/// What a node is and how it is called.
struct Head<'a> {
    kind: Kind,
    name: &'a str,
    label: &'a str,
    is_struck: bool,
    is_muted: bool,
    icon: &'a str,
}

impl Head<'_> {
    /// Draws it in the upper part of a node.
    fn draw(&self, svg: &mut Svg, ink: &Ink, room: Rect) {
        let middle = room.center().y;
        let corner = Point::new(room.left() + ASIDE, middle - icons::SIDE / 2.0);
        icons::draw(svg, icons::of_kind(self.kind), self.icon, corner, icons::SIDE);
        let x = corner.x + icons::SIDE + 8.0;
        let width = room.right() - ASIDE - x;
        let name = fitted(self.name, width, &NAMES);
        let labels = if name.lines.len() > 1 { &LABELS } else { &LONG_LABELS };
        let label = fitted(self.label, width, labels);
        let rows = |count: usize, leading: f64| (0..count).map(|_| leading).sum::<f64>();
        let height =
            rows(name.lines.len(), name.style.leading) + rows(label.lines.len(), label.style.leading);
        let top = middle - height / 2.0;
        let first = Point::new(x, top + name.style.size * 0.95);
        let ink_of_name = if self.is_muted { ink.muted } else { ink.text };
        let words = Words { is_struck: self.is_struck, ..Words::new(ink_of_name) };
        words.write(svg, &name, self.name, first);
        let below = top + rows(name.lines.len(), name.style.leading) + label.style.size;
        Words::new(ink.muted).write(svg, &label, self.label, Point::new(x, below));
    }
}

fn draw_ports(svg: &mut Svg, ink: &Ink, ports: &[PortShape], rect: Rect, half: f64, is_struck: bool) {
    for port in ports {
        let faces =
            |other: &PortShape| other.is_output != port.is_output && (other.at.y - port.at.y).abs() < 1.0;
        // A port alone in its row has all of it for its name.
        let is_alone = !ports.iter().any(faces);
        let room = if is_alone { half.max(rect.size.width - 2.0 * BESIDE - 8.0) } else { half };
        draw_port(svg, ink, port, room, is_struck);
    }
}

fn draw_port(svg: &mut Svg, ink: &Ink, port: &PortShape, room: f64, is_struck: bool) {
    let Paint { stroke, fill } = ink.of_port(port.state);
    svg.leaf(
        "circle",
        &[
            ("cx", port.at.x.into()),
            ("cy", port.at.y.into()),
            ("r", 3.5.into()),
            ("fill", fill.into()),
            ("stroke", stroke.into()),
            ("stroke-width", 2.0.into()),
        ],
    );
    let name = fitted(&port.name, room, &PORTS);
    let beside = if port.is_output { -BESIDE } else { BESIDE };
    let lines = if name.lines.len() > 1 { name.style.leading / 2.0 } else { 0.0 };
    let at = port.at.shifted(Point::new(beside, name.style.size * 0.36 - lines));
    let words = Words {
        is_struck: is_struck || port.state == PortState::Gone,
        ends_there: port.is_output,
        ..Words::new(match port.state {
            PortState::Open | PortState::Gone => stroke,
            PortState::Free | PortState::Wired => ink.muted,
        })
    };
    words.write(svg, &name, &port.name, at);
}

/// The signs on the upper corners: what the plan does on the left, problems on the right.
fn signs(
    svg: &mut Svg,
    ink: &Ink,
    rect: Rect,
    (operation, counts): (Option<Operation>, &str),
    trouble: Option<Trouble>,
) {
    if let Some(operation) = operation {
        let at = rect.origin.shifted(Point::new(-11.0, -11.0));
        pill(svg, ink, ink.of_operation(operation).stroke, (operation.sign(), counts), at);
    }
    if let Some(trouble) = trouble {
        draw_trouble(svg, ink, trouble, Point::new(rect.right() - 8.0, rect.top()));
    }
}

/// A sign and what it counts, in a pill with its upper left corner at `at`.
pub(super) fn pill(svg: &mut Svg, ink: &Ink, colour: &str, (sign, counts): (&str, &str), at: Point) {
    let wide = length(sign, SIGN);
    let more = if counts.is_empty() { 0.0 } else { 6.0 + length(counts, COUNTS) };
    // Alone it is a circle, whatever the sign.
    let width = if more > 0.0 || sign.len() > 1 { (12.0 + wide + more).max(22.0) } else { 22.0 };
    let rect = Rect::new(at.x, at.y, width, 22.0);
    svg.rectangle(rect, 11.0, &[("fill", ink.surface.into()), ("stroke", colour.into())]);
    let start = at.x + (width - wide - more) / 2.0;
    let words = Words::new(colour);
    words.line(svg, sign, SIGN, Point::new(start, at.y + 16.0));
    words.line(svg, counts, COUNTS, Point::new(start + wide + 6.0, at.y + 15.0));
}

/// How many problems there are, in a pill that ends at `at`.
fn draw_trouble(svg: &mut Svg, ink: &Ink, trouble: Trouble, at: Point) {
    let (Trouble::Errors(count) | Trouble::Warnings(count)) = trouble;
    let (colour, count) = (ink.of_trouble(trouble), grouped(count));
    let width = 12.0 + 14.0 + length(&count, COUNTS);
    let rect = Rect::new(at.x - width, at.y - 10.0, width, 20.0);
    svg.rectangle(rect, 10.0, &[("fill", ink.surface.into()), ("stroke", colour.into())]);
    icons::draw(
        svg,
        icons::of_trouble(trouble),
        colour,
        Point::new(rect.left() + 6.0, rect.top() + 4.0),
        12.0,
    );
    Words::new(colour).line(svg, &count, COUNTS, Point::new(rect.left() + 20.0, rect.top() + 14.0));
}
