//! The rules of a project: a field of a resource compared with a value.

use serde_json::Value;

use super::{Breaches, Subject};
use crate::config::policies::{CustomRule, Operator};
use crate::diagnostic::counts::counted;
use crate::plan::{Action, Step};
use crate::value::{canonical, is_empty, path, same};

pub(super) fn find(rule: &CustomRule, subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let Ok(field) = path::parse(&rule.field) else {
        breaches
            .of_plan(format!("the field {:?} of {} is no path; nothing was checked", rule.field, rule.id));
        return;
    };
    for step in subject.plan.steps.iter().filter(|step| concerns(rule, step)) {
        let attributes = step.resource().map(|resource| resource.attributes());
        let value = attributes.and_then(|attributes| path::get(attributes, &field));
        if !is_kept(rule, value) {
            let address = &step.address;
            let (field, reason) = (&rule.field, &rule.reason);
            let (found, wanted) = (found(rule, value), wanted(rule, value));
            breaches.at(step, format!("{address}: {field} {found}, but is to {wanted}. {reason}"));
        }
    }
}

/// What the field says, in words that follow its name.
fn found(rule: &CustomRule, value: Option<&Value>) -> String {
    match value {
        None => "has no value".to_owned(),
        Some(Value::Array(elements)) if rule.operator == Operator::AtMost => {
            format!("has {}", counted(elements.len(), "element"))
        }
        Some(value) => format!("is {}", canonical(value)),
    }
}

/// What the rule asks for, in words that follow "is to".
fn wanted(rule: &CustomRule, found: Option<&Value>) -> String {
    let value = &rule.value;
    let written = || canonical(value);
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let list = || values.iter().map(canonical).collect::<Vec<_>>().join(", ");
    match rule.operator {
        Operator::In if values.len() == 1 => format!("be {}", list()),
        Operator::Is => format!("be {}", written()),
        Operator::IsNot => format!("be anything but {}", written()),
        Operator::In => format!("be one of {}", list()),
        Operator::NotIn => format!("be none of {}", list()),
        Operator::StartsWith => format!("start with {}", written()),
        Operator::EndsWith => format!("end with {}", written()),
        Operator::Contains => format!("contain {}", written()),
        Operator::Exists if *value == false => "have no value".to_owned(),
        Operator::Exists => "have a value".to_owned(),
        Operator::AtMost if found.is_some_and(Value::is_array) => format!("have at most {}", written()),
        Operator::AtMost => format!("be at most {}", written()),
    }
}

fn concerns(rule: &CustomRule, step: &Step) -> bool {
    let is_meant = match &*rule.action {
        "" => matches!(step.action, Action::Create | Action::Update),
        action => step.action.name() == action,
    };
    is_meant && (rule.on.is_empty() || step.address.kind().name() == &*rule.on)
}

fn is_kept(rule: &CustomRule, value: Option<&Value>) -> bool {
    let wanted = &rule.value;
    let is = |wanted: &Value| value.is_some_and(|value| same(value, wanted));
    let is_one = || wanted.as_array().is_some_and(|wanted| wanted.iter().any(is));
    let texts = || Some((value?.as_str()?, wanted.as_str()?));
    match rule.operator {
        Operator::Is => is(wanted),
        Operator::IsNot => !is(wanted),
        Operator::In => is_one(),
        Operator::NotIn => !is_one(),
        Operator::StartsWith => texts().is_some_and(|(text, start)| text.starts_with(start)),
        Operator::EndsWith => texts().is_some_and(|(text, end)| text.ends_with(end)),
        Operator::Contains => match value {
            Some(Value::Array(elements)) => elements.iter().any(|element| same(element, wanted)),
            _ => texts().is_some_and(|(text, part)| text.contains(part)),
        },
        Operator::Exists => value.is_some_and(|value| !is_empty(value)) != (*wanted == false),
        Operator::AtMost => wanted.as_f64().zip(amount(value)).is_some_and(|(most, amount)| amount <= most),
    }
}

#[expect(clippy::cast_precision_loss, reason = "lists are not that long")]
fn amount(value: Option<&Value>) -> Option<f64> {
    match value {
        Some(Value::Array(elements)) => Some(elements.len() as f64),
        value => value?.as_f64(),
    }
}
