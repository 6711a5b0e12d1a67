//! Properties of entries: set, and taken away.

use serde_json::Value;

use super::entry::key;
use super::name::Kind;
use super::script::Script;
use super::wire::map_output;
use super::{Owner, Refusal, membership, rename, version};
use crate::block::port::Side;
use crate::config::Format;
use crate::config::layout::{Role, read_order};
use crate::diagram::{Node, NodeId, Subject};
use crate::yaml::edit::Step;

/// Sets the property at `path`, or removes it.
pub(super) fn set(
    script: &mut Script<'_>,
    owner: &Owner,
    path: &[Step],
    value: Option<&Value>,
) -> Result<(), Refusal> {
    script.open_text()?;
    let shown = path_text(path);
    let Owner::Node(id) = owner else {
        let order = read_order(&script.scene.workspace.files, &script.scene.workspace.environment);
        let project = order.iter().find(|(role, _)| *role == Role::Project);
        let (_, file) = project.ok_or_else(|| {
            Refusal::new("the project has no project.yml", "Add one, or start a new project.")
        })?;
        script.title = format!("Set {shown}");
        return write(script, *file, path, value);
    };
    let scene = script.scene;
    let node = scene.own_node(id)?;
    script.title = match value {
        Some(_) => format!("Set {shown} of {}", node.name),
        None => format!("Remove {shown} of {}", node.name),
    };
    script.focus = vec![node.id.clone()];
    if let (Some(Value::String(text)), [Step::Key(first), rest @ ..]) = (value, path) {
        match (first.as_str(), rest) {
            ("instance_name", []) if is_use(node) => return rename::rename(script, id, text),
            ("name", []) if !is_use(node) => return rename::rename(script, id, text),
            ("zone_name" | "zone_prefix", []) if is_use(node) => check_zone(script, node, text)?,
            ("ref", []) if is_use(node) => return version::change_reference(script, node, text),
            ("inputs" | "outputs", [Step::Key(_)]) if is_use(node) => {
                scene.check_object_name(text)?;
                if first == "outputs" {
                    return set_output(script, id, rest, text);
                }
            }
            _ => {}
        }
    }
    if let (None, [Step::Key(first)]) = (value, path)
        && (["ref", "name"].contains(&first.as_str()) || first == "type" && !is_use(node))
    {
        return Err(Refusal::new(
            format!("{} needs its {first}", node.name),
            "Choose another value instead.",
        ));
    }
    let entry = scene.entry_of(node)?;
    if matches!(path, [Step::Key(first)] if first == "zone") && !is_use(node) {
        match value.map(|value| value.as_str()) {
            None => return membership::set(script, node, None),
            // Which zone a variable stands for may differ between environments.
            Some(Some(zone)) if has_zones(scene) && !zone.contains("{{") => {
                return membership::set(script, node, Some(zone));
            }
            _ => {}
        }
    }
    write(script, entry.file, &entry.at(path.iter().cloned()), value)
}

/// Whether the format knows zones; an older one accepts them and does nothing with them.
fn has_zones(scene: super::Scene<'_>) -> bool {
    scene.analysis.config.format >= Format::V1_1
}

/// An output that is mapped takes its readers along.
fn set_output(script: &mut Script<'_>, id: &NodeId, port: &[Step], object: &str) -> Result<(), Refusal> {
    let Some(Step::Key(port)) = port.first() else { return Ok(()) };
    let joint =
        script.scene.joint(&super::PortRef { node: id.clone(), port: port.as_str().into() }, Side::Output)?;
    map_output(script, joint, object)
}

fn write(
    script: &mut Script<'_>,
    file: crate::source::FileId,
    path: &[Step],
    value: Option<&Value>,
) -> Result<(), Refusal> {
    if path.is_empty() {
        return Err(Refusal::new("no property was named", "Choose one."));
    }
    let written = script.scene.written(file, path);
    match value {
        Some(value) if written.is_some_and(|node| node.to_value() == *value) => Ok(()),
        Some(value) => script.put(file, path, value),
        None => {
            if written.is_some() {
                script.remove(file, path);
            }
            Ok(())
        }
    }
}

fn is_use(node: &Node) -> bool {
    matches!(node.subject, Subject::Block(_) | Subject::Solution(_))
}

fn check_zone(script: &Script<'_>, node: &Node, zone: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let (Subject::Block(position) | Subject::Solution(position)) = node.subject else { return Ok(()) };
    let config = &scene.analysis.config;
    let given = config.uses.get(position).and_then(|entry| entry.zone.as_ref());
    let instances = &scene.analysis.composition.instances;
    let usual = instances.iter().find(|instance| instance.entry == position);
    let old = given.map(|zone| &*zone.value).or(usual.map(|instance| &*instance.zone));
    scene.check_name(Kind::Zone, zone, old.unwrap_or_default())
}

impl super::Scene<'_> {
    /// Whether a port may be mapped to `name`, which may exist.
    fn check_object_name(&self, name: &str) -> Result<(), Refusal> {
        self.check_name(Kind::Object, name, name)
    }
}

fn path_text(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(".")
}

/// The path of `ref` in an entry.
pub(super) fn reference_path() -> Vec<Step> {
    vec![key("ref")]
}
