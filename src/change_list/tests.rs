//! Rows as they are read, one line each.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};

use super::*;
use crate::marks::tests::{READINGS, SOLUTION, block, planned};
use crate::sorting;
use crate::workspace::Analysis;

fn told((diagram, analysis): &(Diagram, Analysis), only_changes: bool, open: &[Key], expected: Expect) {
    let (walk, marks) = (Walk::new(diagram), Marks::new(diagram, analysis));
    let plan = analysis.plan.as_deref().unwrap();
    let basis = Basis { diagram, walk: &walk, marks: &marks, plan, only_changes };
    let mut shown = String::new();
    for row in basis.rows(&sorting::set(open.iter().cloned())) {
        let name = match row.what {
            What::Owner => basis.id(row.owner).map_or("elsewhere".to_owned(), ToString::to_string),
            What::Step(step) => plan.steps[step].address.to_string(),
            What::Field(step, field) => fields::changed(&plan.steps[step])[field].path.clone(),
        };
        let arrow = match row.is_open {
            None => " ",
            Some(false) => ">",
            Some(true) => "v",
        };
        let indent = "  ".repeat(row.level - 1);
        shown += &format!("{indent}{arrow} {name} {}/{}\n", row.position, row.siblings);
    }
    expected.assert_eq(&shown);
}

fn owner(id: &str) -> Key {
    Key::Owner(id.into())
}

/// The block becomes a newer version, a recipe goes with its dataset, and one dataset stays.
fn changed() -> (Diagram, Analysis) {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    let recipes = "recipes:\n  - {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}\n";
    let newer = cleaning.replace("1.0.0", "1.1.0");
    planned(
        &format!("{READINGS}  - {{name: COPY, type: managed}}\n{recipes}blocks:\n{cleaning}"),
        &format!("{READINGS}blocks:\n{newer}"),
    )
}

#[test]
fn closed_rows_tell_what_changes() {
    told(
        &changed(),
        true,
        &[],
        expect![[r#"
        > cleaning 1/3
        > recipe.copy 2/3
        > dataset.COPY 3/3
    "#]],
    );
    told(
        &changed(),
        false,
        &[],
        expect![[r#"
          dataset.READINGS 1/5
        > cleaning 2/5
        > recipe.copy 3/5
        > dataset.COPY 4/5
        > elsewhere 5/5
    "#]],
    );
}

#[test]
fn blocks_open_to_objects_and_objects_to_fields() {
    let step = Key::Step("block.P.cleaning".to_owned());
    told(
        &changed(),
        true,
        &[owner("cleaning"), step, owner("dataset.COPY")],
        expect![[r#"
        v cleaning 1/3
          > recipe.P.cleaning__drop_flat_signals 1/2
          v block.P.cleaning 2/2
              ref 1/1
        > recipe.copy 2/3
        v dataset.COPY 3/3
            name 1/3
            type 2/3
            params 3/3
    "#]],
    );
}

#[test]
fn what_is_inside_of_a_solution_stands_below_it() {
    let gone = planned(&format!("{READINGS}{SOLUTION}"), READINGS);
    told(
        &gone,
        true,
        &[owner("upkeep")],
        expect![[r#"
        v upkeep 1/2
          > upkeep__alerting 1/6
          > upkeep__rul 2/6
          > upkeep__anomaly 3/6
          > upkeep__features 4/6
          > upkeep__cleaning 5/6
          > solution.P.upkeep 6/6
        > elsewhere 2/2
    "#]],
    );
    let made = planned(READINGS, &format!("{READINGS}{SOLUTION}"));
    told(
        &made,
        true,
        &[owner("upkeep"), owner("upkeep__rul")],
        expect![[r#"
        v upkeep 1/2
          > upkeep__cleaning 1/6
          > upkeep__features 2/6
          > upkeep__anomaly 3/6
          v upkeep__rul 4/6
            > zone.P.upkeep_rul_zone 1/6
            > dataset.P.UPKEEP__RUL__DEGRADATION 2/6
            > dataset.P.UPKEEP__RUL__RUL_SCORES 3/6
            > recipe.P.upkeep__rul__degradation_trend 4/6
            > recipe.P.upkeep__rul__predict_rul 5/6
            > block.P.upkeep__rul 6/6
          > upkeep__alerting 5/6
          > solution.P.upkeep 6/6
        > elsewhere 2/2
    "#]],
    );
}

#[test]
fn without_changes_there_are_no_rows() {
    told(&planned(READINGS, READINGS), true, &[], expect![[""]]);
}

#[test]
fn keys_are_kept_from_plan_to_plan() {
    let open: BTreeSet<Key> = sorting::set([owner("cleaning"), Key::Elsewhere, owner("gone")]);
    let (diagram, analysis) = changed();
    let (walk, marks) = (Walk::new(&diagram), Marks::new(&diagram, &analysis));
    let plan = analysis.plan.as_deref().unwrap();
    let basis = Basis { diagram: &diagram, walk: &walk, marks: &marks, plan, only_changes: false };
    let rows = basis.rows(&open);
    let opened: Vec<Key> =
        rows.iter().filter(|row| row.is_open == Some(true)).filter_map(|row| basis.key(row)).collect();
    assert_eq!(opened, [owner("cleaning"), Key::Elsewhere]);
}
