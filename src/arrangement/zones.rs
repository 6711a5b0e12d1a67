//! The zones of a configuration as frames.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Arrangement, Frame, ZoneLook};
use crate::block::PortKind;
use crate::config::{Config, Field};
use crate::diagram::{Diagram, NodeId, Subject};

/// The arrangement with a frame for each zone, before its other frames; of one that nothing is in too.
pub(super) fn with_zones(arrangement: &Arrangement, config: &Config, diagram: &Diagram) -> Arrangement {
    let mut arrangement = arrangement.clone();
    if config.zones.is_empty() {
        return arrangement;
    }
    let mut members = members(config, diagram);
    let placed: BTreeSet<&NodeId> = members.values().flatten().collect();
    for frame in &mut arrangement.frames {
        frame.members.retain(|id| !placed.contains(id));
    }
    let is_zone = |name: &str| config.zone(name).is_some();
    arrangement.frames.retain(|frame| !frame.members.is_empty() && !is_zone(&frame.name));
    let mut frames: Vec<Frame> = Vec::new();
    for zone in &config.zones {
        let Some(name) = zone.entry.name.as_ref().map(|name| &*name.value) else { continue };
        // Of zones with the same name the first one has it all.
        if frames.iter().any(|frame| frame.name == name) {
            continue;
        }
        let members = members.remove(name).unwrap_or_default();
        frames.push(Frame {
            name: name.to_owned(),
            members,
            is_folded: arrangement.folded_zones.contains(name),
            zone: Some(ZoneLook { color: zone.color.as_ref().map(|color| color.value.to_string()) }),
        });
    }
    arrangement.frames.splice(0..0, frames);
    arrangement
}

/// The nodes that stand in each declared zone.
fn members<'c>(config: &'c Config, diagram: &Diagram) -> BTreeMap<&'c str, BTreeSet<NodeId>> {
    let mut members: BTreeMap<&str, BTreeSet<NodeId>> = BTreeMap::new();
    for node in &diagram.nodes {
        let zone = zone_of(config, node.subject);
        if let Some(zone) = zone.filter(|zone| config.zone(&zone.value).is_some()) {
            members.entry(&*zone.value).or_default().insert(node.id.clone());
        }
    }
    members
}

/// The `zone` of an entry, as it is written.
pub fn zone_of(config: &Config, subject: Subject) -> Option<&Field<Arc<str>>> {
    match subject {
        Subject::Dataset(at) => config.datasets.get(at)?.details.zone.as_ref(),
        Subject::Recipe(at) => config.recipes.get(at)?.details.zone.as_ref(),
        Subject::Object(PortKind::Model, at) => config.models.get(at)?.zone.as_ref(),
        Subject::Object(_, at) => config.folders.get(at)?.zone.as_ref(),
        Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::arrangement::Arrangement;
    use crate::config::tests::read_files;
    use crate::diagram::Diagram;

    const TEXT: &str = "version: '1.1'\nproject: {key: P, name: Pea}\nzones: [{name: Raw, color: '#2ab1ac'}, {name: Clean}, {name: Empty}]\nfolders: [{name: files, zone: Raw}]\nmodels: [{name: churn, zone: Clean}]\ndatasets: [{name: A, type: s3, zone: Raw}, {name: B, type: s3}, {name: C, type: s3, zone: Nowhere}]\nrecipes: [{name: r, type: sql, inputs: [A], outputs: [B], zone: Clean}]\n";

    fn shown(arrangement: &Arrangement) -> Vec<String> {
        let frame = |frame: &crate::arrangement::Frame| {
            let members: Vec<&str> = frame.members.iter().map(|id| &*id.0).collect();
            let color = frame.zone.as_ref().map(|zone| zone.color.as_deref().unwrap_or("zone"));
            format!("{} {} {} [{}]", frame.name, color.unwrap_or("-"), frame.is_folded, members.join(", "))
        };
        arrangement.frames.iter().map(frame).collect()
    }

    #[test]
    fn what_stands_in_a_zone_is_framed_and_in_no_other_frame() {
        let (config, _) = read_files(&[("project.yml", TEXT)]);
        let diagram = Diagram::new(&config, &crate::composition::Composition::default());
        let written = r#"{"version": 1, "folded_zones": ["Clean", "Gone"], "frames": [
            {"name": "Mine", "members": ["dataset.A", "dataset.B"]}, {"name": "Taken", "members": ["dataset.A"]},
            {"name": "Raw", "members": ["dataset.C"]}]}"#;
        let read = Arrangement::read(written).unwrap();
        let mut framed = read.with_zones(&config, &diagram);
        assert_eq!(
            shown(&framed),
            [
                "Raw #2ab1ac false [dataset.A, folder.files]",
                "Clean zone true [model.churn, recipe.r]",
                "Empty zone false []",
                "Mine - false [dataset.B]",
            ]
        );
        // Only the folding of zones is written; that of zones that are not there is kept.
        framed.frames[0].is_folded = true;
        framed.frames[1].is_folded = false;
        let again = Arrangement::read(&framed.write()).unwrap();
        assert_eq!(shown(&again), ["Mine - false [dataset.B]"]);
        assert_eq!(again.folded_zones.iter().map(String::as_str).collect::<Vec<_>>(), ["Gone", "Raw"]);
    }

    #[test]
    fn without_zones_nothing_changes() {
        let (config, _) = read_files(&[("project.yml", &TEXT.replace("1.1", "1.0"))]);
        let diagram = Diagram::new(&config, &crate::composition::Composition::default());
        let read =
            Arrangement::read(r#"{"version": 1, "frames": [{"name": "Mine", "members": ["dataset.A"]}]}"#);
        let read = read.unwrap();
        assert_eq!(read.with_zones(&config, &diagram), read);
    }
}
