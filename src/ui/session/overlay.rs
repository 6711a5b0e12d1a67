//! What lies over the page.

use leptos::prelude::*;

use super::Session;
use crate::ui::kit::close_dialog;

/// What lies over the page; one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Overlay {
    /// The command palette.
    Palette,
    /// The list of keys.
    KeyMap,
    /// The choice of templates for a new project.
    NewProject,
    /// The plan as a link.
    Share,
}

impl Session {
    /// What lies over the page.
    pub(crate) fn overlay(self) -> ReadSignal<Option<Overlay>> {
        self.overlay.read_only()
    }

    /// Lays `overlay` over the page.
    pub(crate) fn show(self, overlay: Overlay) {
        self.overlay.set(Some(overlay));
    }

    /// Takes the overlay away.
    pub(crate) fn close_overlay(self) {
        close_dialog(());
        self.overlay.set(None);
    }
}
