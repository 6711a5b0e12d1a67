//! What is offered for a port and for a version.

use expect_test::expect;

use super::*;
use crate::connection;
use crate::diagram::End;
use crate::properties::choices::choices;
use crate::properties::versions::versions;
use crate::properties::zones::zones;

#[test]
fn choices_fit_then_warn_then_are_refused_with_reasons() {
    let project = Project::new(CHAIN);
    let declared = connection::Declared::new(&project.analysis.config);
    let basis = connection::Basis {
        diagram: &project.diagram,
        declared: &declared,
        config: &project.analysis.config,
        composition: &project.analysis.composition,
        registries: &project.workspace.registries,
    };
    let node = project.diagram.position(&"features".into()).unwrap();
    let found = choices(basis, End { node, port: 0 }, Side::Input);
    let lines: Vec<String> =
        found.iter().map(|choice| format!("{:?} {}: {}", choice.rank, choice.name, choice.reason)).collect();
    expect![[r#"
        Warns daily: already wired to CLEAN: connecting replaces it; the columns of DAILY are not known
        Refused cleaning.CLEAN_VIBRATION as CLEAN: already connected
        Refused READINGS: columns EQUIPMENT_ID, SENSOR_ID, TIMESTAMP, VALUE are missing"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn versions_say_what_they_would_change() {
    let project = Project::new(CHAIN);
    let present = project.of("features").block.unwrap().pinned.unwrap();
    let lines: Vec<String> = versions(&project.workspace.registries, &present)
        .iter()
        .map(|offer| {
            let breaks = offer.revision.as_ref().map_or(0, |revision| revision.breaks.len());
            format!("{} newer {} present {} breaks {breaks}", offer.version, offer.is_newer, offer.is_present)
        })
        .collect();
    expect![[r#"
        2.0.0 newer true present false breaks 1
        1.2.0 newer false present true breaks 0
        1.1.0 newer false present false breaks 1
        1.0.0 newer false present false breaks 1"#]]
    .assert_eq(&lines.join("\n"));
}

const ZONES: &str = "version: '1.1'
zones: [{name: Raw}, {name: Clean}, {name: Later}]
datasets: [{name: A, type: s3, zone: Raw}, {name: B, type: s3, zone: Clean}, {name: C, type: s3}, {name: D, type: s3}]
recipes:
  - {name: r, type: sql, inputs: [A], outputs: [B], zone: Clean}
  - {name: s, type: sql, inputs: [A], outputs: [C], zone: '{{ env.ZONE }}'}
blocks: [{ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: x, outputs: {CLEAN_VIBRATION: D}}]
";

#[test]
fn zones_say_what_would_come_along() {
    let project = Project::new(ZONES);
    let of = |id: &str| {
        let basis = Basis { diagram: &project.diagram, analysis: &project.analysis, marks: &project.marks };
        let found = zones(basis, &id.into());
        let lines: Vec<String> =
            found.iter().map(|zone| format!("{:?} {}: {}", zone.rank, zone.name, zone.reason)).collect();
        lines.join("\n")
    };
    expect![[r#"
        Fits Clean: 2 nodes
        Fits Later: nothing is in it
        Refused Raw: it is there"#]]
    .assert_eq(&of("dataset.A"));
    expect![[r#"
        Fits Raw: 1 node; B comes along
        Fits Later: nothing is in it; B comes along
        Refused Clean: it is there"#]]
    .assert_eq(&of("recipe.r"));
    expect![[r#"
        Fits Raw: 1 node; s comes along
        Fits Clean: 2 nodes; s comes along
        Fits Later: nothing is in it; s comes along"#]]
    .assert_eq(&of("dataset.C"));
    expect![[r#"
        Refused Raw: D is written by the block x, which keeps it in a zone of its own
        Refused Clean: D is written by the block x, which keeps it in a zone of its own
        Refused Later: D is written by the block x, which keeps it in a zone of its own"#]]
    .assert_eq(&of("dataset.D"));
}

#[test]
fn a_zone_is_chosen_where_the_format_knows_zones() {
    let kinds = |text: &str| {
        let project = Project::new(text);
        let zone = |id: &str| {
            let found = project.of(id);
            let row = found.groups.iter().flat_map(|group| &group.rows).find(|row| &*row.name == "zone");
            row.map(|row| (row.kind, row.text.clone()))
        };
        [zone("dataset.A"), zone("dataset.C"), zone("recipe.r")]
    };
    let some = |kind: Kind, text: &str| Some((kind, text.to_owned()));
    assert_eq!(kinds(ZONES), [some(Kind::Zone, "Raw"), some(Kind::Zone, ""), some(Kind::Zone, "Clean")]);
    let older = ZONES.replace("1.1", "1.0");
    assert_eq!(kinds(&older), [some(Kind::Value, "Raw"), None, some(Kind::Value, "Clean")]);
}
