//! Frames and the insides of solutions.

use blockwright::arrangement::{Frame, frame_id, frame_name};
use blockwright::diagram::Subject;
use blockwright::gesture::Gesture;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::walking::{chosen, chosen_nodes};
use crate::ui::session::{Session, Tone};

/// Frames the chosen nodes.
pub(super) fn group(session: Session) {
    let nodes = chosen_nodes(session);
    let taken = session.board().arrangement.get_untracked().unwrap_or_default();
    let is_free = |name: &String| taken.frames.iter().all(|frame| frame.name != *name);
    let name = (1..=taken.frames.len() + 1)
        .map(|number| format!("Frame {number}"))
        .find(is_free)
        .unwrap_or_default();
    session.perform(&Gesture::Group { nodes, name });
}

/// Takes away the frames that are chosen, or the one that a chosen node is in.
pub(super) fn ungroup(session: Session) {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let chosen = chosen(session);
    let named: Vec<String> = chosen.iter().filter_map(frame_name).map(str::to_owned).collect();
    let around = || chosen.iter().find_map(|id| arrangement.frame_of(id)).map(|frame| frame.name.clone());
    let frames = if named.is_empty() { around().into_iter().collect() } else { named };
    if frames.is_empty() {
        session.announce("There is no frame here");
    } else {
        take_away(session, frames);
    }
}

/// Takes frames away, and says what stays. Gives back whether it was done.
pub(in crate::ui::canvas_view) fn take_away(session: Session, frames: Vec<String>) -> bool {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let is_meant = |frame: &&Frame| frames.contains(&frame.name);
    let kept: usize = arrangement.frames.iter().filter(is_meant).map(|frame| frame.members.len()).sum();
    let what = match frames.as_slice() {
        [only] => format!("{only} was taken away"),
        several => format!("{} frames were taken away", several.len()),
    };
    let is_done = session.perform(&Gesture::Ungroup { frames });
    if is_done {
        let rest = match kept {
            0 => String::new(),
            1 => ", 1 node kept. Shift+Delete deletes what is in a frame too".to_owned(),
            kept => format!(", {kept} nodes kept. Shift+Delete deletes what is in a frame too"),
        };
        session.notify(Tone::Plain, format!("{what}{rest}."));
    }
    is_done
}

/// The names of the frames that are chosen, if nothing else is.
pub(super) fn only_frames(session: Session) -> Option<Vec<String>> {
    let chosen = chosen(session);
    let names: Option<Vec<String>> = chosen.iter().map(|id| frame_name(id).map(str::to_owned)).collect();
    names.filter(|names| !names.is_empty())
}

/// Folds what has the focus, or the frame that it is in.
pub(in crate::ui::canvas_view) fn fold(session: Session) {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let Some(focus) = board.focus.get_untracked() else { return };
    let named = frame_name(&focus).map(str::to_owned);
    let gesture = board.diagram.with_untracked(|diagram| {
        let node = diagram.node(&focus);
        let solution = node.and_then(|node| match (node.subject, node.parent) {
            (Subject::Solution(_), _) => Some(node.id.clone()),
            (_, Some(parent)) => diagram.nodes.get(parent).map(|parent| parent.id.clone()),
            _ => None,
        });
        let frame = named.or_else(|| arrangement.frame_of(&focus).map(|frame| frame.name.clone()));
        match (solution, frame) {
            (Some(solution), _) => {
                let unfolded = !arrangement.unfolded.contains(&solution);
                Some(Gesture::Unfold { solution, unfolded })
            }
            (None, Some(frame)) => {
                let folded = arrangement.frames.iter().any(|known| known.name == frame && !known.is_folded);
                Some(Gesture::Fold { frame, folded })
            }
            (None, None) => None,
        }
    });
    match gesture {
        Some(gesture) => {
            if session.perform(&gesture) {
                go_to_folded(session, &gesture);
            }
        }
        None => session.announce("There is nothing to fold here: frames and solutions can be"),
    }
}

/// Goes to what was folded, because what had the focus is drawn no more.
fn go_to_folded(session: Session, gesture: &Gesture) {
    let id = match gesture {
        Gesture::Unfold { solution, .. } => solution.clone(),
        Gesture::Fold { frame, .. } => frame_id(frame),
        _ => return,
    };
    // What is drawn anew has lost the focus by then.
    spawn_local(async move {
        tick().await;
        session.board().go_to(&id);
    });
}
