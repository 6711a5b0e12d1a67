//! Laws of the snapshot.

use proptest::prelude::*;

use super::*;
use crate::config::layout::CANVAS_PATH;
use crate::diagnostic::counts::Counts;
use crate::registry::{Condition, INDEX_PATH, Registries, Registry};

const PROJECT: &str = "version: '1.0'\nproject: {key: P, name: Pea}\ndatasets:\n  - name: A\n    type: s3\n    connection: '{{ env.LAKE }}'\n    params: {path: /a}\n  - {name: B, type: managed}\n  - {name: C, type: managed}\nrecipes:\n  - name: r\n    type: python\n    inputs: [A]\n    outputs: [B]\n    code: |\n      x = 1\n  - {name: s, type: sql, inputs: [A, B], outputs: [C]}\n";

fn workspace(text: &str) -> Workspace {
    Workspace {
        files: vec![Source::new("project.yml", text)],
        environment: "dev".into(),
        variables: [("LAKE".to_owned(), "lake".to_owned())].into(),
        ..Workspace::default()
    }
}

fn with_state(text: &str) -> Workspace {
    let plan = analyze(&workspace(text)).plan.unwrap();
    let mut state = State { environment: "dev".into(), ..State::default() };
    for step in &plan.steps {
        crate::plan::record(&mut state, step, "2026-01-01T00:00:00Z", "ada");
    }
    Workspace { state: Some(crate::state::file::save(&state).into()), ..workspace(text) }
}

#[test]
fn texts_are_read_again_only_when_they_or_what_they_stand_for_changed() {
    let first = workspace(PROJECT);
    let mut memory = Memory::default();
    let read = analyze_again(&first, &mut memory);
    let other_registries =
        Workspace { registries: Arc::new(Registries::default()), strict: true, ..first.clone() };
    assert!(Arc::ptr_eq(&read.config, &analyze_again(&other_registries, &mut memory).config));
    let others = [
        Workspace { variables: [("LAKE".to_owned(), "sea".to_owned())].into(), ..first.clone() },
        Workspace { secrets: ["LAKE".to_owned()].into(), ..first.clone() },
        Workspace { environment: "prod".into(), ..first.clone() },
        Workspace {
            files: vec![
                Source::new("project.yml", PROJECT),
                Source::new("datasets/d.yml", "datasets: [{name: D, type: s3}]"),
            ],
            ..first.clone()
        },
        workspace(&PROJECT.replace("name: C", "name: E")),
    ];
    for other in others {
        let again = analyze_again(&other, &mut memory);
        assert!(!Arc::ptr_eq(&read.config, &again.config));
        assert_eq!(again, analyze(&other));
    }
}

#[test]
fn a_plan_after_an_apply_is_empty() {
    let analysis = analyze(&with_state(PROJECT));
    assert_eq!(analysis.state_problems.len(), 0);
    assert!(!analysis.plan.unwrap().has_changes());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = [
        ("project.yml", "project: {key: P, name: Pea}\n"),
        ("datasets/b.yml", "datasets: [{name: B, type: s3}]\n"),
        ("datasets/a.yaml", "datasets: [{name: A, type: s3}]\n"),
        ("recipes/r.yml", "recipes: [{name: r, type: sql, inputs: [A], outputs: [B]}]\n"),
    ];
    let plan = |order: [usize; 4]| {
        let files = order.map(|index| Source::new(files[index].0, files[index].1)).to_vec();
        let plan = analyze(&Workspace { files, ..Workspace::default() }).plan.unwrap();
        crate::plan::json::plan_json(&plan, "2026-01-01T00:00:00Z")
    };
    assert_eq!(plan([0, 1, 2, 3]), plan([3, 2, 1, 0]));
    assert_eq!(plan([0, 1, 2, 3]), plan([2, 0, 3, 1]));
}

