//! Answers in words for people: reasons of scores, gaps, outcomes.

use serde::Deserialize;

use super::response::{Alternative, Error, ErrorCode, Gap, Response};
use crate::catalog::explain::Reason;
use crate::catalog::field::Field;
use crate::diagnostic::counts::counted;

/// What may help where nothing matches (blocks spec 4.7).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Suggestion {
    /// Without a filter there would be blocks.
    RemoveFilter {
        /// The filter, as requests name it.
        filter: String,
        /// How many blocks there would be.
        blocks: usize,
    },
    /// Words that blocks know, in the place of one that none knows.
    KnownWords {
        /// The word of the wish.
        token: String,
        /// The words, nearest first.
        words: Vec<String>,
    },
    /// What the registries are about.
    KnownValues {
        /// All domains.
        domains: Vec<String>,
        /// All levels.
        levels: Vec<String>,
    },
    /// The best blocks below the threshold.
    Nearest {
        /// The blocks, best first.
        matches: Vec<Alternative>,
    },
}

/// The suggestions of an error, most useful first.
pub fn suggestions(error: &Error) -> Vec<Suggestion> {
    let listed = error.details.get("suggestions").and_then(serde_json::Value::as_array);
    let read = |suggestion: &serde_json::Value| Suggestion::deserialize(suggestion).ok();
    listed.map(|listed| listed.iter().filter_map(read).collect()).unwrap_or_default()
}

/// Why a word of the wish counts for a block, or does not.
pub fn reason(reason: &Reason) -> String {
    let token = &reason.token;
    match (&reason.field, &reason.word) {
        (Some(field), Some(word)) if reason.similarity >= 1.0 => {
            format!("\"{word}\" is in {}", field_words(*field))
        }
        (Some(field), Some(word)) => format!("\"{token}\" is near \"{word}\" in {}", field_words(*field)),
        _ if reason.unknown => format!("no block knows \"{token}\""),
        _ => format!("\"{token}\" is not met"),
    }
}

fn field_words(field: Field) -> &'static str {
    match field {
        Field::Name => "the name",
        Field::BlockId => "the id",
        Field::Tags => "the tags",
        Field::Description => "the description",
        Field::Domain => "the domain",
        Field::Ports => "the ports",
        Field::HierarchyLevel => "the level",
        Field::Columns => "the columns",
    }
}

/// A gap as a sentence.
pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::NoMatch { clause, .. } => format!("Nothing matches \"{clause}\"."),
        Gap::OpenInput { instance, port, .. } => {
            format!("The input {port} of {instance} has no source; a placeholder dataset stands for it.")
        }
        Gap::NoPath { from, to, reason, .. } => {
            format!("{} and {} are not connected: {}.", block(from), block(to), reason.message)
        }
        Gap::UnusedOutput { instance, port } => format!("Nothing reads the output {port} of {instance}."),
        Gap::Unchecked { source, target } => {
            format!("The wire from {source} to {target} is not checked: not all columns are known.")
        }
        Gap::Version { block, versions } => {
            format!("{block} does not fit, but other versions would: {}.", versions.join(", "))
        }
    }
}

/// The id of the block that a reference names.
pub fn block(reference: &str) -> &str {
    let id = reference.split_once('/').map_or(reference, |(_, id)| id);
    id.split_once('@').map_or(id, |(id, _)| id)
}

/// The answer in a sentence.
pub fn outcome(response: &Response) -> String {
    if let Some(error) = response.errors.first() {
        if error.code == ErrorCode::NoMatch {
            return "No block matches this. The suggestions below may help.".to_owned();
        }
        return error.message.clone();
    }
    let blocks = response.plan.stages.iter().map(Vec::len).sum();
    let lacks = response.gaps.iter().filter(|gap| gap.is_lack()).count();
    let rest = match lacks {
        0 => "nothing is missing".to_owned(),
        1 => "1 thing is missing".to_owned(),
        _ => format!("{lacks} things are missing"),
    };
    format!(
        "{} in {} with {}; {rest}.",
        counted(blocks, "block"),
        counted(response.plan.stages.len(), "stage"),
        counted(response.plan.wires.len(), "wire"),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::*;
    use crate::catalog::Catalog;
    use crate::composer::compose;
    use crate::registry::Registries;
    use crate::registry::tests::demo;

    fn answer(request: serde_json::Value) -> Response {
        let mut registries = Registries::default();
        registries.put(demo());
        compose(&Catalog::new(&registries), &serde_json::from_value(request).unwrap())
    }

    fn told(response: &Response) -> String {
        let mut text = format!("{}\n", outcome(response));
        for found in &response.matches {
            let why: Vec<String> = found.why.iter().map(reason).collect();
            text.push_str(&format!("{}: {}\n", block(&found.reference), why.join(", ")));
        }
        text + &response.gaps.iter().map(|found| format!("{}\n", gap(found))).collect::<String>()
    }

    #[test]
    fn answers_are_told_in_words() {
        let answer = answer(json!({"intent": "clean raw sensr data -> equipment anomaly detection, xyzzy"}));
        expect![[r#"
            2 blocks in 1 stage with 0 wires; 4 things are missing.
            SENSOR_DATA_CLEANING: "cleaning" is in the name, "raw" is in the description, "sensr" is near "sensor" in the name
            EQUIPMENT_ANOMALY_DETECTION: "equipment" is in the name, "anomaly" is in the name, "detection" is in the name
            Nothing matches "xyzzy".
            The input RAW_VIBRATION of sensor_data_cleaning_instance has no source; a placeholder dataset stands for it.
            The input FEATURES of equipment_anomaly_detection_instance has no source; a placeholder dataset stands for it.
            SENSOR_DATA_CLEANING and EQUIPMENT_ANOMALY_DETECTION are not connected: sensor_data_cleaning_instance.CLEAN_VIBRATION does not fit equipment_anomaly_detection_instance.FEATURES: column WINDOW_START is missing.
            Nothing reads the output CLEAN_VIBRATION of sensor_data_cleaning_instance.
            Nothing reads the output ANOMALIES of equipment_anomaly_detection_instance.
            Nothing reads the output ANOMALY_SCORES of equipment_anomaly_detection_instance.
        "#]].assert_eq(&told(&answer));
    }

    #[test]
    fn suggestions_are_read_from_the_error() {
        let answer = answer(json!({"intent": "vibrasion qwertz", "filters": {"domain": "finance"}}));
        expect![[r#"
            [
                RemoveFilter {
                    filter: "domain",
                    blocks: 3,
                },
                KnownWords {
                    token: "qwertz",
                    words: [
                        "alert",
                        "alerts",
                    ],
                },
                KnownValues {
                    domains: [
                        "predictive_maintenance",
                        "customer_analytics",
                        "fraud_detection",
                        "supply_chain",
                    ],
                    levels: [
                        "sensor",
                        "equipment",
                        "process",
                        "plant",
                        "business",
                    ],
                },
            ]
        "#]]
        .assert_debug_eq(&suggestions(&answer.errors[0]));
        expect![[r#"
            No block matches this. The suggestions below may help.
        "#]]
        .assert_eq(&told(&answer));
    }
}
