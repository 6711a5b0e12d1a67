//! The whole canvas in a corner, with what is seen of it.

use blockwright::geometry::{Point, Rect, Size};
use blockwright::marks::{Changes, Operation};
use blockwright::scene::size::OBJECT_HEIGHT;
use blockwright::scene::{Shape, Shows};
use blockwright::viewport::Viewport;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::pane::pixels;
use crate::ui::session::{Board, Session};

/// The shortest line that is drawn, in pixels.
const SHORTEST: f64 = 1.5;

const SIZE: Size = Size { width: 176.0, height: 112.0 };

/// The colours of a drawing, read from the style sheet.
pub(super) struct Palette {
    node: String,
    object: String,
    frame: String,
    selected: String,
    line: String,
    create: String,
    update: String,
    delete: String,
    ink: String,
}

impl Palette {
    /// The colours that the page has at `element`.
    pub(super) fn of(element: &web_sys::Element) -> Self {
        let style = window().get_computed_style(element).ok().flatten();
        let colour = |name: &str| {
            let value = style.as_ref().and_then(|style| style.get_property_value(name).ok());
            value.filter(|value| !value.is_empty()).unwrap_or_else(|| "gray".to_owned())
        };
        Self {
            node: colour("--map-node"),
            object: colour("--map-object"),
            frame: colour("--map-frame"),
            selected: colour("--map-selected"),
            line: colour("--map-line"),
            create: colour("--map-create"),
            update: colour("--map-update"),
            delete: colour("--map-delete"),
            ink: colour("--map-ink"),
        }
    }

    /// The colour of names.
    pub(super) fn ink(&self) -> &str {
        &self.ink
    }

    /// The colour of each layer.
    fn layers(&self) -> [&str; LAYERS] {
        let Self { node, object, frame, selected, line, create, update, delete, ink: _ } = self;
        [frame, object, node, line, create, update, delete, selected].map(String::as_str)
    }
}

/// How many layers there are.
const LAYERS: usize = 8;

/// Boxes of one colour; later ones lie on top.
#[derive(Clone, Copy)]
enum Layer {
    Frame,
    Object,
    Node,
    Unchanged,
    Create,
    Update,
    Delete,
    Selected,
}

impl Layer {
    fn of(shape: &Shape, changes: Option<&Changes>, is_selected: bool) -> Self {
        match (shape.shows, changes.map(|changes| changes.operation)) {
            (Shows::Inside(_) | Shows::Frame(_), _) => Self::Frame,
            _ if is_selected => Self::Selected,
            (_, Some(Operation::Create)) => Self::Create,
            (_, Some(Operation::Update)) => Self::Update,
            (_, Some(Operation::Delete | Operation::Replace)) => Self::Delete,
            (_, Some(Operation::Unchanged)) => Self::Unchanged,
            (Shows::Node(_), None) if shape.rect.size.height <= OBJECT_HEIGHT => Self::Object,
            (Shows::Node(_) | Shows::Folded(_), None) => Self::Node,
        }
    }
}

/// Draws all boxes and lines of the scene as `view` shows them.
pub(super) fn draw(
    context: &web_sys::CanvasRenderingContext2d,
    board: Board,
    view: Viewport,
    pane: Size,
    palette: &Palette,
) {
    let (selection, seen) = (board.selection.get_untracked(), view.seen(pane));
    let planned = board.planning.is_on.get_untracked().then(|| board.marks.get_untracked());
    board.scene.with_untracked(|scene| {
        context.begin_path();
        for line in &scene.lines {
            if Rect::between(line.source.at, line.target.at).meets(&seen) {
                let (from, to) = (view.to_screen(line.source.at), view.to_screen(line.target.at));
                // Thousands of points between boxes that touch would be seen by nobody.
                if from.distance(to) >= SHORTEST {
                    context.move_to(from.x, from.y);
                    context.line_to(to.x, to.y);
                }
            }
        }
        context.set_stroke_style_str(&palette.line);
        context.stroke();
        // Colour by colour, because each change of it costs more than a box.
        let mut layers: [Vec<Rect>; LAYERS] = Default::default();
        for shape in scene.shapes.iter().filter(|shape| shape.rect.meets(&seen)) {
            let changes = planned.as_ref().and_then(|marks| scene.changes(shape, marks));
            let layer = Layer::of(shape, changes.as_ref(), selection.contains(&shape.id));
            if let Some(boxes) = layers.get_mut(layer as usize) {
                boxes.push(on_screen(view, &shape.rect));
            }
        }
        for (boxes, colour) in layers.iter().zip(palette.layers()) {
            context.set_fill_style_str(colour);
            for rect in boxes {
                context.fill_rect(rect.left(), rect.top(), rect.size.width, rect.size.height);
            }
        }
    });
    // Ghosts are hollow.
    board.planning.shades.with_untracked(|shades| {
        context.set_stroke_style_str(&palette.delete);
        for shade in shades.shapes.iter().filter(|shade| shade.rect.meets(&seen)) {
            let rect = on_screen(view, &shade.rect);
            context.stroke_rect(rect.left(), rect.top(), rect.size.width, rect.size.height);
        }
    });
}

