//! What moves together, by name.

use super::*;
use crate::composition::Composition;
use crate::config::tests::read_files;
use crate::diagram::NodeId;

const TEXT: &str = "version: '1.1'
project: {key: P, name: Pea}
folders: [{name: files}]
datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}, {name: D, type: s3}, {name: E, type: s3}]
recipes:
  - {name: r, type: sql, inputs: [A], outputs: [B, files]}
  - {name: s, type: sql, inputs: [B], outputs: [C]}
  - {name: t, type: sql, inputs: [A], outputs: [C, B]}
  - {name: u, type: sql, inputs: [C], outputs: [D, GONE]}
  - {name: v, type: sql, inputs: [GONE]}
";

fn together(names: &[&str]) -> String {
    let (config, _) = read_files(&[("project.yml", TEXT)]);
    let diagram = Diagram::new(&config, &Composition::default());
    let nodes = names.iter().map(|name| diagram.position(&NodeId::from(*name)).unwrap());
    let all = Together::new(&diagram).with(nodes);
    all.iter().map(|at| diagram.nodes[*at].name.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_recipe_moves_with_all_that_it_writes_and_that_with_all_that_writes_it() {
    assert_eq!(together(&["dataset.A"]), "A");
    assert_eq!(together(&["dataset.D"]), "D u");
    assert_eq!(together(&["recipe.u"]), "D u");
    assert_eq!(together(&["recipe.v"]), "v");
    for member in ["dataset.B", "dataset.C", "recipe.r", "recipe.s", "recipe.t", "folder.files"] {
        assert_eq!(together(&[member]), "B C r s t files", "{member}");
    }
    assert_eq!(together(&["dataset.E", "recipe.u", "dataset.D"]), "D E u");
    assert_eq!(together(&[]), "");
}
