//! What is selected on the canvas, and what has the focus.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::diagram::{Node, NodeId};
use blockwright::sorting;
use blockwright::text::LineIndex;
use blockwright::workspace::file_named;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Board, Session};
use crate::ui::kit::focus_soon;

impl Board {
    /// Gives a shape the focus and selects it alone.
    pub(crate) fn go_to(self, id: &NodeId) {
        self.reveal(id);
        self.select(id, false);
        focus_on(id);
    }

    /// Gives a shape the focus again; what is selected stays so.
    pub(crate) fn take_focus(self, id: &NodeId) {
        self.reveal(id);
        focus_on(id);
    }

    /// What people call a node; of anything else its id.
    pub(crate) fn name_of(self, id: &NodeId) -> String {
        let name = self.diagram.with_untracked(|diagram| diagram.node(id).map(|node| node.name.to_string()));
        name.unwrap_or_else(|| id.to_string())
    }

    /// Selects a note alone.
    pub(crate) fn select_note(self, note: usize) {
        self.clear_selection();
        self.selected_note.set(Some(note));
    }

    /// Gives a note the focus and selects it alone.
    pub(crate) fn go_to_note(self, note: usize) {
        let known = self.arrangement.get_untracked().unwrap_or_default();
        if let Some(known) = known.notes.get(note) {
            self.reveal_rect(&known.rect);
            self.select_note(note);
            focus_soon(move || {
                document().query_selector(&format!(".note[data-note='{note}']")).ok().flatten()
            });
        }
    }

    /// The first or last node in reading order.
    pub(crate) fn first_or_last(self, is_first: bool) -> Option<NodeId> {
        self.diagram.with_untracked(|diagram| {
            self.scene.with_untracked(|scene| {
                let drawn = |at: &&usize| {
                    diagram.nodes.get(**at).is_some_and(|node| scene.position(&node.id).is_some())
                };
                self.walk.with_untracked(|walk| {
                    let mut order = walk.order.iter().filter(drawn);
                    let at = if is_first { order.next() } else { order.next_back() };
                    Some(diagram.nodes.get(*at?)?.id.clone())
                })
            })
        })
    }

    /// Whether a shape is selected; reads the selection.
    pub(crate) fn is_selected(self, id: &NodeId) -> bool {
        self.selection.with(|selection| selection.contains(id))
    }

    /// Selects `id` alone, or turns its selection over.
    pub(crate) fn select(self, id: &NodeId, is_added: bool) {
        self.selected_wire.set(None);
        self.selected_note.set(None);
        self.selection.update(|selection| {
            let selection = Arc::make_mut(selection);
            if !is_added {
                *selection = BTreeSet::from([id.clone()]);
            } else if !selection.remove(id) {
                selection.insert(id.clone());
            }
        });
        self.focus.set(Some(id.clone()));
    }

    /// Selects what a gesture added or changed, if it is drawn. Who is at one of them stays there.
    pub(super) fn show_result(self, nodes: Vec<NodeId>) {
        let focus = self.focus.get_untracked();
        if focus.is_some_and(|focus| nodes.contains(&focus)) {
            return;
        }
        let is_drawn = |id: &NodeId| self.scene.with_untracked(|scene| scene.position(id).is_some());
        let shown: Vec<NodeId> = nodes.into_iter().filter(is_drawn).collect();
        if let Some(first) = shown.first().cloned() {
            self.selection.set(Arc::new(sorting::set(shown)));
            if has_focus() {
                focus_on(&first);
            }
            self.focus.set(Some(first));
        }
    }

    /// Selects nothing.
    pub(crate) fn clear_selection(self) {
        self.selected_wire.set(None);
        self.selected_note.set(None);
        if self.selection.with_untracked(|selection| !selection.is_empty()) {
            self.selection.set(Arc::default());
        }
    }
}

impl Session {
    /// Selects the node whose entry has this line (from 1) of the file at `path`.
    pub(crate) fn follow_caret(self, path: &str, line: u32) {
        let board = self.board();
        let at = self.settled().with_untracked(|inputs| {
            let file = file_named(&inputs.files, path)?;
            let text = &inputs.files.get(file.index())?.text;
            Some((file, LineIndex::new(text).line(text, line)))
        });
        let is_known = self.is_settled() && !board.is_stale.get_untracked();
        let Some((file, line)) = at.filter(|_| is_known) else { return };
        let node = board.diagram.with_untracked(|diagram| {
            let has_line = |node: &&Node| {
                let at = node.at;
                at.file == file
                    && at.range.start <= line.end
                    && line.start < at.range.end
                    && node.parent.is_none()
            };
            diagram.nodes.iter().find(has_line).map(|node| node.id.clone())
        });
        board.at_caret.set(node.clone());
        if let Some(id) =
            node.filter(|id| board.selection.with_untracked(|now| now.len() != 1 || !now.contains(id)))
        {
            board.reveal(&id);
            board.select(&id, false);
        }
    }
}

/// Whether the focus is on the canvas, or nowhere because what had it is gone.
fn has_focus() -> bool {
    let at = document().active_element();
    at.is_none_or(|at| at.tag_name() == "BODY" || at.closest("[data-canvas]").ok().flatten().is_some())
}

/// Gives the focus to a shape as soon as it is mounted.
fn focus_on(id: &NodeId) {
    let id = id.clone();
    focus_soon(move || {
        let all = document().query_selector_all("[data-item]").ok()?;
        let mut shapes = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<web_sys::Element>().ok());
        shapes.find(|shape| shape.get_attribute("data-item").as_deref() == Some(&*id.0))
    });
}
