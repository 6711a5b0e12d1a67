//! A port of a shape, and what it is to the one in hand.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::connection::Verdict;
use blockwright::diagram::End;
use blockwright::geometry::Point;
use blockwright::speech;
use leptos::prelude::*;

use crate::ui::canvas_view::pane::pixels;
use crate::ui::session::{Board, Session};

/// A port as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Port {
    pub(super) end: End,
    pub(super) owner: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) side: Side,
    pub(super) at: Point,
    pub(super) object: Option<Arc<str>>,
    pub(super) required: bool,
    pub(super) is_gone: bool,
    /// What goes through it, of datasets and recipes.
    pub(super) passage: Option<String>,
}

/// What a port is to the one in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wired {
    /// It is the one in hand.
    Held,
    /// It can be connected.
    Fits,
    /// It can be connected, but something should be known before.
    Warns,
    /// It cannot be connected.
    Refused,
}

impl Wired {
    fn of(board: Board, end: End, side: Side) -> Option<Self> {
        board.wiring.held.with(|held| {
            let armed = &held.as_ref()?.armed;
            if (armed.end, armed.side) == (end, side) {
                return Some(Self::Held);
            }
            Some(match armed.verdict(end, side)? {
                Verdict::Fits(_) => Self::Fits,
                Verdict::Warns(_) => Self::Warns,
                Verdict::Refused(_) => Self::Refused,
            })
        })
    }
}

/// The port as a button.
pub(super) fn port_view(
    session: Session,
    port: &Port,
    is_object: bool,
    is_wide: bool,
) -> impl IntoView + use<> {
    let board = session.board();
    let (side, word) = match port.side {
        Side::Input => ("port port-in", "input"),
        Side::Output => ("port port-out", "output"),
    };
    let state = match (&port.object, port.required) {
        _ if port.passage.is_some() => port.passage.clone().unwrap_or_default(),
        (Some(object), _) if port.is_gone => format!("{object}, but the block has no such port"),
        (Some(object), _) => object.to_string(),
        (None, true) => "required, not wired".to_owned(),
        (None, false) => "not wired".to_owned(),
    };
    let label = format!("{word} {}: {state}", port.name);
    let (end, side_of_port) = (port.end, port.side);
    let state = Memo::new(move |_| Wired::of(board, end, side_of_port));
    // With a port in hand it says what it is to that one, too.
    let said = move || {
        let judged = board.wiring.held.with(|held| held.as_ref()?.armed.verdict(end, side_of_port));
        let judged =
            judged.filter(|_| state.get() != Some(Wired::Held)).map(|verdict| speech::judged(&verdict));
        judged.map_or_else(|| label.clone(), |judged| format!("{label}; {judged}"))
    };
    let is_aimed = Memo::new(move |_| {
        let is_choice = board.wiring.choosing.with(|choosing| {
            choosing
                .as_ref()
                .is_some_and(|choosing| choosing.ports.get(choosing.at) == Some(&(end, side_of_port)))
        });
        let is_held_side = || {
            board.wiring.held.with(|held| held.as_ref().is_some_and(|held| held.armed.side == side_of_port))
        };
        is_choice || board.wiring.aim.get() == Some(end) && !is_held_side()
    });
    view! {
        <button
            type="button"
            class=side
            class:port-wide=is_wide
            class:port-open=port.object.is_none() && port.required
            class:port-gone=port.is_gone
            class:port-wired=port.object.is_some()
            class:port-held=move || state.get() == Some(Wired::Held)
            class:port-fits=move || state.get() == Some(Wired::Fits)
            class:port-warns=move || state.get() == Some(Wired::Warns)
            class:port-refused=move || state.get() == Some(Wired::Refused)
            class:port-aimed=is_aimed
            data-end=format!("{},{}", port.end.node, port.end.port)
            data-port=format!("{}.{}", port.owner, port.name)
            data-side=word
            tabindex="-1"
            title=said.clone()
            aria-label=said
            style:top=pixels(port.at.y - 12.0)
            on:click=move |event| if event.detail() == 0 { press(session, end, side_of_port) }
        >
            {(!is_object).then(|| view! { <span class="port-name">{port.name.to_string()}</span> })}
        </button>
    }
}

/// A press by key or by a screen reader, which comes without a pointer: takes the port up, or connects it with
/// the one in hand.
fn press(session: Session, end: End, side: Side) {
    let wiring = session.board().wiring;
    let held = wiring.held.with_untracked(|held| held.as_ref().map(|held| held.armed.side));
    if held.is_some_and(|held| held != side) {
        wiring.aim.set(Some(end));
        session.commit_wiring(false);
    } else {
        session.take_up(end, side, true);
        session.aim_at_next(true);
    }
}
