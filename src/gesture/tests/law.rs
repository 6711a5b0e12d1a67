//! The law: whatever is done can be undone and done again, byte for byte, and does what was asked.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::chance::{Dice, board, some_gesture};
use super::*;

fn texts(board: &Board) -> String {
    board.workspace.files.iter().map(|file| format!("# {}\n{}", file.path, file.text)).collect()
}

/// What the gesture promises, seen on the canvas after it.
fn check(gesture: &Gesture, step: &Step, (before, wires): (&str, &BTreeSet<String>), board: &Board) {
    let now = board.wires();
    let end = |port: &PortRef| format!("{}.{}", port.node, port.port);
    let show = |link: &Link| format!("{} > {}", end(&link.source), end(&link.target));
    // What is written to a declared dataset is read from there.
    let leads = |source: &str, target: &str| {
        let from = |wire: &&String| wire.starts_with(&format!("{source} > "));
        let reached: Vec<&String> = now.iter().filter(from).collect();
        reached.iter().any(|wire| wire.contains(&format!("> {target}")))
            || reached.iter().any(|wire| {
                let dataset = wire.rsplit_once(" > ").unwrap().1.strip_suffix(".in").unwrap_or("-");
                now.iter().any(|wire| wire.starts_with(&format!("{dataset}.out > {target}")))
            })
    };
    let texts = || format!("{before}=======>\n{}", patch(before, &texts(board)));
    let syntax = board
        .analysis
        .problems
        .iter()
        .find(|problem| problem.rule.id.starts_with("SYN") && problem.fails(true));
    assert_eq!(syntax, None, "{gesture:?}\n{}", texts());
    assert!(!step.title.is_empty());
    let lost = |but: &dyn Fn(&str) -> bool| {
        let lost: Vec<&String> = wires.iter().filter(|wire| !now.contains(*wire) && !but(wire)).collect();
        assert!(lost.is_empty(), "lost {lost:?} by {gesture:?}\n{}", texts());
    };
    match gesture {
        Gesture::Wire(link) => {
            assert!(leads(&end(&link.source), &end(&link.target)), "{gesture:?}\n{}", texts());
        }
        Gesture::Unwire(links) => {
            assert!(links.iter().all(|link| !now.contains(&show(link))), "{gesture:?}\n{}", texts());
            // A name that several write is one mapping, so all its wires go.
            lost(&|wire| links.iter().any(|link| wire.ends_with(&format!("> {}", end(&link.target)))));
        }
        Gesture::Rewire { wire, target } => {
            assert!(leads(&end(&wire.source), &end(target)), "{gesture:?}\n{}", texts());
            assert!(!now.contains(&show(wire)) || wire.target == *target, "{gesture:?}\n{}", texts());
        }
        Gesture::Rename { node, .. } => {
            assert!(step.focus.iter().all(|id| board.diagram.node(id).is_some()), "{gesture:?}\n{}", texts());
            let new = &step.focus[0].0;
            let renamed: BTreeSet<String> = wires
                .iter()
                .map(|wire| {
                    let Link { source, target } = link(wire);
                    let id = |end: PortRef| {
                        if end.node == *node {
                            format!("{new}.{}", end.port)
                        } else {
                            format!("{}.{}", end.node, end.port)
                        }
                    };
                    format!("{} > {}", id(source), id(target))
                })
                .collect();
            let lost: Vec<&String> = renamed.iter().filter(|wire| !now.contains(*wire)).collect();
            assert!(lost.is_empty(), "lost {lost:?} by {gesture:?}\n{}", texts());
        }
        Gesture::Delete { nodes, .. } => {
            lost(&|wire| {
                let Link { source, target } = link(wire);
                let stays = |end: PortRef| {
                    let id = numbered_without(&end.node, nodes);
                    (!nodes.contains(&end.node)).then(|| format!("{id}.{}", end.port))
                };
                let (Some(source), Some(target)) = (stays(source), stays(target)) else { return true };
                now.contains(&format!("{source} > {target}"))
            });
        }
        Gesture::Splice { source, target, .. } => {
            let new = &step.focus[0];
            assert!(board.diagram.node(new).is_some());
            if let Some(source) = source {
                assert!(leads(&end(source), &format!("{new}.")), "{gesture:?}\n{}", texts());
            }
            let outputs = &board.diagram.node(new).unwrap().outputs;
            if let Some(target) = target {
                let leads =
                    |port: &crate::diagram::Port| leads(&format!("{new}.{}", port.name), &end(target));
                assert!(outputs.iter().any(leads), "{gesture:?}\n{}", texts());
            }
        }
        Gesture::Add { .. } | Gesture::Duplicate { .. } | Gesture::Paste { .. } => {
            assert!(step.focus.iter().all(|id| board.diagram.node(id).is_some()), "{gesture:?}\n{}", texts());
            lost(&|_| false);
        }
        Gesture::ChangeVersion { .. } | Gesture::MapTo { .. } => {
            let remapped = |wire: &str| match gesture {
                Gesture::MapTo { node, gone, .. } => wire.contains(&format!("{node}.{gone}")),
                _ => false,
            };
            lost(&remapped);
        }
        Gesture::Place { places, .. } => {
            assert!(places.iter().all(|(id, at)| board.arrangement.places.get(id) == Some(at)));
        }
        Gesture::RenameFrame { name, .. } => {
            assert!(board.arrangement.frames.iter().any(|frame| frame.name == *name));
        }
        _ => lost(&|_| matches!(gesture, Gesture::Set { .. })),
    }
}

/// The id of a node once `gone` are gone: of several with one name, the later ones move up.
fn numbered_without(id: &NodeId, gone: &[NodeId]) -> String {
    let Some((name, number)) = id.0.rsplit_once('#') else { return id.to_string() };
    let number: usize = number.parse().unwrap();
    let before = |number: usize| if number == 1 { name.to_owned() } else { format!("{name}#{number}") };
    let left = (1..number).filter(|number| !gone.iter().any(|id| *id.0 == *before(*number))).count();
    before(left + 1)
}

/// Performs `count` gestures and takes them all back. Gives back how many were not refused.
fn play(seed: u64, count: usize) -> usize {
    let mut dice = Dice(seed);
    let mut board = board(dice.roll(4));
    let start = board.workspace.clone();
    let mut steps: Vec<(Vec<Change>, Vec<Change>)> = Vec::new();
    for _ in 0..count {
        let Some(gesture) = some_gesture(&board, &mut dice) else { continue };
        let Ok(step) = board.perform(&gesture) else { continue };
        let before = (texts(&board), board.wires());
        let inverse = board.apply(&step.changes);
        board.check_layout(&step);
        check(&gesture, &step, (&before.0, &before.1), &board);
        steps.push((step.changes, inverse));
    }
    let end = board.workspace.clone();
    for (_, inverse) in steps.iter().rev() {
        history::apply(&mut board.workspace, inverse).unwrap();
    }
    assert_eq!(board.workspace, start);
    for (done, _) in &steps {
        history::apply(&mut board.workspace, done).unwrap();
    }
    assert_eq!(board.workspace, end);
    steps.len()
}

#[test]
fn ten_thousand_gestures_undone_give_the_first_document_and_redone_the_last() {
    let mut done = 0;
    let mut seed = 0;
    while done < 10_000 {
        done += play(seed, 30);
        seed += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn gestures_do_what_was_asked_and_can_be_undone(seed in any::<u64>()) {
        play(seed, 40);
    }
}
