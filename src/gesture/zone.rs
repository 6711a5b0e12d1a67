//! A flow zone of the configuration called something else, or taken away, wherever it is named.

use serde_json::Value;

use super::entry::key;
use super::layout::check_frame_name;
use super::mention::check_literal;
use super::script::Script;
use super::{Refusal, Scene};
use crate::arrangement::Frame;
use crate::diff::Scope;
use crate::insertion::Spot;
use crate::yaml::write::{self, Context};

/// Renames the zone whose frame stands at `at`, in `zones` and in everything that stands in it.
pub(super) fn rename(script: &mut Script<'_>, at: usize, name: &str) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let Some(frame) = scene.arrangement.frames.get(at) else { return Ok(()) };
    if frame.name == name {
        return Ok(());
    }
    check_frame_name(scene.arrangement, name)?;
    check_free(scene, name, &frame.name)?;
    let zone = scene.analysis.config.zone(&frame.name).map(|zone| &zone.entry);
    let entry = zone.and_then(|zone| scene.listed("zones", zone.at));
    let (zone, entry) = zone.zip(entry).ok_or_else(gone)?;
    zone.name.iter().try_for_each(|field| check_literal(&scene, field))?;
    let new = Value::from(name);
    script.put(entry.file, &entry.at([key("name")]), &new)?;
    for member in &frame.members {
        let entry = scene.entry_of(scene.node(member)?)?;
        script.put(entry.file, &entry.at([key("zone")]), &new)?;
    }
    let layout = script.layout()?;
    if let Some(frame) = layout.frames.get_mut(at) {
        let old = frame.id();
        name.clone_into(&mut frame.name);
        let new = frame.id();
        layout.rename(&old, &new);
    }
    Ok(())
}

/// Whether there can be another zone with this name.
pub(super) fn check_new(scene: Scene<'_>, name: &str) -> Result<(), Refusal> {
    check_frame_name(scene.arrangement, name)?;
    check_free(scene, name, "")
}

/// Whether no other zone than `own` has this name, or one that differs by case alone (ZON001).
fn check_free(scene: Scene<'_>, name: &str, own: &str) -> Result<(), Refusal> {
    let zones = scene.analysis.config.zones.iter().filter_map(|zone| zone.entry.name.as_ref());
    let mut others = zones.map(|other| &*other.value).filter(|other| *other != own);
    match others.find(|other| other.eq_ignore_ascii_case(name)) {
        Some(other) => Err(Refusal::new(format!("there is a zone {other} already"), "Choose another name.")),
        None => Ok(()),
    }
}

/// Declares the zone `name`. The first list of zones names those too that the project has on the server:
/// a list decides about all of them, and none may go because one is new.
pub(super) fn declare(script: &mut Script<'_>, name: &str) {
    let analysis = script.scene.analysis;
    let scope = Scope::of(&analysis.config);
    let current = analysis.current.as_deref();
    let there = current.map(|current| scope.unlisted_zones(current)).unwrap_or_default();
    let mut text = String::from("zones:\n");
    for zone in &there {
        let color = zone.read().attributes().get("color").and_then(Value::as_str).map(str::to_owned);
        text += &entry(zone.address.name(), color.as_deref());
    }
    if !there.iter().any(|zone| zone.address.name() == name) {
        text += &entry(name, None);
    }
    script.insert(text, Spot::End);
}

fn entry(name: &str, color: Option<&str>) -> String {
    let text = |value: &str| write::text(value, Context::Block);
    let color = color.map(|color| format!("    color: {}\n", text(color)));
    format!("  - name: {}\n{}", text(name), color.unwrap_or_default())
}

/// Takes a zone away: from `zones`, and from all that stands in it, which stays.
pub(super) fn dissolve(script: &mut Script<'_>, frame: &Frame) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let zone = scene.analysis.config.zone(&frame.name);
    let entry = zone.and_then(|zone| scene.listed("zones", zone.entry.at)).ok_or_else(gone)?;
    script.remove(entry.file, &entry.path());
    for member in &frame.members {
        let entry = scene.entry_of(scene.node(member)?)?;
        script.remove(entry.file, &entry.at([key("zone")]));
    }
    Ok(())
}

fn gone() -> Refusal {
    Refusal::new("the zone is not there any more", "Look at the canvas again; it has moved on.")
}
