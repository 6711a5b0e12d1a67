//! Reading the layout document. It may come from anywhere: what does not fit is refused or cut to
//! what can be drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::{Arrangement, Frame, MAX_BYTES, MAX_COORDINATE, MAX_ITEMS, MAX_NOTE, Note, Refusal, Room};
use crate::diagram::NodeId;
use crate::geometry::{Point, Rect};

/// The format that this version writes.
pub(super) const FORMAT: u64 = 1;

/// Smallest width and height of a note.
const MIN_NOTE: f64 = 40.0;

#[derive(serde::Deserialize)]
struct Document {
    version: u64,
    #[serde(default)]
    nodes: Places,
    #[serde(default)]
    unfolded: Vec<String>,
    #[serde(default)]
    rooms: BTreeMap<String, [f64; 4]>,
    #[serde(default)]
    frames: Vec<WrittenFrame>,
    #[serde(default)]
    folded_zones: Vec<String>,
    #[serde(default)]
    notes: Vec<WrittenNote>,
}

#[derive(serde::Deserialize)]
struct WrittenFrame {
    name: String,
    members: Vec<String>,
    #[serde(default)]
    folded: bool,
}

#[derive(serde::Deserialize)]
struct WrittenNote {
    at: [f64; 4],
    text: String,
}

/// `"cleaning": [120, 80]`; read without a detour, because there may be thousands.
#[derive(Default)]
struct Places(BTreeMap<NodeId, Point>);

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(PlacesVisitor)
    }
}

struct PlacesVisitor;

impl<'de> Visitor<'de> for PlacesVisitor {
    type Value = Places;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("places by the names of nodes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Places, A::Error> {
        let mut places = BTreeMap::new();
        while let Some((id, [x, y])) = entries.next_entry::<String, [f64; 2]>()? {
            if places.len() >= MAX_ITEMS {
                return Err(de::Error::custom(TOO_MANY));
            }
            places.insert(NodeId(id.into()), whole(Point::new(x, y)));
        }
        Ok(Places(places))
    }
}

const TOO_MANY: &str = "too many places";

pub(super) fn read(text: &str) -> Result<Arrangement, Refusal> {
    if text.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let document: Document = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        if reason.starts_with(TOO_MANY) { Refusal::TooMany } else { Refusal::Unreadable(reason) }
    })?;
    if document.version > FORMAT {
        return Err(Refusal::Newer(document.version));
    }
    let lengths = [
        document.frames.len(),
        document.notes.len(),
        document.unfolded.len(),
        document.rooms.len(),
        document.folded_zones.len(),
    ];
    if lengths.into_iter().any(|length| length > MAX_ITEMS) {
        return Err(Refusal::TooMany);
    }
    Ok(Arrangement {
        places: document.nodes.0,
        unfolded: document.unfolded.into_iter().map(|id| NodeId(id.into())).collect(),
        rooms: document.rooms.into_iter().map(|(id, room)| (NodeId(id.into()), self::room(room))).collect(),
        frames: frames(document.frames),
        folded_zones: document.folded_zones.into_iter().collect(),
        notes: document.notes.into_iter().map(note).collect(),
    })
}

/// Frames with a name of their own; a node stays in the first that names it.
fn frames(written: Vec<WrittenFrame>) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let (mut names, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for frame in written {
        let members = frame.members.into_iter().map(|id| NodeId(id.into()));
        let members: BTreeSet<NodeId> = members.filter(|id| taken.insert(id.clone())).collect();
        if !members.is_empty() && names.insert(frame.name.clone()) {
            frames.push(Frame { name: frame.name, members, is_folded: frame.folded, zone: None });
        }
    }
    frames
}

fn room([right, bottom, x, y]: [f64; 4]) -> Room {
    Room { corner: whole(Point::new(right, bottom)), by: whole(Point::new(x, y)) }
}

fn note(written: WrittenNote) -> Note {
    let [x, y, width, height] = written.at;
    bounded(Rect::new(x, y, width, height), &written.text)
}

/// A note as it can be drawn.
pub(super) fn bounded(rect: Rect, text: &str) -> Note {
    let Point { x, y } = whole(rect.origin);
    let length = |length: f64| coordinate(length).max(MIN_NOTE);
    Note {
        rect: Rect::new(x, y, length(rect.size.width), length(rect.size.height)),
        text: text.chars().take(MAX_NOTE).collect(),
    }
}

/// A place in whole units.
pub(super) fn whole(place: Point) -> Point {
    Point::new(coordinate(place.x), coordinate(place.y))
}

/// A whole number that things can stand at.
fn coordinate(written: f64) -> f64 {
    written.clamp(-MAX_COORDINATE, MAX_COORDINATE).round()
}
