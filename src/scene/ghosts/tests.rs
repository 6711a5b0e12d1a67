//! Where ghosts stand.

use expect_test::{Expect, expect};

use super::*;
use crate::marks::tests::{READINGS, SOLUTION, block, planned};
use crate::workspace::Analysis;

fn shades((diagram, analysis): &(Diagram, Analysis), arrangement: &Arrangement) -> (Scene, Marks, Shades) {
    let scene = Scene::new(diagram, arrangement, None);
    let marks = Marks::new(diagram, analysis);
    let shades = Shades::new(diagram, arrangement, &scene, &marks);
    (scene, marks, shades)
}

fn drawn(planned: &(Diagram, Analysis), arrangement: &Arrangement, expected: Expect) {
    let (scene, marks, shades) = shades(planned, arrangement);
    let mut shown = String::new();
    let at = |rect: &Rect| format!("{},{} {}x{}", rect.left(), rect.top(), rect.size.width, rect.size.height);
    for shape in &scene.shapes {
        shown += &format!("{} {}\n", shape.id, at(&shape.rect));
    }
    for shade in &shades.shapes {
        shown += &format!("({}) {}\n", marks.ghosts[shade.ghost].id, at(&shade.rect));
    }
    for line in &shades.lines {
        let object = &marks.trails[line.trail].object;
        let Dash { source, target, .. } = line;
        shown += &format!("{object} {},{} > {},{}\n", source.x, source.y, target.x, target.y);
    }
    expected.assert_eq(&shown);
}

/// A recipe and what it writes go, and so does a block.
fn gone() -> (Diagram, Analysis) {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    let features =
        block("COMPRESSOR_FEATURE_ENG@1.0.0", "features", "CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION");
    let recipes = "recipes:\n  - {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}\n";
    planned(
        &format!("{READINGS}  - {{name: COPY, type: managed}}\n{recipes}blocks:\n{cleaning}{features}"),
        &format!("{READINGS}blocks:\n{cleaning}"),
    )
}

#[test]
fn ghosts_stand_beside_what_they_were_wired_to() {
    drawn(
        &gone(),
        &Arrangement::default(),
        expect![[r#"
            cleaning 296,0 296x88
            dataset.READINGS 0,48 200x48
            (recipe.copy) 296,120 200x48
            (features) 688,0 296x88
            (dataset.COPY) 592,120 200x48
            READINGS 200,72 > 296,144
            CLEANING__CLEAN_VIBRATION 592,68 > 688,68
            COPY 496,144 > 592,144
        "#]],
    );
}

#[test]
fn ghosts_stand_where_the_document_has_them() {
    let mut arrangement = Arrangement::default();
    arrangement.places.insert("features".into(), Point::new(1000.0, -400.0));
    let (.., shades) = shades(&gone(), &arrangement);
    let shade = shades.shape(&"features".into()).unwrap();
    assert_eq!(shade.rect.origin, Point::new(1000.0, -400.0));
}

#[test]
fn a_solution_that_goes_is_one_ghost() {
    let planned = planned(&format!("{READINGS}{SOLUTION}"), READINGS);
    drawn(
        &planned,
        &Arrangement::default(),
        expect![[r#"
            dataset.READINGS 0,0 200x48
            (upkeep) 296,0 296x136
            READINGS 200,24 > 296,68
        "#]],
    );
}

#[test]
fn no_ghost_covers_anything() {
    let datasets: String = (0..80).map(|at| format!("  - {{name: D{at}, type: managed}}\n")).collect();
    let many = planned(&format!("{READINGS}{datasets}"), READINGS);
    for planned in [gone(), many] {
        let (scene, marks, shades) = shades(&planned, &Arrangement::default());
        assert_eq!(shades.shapes.len(), marks.ghosts.len());
        let rects: Vec<Rect> = scene
            .shapes
            .iter()
            .map(|shape| shape.rect)
            .chain(shades.shapes.iter().map(|shade| shade.rect))
            .collect();
        for (at, one) in rects.iter().enumerate() {
            assert!(!rects[..at].iter().any(|other| other.overlaps(one)), "{one:?}");
        }
    }
}
