//! Entries copied and pasted, in the project and into another one.

use expect_test::expect;

use super::entries::{check, ids};
use super::*;

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
    expect!["Nothing was changed: the clipboard holds no configuration. Copy what is on a canvas, and paste again."].assert_eq(&refusal("Dear Ada,"));
    expect!["Nothing was changed: the clipboard holds no YAML that can be read (line 1: unclosed bracket '{'). Copy what is on a canvas, and paste again."].assert_eq(&refusal("a: {b"));
    expect!["Nothing was changed: `blocks` in the clipboard is no list. Copy what is on a canvas, and paste again."].assert_eq(&refusal("blocks: {a: 1}"));
    expect!["Nothing was changed: blocks[0] in the clipboard is no mapping. Copy what is on a canvas, and paste again."].assert_eq(&refusal("blocks: [1]"));
    expect!["Nothing was changed: the clipboard holds no block, solution, dataset, folder, model or recipe. Copy what is on a canvas, and paste again."].assert_eq(&refusal("blocks: []"));
    expect![[r#"Nothing was changed: the clipboard holds no configuration ("apiVersion" is not known). Copy what is on a canvas, and paste again."#]].assert_eq(&refusal("apiVersion: v1\nkind: Pod"));
    expect!["Nothing was changed: the clipboard has more than 1024 KiB. Copy what is on a canvas, and paste again."].assert_eq(&refusal(&" ".repeat(clipboard::MAX_BYTES + 1)));
    let laughs: String = (1..9)
        .map(|at| format!("x-{at}: &x{at} [{}]\n", vec![format!("*x{}", at - 1); 9].join(", ")))
        .collect();
    expect!["Nothing was changed: the clipboard holds no YAML that can be read (more than 1000000 values after aliases are expanded). Copy what is on a canvas, and paste again."].assert_eq(&refusal(&format!("x-0: &x0 [lol]\n{laughs}blocks: [{{a: *x8}}]\n")));
}

#[test]
fn copies_of_copies_are_counted_on() {
    let named = |name: &str, text: &str| {
        let gesture = Gesture::Duplicate { nodes: ids(&[name]), by: Point::default() };
        Board::of(text).perform(&gesture).unwrap().focus[0].to_string()
    };
    let recipe = |name: &str| format!("- {{name: {name}, type: sync, inputs: [], outputs: []}}\n");
    let recipes =
        |names: &[&str]| format!("recipes:\n{}", names.iter().map(|name| recipe(name)).collect::<String>());
    assert_eq!(named("recipe.rul", &recipes(&["rul"])), "recipe.rul_2");
    assert_eq!(named("recipe.rul_2", &recipes(&["rul", "rul_2"])), "recipe.rul_3");
    assert_eq!(named("recipe.rul", &recipes(&["rul", "rul_2"])), "recipe.rul_3");
    assert_eq!(named("recipe.rul_2", &recipes(&["rul_2", "rul_3"])), "recipe.rul_4");
    // A year, or a number that is written with zeros, counts nothing.
    assert_eq!(named("recipe.of_2024", &recipes(&["of_2024"])), "recipe.of_2024_2");
    assert_eq!(named("recipe.step_01", &recipes(&["step_01"])), "recipe.step_01_2");
}

#[test]
fn entries_without_their_list_are_pasted_too() {
    check(
        "blocks:\n  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0\n    instance_name: cleaning\n",
        Gesture::Paste {
            text: "    ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.0.0   # pinned\r\n    # the name\r\n    instance_name: rul\r\n".into(),
            at: None,
        },
        expect![[r#"
            # Paste rul
            +  - ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.0.0   # pinned
            +    # the name
            +    instance_name: rul
        "#]],
    );
    let pasted =
        |text: &str| Board::of("datasets: []\n").after(&Gesture::Paste { text: text.into(), at: None });
    expect![[r#"
        # Paste 2 things
        -datasets: []
        +datasets:
        +  - name: A # raw
        +    type: managed
        +  - {name: B, type: managed}
    "#]]
    .assert_eq(&pasted("      - name: A # raw\n        type: managed\n\n      - {name: B, type: managed}\n"));
    expect![[r#"
        # Paste 2 things
        -datasets: []
        +datasets:
        +  - {name: A, type: managed}
        +  - {name: B, type: managed}
    "#]]
    .assert_eq(&pasted("[{name: A, type: managed},\n{name: B, type: managed}]\n"));
    expect![[r#"
        # Paste clean
        +recipes:
        +  - name: clean
        +    type: python
        +    inputs: [A]
        +    outputs: [B]
        +    code: |
        +      x = 1
        +
        +      y
        +
    "#]]
    .assert_eq(&pasted("name: clean\ntype: python\ninputs: [A]\noutputs: [B]\ncode: |\n  x = 1\n\n  y\n"));
    expect!["Nothing was changed: the clipboard holds no configuration. Copy what is on a canvas, and paste again."].assert_eq(&pasted(
        "- {name: A, type: managed}\n- {name: clean, type: sync, inputs: [A], outputs: []}\n",
    ));
}
