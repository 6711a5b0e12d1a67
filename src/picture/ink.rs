//! The colours of a picture, those of the page in its light and its dark theme.

use super::{Kind, Trouble};
use crate::marks::Operation;

/// What a picture is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// For documents and printing.
    #[default]
    Light,
    /// For dark pages.
    Dark,
}

/// The colours on one background.
pub(super) struct Ink {
    pub(super) page: &'static str,
    pub(super) surface: &'static str,
    pub(super) text: &'static str,
    pub(super) muted: &'static str,
    pub(super) line: &'static str,
    pub(super) note: &'static str,
    pub(super) create: &'static str,
    pub(super) update: &'static str,
    pub(super) delete: &'static str,
    dataset: &'static str,
    recipe: &'static str,
    zone: &'static str,
}

const LIGHT: Ink = Ink {
    page: "#f4f6f8",
    surface: "#ffffff",
    text: "#18212c",
    muted: "#515d6b",
    line: "#7f8b98",
    note: "#fbf0da",
    create: "#18693a",
    update: "#825300",
    delete: "#b0241c",
    dataset: "#1f73bb",
    recipe: "#8f6a00",
    zone: "#14797a",
};

const DARK: Ink = Ink {
    page: "#11151b",
    surface: "#181e26",
    text: "#e3e8ee",
    muted: "#a0acb9",
    line: "#6d7a88",
    note: "#35280f",
    create: "#74d292",
    update: "#f2ba62",
    delete: "#ff9388",
    dataset: "#62aef0",
    recipe: "#f3cb4b",
    zone: "#2ab1ac",
};

impl Ink {
    /// The colours on `background`.
    pub(super) fn on(background: Background) -> &'static Self {
        match background {
            Background::Light => &LIGHT,
            Background::Dark => &DARK,
        }
    }

    pub(super) fn of_kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Block | Kind::Solution => self.zone,
            Kind::Dataset => self.dataset,
            Kind::Recipe => self.recipe,
        }
    }

    pub(super) fn of_operation(&self, operation: Operation) -> &'static str {
        match operation {
            Operation::Create => self.create,
            Operation::Update => self.update,
            Operation::Delete | Operation::Replace => self.delete,
            Operation::Unchanged => self.muted,
        }
    }

    pub(super) fn of_trouble(&self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Errors(_) => self.delete,
            Trouble::Warnings(_) => self.update,
        }
    }
}
