//! What the panel shows: it follows the selection.

use blockwright::arrangement::frame_name;
use blockwright::diagram::NodeId;
use blockwright::gesture::Link;
use leptos::prelude::*;

use crate::ui::session::{Board, Session};

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    /// Nothing is selected.
    Project,
    /// A node.
    Node(NodeId),
    /// A frame, by name.
    Frame(String),
    /// A note, by position.
    Note(usize),
    /// A wire.
    Wire(Link),
    /// Several shapes.
    Several(Vec<NodeId>),
}

/// What kind of thing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Project,
    Node,
    Frame,
    Note,
    Wire,
    Several,
}

impl Shown {
    /// What the selection asks for; reads it.
    pub(super) fn of(board: Board) -> Self {
        if let Some(wire) = board.selected_wire.get() {
            return Self::Wire(wire);
        }
        if let Some(note) = board.selected_note.get() {
            return Self::Note(note);
        }
        let mut shapes = board.scene.with(|scene| {
            board.selection.with(|selection| {
                let there = selection.iter().filter(|id| scene.position(id).is_some());
                there.cloned().collect::<Vec<_>>()
            })
        });
        match (shapes.pop(), shapes.is_empty()) {
            (None, _) => Self::Project,
            (Some(only), true) => match frame_name(&only) {
                Some(frame) => Self::Frame(frame.to_owned()),
                None => Self::Node(only),
            },
            (Some(last), false) => Self::Several(shapes.into_iter().chain([last]).collect()),
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Project => Kind::Project,
            Self::Node(_) => Kind::Node,
            Self::Frame(_) => Kind::Frame,
            Self::Note(_) => Kind::Note,
            Self::Wire(_) => Kind::Wire,
            Self::Several(_) => Kind::Several,
        }
    }

    /// What it is called; reads the diagram.
    pub(super) fn title(&self, board: Board) -> String {
        match self {
            Self::Project => "the project".to_owned(),
            Self::Node(id) => board.diagram.with(|diagram| {
                diagram.node(id).map_or_else(|| id.to_string(), |node| node.name.to_string())
            }),
            Self::Frame(name) => name.clone(),
            Self::Note(_) => "a note".to_owned(),
            Self::Wire(_) => "a wire".to_owned(),
            Self::Several(shapes) => format!("{} things", shapes.len()),
        }
    }
}

/// What the fields of the panel are about: what is typed in them belongs to that, and to nothing that is shown
/// after it.
#[derive(Clone, Copy)]
pub(super) struct Topic {
    session: Session,
    shown: Memo<Shown>,
}

impl Topic {
    /// Makes it known to all fields below.
    pub(super) fn provide(session: Session, shown: Memo<Shown>) {
        provide_context(Self { session, shown });
    }

    /// Lets what is typed go as soon as something else is shown. `forget` gives back what was lost, in words.
    pub(super) fn forget_with(forget: impl Fn() -> Option<String> + 'static) {
        let Some(Self { session, shown }) = use_context::<Self>() else { return };
        let forget = move |_: &Shown, _: Option<&Shown>, _: Option<()>| {
            if let Some(lost) = forget() {
                session.refuse(lost);
            }
        };
        // For the outside world: what the user typed goes, and they are told.
        Effect::watch(move || shown.get(), forget, false);
    }
}
