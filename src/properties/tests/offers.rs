//! What is offered for a port and for a version.

use expect_test::expect;

use super::*;
use crate::connection;
use crate::diagram::End;
use crate::properties::choices::choices;
use crate::properties::versions::versions;

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
