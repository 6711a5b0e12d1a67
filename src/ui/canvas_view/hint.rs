//! The line at the foot of the pane: what the keys do at the moment, and why a port fits or not.

use blockwright::connection::Verdict;
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
                <p class="canvas-hint-taps">"Tap a port to connect, or free space to let go"</p>
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
}

fn hint(board: Board) -> Option<Line> {
    let wiring = board.wiring;
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
        });
    }
    let held = wiring.held.get()?;
    let typed = wiring.typed.get();
    let keys = "Arrows choose, letters find, Enter connects, Shift+Enter goes on, Escape cancels";
    if let Some((end, side, verdict)) = wiring.verdict() {
        let words = board.diagram.with(|diagram| speech::verdict(diagram, end, side, &verdict));
        let (icon, tone) = match verdict {
            Verdict::Fits(_) => (Icon::Check, "hint-fits"),
            Verdict::Warns(_) => (Icon::Warning, "hint-warns"),
            Verdict::Refused(_) => (Icon::Error, "hint-refused"),
        };
        return Some(Line { icon, tone, words, keys });
    }
    let words = match (held.armed.count(), typed.is_empty()) {
        (0, _) => "No port fits".to_owned(),
        (_, false) => format!("No port that fits has \u{201c}{typed}\u{201d}"),
        (1, true) => "1 port fits".to_owned(),
        (count, true) => format!("{count} ports fit"),
    };
    Some(Line { icon: Icon::Notice, tone: "", words, keys })
}
