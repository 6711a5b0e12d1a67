//! Laws that hold for every configuration and state.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::json::plan_json;
use super::*;
use crate::state::BY_SYSTEM;

/// One dataset: type, params, lifecycle.
type Sketch = (&'static str, &'static str, &'static str);

const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];

fn sketch() -> impl Strategy<Value = Sketch> {
    let kinds = prop_oneof![Just("s3"), Just("hdfs"), Just("managed")];
    let params = prop_oneof![
        Just("{}"),
        Just("{a: 1, b: {c: [x, {d: 1.0}]}}"),
        Just("{a: 2, b: {c: [x, {d: 2}], e: ''}}"),
        Just("{b: []}"),
    ];
    let lifecycles = prop_oneof![
        Just("{}"),
        Just("{ignore_changes: [params.a]}"),
        Just("{ignore_changes: ['params.b.c[1].d', type]}"),
        Just("{prevent_destroy: true}"),
    ];
    (kinds, params, lifecycles)
}

/// A configuration: some datasets, and recipes that read earlier and write later names.
fn config() -> impl Strategy<Value = String> {
    let names = subsequence(NAMES.to_vec(), 0..=NAMES.len());
    let recipes = proptest::collection::vec((any::<Index>(), any::<Index>(), 0_usize..100), 0..4);
    (names, proptest::collection::vec(sketch(), NAMES.len()), recipes, any::<Index>())
        .prop_map(|(names, sketches, recipes, turn)| written(&names, &sketches, &recipes, turn))
}

fn written(names: &[&str], sketches: &[Sketch], recipes: &[(Index, Index, usize)], turn: Index) -> String {
    let mut datasets: Vec<String> = names
        .iter()
        .zip(sketches)
        .map(|(name, (kind, params, lifecycle))| {
            format!("  - {{name: {name}, type: {kind}, params: {params}, lifecycle: {lifecycle}}}\n")
        })
        .collect();
    if !datasets.is_empty() {
        let by = turn.index(datasets.len());
        datasets.rotate_left(by);
    }
    let mut text =
        format!("project: {{key: P, name: p{}}}\ndatasets:\n{}recipes:\n", names.len(), datasets.concat());
    for (number, (from, to, code)) in recipes.iter().enumerate() {
        let Some(last) = names.len().checked_sub(1).filter(|last| *last > 0) else { continue };
        let from = from.index(last);
        let to = from + 1 + to.index(last - from);
        let (input, output) = (names[from], names[to]);
        text += &format!(
            "  - {{name: r{number}, type: python, inputs: [{input}], outputs: [{output}], code: '{code}'}}\n"
        );
    }
    text
}

fn settle(state: &mut State, plan: &Plan) {
    for step in &plan.steps {
        record(state, step, "2025-06-02T09:00:00Z", "ada");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn applying_a_plan_leaves_nothing_to_plan(old in config(), new in config(), synced in any::<bool>()) {
        let mut state = applied(&old);
        if synced {
            for resource in &mut state.resources {
                Arc::make_mut(resource).metadata.deployed_by = BY_SYSTEM.into();
            }
        }
        let plan = plan_against(&new, Some(&state), &[]);
        let serial = state.serial;
        settle(&mut state, &plan);
        let again = plan_against(&new, Some(&state), &[]);
        prop_assert!(!again.has_changes(), "{}", outline(&again));
        prop_assert!(state.serial >= serial + plan.actions().count() as u64);
    }

    #[test]
    fn steps_come_after_what_they_depend_on(old in config(), new in config()) {
        let plan = replanned(&old, &new);
        let position = |address: &Address| plan.steps.iter().position(|step| step.address == *address).unwrap();
        for step in &plan.steps {
            for need in &step.depends_on {
                prop_assert!(position(need) < position(&step.address), "{} before {need}", step.address);
            }
        }
    }

    #[test]
    fn a_part_is_contained_in_the_whole(old in config(), new in config(), pick in any::<Index>()) {
        let state = applied(&old);
        let whole = plan_against(&new, Some(&state), &[]);
        let target = pick.get(&whole.steps);
        let part = plan_against(&new, Some(&state), &[target.address.as_str()]);
        let find = |step: &&Step| whole.steps.iter().any(|other| other.address == step.address && other.action == step.action);
        prop_assert!(part.steps.iter().any(|step| step.address == target.address));
        prop_assert!(part.steps.iter().all(|step| find(&step)));
    }

    #[test]
    fn the_order_of_entries_does_not_matter(old in config(), new in config(), turn in any::<Index>()) {
        let mut state = applied(&old);
        let json = plan_json(&plan_against(&new, Some(&state), &[]), "now");
        let by = turn.index(state.resources.len());
        state.resources.rotate_left(by);
        let mut lines: Vec<&str> = new.lines().collect();
        let is_dataset = |line: &str| line.contains("lifecycle");
        if let Some(first) = lines.iter().position(|line| is_dataset(line)) {
            let count = lines.iter().filter(|line| is_dataset(line)).count();
            lines[first..first + count].reverse();
        }
        let turned = plan_json(&plan_against(&lines.join("\n"), Some(&state), &[]), "now");
        prop_assert_eq!(turned, json);
    }
}
