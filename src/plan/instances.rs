//! The plan by what people asked for: blocks and solutions first (`blocks.md` 5.7).

use serde_json::{Map, Value};

use super::{Action, Colour, Plan, Step};
use crate::address::ResourceType;
use crate::state::{Resource, made};
use crate::value::push_formatted;

/// The steps of one instance, or of everything outside instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceGroup {
    /// The instance; `None` for what no instance owns.
    pub path: Option<String>,
    /// Its zone, empty outside instances.
    pub zone: String,
    /// What happens to the instance itself; `None` outside instances, and where only a part changes.
    pub action: Option<Action>,
    /// The positions of its steps in the plan, in its order.
    pub steps: Vec<usize>,
}

/// The steps at `positions` by the instance and zone they belong to, in the order in which these first
/// occur; what belongs to none comes in a group of its own.
pub fn by_instance(plan: &Plan, positions: &[usize]) -> Vec<InstanceGroup> {
    let mut groups: Vec<InstanceGroup> = Vec::new();
    for position in positions {
        let Some(step) = plan.steps.get(*position) else { continue };
        let path = owner(step);
        let found = groups.iter().position(|group| group.path.as_deref() == path).unwrap_or(groups.len());
        if found == groups.len() {
            let path = path.map(str::to_owned);
            groups.push(InstanceGroup { path, zone: String::new(), action: None, steps: Vec::new() });
        }
        let Some(group) = groups.get_mut(found) else { continue };
        group.steps.push(*position);
        if group.zone.is_empty() && group.path.is_some() {
            zone(step).clone_into(&mut group.zone);
        }
        if *step.address.kind() == ResourceType::Block {
            group.action = Some(step.action);
        }
    }
    groups
}

/// The path of the instance that a step belongs to.
fn owner(step: &Step) -> Option<&str> {
    if *step.address.kind() == ResourceType::Block {
        return Some(step.address.name());
    }
    step.resource()?.metadata.other.get(made::PART_OF)?.as_str()
}

fn zone(step: &Step) -> &str {
    let resource = step.resource();
    let key = if *step.address.kind() == ResourceType::Zone { "name" } else { "zone" };
    resource.and_then(|resource| resource.attributes().get(key)?.as_str()).unwrap_or_default()
}

/// The plan in its most condensed form: one paragraph per block or solution that is instantiated, one
/// line per one that changes or goes; only records are counted.
pub fn instances_text(plan: &Plan, colour: Colour) -> String {
    let mut out = String::new();
    let mut counts = [0_usize; 3];
    let is_record =
        |step: &&Step| matches!(step.address.kind(), ResourceType::Block | ResourceType::Solution);
    for step in plan.actions().filter(is_record) {
        match (step.action, step.resource()) {
            (Action::Create, Some(resource)) => {
                counts[0] += 1;
                write_created(&mut out, resource, colour);
            }
            (Action::Update, _) => {
                counts[1] += 1;
                let line = format!("~ update {}        {}", step.address.name(), differences(step));
                push_formatted(&mut out, format_args!("{}\n", colour.paint(Action::Update, line.trim_end())));
            }
            (Action::Delete, _) => {
                counts[2] += 1;
                let zone = zone(step);
                let zone = if zone.is_empty() { String::new() } else { format!("  zone {zone}") };
                let line = format!("- destroy {}{zone}", step.address.name());
                push_formatted(&mut out, format_args!("{}\n", colour.paint(Action::Delete, &line)));
            }
            _ => {}
        }
    }
    let [create, update, delete] = counts;
    push_formatted(
        &mut out,
        format_args!("Plan: {create} to instantiate, {update} to update, {delete} to destroy"),
    );
    out
}

fn write_created(out: &mut String, record: &Resource, colour: Colour) {
    let attributes = record.attributes();
    let text = |key: &str| attributes.get(key).and_then(Value::as_str).unwrap_or_default();
    let block = text("ref").split_once('/').map_or("", |(_, block)| block);
    let line = format!("+ instantiate {block} as {}", record.address.name());
    push_formatted(out, format_args!("{}\n", colour.paint(Action::Create, &line)));
    if !text("zone").is_empty() {
        push_formatted(out, format_args!("    zone: {}\n", text("zone")));
    }
    for (label, key, arrow) in [("inputs:  ", "inputs", "<-"), ("outputs: ", "outputs", "->")] {
        let pairs = attributes.get(key).and_then(Value::as_object).map(|names| pairs(names, arrow));
        if let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) {
            push_formatted(out, format_args!("    {label}{pairs}\n"));
        }
    }
    for extension in attributes.get("extends").and_then(Value::as_array).into_iter().flatten() {
        let member = |key: &str| extension.get(key).and_then(Value::as_str);
        let recipe = member("recipe").unwrap_or_default();
        let how = match (member("override_with"), member("use_class")) {
            (Some(template), _) => format!("replaced by {template}"),
            (None, Some(class)) => format!("uses {class}"),
            (None, None) => continue,
        };
        push_formatted(out, format_args!("    extends: recipe {recipe} {how}\n"));
    }
}

fn pairs(names: &Map<String, Value>, arrow: &str) -> String {
    let pair =
        |(port, name): (&String, &Value)| format!("{port} {arrow} {}", name.as_str().unwrap_or_default());
    names.iter().map(pair).collect::<Vec<_>>().join(", ")
}

/// Versions by their numbers, everything else by its name.
fn differences(step: &Step) -> String {
    let version = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        text.rsplit_once('@').map_or("", |(_, version)| version).to_owned()
    };
    let shown = step.attributes.iter().map(|change| match change.path.as_str() {
        "ref" => format!("version: {} -> {}", version(change.old.as_ref()), version(change.new.as_ref())),
        other => other.to_owned(),
    });
    shown.collect::<Vec<_>>().join(", ")
}
