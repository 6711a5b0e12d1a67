//! The outline of the canvas: what of it is open, and whether it stands in the place of the picture.

use std::sync::Arc;

use blockwright::tree::{self, Basis, Open, Row};
use leptos::prelude::*;

use super::Board;

/// The outline. It stays as it is while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Tree {
    /// Whether it is shown; `None` until somebody decides, and then the width of the page does.
    pub(crate) is_shown: RwSignal<Option<bool>>,
    /// What is open.
    pub(crate) open: RwSignal<Open>,
    /// The row that the keys work on.
    pub(crate) active: RwSignal<usize>,
    /// Whether something was chosen in it that the picture has not shown since.
    pub(crate) has_chosen: StoredValue<bool>,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self {
            is_shown: RwSignal::new(None),
            open: RwSignal::new(Open::default()),
            active: RwSignal::new(0),
            has_chosen: StoredValue::new(false),
        }
    }
}

impl Board {
    /// Does something with what the outline is made from; reads it.
    pub(crate) fn with_tree<T>(self, act: impl FnOnce(Basis<'_>) -> T) -> T {
        let arrangement = self.arrangement.get().unwrap_or_default();
        let ghosts = self.marks.with(|marks| marks.ghosts.len());
        self.diagram.with(|diagram| {
            self.walk.with(|walk| act(Basis { diagram, arrangement: &arrangement, walk, ghosts }))
        })
    }

    /// The rows of the outline; reads what they are made from.
    pub(crate) fn tree_rows(self) -> Arc<[Row]> {
        self.with_tree(|basis| self.tree.open.with(|open| tree::rows(basis, open).into()))
    }
}
