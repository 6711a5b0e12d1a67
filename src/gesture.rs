//! What people do on the canvas, each as changes of the project's text and of the layout document.
//!
//! A gesture touches only the bytes it must: comments, order and everything else stay. It is one step
//! for undo. Nothing is changed here: [`perform`] says which changes make it, or why it is not made.

mod add;
pub mod alignment;
pub mod clipboard;
mod delete;
mod entry;
mod joint;
mod layout;
mod link;
mod loose;
mod membership;
mod mention;
mod name;
mod property;
mod refusal;
mod rename;
mod room;
mod script;
mod sharing;
mod splice;
mod unfolding;
mod version;
mod wire;
mod zone;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

pub use self::link::{Link, PortRef};
pub use self::refusal::Refusal;
use self::script::Script;
use crate::arrangement::{Arrangement, Note, Written};
use crate::block::port::Side;
use crate::diagram::{Diagram, NodeId};
use crate::geometry::Point;
use crate::history::Change;
use crate::insertion::Addition;
use crate::workspace::{Analysis, Workspace};
use crate::yaml::edit;

/// What a gesture is made on. The parts belong together: the analysis, the diagram and the arrangement
/// are those of the workspace.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The project.
    pub workspace: &'a Workspace,
    /// What follows from it.
    pub analysis: &'a Analysis,
    /// Its graph.
    pub diagram: &'a Diagram,
    /// What its layout document says; the default one if there is none or it cannot be read.
    pub arrangement: &'a Arrangement,
    /// Where the nodes stand on screen. The first gesture that writes the layout document keeps them.
    pub shown: &'a BTreeMap<NodeId, Point>,
}

/// Why nodes come to stand elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// They were dragged or pushed with keys.
    Move,
    /// They were put on one line.
    Align,
    /// The gaps between them were made equal.
    Distribute,
    /// They were arranged automatically.
    Tidy,
}

/// Whose property is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The project file as a whole, for `metadata`, `project` and the like.
    Project,
    /// The entry of a node.
    Node(NodeId),
}

/// One act of the user.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// Adds blocks, solutions, datasets and recipes with the wires they bring along.
    Add {
        /// The entries.
        addition: Addition,
        /// Where the first one comes to stand, the others below it; automatic without.
        at: Option<Point>,
    },
    /// Adds a block between two ports, or at one: into a wire that it is dropped on, behind an output,
    /// before an input.
    Splice {
        /// `REGISTRY/BLOCK_ID@VERSION`
        reference: String,
        /// What its best fitting input reads.
        source: Option<PortRef>,
        /// What its first fitting output feeds.
        target: Option<PortRef>,
        /// Where it comes to stand; automatic without.
        at: Option<Point>,
    },
    /// Lets an input read what an output writes.
    Wire(Link),
    /// Takes wires away.
    Unwire(Vec<Link>),
    /// Carries the reading end of a wire to another input.
    Rewire {
        /// The wire.
        wire: Link,
        /// The other input.
        target: PortRef,
    },
    /// Gives an instance, dataset or recipe another name, wherever it is used.
    Rename {
        /// Which.
        node: NodeId,
        /// The name.
        name: String,
    },
    /// Removes entries and the wires at them.
    Delete {
        /// Which.
        nodes: Vec<NodeId>,
        /// Whether what read them goes on with what they read, where that is one thing that could be
        /// wired to it.
        bridge: bool,
    },
    /// Adds copies with free names right behind the originals.
    Duplicate {
        /// Which.
        nodes: Vec<NodeId>,
        /// How far from the originals the copies stand.
        by: Point,
    },
    /// Adds what [`clipboard::copy`] gave, perhaps in another project.
    Paste {
        /// YAML with lists of blocks, solutions, datasets or recipes.
        text: String,
        /// Where the first one comes to stand, the others below it; automatic without.
        at: Option<Point>,
    },
    /// Gives a value to a property of an entry, or takes it away.
    Set {
        /// Whose.
        owner: Owner,
        /// The path in the entry, as `zone_name` or `params`, `path`.
        path: Vec<edit::Step>,
        /// The value; `None` to remove the property.
        value: Option<Value>,
    },
    /// Lets instances use other versions of their blocks. All wires stay.
    ChangeVersion {
        /// Which, and the version part of their references, as `1.2.0` or `^1.0.0`.
        versions: Vec<(NodeId, String)>,
    },
    /// Gives what was mapped at a port that is gone to another port.
    MapTo {
        /// Whose port.
        node: NodeId,
        /// Its side.
        side: Side,
        /// The port that is gone.
        gone: Arc<str>,
        /// The port in its place.
        port: Arc<str>,
    },
    /// Puts nodes to places.
    Place {
        /// Why.
        act: Placing,
        /// The nodes and their new places.
        places: BTreeMap<NodeId, Point>,
    },
    /// Shows the inside of a solution, which makes room for it, or hides it.
    Unfold {
        /// Which.
        solution: NodeId,
        /// Whether to show it.
        unfolded: bool,
    },
    /// Draws a frame around nodes, which leave the frames they are in.
    Group {
        /// Which.
        nodes: Vec<NodeId>,
        /// The frame's name.
        name: String,
    },
    /// Takes frames away, of zones the zones; what is in them stays.
    Ungroup {
        /// Their names.
        frames: Vec<String>,
    },
    /// Puts nodes into a frame or zone, or takes them out of theirs.
    MoveTo {
        /// Which.
        nodes: Vec<NodeId>,
        /// The frame's name; `None` to take them out.
        frame: Option<String>,
        /// Where nodes come to stand, others that move along too; a free place for those not named.
        places: BTreeMap<NodeId, Point>,
    },
    /// Gives a frame another name.
    RenameFrame {
        /// The frame's name.
        frame: String,
        /// Its new name.
        name: String,
    },
    /// Folds a frame to one node, or unfolds it.
    Fold {
        /// The frame's name.
        frame: String,
        /// Whether to fold it.
        folded: bool,
    },
    /// Adds a note, on top of the others.
    AddNote(Note),
    /// Moves a note, changes its size or what it says.
    ChangeNote {
        /// Its position in [`Arrangement::notes`].
        note: usize,
        /// What it becomes.
        to: Note,
    },
    /// Removes a note, by its position in [`Arrangement::notes`].
    RemoveNote(usize),
}

