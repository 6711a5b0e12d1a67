//! What the page remembers about how it is used; nothing of any project but the id of its draft.

use leptos::prelude::window;

/// A thing that is remembered.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Preference {
    /// `system`, `light` or `dark`.
    Theme,
    /// Whether warnings fail: `strict` or `lenient`.
    Strictness,
    /// The id of the draft that was open last.
    LastDraft,
    /// The hash of the view that was open last.
    LastView,
    /// `off` if keys without Control do nothing.
    SingleKeys,
    /// The registries that were added, as JSON.
    Registries,
    /// The name that plans are shared and answered under.
    Name,
    /// How wide the property panel is in pixels; `closed` behind it if it is.
    Panel,
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Self::Theme => "blockwright.theme",
            Self::Strictness => "blockwright.strictness",
            Self::LastDraft => "blockwright.last-draft",
            Self::LastView => "blockwright.last-view",
            Self::SingleKeys => "blockwright.single-keys",
            Self::Registries => "blockwright.registries",
            Self::Name => "blockwright.name",
            Self::Panel => "blockwright.panel",
        }
    }

    /// What is remembered; `None` if nothing is, or the browser keeps nothing for this page.
    pub(crate) fn get(self) -> Option<String> {
        window().local_storage().ok().flatten()?.get_item(self.key()).ok().flatten()
    }

    /// Remembers `value`. Where the browser keeps nothing, it counts for this visit only, which
    /// harms nobody: so a failure is let go.
    pub(crate) fn set(self, value: &str) {
        if let Ok(Some(storage)) = window().local_storage() {
            drop(storage.set_item(self.key(), value));
        }
    }
}

/// Which colours the page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The name in storage and in the document.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that is remembered.
    pub(crate) fn remembered() -> Self {
        let name = Preference::Theme.get().unwrap_or_default();
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    /// The next one when a switch goes round.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Whether the page is light on dark now.
    pub(crate) fn is_dark(self) -> bool {
        let is_dark = || {
            let asked = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            asked.is_some_and(|asked| asked.matches())
        };
        self == Self::Dark || self == Self::System && is_dark()
    }

    /// Shows it and remembers it.
    pub(crate) fn apply(self) {
        Preference::Theme.set(self.name());
        if let Some(root) = leptos::prelude::document().document_element() {
            // Fails only for names that are no attribute names.
            drop(root.set_attribute("data-theme", self.name()));
        }
    }
}
