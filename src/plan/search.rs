//! Finding steps by what is written in them: ids, names and values of attributes.

use serde_json::{Map, Value};

use super::Step;
use crate::state::Resource;

/// Words to look for, in any case; a step must hold all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// The words of `text`, separated by spaces.
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// Whether `step` holds every word, in its address or in the attributes of either side.
    pub fn finds(&self, step: &Step) -> bool {
        let sides = || [&step.before, &step.after].into_iter().flatten();
        self.words.iter().all(|word| {
            holds(step.address.as_str(), word) || sides().any(|side| any_member(side.attributes(), word))
        })
    }

    /// Whether `resource` holds every word, in its address or in its attributes.
    pub fn finds_resource(&self, resource: &Resource) -> bool {
        let (address, attributes) = (resource.address.as_str(), resource.attributes());
        self.words.iter().all(|word| holds(address, word) || any_member(attributes, word))
    }
}

fn any_member(members: &Map<String, Value>, word: &str) -> bool {
    members.iter().any(|(key, value)| holds(key, word) || any_value(value, word))
}

/// Recurses as deep as the value is nested, which its readers limit.
fn any_value(value: &Value, word: &str) -> bool {
    match value {
        Value::String(text) => holds(text, word),
        Value::Array(values) => values.iter().any(|value| any_value(value, word)),
        Value::Object(members) => any_member(members, word),
        Value::Number(number) => number.to_string().contains(word),
        Value::Bool(truth) => (if *truth { "true" } else { "false" }).contains(word),
        Value::Null => "null".contains(word),
    }
}

/// Whether `text` holds `word`, which is in lower case. This runs over a whole plan with every key,
/// so plain ASCII is compared in place.
fn holds(text: &str, word: &str) -> bool {
    if word.is_ascii() {
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
    }
    !text.is_ascii() && text.to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::plan::{Action, tests::by_hand};
    use crate::state::Metadata;

    fn step() -> Step {
        let step = by_hand::step(Action::Create, "dataset.P.HARVEST");
        let attributes = json!({"params": {"table": "Äpfel", "limit": 250, "cold": true}, "columns": ["id"]});
        let attributes = attributes.as_object().unwrap().clone();
        let after = Resource::new(step.address.clone(), attributes, Metadata::default());
        Step { after: Some(Arc::new(after)), ..step }
    }

    #[test]
    fn all_words_must_be_found_in_any_case() {
        let step = step();
        for (text, expected) in [
            ("", true),
            ("harvest", true),
            ("DATASET.p", true),
            ("table", true),
            ("ÄPFEL", true),
            ("25", true),
            ("true id", true),
            ("harvest wine", false),
            ("öl", false),
        ] {
            assert_eq!(Search::new(text).finds(&step), expected, "{text}");
        }
    }

    #[test]
    fn a_resource_is_searched_as_a_step_is() {
        let resource = step().after.unwrap();
        assert!(Search::new("harvest table").finds_resource(&resource));
        assert!(!Search::new("harvest wine").finds_resource(&resource));
    }
}
