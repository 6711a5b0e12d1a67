//! Layers, rows and edges of the insides of the demo blocks, and of some that are odd.

use super::*;
use crate::registry::tests::demo;
use crate::version::Version;

#[test]
fn every_edge_goes_to_the_right_and_no_two_nodes_share_a_place() {
    let mut edges = 0;
    for manifest in demo().manifests() {
        let flow = BlockFlow::new(manifest).unwrap();
        edges += flow.edges.len();
        for (from, to) in &flow.edges {
            assert!(flow.nodes[*from].layer < flow.nodes[*to].layer, "{}", manifest.label());
        }
        let mut places: Vec<_> = flow.nodes.iter().map(|node| (node.layer, node.row)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), flow.nodes.len(), "{}", manifest.label());
    }
    assert!(edges > 100, "{edges}");
}

#[test]
fn inputs_stand_beside_their_first_reader_below_the_flow() {
    let demo = demo();
    let manifest = demo.manifest("COMPRESSOR_FEATURE_ENG", Version::new(1, 2, 0)).unwrap();
    let flow = BlockFlow::new(manifest).unwrap();
    let place = |name: &str| {
        flow.nodes.iter().find(|node| &*node.name == name).map(|node| (node.layer, node.row)).unwrap()
    };
    assert_eq!(place("CLEAN_VIBRATION"), (0, 0));
    let (reader, _) = place("feature_combine");
    assert_eq!(place("FFT_RESULTS"), (reader - 1, 0));
    assert_eq!(place("EQUIPMENT_METADATA"), (reader - 1, 1));
    assert_eq!(place("OPERATING_CONDITIONS"), (reader - 1, 2));
}

#[test]
fn a_flow_that_nobody_could_follow_is_not_laid_out() {
    let mut manifest = Manifest::clone(demo().manifests().next().unwrap());
    let port = manifest.inputs.first().cloned().unwrap();
    manifest.inputs = vec![port; MOST_NODES];
    assert!(BlockFlow::new(&manifest).unwrap_err() > MOST_NODES);
}