/// Where a rectangle is on the screen, at least a pixel wide and high.
fn on_screen(view: Viewport, rect: &Rect) -> Rect {
    let at = view.to_screen(rect.origin);
    let (width, height) = (rect.size.width * view.zoom, rect.size.height * view.zoom);
    Rect::new(at.x, at.y, width.max(1.0), height.max(1.0))
}

/// The map. Pressing on it goes there.
#[component]
pub(super) fn Minimap(session: Session) -> impl IntoView {
    let board = session.board();
    let element = NodeRef::<html::Canvas>::new();
    let map = Memo::new(move |_| {
        let bounds = board.scene.with(|scene| scene.bounds);
        let ghosts = board.planning.shades.with(|shades| shades.bounds);
        fitted(&ghosts.map_or(bounds, |ghosts| bounds.union(&ghosts)))
    });
    // For the outside world: a drawing is made by calls.
    Effect::new(move |_| {
        board.scene.track();
        board.planning.shades.track();
        session.theme().track();
        let Some(canvas) = element.get() else { return };
        let context = canvas.get_context("2d").ok().flatten();
        let context =
            context.and_then(|context| context.dyn_into::<web_sys::CanvasRenderingContext2d>().ok());
        if let Some(context) = context {
            context.clear_rect(0.0, 0.0, SIZE.width, SIZE.height);
            draw(&context, board, map.get(), SIZE, &Palette::of(&canvas));
        }
    });
    let window = Memo::new(move |_| {
        let (map, seen) = (map.get(), board.view.get().seen(board.pane.get()));
        let clamp =
            |point: Point| Point::new(point.x.clamp(0.0, SIZE.width), point.y.clamp(0.0, SIZE.height));
        let (start, end) =
            (map.to_screen(seen.origin), map.to_screen(Point::new(seen.right(), seen.bottom())));
        Rect::between(clamp(start), clamp(end))
    });
    let go = move |event: web_sys::PointerEvent| {
        event.stop_propagation();
        if event.buttons() & 1 == 1 {
            let at = Point::new(event.offset_x().into(), event.offset_y().into());
            let to = map.get_untracked().to_canvas(at);
            let pane = board.pane.get_untracked();
            board.view.update(|view| *view = Viewport::centered(to, view.zoom, pane));
        }
    };
    view! {
        <div class="canvas-map" aria-hidden="true">
            <canvas
                node_ref=element
                width=SIZE.width.to_string()
                height=SIZE.height.to_string()
                on:pointerdown=go
                on:pointermove=go
            ></canvas>
            <div
                class="canvas-map-window"
                style:left=move || pixels(window.get().left())
                style:top=move || pixels(window.get().top())
                style:width=move || pixels(window.get().size.width)
                style:height=move || pixels(window.get().size.height)
            ></div>
        </div>
    }
}

/// The view that shows everything in the map, small graphs not enlarged.
fn fitted(bounds: &Rect) -> Viewport {
    let bounds = bounds.grown(bounds.size.width.max(bounds.size.height) * 0.04 + 40.0);
    let zoom = (SIZE.width / bounds.size.width).min(SIZE.height / bounds.size.height).min(0.2);
    Viewport::centered(bounds.center(), zoom, SIZE)
}
