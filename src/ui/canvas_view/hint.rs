//! The line at the foot of the pane: what the keys do at the moment, and why a port fits or not.

use blockwright::connection::Verdict;
use blockwright::diagnostic::counts::counted;
use blockwright::diagram::NodeId;
use blockwright::scene::housing::{Bar, Move};
use blockwright::speech;
use leptos::prelude::*;

use crate::ui::kit::Icon;
use crate::ui::session::{Board, Session};

/// The hint while something is being wired.
#[component]
pub(super) fn Hint(session: Session) -> impl IntoView {
    let board = session.board();
    let hint = Memo::new(move |_| hint(board));
    view! {
        {move || hint.get().map(|hint| view! {
            <div class=format!("canvas-hint {}", hint.tone)>
                {hint.icon.view()}
                <p>{hint.words}</p>
                <p class="canvas-hint-keys">{hint.keys}</p>
                {hint.typed.map(|typed| view! {
                    <p class="canvas-hint-typed">
                        <kbd>{typed.letters}</kbd>
                        <span>{typed.count}</span>
                    </p>
                })}
                <p class="canvas-hint-taps">{hint.taps}</p>
            </div>
        })}
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    icon: Icon,
    tone: &'static str,
    words: String,
    keys: &'static str,
    taps: &'static str,
    /// What was typed to find a port.
    typed: Option<Typed>,
}

/// Letters, and what they find.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    letters: String,
    count: String,
}

/// What fingers do while a port is in hand.
const TAPS: &str = "Tap a port to connect, or free space to let go";

/// What a drop would do to the frames of what is dragged.
fn rehoused(board: Board, change: &Move) -> Line {
    let line = |words, keys, tone, icon| Line { icon, tone, words, keys, taps: "", typed: None };
    match change {
        Move::Into { frame, nodes, along, is_housed, .. } => {
            let words = format!("Into {frame}: {}{}", named(board, nodes), with(board, nodes, along));
            let keys = match (nodes.len(), is_housed) {
                (1, true) => "Drop to move, hold Alt to leave it in the frame it is in",
                (_, true) => "Drop to move, hold Alt to leave them in the frames they are in",
                (1, false) => "Drop to put it in, hold Alt to leave it outside",
                (_, false) => "Drop to put them in, hold Alt to leave them outside",
            };
            line(words, keys, "hint-fits", Icon::Check)
        }
        Move::OutOf { frame, nodes, along, .. } => {
            let words = format!("Out of {frame}: {}{}", named(board, nodes), with(board, nodes, along));
            let keys = match nodes.len() {
                1 => "Drop to take it out, hold Alt to leave it in",
                _ => "Drop to take them out, hold Alt to leave them in",
            };
            line(words, keys, "", Icon::Notice)
        }
        Move::Refused { frame, bar, .. } => {
            let reason = match bar {
                Bar::Block => "blocks and solutions make zones of their own",
                Bar::Made(reason) => reason,
            };
            line(format!("Not into the zone {frame}: {reason}"), "", "hint-warns", Icon::Warning)
        }
    }
}

/// What goes along with nodes, and why.
fn with(board: Board, nodes: &[NodeId], along: &[NodeId]) -> String {
    if along.is_empty() {
        return String::new();
    }
    let it = if nodes.len() == 1 { "it" } else { "them" };
    format!(", and {} with {it}, as DSS keeps them in one zone", named(board, along))
}

fn named(board: Board, nodes: &[NodeId]) -> String {
    match nodes {
        [only] => board.name_of(only),
        several => counted(several.len(), "node"),
    }
}

fn hint(board: Board) -> Option<Line> {
    let wiring = board.wiring;
    if let Some(words) = board.drag.with(|drag| Some(rehoused(board, drag.as_ref()?.rehoused.as_ref()?))) {
        return Some(words);
    }
    if let Some(choosing) = wiring.choosing.get() {
        let (end, side) = choosing.ports.get(choosing.at).copied()?;
        let words = board.diagram.with(|diagram| {
            let node = diagram.nodes.get(end.node)?;
            Some(speech::port(node, side, end.port, blockwright::diagnostic::counts::Counts::default()))
        });
        let words = format!("Connect from {}", words?);
        return Some(Line {
            icon: Icon::Notice,
            tone: "",
            words,
            keys: "Arrows choose, Enter takes, Escape cancels",
            taps: TAPS,
            typed: None,
        });
    }
    let held = wiring.held.get()?;
    let letters = wiring.typed.get();
    let keys = if letters.is_empty() {
        "Arrows choose, letters find, Enter connects, Shift+Enter goes on, Escape cancels"
    } else {
        "Arrows choose, Backspace takes a letter back, Enter connects, Escape cancels"
    };
    let is_typed = !letters.is_empty();
    let typed = is_typed.then(|| Typed { count: found(board), letters: letters.clone() });
    if let Some((end, side, verdict)) = wiring.verdict() {
        let words = board.diagram.with(|diagram| speech::verdict(diagram, end, side, &verdict));
        let (icon, tone) = match verdict {
            Verdict::Fits(_) => (Icon::Check, "hint-fits"),
            Verdict::Warns(_) => (Icon::Warning, "hint-warns"),
            Verdict::Refused(_) => (Icon::Error, "hint-refused"),
        };
        return Some(Line { icon, tone, words, keys, taps: TAPS, typed });
    }
    let words = match (held.armed.count(), is_typed) {
        (0, _) => "No port fits".to_owned(),
        (_, true) => format!("No port that fits has \u{201c}{letters}\u{201d}"),
        (1, false) => "1 port fits".to_owned(),
        (count, false) => format!("{count} ports fit"),
    };
    Some(Line { icon: Icon::Notice, tone: "", words, keys, taps: TAPS, typed })
}

/// Which of the ports that have what was typed is aimed at; reads the aim.
fn found(board: Board) -> String {
    let aim = board.wiring.aim.get();
    let candidates = board.candidates();
    let at = candidates.iter().position(|candidate| Some(candidate.end) == aim);
    match at {
        Some(at) => format!("{} of {}", at + 1, counted(candidates.len(), "port")),
        None => counted(candidates.len(), "port"),
    }
}
