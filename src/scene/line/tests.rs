//! Ways of lines among nodes.

use proptest::prelude::*;

use super::*;

fn clear(corners: &[Point], obstacles: &[Rect]) -> bool {
    first_hit(corners, &obstacles.iter().map(|rect| rect.grown(-MARGIN / 2.0 - 0.1)).collect::<Vec<_>>())
        .is_none()
}

#[test]
fn a_line_runs_straight_where_the_way_is_free() {
    let (start, end) = (Point::new(0.0, 0.0), Point::new(300.0, 40.0));
    let aside = Rect::new(100.0, 100.0, 50.0, 50.0);
    assert_eq!(route(start, end, &[aside], &[]), [start, end]);
    assert_eq!(path(&[start, end]), "M0 0C150 0 150 40 300 40");
}

#[test]
fn a_line_passes_a_node_on_the_nearer_side() {
    let (start, end) = (Point::new(0.0, 0.0), Point::new(400.0, 0.0));
    let node = Rect::new(150.0, -80.0, 100.0, 100.0);
    let corners = route(start, end, &[node], &[]);
    assert_eq!(corners.len(), 4);
    assert!(clear(&corners, &[node]));
    assert!(corners[1].y > node.bottom(), "{corners:?}");
}

#[test]
fn a_line_back_goes_around_its_own_nodes() {
    let ends = [Rect::new(300.0, 0.0, 100.0, 60.0), Rect::new(0.0, 0.0, 100.0, 90.0)];
    let corners = route(Point::new(400.0, 30.0), Point::new(0.0, 30.0), &[], &ends);
    assert!(corners.iter().any(|corner| corner.y > 90.0), "{corners:?}");
    assert!(clear(&corners, &ends));
}

#[test]
fn nothing_has_no_path() {
    assert_eq!(path(&[]), "");
}

proptest! {
    /// Whatever is in the way, a line begins and ends at its ports and has few corners.
    #[test]
    fn a_line_keeps_its_ends(
        end in (-500i16..500, -500i16..500),
        nodes in prop::collection::vec((-400i16..400, -400i16..400, 10i16..200, 10i16..200), 0..12),
    ) {
        let end = Point::new(end.0.into(), end.1.into());
        let rect = |(x, y, width, height): (i16, i16, i16, i16)| Rect::new(x.into(), y.into(), width.into(), height.into());
        let obstacles: Vec<Rect> = nodes.into_iter().map(rect).collect();
        let corners = route(Point::default(), end, &obstacles, &[]);
        prop_assert_eq!(corners.first(), Some(&Point::default()));
        prop_assert_eq!(corners.last(), Some(&end));
        prop_assert!(corners.len() <= 2 + 2 * MOST_DETOURS.max(2));
    }
}
