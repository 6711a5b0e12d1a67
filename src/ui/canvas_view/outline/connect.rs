//! A port connected from the outline: what it fits, the best first, each with the reason.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::connection::{Candidate, Verdict, opposite};
use blockwright::diagram::End;
use leptos::ev;
use leptos::prelude::*;

use super::take_focus;
use crate::ui::kit::{Dialog, Icon};
use crate::ui::session::{Board, Session};

/// Most candidates listed; more are found by letters.
const MOST: usize = 100;

/// The choice of what the port in hand is connected to.
#[component]
pub(super) fn Connect(session: Session) -> impl IntoView {
    let board = session.board();
    let wiring = board.wiring;
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        wiring.held.track();
        wiring.typed.track();
        board.candidates().into_iter().take(MOST).collect::<Arc<[Candidate]>>()
    });
    let close = move || {
        wiring.let_go();
        request_animation_frame(take_focus);
    };
    let commit = move |at: usize| {
        let Some(candidate) = found.with_untracked(|found| found.get(at).cloned()) else { return };
        wiring.aim.set(Some(candidate.end));
        // The dialog goes with what is in hand.
        session.commit_wiring(false);
        request_animation_frame(take_focus);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let last = found.with_untracked(|found| found.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
            "ArrowUp" => chosen.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Enter" => commit(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let on_input = move |event| {
        wiring.typed.set(event_target_value(&event));
        chosen.set(0);
    };
    let active = move || found.with(|found| (!found.is_empty()).then(|| option_id(chosen.get())));
    let words = move || {
        let (fitting, all) = (found.with(|found| found.len()), fitting(board));
        match (fitting, all) {
            (_, 0) => "No port fits.".to_owned(),
            (0, all) => format!("None of the {all} ports that fit has these letters."),
            (shown, all) if shown < all => format!("{shown} of {all} ports that fit."),
            (_, 1) => "1 port fits.".to_owned(),
            (_, all) => format!("{all} ports fit."),
        }
    };
    view! {
        <Dialog title="Connect" on_close=close>
            <div class="palette">
                <PortChoice session chosen />
                <div class="palette-query">
                    {Icon::Search.view()}
                    <input
                        autofocus
                        type="text"
                        role="combobox"
                        aria-label="Find a port"
                        aria-expanded="true"
                        aria-controls="connect-list"
                        aria-autocomplete="list"
                        aria-activedescendant=active
                        placeholder="Find a port that fits"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=wiring.typed
                        on:input=on_input
                        on:keydown=on_key
                    />
                </div>
                <ul id="connect-list" class="palette-list" role="listbox" aria-label="Ports that fit">
                    {move || {
                        let found = found.get();
                        let options = found.iter().enumerate();
                        options.map(|(at, candidate)| option(board, at, candidate, chosen, Callback::new(commit))).collect_view()
                    }}
                </ul>
                <p class="palette-none" role="status">{words}</p>
            </div>
        </Dialog>
    }
}

/// Which port of the node is in hand.
#[component]
fn PortChoice(session: Session, chosen: RwSignal<usize>) -> impl IntoView {
    let board = session.board();
    let held = Memo::new(move |_| board.wiring.held.get().map(|held| (held.armed.end, held.armed.side)));
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        let Some((end, _)) = held.get_untracked() else { return };
        let Some((side, port)) = value.split_once(' ') else { return };
        let side = if side == "input" { Side::Input } else { Side::Output };
        if let Ok(port) = port.parse() {
            chosen.set(0);
            session.take_up(End { port, ..end }, side, false);
        }
    };
    let options = move || {
        let (end, held_side) = held.get()?;
        board.diagram.with(|diagram| {
            let node = diagram.nodes.get(end.node)?;
            let of = |side: Side| {
                let word = if side == Side::Input { "input" } else { "output" };
                let ports = node.ports(side).iter().enumerate();
                ports
                    .map(|(at, port)| {
                        let is_held = (at, side) == (end.port, held_side);
                        let words = format!("{word} {} of {}", port.name, node.name);
                        view! { <option value=format!("{word} {at}") selected=is_held>{words}</option> }
                    })
                    .collect_view()
            };
            Some(view! { {of(Side::Input)}{of(Side::Output)} })
        })
    };
    view! {
        <label class="connect-port">
            <span>"Port"</span>
            <select class="select" on:change=choose>{options}</select>
        </label>
    }
}

fn option(
    board: Board,
    at: usize,
    candidate: &Candidate,
    chosen: RwSignal<usize>,
    commit: Callback<usize>,
) -> AnyView {
    let side = board.wiring.held.with_untracked(|held| held.as_ref().map(|held| opposite(held.armed.side)));
    let name = board.diagram.with_untracked(|diagram| {
        let node = diagram.nodes.get(candidate.end.node)?;
        let port = node.ports(side?).get(candidate.end.port)?;
        Some(format!("{}.{}", node.name, port.name))
    });
    let (icon, tone) = match candidate.verdict {
        Verdict::Fits(_) => (Icon::Check, "tree-fits"),
        Verdict::Warns(_) => (Icon::Warning, "tree-warns"),
        Verdict::Refused(_) => (Icon::Error, "tree-warns"),
    };
    view! {
        <li
            id=option_id(at)
            role="option"
            class=format!("palette-entry connect-option {tone}")
            aria-selected=move || (chosen.get() == at).to_string()
            on:click=move |_| commit.run(at)
        >
            {icon.view()}
            <span>{name}</span>
            <span class="connect-why">{candidate.verdict.to_string()}</span>
        </li>
    }
    .into_any()
}

/// How many ports fit the one in hand.
fn fitting(board: Board) -> usize {
    board.wiring.held.with(|held| held.as_ref().map_or(0, |held| held.armed.count()))
}

fn option_id(at: usize) -> String {
    format!("connect-option-{at}")
}
