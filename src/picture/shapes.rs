//! The shapes of a picture, from the back to the front.

use super::ink::Ink;
use super::svg::{Svg, push_number, tame};
use super::words::{Words, broken, cut, length};
use super::{Bend, BoxShape, FrameShape, NoteShape, Picture, PortShape, Trouble, WireShape, legend};
use crate::geometry::{Point, Rect, Size};
use crate::marks::Operation;

/// Space around everything.
const MARGIN: f64 = 24.0;
/// Height of the line with the title.
const HEAD: f64 = 32.0;
/// Height of a line of a note.
const LINE: f64 = 16.0;
/// Room for the name of a port at the side of a frame.
const FRAME_PORT: f64 = 130.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/// What of the canvas the document covers: the bounds with margin, title and legend.
pub(super) fn view(picture: &Picture) -> Rect {
    let Rect { origin, size } = picture.bounds;
    let legend = if picture.plan.is_some() { (legend::WIDTH, legend::HEIGHT) } else { (0.0, 0.0) };
    let origin = Point::new(tame(origin.x) - MARGIN, tame(origin.y) - MARGIN - HEAD);
    let width = tame(size.width).max(legend.0).max(1.0) + 2.0 * MARGIN;
    let height = tame(size.height).max(1.0) + 2.0 * MARGIN + HEAD + legend.1;
    Rect { origin, size: Size { width, height } }
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
    rectangle(&mut svg, view, &[("fill", ink.page)], 0.0);
    let head = Point::new(view.left() + MARGIN, view.top() + MARGIN + 8.0);
    let title = cut(&picture.title, view.size.width - 2.0 * MARGIN, 16.0);
    Words::new(&title, 16.0, ink.text).bold().write(&mut svg, head);
    picture.frames.iter().for_each(|shape| frame(&mut svg, ink, shape));
    picture.wires.iter().for_each(|shape| wire(&mut svg, ink, shape));
    picture.boxes.iter().for_each(|shape| node(&mut svg, ink, shape));
    picture.notes.iter().for_each(|shape| note(&mut svg, ink, shape));
    if let Some(plan) = picture.plan {
        legend::draw(&mut svg, ink, plan, Point::new(head.x, view.bottom() - MARGIN));
    }
    svg.finish()
}

fn frame(svg: &mut Svg, ink: &Ink, frame: &FrameShape) {
    let stroke = frame.operation.map_or(ink.line, |operation| ink.of_operation(operation));
    rectangle(svg, frame.rect, &[("fill", "none"), ("stroke", stroke), ("stroke-dasharray", "6 4")], 10.0);
    let at = Point::new(frame.rect.left() + 12.0, frame.rect.top() + 18.0);
    let title = cut(&frame.title, frame.rect.size.width - 24.0, 12.0);
    Words::new(&title, 12.0, ink.muted).bold().write(svg, at);
    frame.ports.iter().for_each(|port| draw_port(svg, ink, port, FRAME_PORT));
    if let Some(operation) = frame.operation {
        badge(svg, ink, operation, frame.rect.origin);
    }
}

fn wire(svg: &mut Svg, ink: &Ink, wire: &WireShape) {
    let stroke = match wire.operation {
        _ if wire.is_broken => ink.delete,
        Some(operation) => ink.of_operation(operation),
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
            ("stroke-width", 1.5.into()),
            ("stroke-dasharray", dashes.into()),
        ],
    );
}

fn way(bends: &[Bend]) -> String {
    let mut way = String::new();
    let mut add = |letter: char, points: &[Point]| {
        way.push(letter);
        for (position, point) in points.iter().enumerate() {
            way.push_str(if position > 0 { " " } else { "" });
            push_number(&mut way, point.x);
            way.push(' ');
            push_number(&mut way, point.y);
        }
    };
    for bend in bends {
        match bend {
            Bend::Start(to) => add('M', &[*to]),
            Bend::Line(to) => add('L', &[*to]),
            Bend::Curve(from, before, to) => add('C', &[*from, *before, *to]),
        }
    }
    way
}

