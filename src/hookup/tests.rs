//! Blocks of the demo added to small projects.

use super::*;
use crate::insertion::{Spot, insert};
use crate::registry::tests::{demo, demo_alone};
use crate::source::Source;
use crate::text::apply_edits;
use crate::workspace::{Analysis, Workspace, analyze};

fn workspace(text: &str) -> Workspace {
    let files = vec![Source::new("project.yml", text)];
    Workspace { files, environment: "dev".into(), registries: demo_alone(), ..Workspace::default() }
}

fn hookup(inputs: &Workspace, analysis: &Analysis, id: &str) -> Hookup {
    let catalog = Catalog::new(&inputs.registries);
    let card = catalog.card(catalog.find("BLOCKS_REGISTRY", id).unwrap()).unwrap();
    Hookup::new(&catalog, (card, &card.shown), (&analysis.config, &analysis.composition, &inputs.registries))
}

/// Adds the block with its usual wiring and gives the text that follows.
fn added(text: &str, id: &str) -> String {
    let inputs = workspace(text);
    let analysis = analyze(&inputs);
    let hookup = hookup(&inputs, &analysis, id);
    let feeds: Vec<Feed> = hookup.inputs.iter().map(Input::usual).collect();
    let inserted = insert(&inputs.files, "dev", &hookup.addition(&feeds), Spot::End).unwrap();
    let edits: Vec<_> = inserted.edits.into_iter().map(|edit| edit.edit).collect();
    apply_edits(text, &edits).unwrap()
}

/// Every block of the demo can be added to an empty project and to one that has it already, and
/// the plan is then a plan.
#[test]
fn every_block_can_be_added_twice() {
    let empty = "version: \"1.0\"\nproject:\n  key: P\n  name: P\n";
    let ids: Vec<Arc<str>> = demo().index.ids().cloned().collect();
    assert_eq!(ids.len(), 35);
    for id in ids {
        let once = added(empty, &id);
        let twice = added(&once, &id);
        for text in [&once, &twice] {
            let analysis = analyze(&workspace(text));
            let fails: Vec<_> = analysis.problems.iter().filter(|problem| problem.fails(false)).collect();
            assert!(fails.is_empty(), "{id}: {fails:#?}\n{text}");
            assert!(analysis.plan.is_some(), "{id}\n{text}");
        }
    }
}

#[test]
fn a_block_reads_what_an_earlier_one_writes() {
    let text = added("version: \"1.0\"\nproject:\n  key: P\n  name: P\n", "SENSOR_DATA_CLEANING");
    let inputs = workspace(&text);
    let hookup = hookup(&inputs, &analyze(&inputs), "COMPRESSOR_FEATURE_ENG");
    let wired = hookup.inputs.iter().filter_map(|input| input.offers.first());
    assert!(wired.clone().any(|offer| offer.writer.is_some() && offer.is_checked), "{hookup:#?}");
}
