//! What can be done on the canvas by keyboard: one table, which the list of keys and the palette show
//! as well.

mod applicable; // what a command of the menu works on
mod editing; // what is chosen, moved, copied, deleted and arranged
mod framing; // frames and the insides of solutions
mod lining; // on one line, at equal distances
mod walking; // the ways over the canvas

use blockwright::chord::{Chord, Pressed};
use blockwright::gesture::alignment::{Axis, Edge};
use blockwright::walk::Direction;
use leptos::ev;
use leptos::prelude::*;

pub(super) use self::applicable::{Need, missing};
pub(super) use self::editing::delete;
use self::editing::{add_note, copy, cut, duplicate, paste, push, tidy};
pub(super) use self::framing::{fold, take_away};
use self::framing::{group, ungroup};
pub(super) use self::lining::{align, distribute};
pub(super) use self::walking::{chosen, chosen_nodes};
use self::walking::{extend, select_all, show_selection, toggle, walk, walk_to_end};
use super::export::{Form, export};
use super::grips::focused_port;
use super::{find, keys, outline, rehousing, shelf};
use crate::ui::command::{Command, command, is_mac};
use crate::ui::kit::focus_soon;
use crate::ui::session::Session;

/// How many steps a node is moved with Shift.
const FAR_STEPS: f64 = 10.0;

/// The title of the command that opens the shelf.
pub(super) const BLOCKS: &str = "Find a block";
/// The title of the command that opens the search.
pub(super) const FIND: &str = "Find on the canvas";
/// The title of the command for the outline.
pub(super) const OUTLINE: &str = "Show the outline, or the picture";
/// The title of the command for the text beside the canvas.
pub(super) const TEXT: &str = "Show the text beside the canvas, or not";

/// The title of the command that moves what is chosen to a frame or zone.
pub(super) const MOVE_TO: &str = "Move to a frame or zone\u{2026}";

/// The titles of the commands that work also in the tools and panels around the canvas.
const AROUND: [&str; 4] = [BLOCKS, FIND, OUTLINE, TEXT];