fn node(svg: &mut Svg, ink: &Ink, shape: &BoxShape) {
    let BoxShape { rect, kind, operation, .. } = shape;
    let is_ghost = *operation == Some(Operation::Delete);
    let stroke = operation.map_or(ink.line, |operation| ink.of_operation(operation));
    let dashes = if is_ghost { "5 4" } else { "none" };
    rectangle(svg, *rect, &[("fill", ink.surface), ("stroke", stroke), ("stroke-dasharray", dashes)], 6.0);
    let edge = Rect::new(rect.left(), rect.top(), 4.0, rect.size.height);
    rectangle(svg, edge, &[("fill", ink.of_kind(*kind))], 2.0);
    let room = rect.size.width - 24.0;
    let at = Point::new(rect.left() + 12.0, rect.top() + 19.0);
    let title = cut(&shape.title, room, 13.0);
    Words { is_struck: is_ghost, ..Words::new(&title, 13.0, ink.text).bold() }.write(svg, at);
    let counts = cut(&shape.counts, room, 11.0);
    let taken = if counts.is_empty() { 0.0 } else { length(&counts, 11.0) + 8.0 };
    let below = Point::new(at.x, at.y + 15.0);
    Words::new(&cut(&shape.label, room - taken, 11.0), 11.0, ink.muted).write(svg, below);
    let end = Point::new(rect.right() - 12.0, below.y);
    Words { ends_there: true, ..Words::new(&counts, 11.0, stroke).bold() }.write(svg, end);
    shape.ports.iter().for_each(|port| draw_port(svg, ink, port, rect.size.width / 2.0 - 16.0));
    if let Some(operation) = operation {
        badge(svg, ink, *operation, rect.origin);
    }
    if let Some(trouble) = shape.trouble {
        draw_trouble(svg, ink, trouble, Point::new(rect.right(), rect.top()));
    }
}

fn draw_port(svg: &mut Svg, ink: &Ink, port: &PortShape, room: f64) {
    let fill = if port.is_wired { ink.line } else { ink.surface };
    svg.leaf(
        "circle",
        &[
            ("cx", port.at.x.into()),
            ("cy", port.at.y.into()),
            ("r", 4.5.into()),
            ("fill", fill.into()),
            ("stroke", ink.line.into()),
        ],
    );
    let beside = if port.is_output { -9.0 } else { 9.0 };
    let name = cut(&port.name, room, 10.0);
    let words = Words { ends_there: port.is_output, ..Words::new(&name, 10.0, ink.muted) };
    words.write(svg, port.at.shifted(Point::new(beside, 3.5)));
}

/// The sign of an operation in a circle around `at`.
pub(super) fn badge(svg: &mut Svg, ink: &Ink, operation: Operation, at: Point) {
    round(svg, ink, operation.sign(), ink.of_operation(operation), at);
}

fn draw_trouble(svg: &mut Svg, ink: &Ink, trouble: Trouble, at: Point) {
    let (Trouble::Errors(count) | Trouble::Warnings(count)) = trouble;
    let text = if count > 99 { "99+".to_owned() } else { format!("!{count}") };
    round(svg, ink, &text, ink.of_trouble(trouble), at);
}

fn round(svg: &mut Svg, ink: &Ink, text: &str, colour: &str, at: Point) {
    svg.leaf(
        "circle",
        &[("cx", at.x.into()), ("cy", at.y.into()), ("r", 9.0.into()), ("fill", colour.into())],
    );
    svg.text(
        "text",
        &[
            ("x", at.x.into()),
            ("y", (at.y + 4.0).into()),
            ("text-anchor", "middle".into()),
            ("font-weight", "700".into()),
            ("font-size", 11.0.into()),
            ("fill", ink.surface.into()),
        ],
        text,
    );
}

fn note(svg: &mut Svg, ink: &Ink, note: &NoteShape) {
    rectangle(svg, note.rect, &[("fill", ink.note), ("stroke", ink.line)], 2.0);
    let room = note.rect.size.width - 16.0;
    let mut at = Point::new(note.rect.left() + 8.0, note.rect.top() + 16.0);
    for line in broken(&note.text, room, 12.0) {
        if at.y > note.rect.bottom() - 4.0 {
            break;
        }
        Words::new(&cut(&line, room, 12.0), 12.0, ink.text).write(svg, at);
        at.y += LINE;
    }
}

fn rectangle(svg: &mut Svg, rect: Rect, paint: &[(&str, &str)], radius: f64) {
    let mut attributes = vec![
        ("x", rect.left().into()),
        ("y", rect.top().into()),
        ("width", rect.size.width.max(0.0).into()),
        ("height", rect.size.height.max(0.0).into()),
        ("rx", radius.into()),
    ];
    attributes.extend(paint.iter().map(|(key, value)| (*key, (*value).into())));
    svg.leaf("rect", &attributes);
}
