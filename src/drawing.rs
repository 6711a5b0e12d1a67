//! A scene as a picture: the whole canvas or what is selected of it, as it is on screen, with the marks
//! of the plan if they are asked for.

mod boxes; // shapes and ghosts
mod ways; // lines and trails

use std::collections::BTreeSet;

use crate::arrangement::Arrangement;
use crate::diagnostic::counts::counted;
use crate::diagram::{Diagram, NodeId};
use crate::geometry::Rect;
use crate::marks::Marks;
use crate::picture::{Background, Bend, NoteShape, Picture};
use crate::plan::{Summary, words};
use crate::scene::Scene;
use crate::scene::ghosts::Shades;

/// How far around a selection notes are still about it.
const NEAR: f64 = 24.0;

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// What the picture is called.
    pub title: &'a str,
    /// What it is drawn on.
    pub background: Background,
    /// The nodes and wires.
    pub diagram: &'a Diagram,
    /// Frames and notes.
    pub arrangement: &'a Arrangement,
    /// Where everything is.
    pub scene: &'a Scene,
    /// Problems, and what the plan does.
    pub marks: &'a Marks,
    /// What the plan does to all resources, and the ghosts; `None` for a picture without the plan.
    pub plan: Option<(Summary, &'a Shades)>,
    /// What of it is drawn; `None` for everything.
    pub chosen: Option<Chosen<'a>>,
}

/// A part of the canvas.
#[derive(Clone, Copy)]
pub enum Chosen<'a> {
    /// Shapes by id, with the notes that stand in them or near.
    Shapes(&'a BTreeSet<NodeId>),
    /// A note alone: its position in [`Arrangement::notes`].
    Note(usize),
}

impl Sheet<'_> {
    /// The picture. Wires are drawn whose both ends are, notes with everything or beside what is drawn.
    pub fn picture(&self) -> Picture {
        let mut picture = Picture {
            title: self.title.to_owned(),
            background: self.background,
            plan: self.plan.map(|(summary, _)| summary),
            ..Picture::default()
        };
        boxes::add(self, &mut picture);
        ways::add(self, &mut picture);
        let around = bounds(&picture).map(|around| around.grown(NEAR));
        let is_drawn = |at: usize, rect: &Rect| match self.chosen {
            None => true,
            Some(Chosen::Shapes(_)) => around.is_some_and(|around| around.contains(rect)),
            Some(Chosen::Note(note)) => note == at,
        };
        let notes = self.arrangement.notes.iter().enumerate();
        let notes = notes.filter(|(at, note)| is_drawn(*at, &note.rect)).map(|(_, note)| note);
        picture.notes = notes.map(|note| NoteShape { rect: note.rect, text: note.text.clone() }).collect();
        picture.bounds = bounds(&picture).unwrap_or_default();
        picture.description = self.description(&picture);
        picture
    }

    /// Whether a shape or ghost is drawn.
    fn has(&self, id: &NodeId) -> bool {
        match self.chosen {
            None => true,
            Some(Chosen::Shapes(chosen)) => chosen.contains(id),
            Some(Chosen::Note(_)) => false,
        }
    }

    fn description(&self, picture: &Picture) -> String {
        let nodes = counted(picture.boxes.len(), "node");
        let wires = counted(picture.wires.len(), "wire");
        let plan = self.plan.map(|(summary, _)| format!(" {}", words::summary(summary)));
        format!("{nodes} and {wires}.{}", plan.unwrap_or_default())
    }
}

/// Around everything that is drawn; `None` if nothing is.
fn bounds(picture: &Picture) -> Option<Rect> {
    let boxes = picture.boxes.iter().map(|shape| shape.rect);
    let frames = picture.frames.iter().map(|shape| shape.rect);
    let notes = picture.notes.iter().map(|shape| shape.rect);
    let corners = picture.wires.iter().flat_map(|wire| &wire.way).map(|bend| {
        let (Bend::Start(to) | Bend::Line(to) | Bend::Curve(_, _, to)) = bend;
        Rect::between(*to, *to)
    });
    Rect::around(boxes.chain(frames).chain(notes).chain(corners))
}

#[cfg(test)]
mod tests;
