//! Where things stand on the canvas, as the layout document `canvas.json` keeps it: places, what is
//! unfolded, frames and notes.
//!
//! The document is a file of the project like any other, so undo, drafts and export cover it. It has
//! no meaning for the configuration and never enters a plan or a digest (design, decision 1).

mod read; // the document's text to an arrangement
mod write; // and back, one line for each thing
mod zones; // frames for the zones of a configuration

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

pub use self::zones::zone_of;
use crate::config::Config;
pub use crate::config::layout::CANVAS_PATH;
use crate::diagram::{Diagram, NodeId};
use crate::geometry::{Point, Rect};
use crate::history::Change;
use crate::sorting::sort_by;
use crate::source::{FileId, Source};
use crate::text::difference;

/// Largest document that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Most places, frames and notes that are read, each.
pub const MAX_ITEMS: usize = 50_000;
/// How far from the origin things may stand.
pub const MAX_COORDINATE: f64 = 10_000_000.0;
/// Longest text of a note, in characters.
pub const MAX_NOTE: usize = 4_000;

/// What the document says. Nodes that it does not name are placed automatically.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// The upper left corners of nodes, in whole units; of zones that nothing is in, by the ids of
    /// their frames.
    pub places: BTreeMap<NodeId, Point>,
    /// Solutions whose inside is drawn.
    pub unfolded: BTreeSet<NodeId>,
    /// The room that was made for the insides of solutions, which is given back when they are folded.
    pub rooms: BTreeMap<NodeId, Room>,
    /// Frames around nodes.
    pub frames: Vec<Frame>,
    /// Names of zones whose frames are folded.
    pub folded_zones: BTreeSet<String>,
    /// Notes, later ones on top.
    pub notes: Vec<Note>,
}

/// Room that was made for the inside of a solution.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Room {
    /// The lower right corner of the folded solution: what stood right of it or below it was moved.
    pub corner: Point,
    /// How far right, and how far down.
    pub by: Point,
}

/// A named frame around nodes. A node is in one frame at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Its name, unique among frames.
    pub name: String,
    /// What is in it.
    pub members: BTreeSet<NodeId>,
    /// Whether it is folded to one node with the ports that lead out of it.
    pub is_folded: bool,
    /// The zone of the configuration that it stands for, which says what is in it; `None` for a frame
    /// that only the canvas knows.
    pub zone: Option<ZoneLook>,
}

impl Frame {
    /// The id of the shape that draws it.
    pub fn id(&self) -> NodeId {
        frame_id(&self.name)
    }
}

/// The id of the shape that draws the frame called `name`.
pub fn frame_id(name: &str) -> NodeId {
    NodeId(format!("frame:{name}").into())
}

/// The name of the frame that a shape with this id draws, if it draws one.
pub fn frame_name(id: &NodeId) -> Option<&str> {
    id.0.strip_prefix("frame:")
}

/// How a zone looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneLook {
    /// Its colour, as `#2ab1ac`; `None` where the configuration says nothing.
    pub color: Option<String>,
}

/// A text on the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Where it stands.
    pub rect: Rect,
    /// What it says; plain text.
    pub text: String,
}

impl Note {
    /// What it is called where there is no room for its text: its first line that is not blank.
    pub fn title(&self) -> &str {
        self.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Empty note")
    }
}

/// The notes by position in the order in which they are read: from top to bottom, then from the left.
pub fn reading_order(notes: &[Note]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..notes.len()).collect();
    let place = |at: &usize| notes.get(*at).map_or(Point::default(), |note| note.rect.origin);
    sort_by(&mut order, |one, other| {
        let (one, other) = (place(one), place(other));
        one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x))
    });
    order
}

