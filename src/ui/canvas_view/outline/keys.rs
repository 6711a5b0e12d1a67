//! Keys in the outline, as every tree has them; and those of the canvas that act on what is chosen.

use std::sync::Arc;

use blockwright::tree::{Row, Shows, beginning_with, closed_siblings, key, other_end, parent};
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

use super::acts::{connect, has_name};
use super::{Asked, active, shape_of};
use crate::ui::canvas_view::commands;
use crate::ui::canvas_view::{focus_first, rehousing};
use crate::ui::preferences::Preference;
use crate::ui::session::{Board, Session};

/// How long letters belong together.
const PAUSE: Duration = Duration::from_millis(700);

/// The keys.
#[derive(Clone, Copy)]
pub(super) struct Keys {
    session: Session,
    board: Board,
    rows: Memo<Arc<[Row]>>,
    asked: RwSignal<Option<Asked>>,
    /// The letters typed in a row.
    typed: StoredValue<String>,
    forgetting: StoredValue<Option<TimeoutHandle>>,
}

impl Keys {
    pub(super) fn new(session: Session, rows: Memo<Arc<[Row]>>, asked: RwSignal<Option<Asked>>) -> Self {
        let (typed, forgetting) = (StoredValue::new(String::new()), StoredValue::new(None));
        Self { session, board: session.board(), rows, asked, typed, forgetting }
    }

    /// Does what the pressed key means.
    pub(super) fn pressed(self, event: &ev::KeyboardEvent) {
        let Some(row) = untrack(|| active(self.board, self.rows)) else { return };
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if has_modifier || matches!(event.key().as_str(), "Delete" | "Backspace") {
            self.command(row, event);
        } else if self.step(row, &event.key()) || self.letter(row, &event.key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Keys that move, open, close and choose; `false` for others.
    fn step(self, row: Row, key: &str) -> bool {
        let at = self.board.tree.active.get_untracked();
        match key {
            "ArrowRight" if row.is_open == Some(false) => turn(self.board, row.shows, Some(true)),
            "ArrowRight" if row.is_open == Some(true) => self.board.tree.active.set(at + 1),
            "ArrowLeft" if row.is_open == Some(true) => turn(self.board, row.shows, Some(false)),
            "ArrowLeft" => {
                if let Some(parent) = self.rows.with_untracked(|rows| parent(rows, at)) {
                    self.board.tree.active.set(parent);
                }
            }
            "ArrowRight" => {}
            "*" => self.open_siblings(at),
            " " => {
                if let Some(shape) = untrack(|| shape_of(self.board, row.shows)) {
                    self.board.select(&shape, true);
                }
            }
            "Enter" => match row.shows {
                Shows::Wire { wire, node } => self.follow(wire, node),
                _ => focus_first(".tree-acts button"),
            },
            "F2" if matches!(row.shows, Shows::Note(_)) && !self.board.planning.is_on.get_untracked() => {
                if let Shows::Note(note) = row.shows {
                    self.board.edited_note.set(Some(note));
                }
            }
            "F2" if self.board.takes_edits() && has_name(self.board, row.shows) => {
                self.asked.set(Some(Asked::Name));
            }
            "Escape" => self.board.clear_selection(),
            _ => return false,
        }
        true
    }

    /// Letters: a few are commands, with the others a name is found.
    fn letter(self, row: Row, key: &str) -> bool {
        if key.chars().count() != 1 {
            return false;
        }
        let may_command = Preference::SingleKeys.get().as_deref() != Some("off");
        // A command comes first, but does not break off a name that is being typed.
        let is_underway =
            self.typed.with_value(|typed| !typed.is_empty() && self.leads(&format!("{typed}{key}")));
        if may_command && !is_underway {
            match key {
                "c" | "C" => {
                    connect(self.session, row.shows);
                    return true;
                }
                "z" | "Z" => {
                    commands::fold(self.session);
                    return true;
                }
                "m" | "M" if matches!(row.shows, Shows::Node(_)) => {
                    rehousing::ask(self.session);
                    return true;
                }
                // These are for the canvas and the page.
                "o" | "O" | "/" | "?" | "[" | "]" => return false,
                _ => {}
            }
        }
        self.find(key);
        true
    }

    /// The next row whose name begins with what was typed.
    fn found(self, typed: &str) -> Option<usize> {
        let from = self.board.tree.active.get_untracked();
        self.rows.with_untracked(|rows| {
            untrack(|| self.board.with_tree(|basis| beginning_with(basis, rows, from, typed)))
        })
    }

    fn leads(self, typed: &str) -> bool {
        self.found(typed).is_some()
    }

    /// Goes to the next row whose name begins with what was typed.
    fn find(self, letter: &str) {
        self.typed.update_value(|typed| {
            // The same letter over and over goes from name to name.
            if typed != letter {
                typed.push_str(letter);
            }
        });
        let found = self.found(&self.typed.get_value());
        if let Some(found) = found {
            self.board.tree.active.set(found);
        }
        let forget = set_timeout_with_handle(move || drop(self.typed.try_set_value(String::new())), PAUSE);
        let before = self.forgetting.try_update_value(|known| std::mem::replace(known, forget.ok()));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    fn open_siblings(self, at: usize) {
        let closed = self.rows.with_untracked(|rows| closed_siblings(rows, at));
        self.board.tree.open.update(|open| {
            untrack(|| {
                self.board.with_tree(|basis| {
                    for shows in closed {
                        if let Some(key) = key(basis, shows) {
                            open.set(key, true, basis.diagram);
                        }
                    }
                });
            });
        });
        let shows = untrack(|| active(self.board, self.rows)).map(|row| row.shows);
        // Rows above may have grown.
        let found = self.rows.with_untracked(|rows| rows.iter().position(|row| Some(row.shows) == shows));
        if let Some(found) = found {
            self.board.tree.active.set(found);
        }
    }

    /// Goes to the other end of a wire.
    fn follow(self, wire: usize, node: usize) {
        let other = self.board.diagram.with_untracked(|diagram| {
            let other = other_end(diagram.wires.get(wire)?, node);
            diagram.nodes.get(other).map(|node| node.id.clone())
        });
        if let Some(other) = other {
            self.board.select(&other, false);
        }
    }

    /// The commands of the canvas on what is chosen; a wire is taken away by itself.
    fn command(self, row: Row, event: &ev::KeyboardEvent) {
        let is_removal = matches!(event.key().as_str(), "Delete" | "Backspace");
        match row.shows {
            Shows::Port { .. } | Shows::Wire { .. } if is_removal => {
                event.prevent_default();
                super::acts::disconnect(self.session, row.shows);
            }
            Shows::Ghost(_) => {}
            _ if is_removal || is_for_entries(event) => {
                commands::dispatch(self.session, event);
            }
            _ => {}
        }
    }
}

/// Whether it copies, cuts, pastes, duplicates or selects.
fn is_for_entries(event: &ev::KeyboardEvent) -> bool {
    let has_primary = event.ctrl_key() || event.meta_key();
    has_primary && !event.shift_key() && ["c", "x", "v", "d", "a"].contains(&event.key().as_str())
}

/// Opens or closes what a row shows; `None` turns it round.
pub(super) fn turn(board: Board, shows: Shows, is_open: Option<bool>) {
    untrack(|| {
        board.with_tree(|basis| {
            let Some(key) = key(basis, shows) else { return };
            let next = is_open.unwrap_or(!board.tree.open.with(|open| open.has(&key, basis.diagram)));
            board.tree.open.update(|open| open.set(key, next, basis.diagram));
        });
    });
}
