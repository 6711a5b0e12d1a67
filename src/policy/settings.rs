//! What the host asks of plans (`policies` of `config.json`).

use std::collections::{BTreeMap, BTreeSet};

use super::rules;
use crate::block::fields::Fields;
use crate::diagnostic::{Rule, Severity};

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is not checked.
    Off,
    /// It is told.
    Warning,
    /// It stands in the way of an approval, unless it is waived.
    Error,
}

/// What the host says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Rules that weigh otherwise than by themselves, by id.
    pub weights: BTreeMap<String, Weight>,
    /// Most deletes of a plan (POL007).
    pub max_deletes: usize,
    /// Most changes of a plan (POL008).
    pub max_changes: usize,
    /// The connections that an environment may use, by its name; one that is not named may use all (POL004).
    pub connections: BTreeMap<String, BTreeSet<String>>,
    /// The code environments that an environment has, likewise (POL006).
    pub code_envs: BTreeMap<String, BTreeSet<String>>,
    /// Blocks that are protected beside those whose manifest says so, as `REGISTRY/BLOCK_ID` (POL002).
    pub protected: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weights: BTreeMap::new(),
            max_deletes: 10,
            max_changes: 200,
            connections: BTreeMap::new(),
            code_envs: BTreeMap::new(),
            protected: BTreeSet::new(),
        }
    }
}

/// Keys of `policies`.
pub const KEYS: &[&str] = &["rules", "max_deletes", "max_changes", "connections", "code_envs", "protected"];

impl Settings {
    /// What a rule weighs; `None` if it is not checked.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.weights.get(rule.id) {
            Some(Weight::Off) => None,
            Some(Weight::Warning) => Some(Severity::Warning),
            Some(Weight::Error) => Some(Severity::Error),
            None => Some(rule.severity),
        }
    }

    /// Reads `policies` of the host's file.
    pub fn read(mut fields: Fields<'_>) -> Self {
        let mut settings = Self::default();
        if let Some(weights) = fields.object("rules") {
            for (id, weight) in weights {
                let path = format!("rules.{id}");
                if !rules::CHECKS.iter().any(|check| check.rule.id == id) {
                    fields.remark(&path, "is no rule, so it was left out; they are POL001 to POL015");
                    continue;
                }
                match weight.as_str() {
                    Some("off") => drop(settings.weights.insert(id.clone(), Weight::Off)),
                    Some("warning") => drop(settings.weights.insert(id.clone(), Weight::Warning)),
                    Some("error") => drop(settings.weights.insert(id.clone(), Weight::Error)),
                    _ => {
                        fields.remark(
                            &path,
                            "should be off, warning or error, so the rule weighs as it does by itself",
                        );
                    }
                }
            }
        }
        settings.max_deletes = number(&mut fields, "max_deletes", settings.max_deletes);
        settings.max_changes = number(&mut fields, "max_changes", settings.max_changes);
        settings.connections = lists(&mut fields, "connections");
        settings.code_envs = lists(&mut fields, "code_envs");
        if let Some(protected) = fields.members.get("protected") {
            if let Some(names) = texts(protected) {
                settings.protected = names;
            } else {
                fields.remark("protected", "should be a list of REGISTRY/BLOCK_ID, so it was left out");
            }
        }
        settings
    }
}

fn number(fields: &mut Fields<'_>, key: &str, default: usize) -> usize {
    let Some(written) = fields.members.get(key) else { return default };
    let number = written.as_u64().and_then(|number| usize::try_from(number).ok());
    number.unwrap_or_else(|| {
        fields.remark(key, &format!("should be a whole number and was read as {default}"));
        default
    })
}

fn lists(fields: &mut Fields<'_>, key: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut lists = BTreeMap::new();
    for (environment, names) in fields.object(key).into_iter().flatten() {
        // A list that cannot be read allows nothing, or a slip of a letter would allow all.
        if texts(names).is_none() {
            fields.remark(&format!("{key}.{environment}"), "should be a list of names; now it allows none");
        }
        lists.insert(environment.clone(), texts(names).unwrap_or_default());
    }
    lists
}

fn texts(value: &serde_json::Value) -> Option<BTreeSet<String>> {
    value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}