/// Why a document was not read. The canvas is then arranged automatically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has more bytes than [`MAX_BYTES`].
    TooLarge,
    /// It is no JSON, or not of this shape; what the reader said.
    Unreadable(String),
    /// It was written by a newer version.
    Newer(u64),
    /// It has more things than [`MAX_ITEMS`].
    TooMany,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(out, "it is larger than {} MiB", MAX_BYTES / 1024 / 1024),
            Self::Unreadable(reason) => write!(out, "{reason}"),
            Self::Newer(version) => write!(out, "it has format {version}, which a newer version wrote"),
            Self::TooMany => write!(out, "it has more than {MAX_ITEMS} places, frames or notes"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Arrangement {
    /// Reads a layout document. What stands in it about nodes that are no longer there is kept.
    ///
    /// # Errors
    /// If it is none, too large, or of a newer format.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        read::read(text)
    }

    /// The document of a project: an empty arrangement if there is none.
    ///
    /// # Errors
    /// As [`Arrangement::read`].
    pub fn of(files: &[Source]) -> Result<Self, Refusal> {
        text_in(files).map_or_else(|| Ok(Self::default()), |text| Self::read(text))
    }

    /// The same with frames around what stands in the zones of `config`, whose graph is `diagram`. What
    /// is in a zone is in no other frame. These frames are never written.
    #[must_use]
    pub fn with_zones(&self, config: &Config, diagram: &Diagram) -> Self {
        zones::with_zones(self, config, diagram)
    }

    /// The document's text: sorted, a line for each thing, so that two people's moves merge.
    pub fn write(&self) -> String {
        write::write(self)
    }

    /// The change that makes the document of `files` say this; `None` if it does already.
    pub fn change(&self, files: &[Source]) -> Option<Change> {
        self.change_to(&self.write(), files)
    }

    /// As [`Arrangement::change`], for its text.
    fn change_to(&self, text: &str, files: &[Source]) -> Option<Change> {
        match document(files) {
            Some((file, source)) => {
                let edits: Vec<_> = difference(&source.text, text).into_iter().collect();
                (!edits.is_empty()).then_some(Change::Edit { file, edits })
            }
            None if *self == Self::default() => None,
            // At the end, so that no other file gets another position.
            None => Some(Change::Insert {
                file: FileId::new(files.len()),
                source: Source::new(CANVAS_PATH, text),
            }),
        }
    }

    /// What reading its text gives: everything at whole units, and no frames of zones.
    fn read_back(mut self) -> Self {
        self.folded_zones = write::folded_zones(&self).into_iter().map(str::to_owned).collect();
        self.frames.retain(|frame| frame.zone.is_none() && !frame.members.is_empty());
        for place in self.places.values_mut() {
            *place = read::whole(*place);
        }
        for room in self.rooms.values_mut() {
            *room = Room { corner: read::whole(room.corner), by: read::whole(room.by) };
        }
        for note in &mut self.notes {
            *note = read::bounded(note.rect, &note.text);
        }
        self
    }

    /// The frame that `node` is in.
    pub fn frame_of(&self, node: &NodeId) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.members.contains(node))
    }

    /// The zone that `node` stands in, as the configuration says.
    pub fn zone_of(&self, node: &NodeId) -> Option<&str> {
        self.frame_of(node).filter(|frame| frame.zone.is_some()).map(|frame| &*frame.name)
    }

    /// The node is called `new` from now on: all that is known of `old` is now of `new`.
    pub fn rename(&mut self, old: &NodeId, new: &NodeId) {
        if let Some(place) = self.places.remove(old) {
            self.places.insert(new.clone(), place);
        }
        if self.unfolded.remove(old) {
            self.unfolded.insert(new.clone());
        }
        if let Some(room) = self.rooms.remove(old) {
            self.rooms.insert(new.clone(), room);
        }
        for frame in &mut self.frames {
            if frame.members.remove(old) {
                frame.members.insert(new.clone());
            }
        }
    }

    /// Forgets a node. A frame that holds nothing any more goes too.
    pub fn forget(&mut self, node: &NodeId) {
        self.places.remove(node);
        self.unfolded.remove(node);
        self.rooms.remove(node);
        for frame in &mut self.frames {
            frame.members.remove(node);
        }
        self.frames.retain(|frame| !frame.members.is_empty());
    }
}

/// An arrangement with the text that says it, so that nobody has to read what was just written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The document's text.
    pub text: String,
    /// What reading it gives.
    pub arrangement: Arrangement,
}

impl Written {
    /// Writes an arrangement.
    pub fn new(arrangement: Arrangement) -> Self {
        Self { text: arrangement.write(), arrangement: arrangement.read_back() }
    }

    /// As [`Arrangement::change`].
    pub fn change(&self, files: &[Source]) -> Option<Change> {
        self.arrangement.change_to(&self.text, files)
    }
}

/// The text of a project's layout document, if it has one.
pub fn text_in(files: &[Source]) -> Option<&Arc<str>> {
    document(files).map(|(_, source)| &source.text)
}

fn document(files: &[Source]) -> Option<(FileId, &Source)> {
    let at = files.iter().position(|source| source.path == CANVAS_PATH)?;
    files.get(at).map(|source| (FileId::new(at), source))
}

#[cfg(test)]
mod tests;
