//! The law: whatever is done can be undone and done again, byte for byte, and does what was asked.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::geometry::Rect;
use crate::insertion::{NewDataset, NewRecipe};
use crate::yaml::edit::Step as Key;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn distance(&mut self) -> f64 {
        u16::try_from(self.roll(900)).unwrap().into()
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.roll(list.len());
        list.get(at)
    }
}

const FLOW: &str = "project: {key: P, name: Pea}
datasets: [{name: A, type: managed}, {type: managed, name: B}, ]
recipes: [{name: r, type: sync, inputs: [A], outputs: [B]}]
blocks: [{ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, inputs: {RAW_VIBRATION: B}}, {ref: BLOCKS_REGISTRY/FAILURE_MODEL_TRAINING@1.0.0, instance_name: training}]
";

const SHARED: &str = "project: {key: P, name: Pea}
datasets:
  - &raw {name: RAW, type: managed}
  - <<: *raw
    name: &copy COPY
blocks:
-   ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: &in
        CLEAN_VIBRATION: *copy
-   ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
    instance_name: more
    inputs: *in
    # the end
solutions:
    -
      ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
      instance_name: upkeep
      inputs: {RAW_SENSOR_DATA: RAW, 'EQUIPMENT_REGISTRY': FEATURES__ENGINEERED_FEATURES}";

fn board(seed: usize) -> Board {
    match seed % 4 {
        0 => Board::of(CHAIN),
        1 => Board::new(&[("input.yml", FLOW)]),
        2 => Board::new(&[("project.yml", SHARED)]),
        _ => Board::new(&[
            (
                "project.yml",
                "project: {key: P, name: Pea}\nblocks:\n  - ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.0.0\n    # rul\n    inputs:\n      FEATURES: A\n",
            ),
            ("datasets/a.yml", "# a\ndatasets:\n  - name: A\n    type: managed\n"),
            ("datasets/b.yml", "datasets:\n- name: B\n  type: managed\n- {name: C, type: managed}\n"),
            (
                "recipes/r.yml",
                "recipes:\n  - name: r\n    type: sync\n    inputs:\n      - A # in\n    outputs:\n      - {ref: C, role: main}\n",
            ),
            ("canvas.json", "{\"version\": 1, \"nodes\": {\"dataset.A\": [1, 2]}}"),
        ]),
    }
}

fn ids(board: &Board) -> Vec<NodeId> {
    board.diagram.nodes.iter().map(|node| node.id.clone()).collect()
}

fn some_port(board: &Board, dice: &mut Dice, side: Side) -> Option<PortRef> {
    let ports = |node: &crate::diagram::Node| {
        node.ports(side)
            .iter()
            .map(|port| PortRef { node: node.id.clone(), port: Arc::clone(&port.name) })
            .collect::<Vec<_>>()
    };
    dice.of(&board.diagram.nodes.iter().flat_map(ports).collect::<Vec<_>>()).cloned()
}

fn some_wire(board: &Board, dice: &mut Dice) -> Option<Link> {
    let wires: Vec<String> = board.wires().into_iter().collect();
    dice.of(&wires).map(|wire| link(wire))
}

