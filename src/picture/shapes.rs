//! The document of a picture, from the back to the front.

use super::ink::Ink;
use super::legend::Legend;
use super::nodes;
use super::svg::{Svg, path, push_number, tame};
use super::words::{Type, Words, fitted};
use super::{Bend, NoteShape, Picture, WireShape};
use crate::geometry::{Point, Rect, Size};
use crate::marks::Operation;

/// Space around everything.
const MARGIN: f64 = 24.0;
/// Height of the line with the title.
const HEAD: f64 = 32.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

const TITLES: [Type; 2] = [
    Type { size: 16.0, leading: 20.0, lines: 1, is_bold: true },
    Type { size: 11.0, leading: 13.0, lines: 2, is_bold: true },
];

/// What of the canvas the document covers: the bounds with margin, title and legend.
pub(super) fn view(picture: &Picture) -> Rect {
    let Rect { origin, size } = picture.bounds;
    let legend = Legend::of(picture);
    let origin = Point::new(tame(origin.x) - MARGIN, tame(origin.y) - MARGIN - HEAD);
    let width = tame(size.width).max(legend.least_width()).max(1.0);
    let height = tame(size.height).max(1.0) + 2.0 * MARGIN + HEAD + legend.height(width);
    Rect { origin, size: Size { width: width + 2.0 * MARGIN, height } }
}

/// The whole document.
pub(super) fn draw(picture: &Picture) -> String {
    let ink = Ink::on(picture.background);
    let view = view(picture);
    let (width, height) = picture.pixels();
    let mut svg = Svg::default();
    let mut seen = String::new();
    for side in [view.left(), view.top(), view.size.width, view.size.height] {
        seen.push_str(if seen.is_empty() { "" } else { " " });
        push_number(&mut seen, side);
    }
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg".into()),
            ("width", width.into()),
            ("height", height.into()),
            ("viewBox", seen.as_str().into()),
            ("role", "img".into()),
            ("font-family", FONT.into()),
            ("font-size", 12.0.into()),
        ],
    );
    svg.text("title", &[], &picture.title);
    if !picture.description.is_empty() {
        svg.text("desc", &[], &picture.description);
    }
    svg.rectangle(view, 0.0, &[("fill", ink.canvas.into())]);
    let room = view.size.width - 2.0 * MARGIN;
    let head = Point::new(view.left() + MARGIN, view.top() + MARGIN + 8.0);
    Words::new(ink.text).write(&mut svg, &fitted(&picture.title, room, &TITLES), &picture.title, head);
    picture.frames.iter().for_each(|shape| nodes::frame(&mut svg, ink, shape));
    picture.wires.iter().for_each(|shape| wire(&mut svg, ink, shape));
    picture.boxes.iter().for_each(|shape| nodes::node(&mut svg, ink, shape));
    picture.notes.iter().for_each(|shape| note(&mut svg, ink, shape));
    let legend = Legend::of(picture);
    let below = Point::new(head.x, view.bottom() - MARGIN / 2.0 - legend.height(room));
    legend.draw(&mut svg, ink, below, room);
    svg.finish()
}

fn wire(svg: &mut Svg, ink: &Ink, wire: &WireShape) {
    let stroke = match wire.operation {
        _ if wire.is_broken => ink.of_loss(),
        Some(operation) => ink.of_operation(operation).stroke,
        None => ink.line,
    };
    let is_dashed = wire.is_broken || wire.operation == Some(Operation::Delete);
    let dashes = if is_dashed { "5 4" } else { "none" };
    let way = way(&wire.way);
    svg.leaf(
        "path",
        &[
            ("d", way.as_str().into()),
            ("fill", "none".into()),
            ("stroke", stroke.into()),
            ("stroke-width", 1.75.into()),
            ("stroke-dasharray", dashes.into()),
        ],
    );
}

fn way(bends: &[Bend]) -> String {
    let numbers = |points: &[Point]| points.iter().flat_map(|point| [point.x, point.y]).collect();
    let command = |bend: &Bend| match bend {
        Bend::Start(to) => ('M', numbers(&[*to])),
        Bend::Line(to) => ('L', numbers(&[*to])),
        Bend::Curve(from, before, to) => ('C', numbers(&[*from, *before, *to])),
    };
    path(&bends.iter().map(command).collect::<Vec<_>>())
}

fn note(svg: &mut Svg, ink: &Ink, note: &NoteShape) {
    let paint = [("fill", ink.note.fill.into()), ("stroke", ink.note.stroke.into())];
    svg.rectangle(note.rect, 2.0, &paint);
    let (width, height) = (note.rect.size.width - 24.0, note.rect.size.height - 14.0);
    let style =
        |size: f64, leading: f64| Type { size, leading, lines: rows(height / leading), is_bold: false };
    let styles = [style(13.0, 18.0), style(12.0, 15.0), style(10.5, 13.0), style(9.0, 11.0)];
    let text = fitted(&note.text, width, &styles);
    let at = Point::new(note.rect.left() + 12.0, note.rect.top() + 8.0 + text.style.size);
    Words::new(ink.text).write(svg, &text, &note.text, at);
}

/// How many lines have room: one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is limited and not negative")]
fn rows(room: f64) -> usize {
    room.clamp(1.0, 10_000.0) as usize
}
