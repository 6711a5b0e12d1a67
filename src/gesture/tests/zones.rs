//! Zones: declared when something comes into them for the first time, and what has to be in one zone.

use expect_test::expect;

use super::entries::ids;
use super::membership::{ZONED, placed, play, rect, to};
use super::*;

/// Sets the zone of a node in the panel.
pub(super) fn zoned(id: &str, zone: Option<&str>) -> Gesture {
    Gesture::Set {
        owner: Owner::Node(id.into()),
        path: vec![crate::yaml::edit::Step::Key("zone".into())],
        value: zone.map(serde_json::Value::from),
    }
}

#[test]
fn a_zone_that_is_named_for_the_first_time_is_declared() {
    let text = |gesture: &Gesture, text: &str| {
        let mut board = placed(text);
        play(&mut board, gesture).split("# canvas.json").next().unwrap_or_default().to_owned()
    };
    expect![[r#"
        # Move C to the new zone Fresh
        +  - name: Fresh
        +    zone: Fresh
    "#]]
    .assert_eq(&text(&zoned("dataset.C", Some("Fresh")), ZONED));
    expect![[r##"
        # Move B to the new zone No
        +  - name: "No"
        -    zone: Raw # for now
        +    zone: "No" # for now
    "##]]
    .assert_eq(&text(&zoned("dataset.B", Some("No")), ZONED));
    let unzoned = "version: '1.1'\ndatasets:\n  - {name: A, type: s3}\n";
    expect![[r#"
        # Move A to the new zone Fresh
        -  - {name: A, type: s3}
        +  - {name: A, type: s3, zone: Fresh}
        +zones:
        +  - name: Fresh
        +
    "#]]
    .assert_eq(&text(&zoned("dataset.A", Some("Fresh")), unzoned));
    let older = unzoned.replace("1.1", "1.0");
    expect![[r#"
        # Set zone of A
        -  - {name: A, type: s3}
        +  - {name: A, type: s3, zone: Fresh}
    "#]]
    .assert_eq(&text(&zoned("dataset.A", Some("Fresh")), &older));
    expect!["Nothing was changed: there is a zone Raw already. Choose another name."]
        .assert_eq(&text(&zoned("dataset.C", Some("RAW")), ZONED));
}

#[test]
fn a_new_zone_stands_where_nothing_else_does() {
    let mut board = placed(ZONED);
    play(&mut board, &zoned("dataset.B", Some("Fresh")));
    assert!(rect(&board, "frame:Fresh").contains(&rect(&board, "dataset.B")));
    for id in ["frame:Raw", "frame:Clean", "frame:Later", "dataset.C", "cleaning"] {
        assert!(!rect(&board, "frame:Fresh").meets(&rect(&board, id)), "{id}");
    }
}

const WRITTEN: &str = "version: '1.1'
zones: [{name: Raw}, {name: Clean}]
datasets:
  - {name: A, type: s3}
  - {name: B, type: s3, zone: Raw}
  - {name: C, type: s3}
  - {name: D, type: s3} # made
folders:
  - {name: files, zone: Raw} # too
recipes:
  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Raw}
  # follows what it writes
  - {name: s, type: sql, inputs: [B], outputs: [C]}
blocks:
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: cleaning, outputs: {CLEAN_VIBRATION: D}}
";

/// What a gesture makes of the text above; the problems that are left are told too.
fn written(gesture: &Gesture) -> String {
    let mut board = placed(WRITTEN);
    let told = play(&mut board, gesture);
    let told = told.split("# canvas.json").next().unwrap_or_default();
    let parted = board.analysis.problems.iter().filter(|problem| problem.rule.id.starts_with("ZON"));
    let parted: String = parted.map(|problem| format!("{}\n", problem.message)).collect();
    format!("{told}{parted}")
}

#[test]
fn a_recipe_and_what_it_writes_move_together() {
    expect![[r#"
        # Move B to Clean, and 2 nodes with it
        -  - {name: B, type: s3, zone: Raw}
        +  - {name: B, type: s3, zone: Clean}
        -  - {name: files, zone: Raw} # too
        +  - {name: files, zone: Clean} # too
        -  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Raw}
        +  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Clean}
    "#]]
    .assert_eq(&written(&to(&["dataset.B"], Some("Clean"))));
    expect![[r#"
        # Take r out of Raw, and 2 nodes with it
        -  - {name: B, type: s3, zone: Raw}
        +  - {name: B, type: s3}
        -  - {name: files, zone: Raw} # too
        +  - {name: files} # too
        -  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Raw}
        +  - {name: r, type: sql, inputs: [A], outputs: [B, files]}
    "#]]
    .assert_eq(&written(&to(&["recipe.r"], None)));
    expect![[r#"
        # Move C to Raw, and s with it
        -  - {name: C, type: s3}
        +  - {name: C, type: s3, zone: Raw}
        -  - {name: s, type: sql, inputs: [B], outputs: [C]}
        +  - {name: s, type: sql, inputs: [B], outputs: [C], zone: Raw}
    "#]]
    .assert_eq(&written(&to(&["dataset.C"], Some("Raw"))));
    expect![[r#"
        # Move files to Clean, and 2 nodes with it
        -  - {name: B, type: s3, zone: Raw}
        +  - {name: B, type: s3, zone: Clean}
        -  - {name: files, zone: Raw} # too
        +  - {name: files, zone: Clean} # too
        -  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Raw}
        +  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Clean}
    "#]]
    .assert_eq(&written(&zoned("folder.files", Some("Clean"))));
    expect![[r#"
        # Take B out of Raw, and 2 nodes with it
        -  - {name: B, type: s3, zone: Raw}
        +  - {name: B, type: s3}
        -  - {name: files, zone: Raw} # too
        +  - {name: files} # too
        -  - {name: r, type: sql, inputs: [A], outputs: [B, files], zone: Raw}
        +  - {name: r, type: sql, inputs: [A], outputs: [B, files]}
    "#]]
    .assert_eq(&written(&zoned("dataset.B", None)));
    expect![[r#"
        # Move s to the new zone Fresh, and C with it
        -zones: [{name: Raw}, {name: Clean}]
        +zones: [{name: Raw}, {name: Clean}, {name: Fresh}]
        -  - {name: C, type: s3}
        +  - {name: C, type: s3, zone: Fresh}
        -  - {name: s, type: sql, inputs: [B], outputs: [C]}
        +  - {name: s, type: sql, inputs: [B], outputs: [C], zone: Fresh}
    "#]]
    .assert_eq(&written(&zoned("recipe.s", Some("Fresh"))));
    // What is written by nothing moves alone, and both that are chosen are told as such.
    expect![[r#"
        # Move 3 nodes to Raw
        -  - {name: A, type: s3}
        +  - {name: A, type: s3, zone: Raw}
        -  - {name: C, type: s3}
        +  - {name: C, type: s3, zone: Raw}
        -  - {name: s, type: sql, inputs: [B], outputs: [C]}
        +  - {name: s, type: sql, inputs: [B], outputs: [C], zone: Raw}
    "#]]
    .assert_eq(&written(&to(&["dataset.A", "recipe.s", "dataset.C"], Some("Raw"))));
}

#[test]
fn what_a_block_writes_comes_into_no_zone() {
    expect!["Nothing was changed: D is written by the block cleaning, which keeps it in a zone of its own. Leave its zone to the block; a frame can be drawn around it."].assert_eq(&written(&to(&["dataset.D"], Some("Clean"))));
    expect!["Nothing was changed: D is written by the block cleaning, which keeps it in a zone of its own. Leave its zone to the block; a frame can be drawn around it."].assert_eq(&written(&zoned("dataset.D", Some("Fresh"))));
}

#[test]
fn a_variable_is_not_lost_by_coming_along() {
    let text = WRITTEN.replace("outputs: [C]}", "outputs: [C], zone: '{{ env.ZONE }}'}");
    let mut board = placed(&text);
    expect!["Nothing was changed: s would come along, and its zone is written with a variable. Change the variable, or write the zone out in the text first."].assert_eq(&play(&mut board, &to(&["dataset.C"], Some("Clean"))));
}

#[test]
fn what_goes_along_covers_nothing() {
    let mut board = placed(WRITTEN);
    let frame = rect(&board, "frame:Clean");
    let at = Point::new(frame.left() + 40.0, frame.top() + 60.0);
    let places = BTreeMap::from([("dataset.B".into(), at)]);
    play(&mut board, &Gesture::MoveTo { nodes: ids(&["dataset.B"]), frame: Some("Clean".into()), places });
    assert_eq!(rect(&board, "dataset.B").origin, at);
    let members = ["dataset.B", "recipe.r", "folder.files"];
    for (place, id) in members.iter().enumerate() {
        assert!(rect(&board, "frame:Clean").contains(&rect(&board, id)), "{id}");
        let others = members.iter().skip(place + 1);
        others.for_each(|other| assert!(!rect(&board, id).meets(&rect(&board, other)), "{id} {other}"));
    }
}

#[test]
fn the_first_list_of_zones_names_those_of_the_server_too() {
    let zone = |name: &str, id: &str, by: &str| {
        format!(
            r##""zone.P.{name}": {{"resource_type": "zone", "resource_id": "zone.P.{name}",
            "attributes": {{"name": "{name}", "color": "#2AB1AC"}},
            "metadata": {{"deployed_at": "2026-05-01T09:00:00Z", "deployed_by": "{by}", "dataiku_internal_id": "{id}", "checksum": ""}}}}"##
        )
    };
    let zones =
        [zone("Old", "7on", "system"), zone("Rest", "default", "system"), zone("made", "8on", "config")];
    let state = format!(
        r#"{{"version": 1, "serial": 9, "lineage": null, "environment": "dev", "updated_at": "2026-05-01T09:00:00Z",
        "resources": {{{}}}}}"#,
        zones.join(", ")
    );
    let told = |text: &str, zone: &str| {
        let mut board = placed(text);
        board.workspace.state = Some(state.as_str().into());
        board.look();
        let told = play(&mut board, &zoned("dataset.A", Some(zone)));
        let deleted = board.analysis.plan.as_ref().map(|plan| plan.summary.destroy);
        format!("{}{deleted:?}", told.split("# canvas.json").next().unwrap_or_default())
    };
    let text = "version: '1.1'\ndatasets:\n  - {name: A, type: managed}\n";
    expect![[r##"
        # Move A to the new zone Fresh
        -  - {name: A, type: managed}
        +  - {name: A, type: managed, zone: Fresh}
        +zones:
        +  - name: Old
        +    color: "#2AB1AC"
        +  - name: Fresh
        +
        Some(1)"##]]
    .assert_eq(&told(text, "Fresh"));
    expect![[r##"
        # Move A to the new zone Old
        -  - {name: A, type: managed}
        +  - {name: A, type: managed, zone: Old}
        +zones:
        +  - name: Old
        +    color: "#2AB1AC"
        +
        Some(1)"##]]
    .assert_eq(&told(text, "Old"));
    // A list that is there has decided already.
    expect![[r#"
        # Move A to the new zone Fresh
        -  - {name: A, type: managed}
        -zones: []
        +  - {name: A, type: managed, zone: Fresh}
        +zones:
        +  - name: Fresh
        Some(2)"#]]
    .assert_eq(&told(&format!("{text}zones: []\n"), "Fresh"));
}