#[test]
fn the_layout_document_means_nothing() {
    let before = with_state(PROJECT);
    let with_layout = |at: usize| {
        let mut workspace = before.clone();
        workspace.files.insert(at, Source::new(CANVAS_PATH, r#"{"version": 1}"#));
        workspace
    };
    assert!(before.means_the_same(&with_layout(before.files.len())));
    assert_eq!(analyze(&before), analyze(&with_layout(before.files.len())));
    // The places of problems name files by position.
    assert!(!before.means_the_same(&with_layout(0)));
    assert!(!before.means_the_same(&Workspace { strict: true, ..before.clone() }));
    assert!(!before.means_the_same(&workspace(PROJECT)));
    assert!(!before.means_the_same(&Workspace { files: Vec::new(), ..before.clone() }));
}

#[test]
fn an_analysis_holds_while_registries_get_what_it_has_no_need_of() {
    let text = "version: '1.0'\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: managed}]\nblocks:\n- ref: R/ONE@1.0.0\n  instance_name: one\n  \
        inputs: {IN: A}\n  outputs: {OUT: B}\n";
    let manifest = |id: &str| {
        format!(
            r#"{{"block_id": "{id}", "version": "1.0.0", "inputs": [{{"name": "IN"}}], "outputs": [{{"name": "OUT"}}],
            "contains": {{"recipes": ["r"]}}, "source_project": "SRC",
            "recipe_details": [{{"name": "r", "type": "python", "inputs": ["IN"], "outputs": ["OUT"], "payload": "pass"}}]}}"#
        )
    };
    let mut registry = Registry::new("R");
    let entry = |id: &str| format!(r#"{{"block_id": "{id}", "version": "1.0.0"}}"#);
    let index = format!(r#"{{"blocks": [{}, {}]}}"#, entry("ONE"), entry("TWO"));
    registry.accept(INDEX_PATH, &index).unwrap();
    let with = |registry: &Registry, text: &str| {
        let mut registries = Registries::default();
        registries.put(registry.clone());
        Workspace { registries: Arc::new(registries), ..workspace(text) }
    };
    let unread = with(&registry, text);
    registry.accept("manifests/ONE_v1.0.0.json", &manifest("ONE")).unwrap();
    let read = with(&registry, text);
    registry.accept("manifests/TWO_v1.0.0.json", &manifest("TWO")).unwrap();
    let more = with(&registry, text);

    let analysis = analyze(&read);
    assert_eq!(analysis.problems.as_ref(), []);
    assert!(analysis.holds_for(&read, &more));
    assert_eq!(analysis, analyze(&more));
    assert!(!analysis.holds_for(&read, &with(&registry, "blocks: []")), "another text");
    assert!(!analyze(&unread).holds_for(&unread, &read), "something was missing");
    assert!(!analysis.holds_for(&more, &read), "a file is gone");
}

#[test]
fn registries_are_awaited_while_one_that_is_used_is_being_loaded() {
    let with = |conditions: &[(&str, Condition)], comment: &str| {
        let mut registries = Registries::default();
        for (key, condition) in conditions {
            let mut registry = Registry::new(*key);
            registry.condition = condition.clone();
            registries.put(registry);
        }
        let inputs = workspace(&format!("blocks: [{{ref: R/ONE@1.0.0}}] {comment}"));
        Workspace { registries: Arc::new(registries), ..inputs }.awaits_registries()
    };
    let long = format!("# {}", "x".repeat(100_000));
    assert!(with(&[], &long));
    assert!(with(&[("R", Condition::Loading), ("S", Condition::Loaded)], &long));
    assert!(!with(&[("R", Condition::Loaded), ("S", Condition::Loading)], &long));
    assert!(!with(&[("R", Condition::Broken("gone".into()))], &long));
    assert!(!with(&[("R", Condition::Loading)], ""), "a small project is looked at twice");
}

#[test]
fn the_plan_of_many_blocks_comes_second() {
    for (count, is_planned) in [(200, true), (201, false)] {
        let mut text = "datasets: [{name: A, type: managed}]\nblocks:\n".to_owned();
        for number in 0..count {
            let block = "ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, inputs: {RAW_VIBRATION: A}";
            text += &format!("  - {{{block}, instance_name: c{number}, zone_name: c{number}}}\n");
        }
        let workspace = crate::marks::tests::workspace(&text);
        let mut memory = Memory::default();
        let first = analyze_first(&workspace, &mut memory);
        assert_eq!(first.problems.first().map(ToString::to_string), None);
        assert_eq!((first.is_planned, first.plan.is_some()), (is_planned, is_planned));
        assert_eq!(complete(&workspace, &mut memory, &first), analyze(&workspace));
    }
}

/// Any configuration of version 1.1: each choice adds a key or an entry.
fn any_1_1() -> impl Strategy<Value = String> {
    let zone = prop_oneof![Just(""), Just(", zone: Raw"), Just(", zone: 'No 2'")];
    let tags = prop_oneof![Just(""), Just(", tags: [b, a, b]"), Just(", tags: []")];
    let dss = prop_oneof![Just(""), Just(", dss: {a: {b: [1, {c: 2}]}, d: {}}"), Just(", dss: {e: {}}")];
    let folder =
        prop_oneof![Just(""), Just(", type: S3, params: {connection: x}"), Just(", connection: lake")];
    let scenario = prop_oneof![
        Just(""),
        Just(", active: false"),
        Just(", params: {steps: [{type: build_flowitem, params: {builds: [{itemId: A}]}}]}")
    ];
    let code = prop_oneof![Just(""), Just(", code: x = 1"), Just(", code_file: code/r.py")];
    let project =
        prop_oneof![Just(""), Just(", variables: {a: 1.0, b: {c: }}, shortDesc: s"), Just(", tags: [y, x]")];
    (zone, tags, dss, folder, scenario, code, project).prop_map(
        |(zone, tags, dss, folder, scenario, code, project)| {
            format!(
                "version: '1.1'\nproject: {{key: P, name: Pea{project}{dss}}}\nzones: [{{name: Raw, color: '#2AB1AC'}}, {{name: No 2{dss}}}]\nfolders: [{{name: files{folder}{zone}}}]\nmodels: [{{name: churn}}]\ndatasets: [{{name: A, type: s3{zone}{tags}{dss}}}]\nrecipes: [{{name: r, type: python, inputs: [files, churn], outputs: [A]{code}{tags}}}]\nscenarios: [{{name: s, type: step_based{scenario}}}]\n"
            )
        },
    )
}

proptest! {
    #[test]
    fn a_plan_of_version_1_1_after_its_apply_is_empty(text in any_1_1()) {
        let mut workspace = workspace(&text);
        workspace.files.push(Source::new("code/r.py", "pass\n"));
        let analysis = analyze(&workspace);
        prop_assert_eq!(analysis.problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        let mut state = State { environment: "dev".into(), ..State::default() };
        for step in &analysis.plan.unwrap().steps {
            crate::plan::record(&mut state, step, "2026-01-01T00:00:00Z", "ada");
        }
        for deployed_by in ["ada", crate::state::BY_SYSTEM] {
            let mut state = state.clone();
            for resource in &mut state.resources {
                deployed_by.clone_into(&mut Arc::make_mut(resource).metadata.deployed_by);
            }
            workspace.state = Some(crate::state::file::save(&state).into());
            let again = analyze(&workspace);
            let problems = again.state_problems.iter().filter(|problem| problem.rule.id != "STA007");
            prop_assert_eq!(problems.map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
            prop_assert!(!again.plan.unwrap().has_changes());
        }
    }

    #[test]
    fn an_analysis_again_is_an_analysis(edits in prop::collection::vec((0..PROJECT.len(), 0usize..9, "[A-Za-z:,\\-\\[\\] \n'0-9#{}]{0,9}"), 1..6)) {
        let mut memory = Memory::default();
        let mut workspace = with_state(PROJECT);
        for (at, length, insert) in edits {
            let text = &workspace.files[0].text;
            let (at, end) = (at.min(text.len()), (at + length).min(text.len()));
            let new = format!("{}{insert}{}", &text[..at], &text[end..]);
            workspace.files[0] = workspace.files[0].with_text(&new);
            prop_assert_eq!(analyze_again(&workspace, &mut memory), analyze(&workspace));
        }
    }

    /// The order of entries, and of keys in them, changes nothing but the order of diagnostics.
    #[test]
    fn the_order_of_entries_does_not_matter(order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle()) {
        let entry = |index: usize| match index {
            0 => "  - {name: A, type: s3, params: {x: 1, y: 2}}\n",
            1 => "  - {type: s3, params: {y: 2, x: 1}, name: B}\n",
            _ => "  - {name: C, type: managed}\n",
        };
        let recipe = |index: usize| match index {
            3 => "  - {name: r, type: sql, inputs: [A], outputs: [B]}\n",
            4 => "  - {name: q, type: sql, inputs: [B], outputs: [C]}\n",
            _ => "  - {name: p, type: sql, outputs: [A]}\n",
        };
        let datasets: String = order.iter().filter(|index| **index < 3).map(|index| entry(*index)).collect();
        let recipes: String = order.iter().filter(|index| **index >= 3).map(|index| recipe(*index)).collect();
        let text = format!("project: {{key: P, name: Pea}}\ndatasets:\n{datasets}recipes:\n{recipes}");
        let plan = analyze(&workspace(&text)).plan.unwrap();
        let ids: Vec<&str> = plan.steps.iter().map(|step| step.address.as_str()).collect();
        prop_assert_eq!(ids, ["project.P", "dataset.P.A", "dataset.P.B", "dataset.P.C", "recipe.P.p", "recipe.P.r", "recipe.P.q"]);
    }
}

/// So many entries, each with two problems.
fn empty_entries(count: usize) -> Workspace {
    workspace(&format!(
        "version: '1.0'\nproject: {{key: P, name: Pea}}\ndatasets:\n{}",
        "  - {}\n".repeat(count)
    ))
}

#[test]
fn of_very_many_problems_the_first_are_listed_and_all_are_counted() {
    let analysis = analyze(&empty_entries(30_000));
    assert!(!analysis.valid && analysis.plan.is_none());
    assert_eq!(analysis.problems.len(), 10_001);
    assert_eq!(Counts::of(analysis.problems.iter()).errors, 60_000);
    let more = analysis.problems.iter().find(|problem| problem.stands_for.is_some()).unwrap();
    assert_eq!(more.to_string(), "error MOR001 $: 50,000 more problems are not listed");
    assert_eq!(analysis, analyze(&empty_entries(30_000)));
}
