//! The changes of a plan that came as JSON (spec 5.5), to be shown one by one.

use serde_json::{Map, Value};

use crate::address::Address;
use crate::attribute::display_order;
use crate::diff::AttributeChange;
use crate::diff::leaf::expand_new;
use crate::plan::Action;

/// A change that a reviewer looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of which resource.
    pub address: Address,
    /// What is done to it.
    pub action: Action,
    /// The fields that come, go or become others, in display order.
    pub fields: Vec<AttributeChange>,
}

/// All changes of a plan in its order. `None` if one of them cannot be read: a reviewer must not miss any.
pub fn changes(plan: &Map<String, Value>) -> Option<Vec<Change>> {
    let actions = plan.get("actions")?.as_array()?;
    let is_change = |action: &&Value| action.get("action").and_then(Value::as_str) != Some("no-change");
    actions.iter().filter(is_change).map(change).collect()
}

fn change(value: &Value) -> Option<Change> {
    let address = Address::parse(value.get("resource_id")?.as_str()?).ok()?;
    let side = |name: &str| value.get(name).and_then(Value::as_object).map(|side| leaves(&address, side));
    let (action, fields) = match value.get("action")?.as_str()? {
        "create" => (Action::Create, side("after")?),
        "delete" => (Action::Delete, side("before")?.into_iter().map(AttributeChange::reversed).collect()),
        "update" => (Action::Update, updated(value.get("changes")?.as_array()?)?),
        _ => return None,
    };
    Some(Change { address, action, fields })
}

fn leaves(address: &Address, side: &Map<String, Value>) -> Vec<AttributeChange> {
    let ordered = display_order(address.kind(), side).into_iter();
    ordered.flat_map(|(name, value)| expand_new(name, value)).collect()
}

fn updated(changes: &[Value]) -> Option<Vec<AttributeChange>> {
    let field = |change: &Value| {
        let kind = change.get("kind")?.as_str()?;
        let side = |name: &str, without: &str| change.get(name).filter(|_| kind != without).cloned();
        let path = change.get("path")?.as_str()?.to_owned();
        Some(AttributeChange { path, old: side("old", "added"), new: side("new", "removed") })
    };
    changes.iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Map<String, Value> {
        serde_json::from_str(include_str!("../plan/tests/plan.json")).unwrap()
    }

    #[test]
    fn every_action_is_a_change_with_its_fields() {
        let changes = changes(&plan()).unwrap();
        let line = |change: &Change| {
            let fields: Vec<_> = change.fields.iter().map(|field| field.path.as_str()).collect();
            format!("{} {} [{}]\n", change.action.symbol(), change.address, fields.join(", "))
        };
        let lines: String = changes.iter().map(line).collect();
        assert!(lines.contains("~ project.BAKERY [name, description]\n"), "{lines}");
        assert!(lines.starts_with("+ dataset.BAKERY.FLOUR [name, type, params, connection]\n"), "{lines}");
    }

    #[test]
    fn a_plan_with_a_change_that_cannot_be_shown_is_not_shown() {
        let mut plan = plan();
        let Some(Value::Array(actions)) = plan.get_mut("actions") else { unreachable!() };
        actions.push(serde_json::json!({"action": "drop", "resource_id": "dataset.BAKERY.FLOUR"}));
        assert_eq!(changes(&plan), None);
    }
}
