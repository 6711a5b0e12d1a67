//! The node that is shown, and how it is changed.

use std::sync::Arc;

use blockwright::connection::{self, Declared};
use blockwright::diagram::{End, NodeId};
use blockwright::gesture::{self, Gesture, Owner};
use blockwright::properties::choices::{Choice, choices};
use blockwright::properties::{Basis, Port, Properties};
use blockwright::yaml::edit::Step;
use leptos::prelude::*;
use serde_json::Value;

use super::shown::Shown;
use crate::ui::session::Session;

/// The properties of the node that is selected.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) session: Session,
    /// `None` while no node is selected alone.
    properties: Memo<Option<Arc<Properties>>>,
}

impl Sheet {
    pub(super) fn new(session: Session, shown: Memo<Shown>) -> Self {
        let board = session.board();
        let properties = Memo::new(move |before: Option<&Option<Arc<Properties>>>| {
            let id = shown.with(|shown| match shown {
                Shown::Node(id) => Some(id.clone()),
                _ => None,
            })?;
            // The diagram is older than the analysis then.
            let is_stale = board.is_stale.get();
            if let Some(Some(before)) = before.filter(|_| is_stale)
                && before.id == id
            {
                return Some(Arc::clone(before));
            }
            session.analysis().with(|analysis| {
                board.diagram.with(|diagram| {
                    board
                        .marks
                        .with(|marks| Properties::new(Basis { diagram, analysis, marks }, &id).map(Arc::new))
                })
            })
        });
        Self { session, properties }
    }

    /// A part of the properties; `T`'s default while there are none.
    pub(super) fn read<T>(self, part: impl Fn(&Properties) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let properties = self.properties;
        Memo::new(move |_| {
            properties.with(|found| found.as_ref().map(|found| part(found)).unwrap_or_default())
        })
    }

    /// The properties at this instant.
    pub(super) fn now(self) -> Option<Arc<Properties>> {
        self.properties.get_untracked()
    }

    /// The node at this instant.
    pub(super) fn id(self) -> Option<NodeId> {
        self.now().map(|found| found.id.clone())
    }

    /// Gives a property of the node a value, or takes it away.
    pub(super) fn set(self, path: Vec<Step>, value: Option<Value>) -> bool {
        let Some(id) = self.id() else { return false };
        stay(self.session, &Gesture::Set { owner: Owner::Node(id), path, value })
    }

    /// What stands against giving a property of the node this value.
    pub(super) fn refusal(self, path: Vec<Step>, value: Option<Value>) -> Option<String> {
        let id = self.id()?;
        refusal(self.session, &Gesture::Set { owner: Owner::Node(id), path, value })
    }

    /// Makes a gesture; what is selected stays so.
    pub(super) fn stay(self, gesture: &Gesture) -> bool {
        stay(self.session, gesture)
    }

    /// What can be wired to a port.
    pub(super) fn choices(self, port: &Port) -> Vec<Choice> {
        let (end, side): (End, _) = (port.end, port.side);
        self.session.on_scene(|scene| {
            let analysis = scene.analysis;
            let basis = connection::Basis {
                declared: &Declared::new(&analysis.config),
                diagram: scene.diagram,
                config: &analysis.config,
                composition: &analysis.composition,
                registries: &scene.workspace.registries,
            };
            choices(basis, end, side)
        })
    }
}

/// Makes a gesture; what is selected stays so, whatever the gesture is about.
pub(super) fn stay(session: Session, gesture: &Gesture) -> bool {
    let board = session.board();
    let (selection, focus) = (board.selection.get_untracked(), board.focus.get_untracked());
    let is_made = session.perform(gesture);
    if is_made && board.selection.with_untracked(|now| *now != selection) {
        board.selection.set(selection);
        board.focus.set(focus);
    }
    is_made
}

/// Why a gesture could not be made.
pub(super) fn refusal(session: Session, gesture: &Gesture) -> Option<String> {
    let refusal = session.on_scene(|scene| gesture::perform(scene, gesture)).err()?;
    let mut reason = refusal.reason;
    if let Some(first) = reason.get(..1).map(str::to_uppercase) {
        reason.replace_range(..1, &first);
    }
    Some(format!("{reason}. {}", refusal.remedy))
}
