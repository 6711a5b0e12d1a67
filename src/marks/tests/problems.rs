//! Problems on nodes and ports.

use super::*;

#[test]
fn problems_stand_on_their_nodes_and_ports() {
    let text = "blocks:
  - {ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0, inputs: {A: X}}
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: cleaning, outputs: {CLEAN_VIBRATION: CLEAN}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: features, inputs: {CLEAN_VIBRATION: NONE, OLD: CLEAN}}
recipes:
  - {name: a, type: sync, inputs: [B1], outputs: [A1]}
  - {name: b, type: sync, inputs: [A1], outputs: [B1]}
  - {name: c, type: sync, inputs: [MISSING], outputs: [C1]}
datasets:
  - {name: A1, type: managed}
  - {name: B1, type: managed}
  - {name: C1, type: nonsense}
";
    let (diagram, analysis) = analyzed(&workspace(text));
    problems(
        &diagram,
        &analysis,
        expect![[r#"
            no_such_block_instance: 1 error (BLK-004 blocks[0].ref)
            cleaning: 1 error (BLK-011 blocks[1].inputs)
              Input RAW_VIBRATION: BLK-011 blocks[1].inputs
            features: 1 error and 1 warning (BLK-015 blocks[2].inputs.CLEAN_VIBRATION, BLK-012 blocks[2].inputs.OLD)
              Input CLEAN_VIBRATION: BLK-015 blocks[2].inputs.CLEAN_VIBRATION
              Input OLD: BLK-012 blocks[2].inputs.OLD
            dataset.C1: 1 warning (SCH006 datasets[2].type)
            recipe.a: 1 error (DEP001 recipes)
            recipe.b: 1 error (DEP001 recipes)
            recipe.c: 1 error (REF001 recipes[2].inputs[0])
              Input in: REF001 recipes[2].inputs[0]
            elsewhere: 
        "#]],
    );
}

#[test]
fn members_have_the_problems_of_their_place() {
    let text = "solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: A}
datasets:
  - {name: A, type: managed}
";
    let (diagram, analysis) = analyzed(&workspace(text));
    assert_eq!(analysis.problems.len(), 0);
    let within = |place: &str| RULE.report("solutions[0].ref", "odd").within(place);
    let problems_inside = [
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:features.CLEAN_VIBRATION"),
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:rul"),
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:outputs.ALERTS"),
        within("INNER@1.0.0:alerting.ANOMALIES"),
        within("INNER@1.0.0:sequence[0].alias"),
    ];
    let analysis = Analysis { problems: problems_inside.into(), ..analysis };
    problems(
        &diagram,
        &analysis,
        expect![[r#"
        upkeep: 5 errors (TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref)
        upkeep__features: 1 error (TST001 solutions[0].ref)
          Input CLEAN_VIBRATION: TST001 solutions[0].ref
        upkeep__rul: 1 error (TST001 solutions[0].ref)
        upkeep__alerting: 1 error (TST001 solutions[0].ref)
          Input ANOMALIES: TST001 solutions[0].ref
        elsewhere: 
    "#]],
    );
}