/// A gesture as changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does, as `Rename cleaning to cleansing`; shown next to Undo.
    pub title: String,
    /// The changes, to be made in this order.
    pub changes: Vec<Change>,
    /// The nodes to look at afterwards: what was added or changed.
    pub focus: Vec<NodeId>,
    /// What the layout document says afterwards, if the gesture is about that.
    pub layout: Option<Written>,
}

/// The changes that make `gesture`.
///
/// # Errors
/// If it cannot be made without losing something, or would make no sense; nothing is then changed.
pub fn perform(scene: Scene<'_>, gesture: &Gesture) -> Result<Step, Refusal> {
    let mut script = Script::new(scene);
    match gesture {
        Gesture::Add { addition, at } => add::add(&mut script, addition, *at),
        Gesture::Splice { reference, source, target, at } => {
            splice::splice(&mut script, reference, source.as_ref(), target.as_ref(), *at)
        }
        Gesture::Wire(link) => wire::wire(&mut script, link),
        Gesture::Unwire(links) => wire::unwire(&mut script, links),
        Gesture::Rewire { wire, target } => wire::rewire(&mut script, wire, target),
        Gesture::Rename { node, name } => rename::rename(&mut script, node, name),
        Gesture::Delete { nodes, bridge } => delete::delete(&mut script, nodes, *bridge),
        Gesture::Duplicate { nodes, by } => clipboard::duplicate(&mut script, nodes, *by),
        Gesture::Paste { text, at } => clipboard::paste(&mut script, text, *at),
        Gesture::Set { owner, path, value } => property::set(&mut script, owner, path, value.as_ref()),
        Gesture::ChangeVersion { versions } => version::change(&mut script, versions),
        Gesture::MapTo { node, side, gone, port } => version::map_to(&mut script, node, *side, gone, port),
        Gesture::Place { act, places } => layout::place(&mut script, *act, places),
        Gesture::Unfold { solution, unfolded } => unfolding::unfold(&mut script, solution, *unfolded),
        Gesture::Group { nodes, name } => {
            layout::group(&mut script, nodes, name).and_then(|()| room::gather(&mut script, name))
        }
        Gesture::Ungroup { frames } => layout::ungroup(&mut script, frames),
        Gesture::MoveTo { nodes, frame, places } => {
            membership::move_to(&mut script, nodes, frame.as_deref(), places)
        }
        Gesture::RenameFrame { frame, name } => layout::rename_frame(&mut script, frame, name),
        Gesture::Fold { frame, folded } => layout::fold(&mut script, frame, *folded),
        Gesture::AddNote(note) => layout::add_note(&mut script, note),
        Gesture::ChangeNote { note, to } => layout::change_note(&mut script, *note, to),
        Gesture::RemoveNote(note) => layout::remove_note(&mut script, *note),
    }?;
    script.finish()
}

#[cfg(test)]
mod tests;
