//! The colours of a picture, those of the page in its light and its dark theme.

use super::{Kind, PortState, Trouble};
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
    pub(super) canvas: &'static str,
    pub(super) surface: &'static str,
    pub(super) text: &'static str,
    pub(super) muted: &'static str,
    pub(super) line: &'static str,
    pub(super) faint: &'static str,
    pub(super) zone: &'static str,
    pub(super) note: Paint,
    create: Paint,
    update: Paint,
    delete: Paint,
    dataset: &'static str,
    recipe: &'static str,
}

/// A colour that says something, and what it fills with.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub(super) stroke: &'static str,
    pub(super) fill: &'static str,
}

const LIGHT: Ink = Ink {
    page: "#f4f6f8",
    canvas: "#eaeef2",
    surface: "#ffffff",
    text: "#18212c",
    muted: "#515d6b",
    line: "#7f8b98",
    faint: "#d5dce3",
    zone: "#14797a",
    note: Paint { stroke: "#825300", fill: "#fbf0da" },
    create: Paint { stroke: "#18693a", fill: "#e2f3e8" },
    update: Paint { stroke: "#825300", fill: "#fbf0da" },
    delete: Paint { stroke: "#b0241c", fill: "#fbe9e7" },
    dataset: "#1f73bb",
    recipe: "#b0500e",
};

const DARK: Ink = Ink {
    page: "#11151b",
    canvas: "#0d1116",
    surface: "#181e26",
    text: "#e3e8ee",
    muted: "#a0acb9",
    line: "#6d7a88",
    faint: "#2d3743",
    zone: "#2ab1ac",
    note: Paint { stroke: "#f2ba62", fill: "#35280f" },
    create: Paint { stroke: "#74d292", fill: "#143021" },
    update: Paint { stroke: "#f2ba62", fill: "#35280f" },
    delete: Paint { stroke: "#ff9388", fill: "#3b1d1c" },
    dataset: "#62aef0",
    recipe: "#f59a55",
};

impl Ink {
    /// The colours on `background`.
    pub(super) fn on(background: Background) -> &'static Self {
        match background {
            Background::Light => &LIGHT,
            Background::Dark => &DARK,
        }
    }

    /// Of the sign for what something is.
    pub(super) fn of_kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Block | Kind::Solution | Kind::Frame => self.zone,
            Kind::Dataset | Kind::Folder => self.dataset,
            Kind::Recipe => self.recipe,
        }
    }

    /// Of a node to which the plan does this, or nothing.
    pub(super) fn of_node(&self, kind: Kind, operation: Option<Operation>) -> Paint {
        match operation {
            None if kind == Kind::Recipe => Paint { stroke: self.recipe, fill: self.surface },
            None => Paint { stroke: self.line, fill: self.surface },
            Some(Operation::Unchanged) => Paint { stroke: self.faint, fill: self.page },
            Some(operation) => self.of_operation(operation),
        }
    }

    /// Of what the plan does.
    pub(super) fn of_operation(&self, operation: Operation) -> Paint {
        match operation {
            Operation::Create => self.create,
            Operation::Update => self.update,
            Operation::Delete | Operation::Replace => self.delete,
            Operation::Unchanged => Paint { stroke: self.muted, fill: self.surface },
        }
    }

    pub(super) fn of_trouble(&self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Errors(_) => self.delete.stroke,
            Trouble::Warnings(_) => self.update.stroke,
        }
    }

    /// The ring of a port, and what fills it.
    pub(super) fn of_port(&self, state: PortState) -> Paint {
        match state {
            PortState::Free => Paint { stroke: self.line, fill: self.surface },
            PortState::Wired => Paint { stroke: self.line, fill: self.line },
            PortState::Open => Paint { stroke: self.update.stroke, fill: self.surface },
            PortState::Gone => Paint { stroke: self.delete.stroke, fill: self.surface },
        }
    }

    /// Of a wire that leads to what is gone, or that goes.
    pub(super) fn of_loss(&self) -> &'static str {
        self.delete.stroke
    }
}