fn some_nodes(board: &Board, dice: &mut Dice) -> Vec<NodeId> {
    let ids = ids(board);
    let count = 1 + dice.roll(3);
    (0..count).filter_map(|_| dice.of(&ids).cloned()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn reference(board: &Board, dice: &mut Dice) -> String {
    let registry = board.workspace.registries.get("BLOCKS_REGISTRY").unwrap();
    let entry = dice.of(registry.index.entries()).unwrap();
    format!("BLOCKS_REGISTRY/{}@{}", entry.block_id, entry.version)
}

#[allow(clippy::too_many_lines)]
fn some_gesture(board: &Board, dice: &mut Dice) -> Option<Gesture> {
    let at = (dice.roll(2) == 0).then(|| Point::new(dice.distance(), dice.distance()));
    let ids = ids(board);
    let name = format!("n{}", dice.roll(40));
    Some(match dice.roll(24) {
        0 => Gesture::Add {
            addition: Addition {
                datasets: vec![NewDataset::managed(name.to_uppercase())],
                recipes: vec![NewRecipe {
                    name: name.clone(),
                    kind: "python".into(),
                    inputs: vec![],
                    outputs: vec![name.to_uppercase()],
                    code: "a\nb\n".into(),
                }],
                uses: vec![],
            },
            at,
        },
        1 => Gesture::Splice {
            reference: reference(board, dice),
            source: some_port(board, dice, Side::Output).filter(|_| dice.roll(2) == 0),
            target: some_port(board, dice, Side::Input).filter(|_| dice.roll(2) == 0),
            at,
        },
        2 => {
            let wire = some_wire(board, dice)?;
            Gesture::Splice {
                reference: reference(board, dice),
                source: Some(wire.source),
                target: Some(wire.target),
                at,
            }
        }
        3..=6 => Gesture::Wire(Link {
            source: some_port(board, dice, Side::Output)?,
            target: some_port(board, dice, Side::Input)?,
        }),
        7 => Gesture::Unwire(vec![some_wire(board, dice)?]),
        8 => Gesture::Rewire { wire: some_wire(board, dice)?, target: some_port(board, dice, Side::Input)? },
        9 | 10 => {
            let node = dice.of(&ids)?.clone();
            let name = if node.0.starts_with("dataset.") { name.to_uppercase() } else { name };
            Gesture::Rename { node, name }
        }
        11 => Gesture::Delete { nodes: some_nodes(board, dice), bridge: dice.roll(2) == 0 },
        12 => Gesture::Duplicate { nodes: some_nodes(board, dice), by: Point::new(20.0, 20.0) },
        13 => {
            let text = clipboard::copy(board.scene(), &some_nodes(board, dice)).ok()?;
            Gesture::Paste { text, at }
        }
        14 => {
            let paths = [
                vec!["zone_name"],
                vec!["lifecycle", "prevent_destroy"],
                vec!["params", "path"],
                vec!["inputs"],
                vec!["metadata"],
            ];
            let path = dice.of(&paths)?.iter().map(|step| Key::Key((*step).to_owned())).collect();
            let value = [None, Some(json!(name)), Some(json!(true)), Some(json!({"a": [1, "two: three"]}))];
            Gesture::Set { owner: Owner::Node(dice.of(&ids)?.clone()), path, value: dice.of(&value)?.clone() }
        }
        15 | 16 => {
            let node = dice.of(&ids)?.clone();
            let label = &board.diagram.node(&node)?.label;
            let id = label.split('@').next()?;
            let registry = board.workspace.registries.get("BLOCKS_REGISTRY")?;
            let version = dice.of(registry.index.versions(id))?.version.to_string();
            Gesture::ChangeVersion { versions: vec![(node, version)] }
        }
        17 => {
            let side = if dice.roll(2) == 0 { Side::Input } else { Side::Output };
            let gone = board.diagram.nodes.iter().flat_map(|node| {
                node.ports(side)
                    .iter()
                    .filter(|port| port.is_gone)
                    .map(move |port| (node, Arc::clone(&port.name)))
            });
            let (node, gone) = dice.of(&gone.collect::<Vec<_>>())?.clone();
            let port = Arc::clone(&dice.of(node.ports(side))?.name);
            Gesture::MapTo { node: node.id.clone(), side, gone, port }
        }
        18 => {
            let places = some_nodes(board, dice).into_iter().map(|id| (id, at.unwrap_or_default())).collect();
            Gesture::Place { act: Placing::Move, places }
        }
        19 => Gesture::Unfold { solution: dice.of(&ids)?.clone(), unfolded: dice.roll(2) == 0 },
        20 => Gesture::Group { nodes: some_nodes(board, dice), name },
        21 => Gesture::Ungroup { frame: dice.of(&board.arrangement.frames)?.name.clone() },
        22 => Gesture::Fold {
            frame: dice.of(&board.arrangement.frames)?.name.clone(),
            folded: dice.roll(2) == 0,
        },
        _ => match dice.roll(3) {
            0 => Gesture::AddNote(Note { rect: Rect::new(0.0, 0.0, 100.0, 50.0), text: name }),
            1 => Gesture::RemoveNote(dice.roll(3)),
            _ => Gesture::ChangeNote {
                note: 0,
                to: Note { rect: Rect::new(9.0, 9.0, 90.0, 90.0), text: name },
            },
        },
    })
}

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
                nodes
                    .iter()
                    .any(|id| wire.starts_with(&format!("{id}.")) || wire.contains(&format!("> {id}.")))
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
        _ => lost(&|_| matches!(gesture, Gesture::Set { .. })),
    }
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