/// The commands of the canvas. They work while it has the focus.
pub(crate) static COMMANDS: &[Command] = &[
    command(GROUP, "Go along the wire", &[Chord::plain("ArrowRight")], |session| {
        walk(session, Direction::Right);
    }),
    command(GROUP, "Go back along the wire", &[Chord::plain("ArrowLeft")], |session| {
        walk(session, Direction::Left);
    }),
    command(GROUP, "Go to the node above", &[Chord::plain("ArrowUp")], |session| {
        walk(session, Direction::Up);
    }),
    command(GROUP, "Go to the node below", &[Chord::plain("ArrowDown")], |session| {
        walk(session, Direction::Down);
    }),
    command(GROUP, "Go to the first node", &[Chord::plain("Home")], |session| walk_to_end(session, true)),
    command(GROUP, "Go to the last node", &[Chord::plain("End")], |session| walk_to_end(session, false)),
    command(GROUP, "Connect from here", &[Chord::plain("c")], connect),
    command(GROUP, "Select this node, or not", &[Chord::plain(" ")], toggle),
    command(GROUP, "Select the next node too", &[Chord::plain("ArrowRight").shift()], |session| {
        extend(session, Direction::Right);
    }),
    command(GROUP, "Select the node before too", &[Chord::plain("ArrowLeft").shift()], |session| {
        extend(session, Direction::Left);
    }),
    command(GROUP, "Select the node above too", &[Chord::plain("ArrowUp").shift()], |session| {
        extend(session, Direction::Up);
    }),
    command(GROUP, "Select the node below too", &[Chord::plain("ArrowDown").shift()], |session| {
        extend(session, Direction::Down);
    }),
    command(GROUP, "Select all", &[Chord::primary("a")], select_all),
    command(GROUP, "Select nothing", &[Chord::plain("Escape")], |session| session.board().clear_selection()),
    command(GROUP, "Move right", &[alt("ArrowRight")], |session| push(session, 1.0, 0.0)),
    command(GROUP, "Move left", &[alt("ArrowLeft")], |session| push(session, -1.0, 0.0)),
    command(GROUP, "Move up", &[alt("ArrowUp")], |session| push(session, 0.0, -1.0)),
    command(GROUP, "Move down", &[alt("ArrowDown")], |session| push(session, 0.0, 1.0)),
    command(GROUP, "Move far right", &[alt("ArrowRight").shift()], |session| push(session, FAR_STEPS, 0.0)),
    command(GROUP, "Move far left", &[alt("ArrowLeft").shift()], |session| push(session, -FAR_STEPS, 0.0)),
    command(GROUP, "Move far up", &[alt("ArrowUp").shift()], |session| push(session, 0.0, -FAR_STEPS)),
    command(GROUP, "Move far down", &[alt("ArrowDown").shift()], |session| push(session, 0.0, FAR_STEPS)),
    command(GROUP, "Delete", &[Chord::plain("Delete"), Chord::plain("Backspace")], |session| {
        delete(session, false);
    }),
    command(
        GROUP,
        "Delete and bridge",
        &[Chord::plain("Delete").shift(), Chord::plain("Backspace").shift()],
        |session| {
            delete(session, true);
        },
    ),
    command(GROUP, "Show the properties", &[Chord::plain("Enter")], keys::focus_panel),
    command(GROUP, BLOCKS, &[Chord::plain("/")], shelf::open),
    command(GROUP, FIND, &[Chord::primary("f")], find::open),
    command(GROUP, OUTLINE, &[Chord::plain("o")], outline::toggle),
    command(GROUP, "Copy as YAML", &[Chord::primary("c")], copy),
    command(GROUP, "Cut", &[Chord::primary("x")], cut),
    command(GROUP, "Paste", &[Chord::primary("v")], paste),
    command(GROUP, "Duplicate", &[Chord::primary("d")], duplicate),
    command(GROUP, "Tidy the selection", &[Chord::plain("l")], |session| tidy(session, true)),
    command(GROUP, "Tidy everything", &[Chord::plain("l").shift()], |session| tidy(session, false)),
    command(GROUP, "Align left edges", &[Chord::primary("ArrowLeft").shift()], |session| {
        align(session, Edge::Left);
    }),
    command(GROUP, "Align centers", &[Chord::plain("h")], |session| align(session, Edge::Center)),
    command(GROUP, "Align right edges", &[Chord::primary("ArrowRight").shift()], |session| {
        align(session, Edge::Right);
    }),
    command(GROUP, "Align upper edges", &[Chord::primary("ArrowUp").shift()], |session| {
        align(session, Edge::Top);
    }),
    command(GROUP, "Align middles", &[Chord::plain("v")], |session| align(session, Edge::Middle)),
    command(GROUP, "Align lower edges", &[Chord::primary("ArrowDown").shift()], |session| {
        align(session, Edge::Bottom);
    }),
    command(GROUP, "Distribute side by side", &[Chord::plain("h").shift()], |session| {
        distribute(session, Axis::Horizontal);
    }),
    command(GROUP, "Distribute top down", &[Chord::plain("v").shift()], |session| {
        distribute(session, Axis::Vertical);
    }),
    command(GROUP, "Frame the selection", &[Chord::plain("g")], group),
    command(GROUP, "Take the frame away", &[Chord::plain("g").shift()], ungroup),
    command(GROUP, MOVE_TO, &[Chord::plain("m")], rehousing::ask),
    command(GROUP, "Fold or unfold", &[Chord::plain("z")], fold),
    command(GROUP, "Add a note", &[Chord::plain("n")], add_note),
    command(GROUP, TEXT, &[Chord::primary("e")], turn_text),
    command(GROUP, "Show the plan on the canvas, or compose", &[Chord::plain("p")], |session| {
        session.plan_on_canvas(!session.board().planning.is_on.get_untracked());
    }),
    command(GROUP, "Export a picture of the canvas (SVG)", &[], |session| {
        export(session, Form::Svg, false);
    }),
    command(GROUP, "Export a picture of the canvas (PNG)", &[], |session| {
        export(session, Form::Png, false);
    }),
    command(GROUP, "Export a picture of the selection (SVG)", &[], |session| {
        export(session, Form::Svg, true);
    }),
    command(GROUP, "Export a picture of the selection (PNG)", &[], |session| {
        export(session, Form::Png, true);
    }),
    command(GROUP, "Show everything", &[Chord::plain("f")], |session| session.board().fit()),
    command(GROUP, "Show at 100 %", &[Chord::plain("1")], |session| session.board().zoom_to(1.0)),
    command(GROUP, "Show the selection", &[Chord::plain("0")], show_selection),
    command(GROUP, "Zoom in", &[Chord::plain("+"), Chord::plain("=")], |session| {
        session.board().zoom_by(1.25);
    }),
    command(GROUP, "Zoom out", &[Chord::plain("-")], |session| session.board().zoom_by(0.8)),
];

const GROUP: &str = "Canvas";

/// Begins to connect from the port that has the focus, else from one of the node's.
fn connect(session: Session) {
    match focused_port() {
        Some((end, side)) => {
            session.take_up(end, side, false);
            session.aim_at_next(true);
        }
        None => session.connect_from_focus(),
    }
}

/// Shows the text beside the canvas, or hides it. The canvas is made anew for that, and who loses their place with
/// what is gone is on the canvas again.
fn turn_text(session: Session) {
    session.board().is_split.update(|is_split| *is_split = !*is_split);
    focus_soon(|| {
        let at = document().active_element();
        let is_lost = at.is_none_or(|at| at.tag_name() == "BODY");
        let places =
            [".canvas-pane [data-item][tabindex='0']", ".canvas-pane", "[data-outline] [tabindex='0']"];
        let mut places = places.iter().filter(|_| is_lost);
        places.find_map(|place| document().query_selector(place).ok().flatten())
    });
}

const fn alt(key: &'static str) -> Chord {
    Chord { alt: true, ..Chord::plain(key) }
}

/// Runs the command that the pressed keys belong to. Gives back whether there is one.
pub(super) fn dispatch(session: Session, event: &ev::KeyboardEvent) -> bool {
    run(session, event, |_| true)
}

/// As [`dispatch`], of the commands that work around the canvas too.
pub(super) fn dispatch_around(session: Session, event: &ev::KeyboardEvent) -> bool {
    run(session, event, |command| AROUND.contains(&command.title))
}

fn run(session: Session, event: &ev::KeyboardEvent, is_meant: fn(&Command) -> bool) -> bool {
    let pressed = Pressed {
        key: event.key(),
        control: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let mac = is_mac();
    let has_keys = |command: &&Command| command.keys.iter().any(|chord| chord.matches(&pressed, mac));
    let found = COMMANDS.iter().filter(|command| is_meant(command)).find(has_keys);
    if let Some(command) = found {
        event.prevent_default();
        (command.run)(session);
    }
    found.is_some()
}
