//! New entries.

use super::name::Kind;
use super::script::Script;
use super::{Refusal, layout};
use crate::diagram::NodeId;
use crate::geometry::Point;
use crate::insertion::{Addition, Spot};

/// Adds entries behind the others of their lists.
pub(super) fn add(script: &mut Script<'_>, addition: &Addition, at: Option<Point>) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let mut ids = Vec::new();
    for entry in &addition.uses {
        scene.check_name(Kind::Instance, &entry.instance_name, "")?;
        ids.push(NodeId::from(entry.instance_name.as_str()));
    }
    for recipe in &addition.recipes {
        scene.check_name(Kind::Recipe, &recipe.name, "")?;
        ids.push(NodeId(format!("recipe.{}", recipe.name).into()));
    }
    for dataset in &addition.datasets {
        scene.check_name(Kind::Dataset, &dataset.name, &declarable(scene, &dataset.name))?;
        ids.push(NodeId(format!("dataset.{}", dataset.name).into()));
    }
    script.title = match ids.as_slice() {
        [] => return Err(Refusal::new("there is nothing to add", "Choose a block first.")),
        [only] => format!("Add {}", only.called()),
        [first, rest @ ..] => format!("Add {} and {} more", first.called(), rest.len()),
    };
    script.insert(addition.text(), Spot::End);
    layout::put_new(script, &ids, at)?;
    script.focus = ids;
    Ok(())
}

/// A name that is written but not declared yet may be declared.
fn declarable(scene: super::Scene<'_>, name: &str) -> String {
    let declared = scene.analysis.config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let is_declared = declared.into_iter().any(|field| field.value.eq_ignore_ascii_case(name));
    if is_declared { String::new() } else { name.to_owned() }
}
