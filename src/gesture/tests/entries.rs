//! Entries added, removed, copied and pasted.

use expect_test::{Expect, expect};

use super::*;
use crate::insertion::NewDataset;

#[track_caller]
fn check(text: &str, gesture: Gesture, expected: Expect) {
    expected.assert_eq(&Board::of(text).after(&gesture));
}

fn ids(names: &[&str]) -> Vec<NodeId> {
    names.iter().map(|name| NodeId::from(*name)).collect()
}

fn delete(names: &[&str]) -> Gesture {
    Gesture::Delete { nodes: ids(names), bridge: false }
}

fn bridge(names: &[&str]) -> Gesture {
    Gesture::Delete { nodes: ids(names), bridge: true }
}

#[test]
fn entries_go_with_their_comments_and_wires() {
    check(
        CHAIN,
        delete(&["cleaning"]),
        expect![[r#"
        # Delete cleaning
        -  # first
        -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        -    instance_name: cleaning
        -    inputs: {RAW_VIBRATION: READINGS}
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        CHAIN,
        delete(&["features"]),
        expect![[r##"
        # Delete features
        -  # second
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        -    instance_name: features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [], outputs: [COPY]}
    "##]],
    );
    check(
        CHAIN,
        delete(&["dataset.READINGS", "dataset.COPY"]),
        expect![[r#"
        # Delete 2 things
        -datasets:
        -  # raw
        -  - {name: READINGS, type: managed} # as delivered
        -  - {name: COPY, type: managed}
        +datasets: []
        -    inputs: {RAW_VIBRATION: READINGS}
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: []}
    "#]],
    );
    check(
        CHAIN,
        delete(&["cleaning", "features", "recipe.copy"]),
        expect![[r##"
        # Delete 3 things
        -blocks:
        -  # first
        -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        -    instance_name: cleaning
        -    inputs: {RAW_VIBRATION: READINGS}
        -  # second
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        -    instance_name: features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        -recipes:
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +blocks: []
        +recipes: []
    "##]],
    );
    check(
        CHAIN,
        delete(&["gone"]),
        expect![
            "Nothing was changed: there is no gone any more. Look at the canvas again; the text has moved on."
        ],
    );
}

#[test]
fn readers_go_on_with_what_was_read() {
    check(
        CHAIN,
        bridge(&["features"]),
        expect![[r##"
        # Delete features
        -  # second
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        -    instance_name: features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [CLEANING__CLEAN_VIBRATION], outputs: [COPY]}
    "##]],
    );
    check(
        CHAIN,
        bridge(&["cleaning", "features"]),
        expect![[r##"
        # Delete 2 things
        -blocks:
        -  # first
        -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        -    instance_name: cleaning
        -    inputs: {RAW_VIBRATION: READINGS}
        -  # second
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        -    instance_name: features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        +blocks: []
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}
    "##]],
    );
    check(
        "blocks:
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: a, outputs: {CLEAN_VIBRATION: CLEAN}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: b, inputs: {CLEAN_VIBRATION: CLEAN}}
datasets: [{name: CLEAN, type: managed}]
",
        bridge(&["dataset.CLEAN"]),
        expect![[r#"
            # Delete dataset.CLEAN
            -datasets: [{name: CLEAN, type: managed}]
            +datasets: []
        "#]],
    );
}

#[test]
fn a_file_that_holds_nothing_else_goes_with_its_entry() {
    let files = [
        ("project.yml", "project: {key: P, name: Pea}\n"),
        ("datasets/raw.yml", "# raw\ndatasets:\n- name: RAW\n  type: managed\n"),
        ("datasets/two.yml", "datasets:\n- {name: A, type: managed}\n- {name: B, type: managed}\n"),
        ("recipes/copy.yml", "recipes:\n- name: copy\n  type: sync\n  inputs: [RAW]\n  outputs: [A]\n"),
    ];
    expect![[r#"
        # Delete 2 things
        # datasets/two.yml
        -- {name: B, type: managed}
        # recipes/copy.yml
        -  inputs: [RAW]
        +  inputs: []
        # datasets/raw.yml is gone
    "#]]
    .assert_eq(&Board::new(&files).after(&delete(&["dataset.RAW", "dataset.B"])));
}

#[test]
fn a_recipe_that_stands_in_for_another_takes_its_place_along() {
    check(
        "recipes: [{name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}]
blocks:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    # faster
    extends: [{recipe: signal_smoothing, override_with: smooth}]
    zone_name: z
",
        delete(&["recipe.smooth"]),
        expect![[r#"
            # Delete recipe.smooth
            -recipes: [{name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}]
            +recipes: []
            -    # faster
            -    extends: [{recipe: signal_smoothing, override_with: smooth}]
        "#]],
    );
}

#[test]
fn copies_stand_behind_the_originals_under_free_names() {
    let duplicate = |names: &[&str]| Gesture::Duplicate { nodes: ids(names), by: Point::new(20.0, 20.0) };
    check(
        CHAIN,
        duplicate(&["cleaning"]),
        expect![[r##"
        # Duplicate cleaning
        +  # first
        +  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        +    instance_name: cleaning_2
        +    inputs: {RAW_VIBRATION: READINGS}
        +    zone_name: sensor_data_cleaning_zone_2
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "cleaning": [0, 0],
        +    "cleaning_2": [20, 20],
        +    "dataset.COPY": [300, 0],
        +    "dataset.READINGS": [200, 0],
        +    "features": [100, 0],
        +    "recipe.copy": [400, 0]
        +  }
        +}
    "##]],
    );
    check(
        CHAIN,
        duplicate(&["dataset.READINGS", "cleaning", "features", "recipe.copy"]),
        expect![[r##"
        # Duplicate 4 things
        +  # raw
        +  - {name: READINGS_2, type: managed} # as delivered
        +  # first
        +  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        +    instance_name: cleaning_2
        +    inputs: {RAW_VIBRATION: READINGS_2}
        +    zone_name: sensor_data_cleaning_zone_2
        +  # second
        +  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        +    instance_name: features_2
        +    inputs:
        +      # clean only
        +      CLEAN_VIBRATION: CLEANING_2__CLEAN_VIBRATION # generated
        +    zone_name: compressor_feature_eng_zone_2
        +- {name: copy_2, type: sync, inputs: [FEATURES_2__ENGINEERED_FEATURES], outputs: [COPY]}
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "cleaning": [0, 0],
        +    "cleaning_2": [20, 20],
        +    "dataset.COPY": [300, 0],
        +    "dataset.READINGS": [200, 0],
        +    "dataset.READINGS_2": [20, 340],
        +    "features": [100, 0],
        +    "features_2": [20, 180],
        +    "recipe.copy": [400, 0],
        +    "recipe.copy_2": [20, 500]
        +  }
        +}
    "##]],
    );
}

#[test]
fn what_is_copied_is_pasted_into_another_project() {
    let board = Board::of(CHAIN);
    let text = clipboard::copy(board.scene(), &ids(&["features", "dataset.READINGS", "cleaning"])).unwrap();
    expect![[r#"
        blocks:
          # first
          - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
            instance_name: cleaning
            inputs: {RAW_VIBRATION: READINGS}
          # second
          - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
            instance_name: features
            inputs:
              # clean only
              CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        datasets:
          # raw
          - {name: READINGS, type: managed} # as delivered
    "#]]
    .assert_eq(&text);
    check(
        "datasets: [{name: OTHER, type: managed}]\n",
        Gesture::Paste { text, at: None },
        expect![[r##"
        # Paste 3 things
        -datasets: [{name: OTHER, type: managed}]
        +datasets: [{name: OTHER, type: managed}, {name: READINGS, type: managed}]
        +blocks:
        +  # first
        +  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        +    instance_name: cleaning
        +    inputs: {RAW_VIBRATION: READINGS}
        +  # second
        +  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        +    instance_name: features
        +    inputs:
        +      # clean only
        +      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        +
    "##]],
    );
}

#[test]
fn aliases_are_written_out_in_a_copy() {
    let text =
        "datasets:\n  - &a {name: A, type: managed, params: {x: [1]}}\n  - <<: *a\n    name: B # own\n";
    let board = Board::of(text);
    expect![[r#"
        datasets:
          - {name: A, type: managed, params: {x: [1]}}
          - {name: B, type: managed, params: {x: [1]}}
    "#]]
    .assert_eq(&clipboard::copy(board.scene(), &ids(&["dataset.A", "dataset.B"])).unwrap());
}

#[test]
fn folders_and_models_are_pasted_into_projects_that_may_have_them() {
    let newer = "version: \"1.1\"\nfolders:\n  - {name: uploads, type: Filesystem} # raw files\nmodels:\n  - {name: anomaly, kind: PREDICTION}\nrecipes:\n  - {name: score, type: python, inputs: [uploads, anomaly], outputs: [SCORES]}\ndatasets:\n  - {name: SCORES, type: managed}\n";
    let board = Board::of(newer);
    let text =
        clipboard::copy(board.scene(), &ids(&["recipe.score", "model.anomaly", "folder.uploads"])).unwrap();
    expect![[r#"
        folders:
          - {name: uploads, type: Filesystem} # raw files
        models:
          - {name: anomaly, kind: PREDICTION}
        recipes:
          - {name: score, type: python, inputs: [uploads, anomaly], outputs: [SCORES]}
    "#]]
    .assert_eq(&text);
    let paste = Gesture::Paste { text, at: None };
    check(
        newer,
        paste.clone(),
        expect![[r#"
        # Paste 3 things
        +  - {name: uploads_2, type: Filesystem} # raw files
        +  - {name: anomaly_2, kind: PREDICTION}
        +  - {name: score_2, type: python, inputs: [uploads_2, anomaly_2], outputs: [SCORES]}
    "#]],
    );
    check(
        "version: \"1.1\"\n",
        paste.clone(),
        expect![[r#"
        # Paste 3 things
        +folders:
        +  - {name: uploads, type: Filesystem} # raw files
        +
        +models:
        +  - {name: anomaly, kind: PREDICTION}
        +
        +recipes:
        +  - {name: score, type: python, inputs: [uploads, anomaly], outputs: [SCORES]}
        +
    "#]],
    );
    expect![[r#"Nothing was changed: the clipboard holds folders, which a project of version 1.0 has none of. Write `version: "1.1"` in the project file first, or copy without them."#]].assert_eq(&Board::of("datasets: []\n").after(&paste));
}

#[test]
fn a_clipboard_that_holds_something_else_is_refused() {
    let refusal = |text: &str| Board::of(CHAIN).after(&Gesture::Paste { text: text.into(), at: None });
    expect!["Nothing was changed: the clipboard holds no configuration. Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal("Dear Ada,"));
    expect!["Nothing was changed: the clipboard holds no YAML that can be read (line 1: unclosed bracket '{'). Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal("a: {b"));
    expect!["Nothing was changed: `blocks` in the clipboard is no list. Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal("blocks: {a: 1}"));
    expect!["Nothing was changed: blocks[0] in the clipboard is no mapping. Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal("blocks: [1]"));
    expect!["Nothing was changed: the clipboard holds no block, solution, dataset, folder, model or recipe. Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal("blocks: []"));
    expect![[r#"Nothing was changed: the clipboard holds no configuration ("apiVersion" is not known). Copy blocks, datasets or recipes, and paste again."#]].assert_eq(&refusal("apiVersion: v1\nkind: Pod"));
    expect!["Nothing was changed: the clipboard has more than 1024 KiB. Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal(&" ".repeat(clipboard::MAX_BYTES + 1)));
    let laughs: String = (1..9)
        .map(|at| format!("x-{at}: &x{at} [{}]\n", vec![format!("*x{}", at - 1); 9].join(", ")))
        .collect();
    expect!["Nothing was changed: the clipboard holds no YAML that can be read (more than 1000000 values after aliases are expanded). Copy blocks, datasets or recipes, and paste again."].assert_eq(&refusal(&format!("x-0: &x0 [lol]\n{laughs}blocks: [{{a: *x8}}]\n")));
}

#[test]
fn new_entries_are_added_at_a_place() {
    let addition = Addition { datasets: vec![NewDataset::managed("RAW")], ..Addition::default() };
    check(
        CHAIN,
        Gesture::Add { addition: addition.clone(), at: Some(Point::new(7.4, 8.0)) },
        expect![[r##"
        # Add dataset.RAW
        +  - name: RAW
        +    type: managed
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "cleaning": [0, 0],
        +    "dataset.COPY": [300, 0],
        +    "dataset.RAW": [7, 8],
        +    "dataset.READINGS": [200, 0],
        +    "features": [100, 0],
        +    "recipe.copy": [400, 0]
        +  }
        +}
    "##]],
    );
    check(
        "datasets: [{name: raw, type: managed}]\n",
        Gesture::Add { addition, at: None },
        expect!["Nothing was changed: the name RAW is taken. Choose another one."],
    );
}

#[test]
fn nothing_is_edited_while_the_text_cannot_be_read() {
    let mut board = Board::of(CHAIN);
    let broken = board.workspace.files[0].text.replace("recipes:\n-", "recipes:\n  - x: [\n-");
    board.workspace.files[0] = board.workspace.files[0].with_text(&broken);
    board.analysis = crate::workspace::analyze(&board.workspace);
    expect![[r#"Nothing was changed: project.yml cannot be read (line 20: "-" is only valid inside a block), so the canvas shows its last good state. Mend the text first; the problems say where."#]].assert_eq(&board.after(&delete(&["cleaning"])));
    let places = BTreeMap::from([(NodeId::from("cleaning"), Point::new(1.0, 2.0))]);
    assert!(board.perform(&Gesture::Place { act: Placing::Move, places }).is_ok());
}

#[test]
fn what_is_shared_is_not_edited() {
    let text = "datasets: &list
  - &a {name: A, type: managed}
  - <<: *a
    name: B
recipes:
  - {name: r, type: sync, inputs: &in [A], outputs: [B]}
  - {name: s, type: sync, inputs: *in, outputs: []}
";
    check(
        text,
        Gesture::Wire(link("dataset.B.out > recipe.s.in")),
        expect![
            "Nothing was changed: `inputs` is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        Gesture::Wire(link("dataset.B.out > recipe.r.in")),
        expect![
            "Nothing was changed: the value is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        delete(&["dataset.A"]),
        expect![
            "Nothing was changed: `inputs` is shared through an anchor, an alias or a merge key. Write it out in the text first, so that no other place changes with it."
        ],
    );
    check(
        text,
        delete(&["recipe.s"]),
        expect![[r#"
        # Delete recipe.s
        -  - {name: s, type: sync, inputs: *in, outputs: []}
    "#]],
    );
}
