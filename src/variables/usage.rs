//! Variables as a table: what gives each its value, and what uses it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Origin, Uses, Variables};
use crate::source::Location;

/// One variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: Arc<str>,
    /// Who declares it secret, if anybody.
    pub secret: Option<Secret>,
    /// Its values in lookup order: the first one is in effect. Those of a secret are not told.
    pub values: Vec<Value>,
    /// The values of the configuration that name it.
    pub uses: Arc<[Location]>,
}

/// Where a name is declared secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// In a file.
    Written(Location),
    /// On the page.
    Named,
}

/// A value that a variable is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Who gives it.
    pub origin: Origin,
    /// The value; `None` for a secret.
    pub text: Option<Arc<str>>,
    /// Where it is written; `None` if it was typed for this session.
    pub at: Option<Location>,
}

impl Variable {
    /// Whether the configuration names it and nothing gives it a value (REF005).
    pub fn is_missing(&self) -> bool {
        self.secret.is_none() && self.values.is_empty()
    }

    /// The value that `origin` gives.
    pub fn value_of(&self, origin: Origin) -> Option<&Value> {
        self.values.iter().find(|value| value.origin == origin)
    }
}

/// All variables that are defined, secret or used, by name.
pub fn overview(variables: &Variables, uses: &Uses) -> Vec<Variable> {
    let mut table: BTreeMap<&str, Variable> = BTreeMap::new();
    for (name, at) in &variables.secrets {
        table.entry(name).or_default().secret = Some(at.map_or(Secret::Named, Secret::Written));
    }
    for layer in &variables.layers {
        for (name, definition) in &layer.values {
            let variable = table.entry(name).or_default();
            let text = variable.secret.is_none().then(|| Arc::clone(&definition.value));
            variable.values.push(Value { origin: layer.origin, text, at: definition.at });
        }
    }
    for (name, places) in uses {
        table.entry(name).or_default().uses = places.as_slice().into();
    }
    let named = |(name, variable): (&str, Variable)| Variable { name: name.into(), ..variable };
    table.into_iter().map(named).collect()
}

/// Whether `name` can be a variable's name: a letter or `_`, then letters, digits and `_`.
pub fn is_name(name: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::variables::placeholder::placeholders;
    use crate::workspace::{Workspace, analyze};
    use expect_test::expect;

    fn shown(workspace: &Workspace) -> String {
        let analysis = analyze(workspace);
        let text = |at: &Location| at.range.of(&workspace.files[at.file.index()].text).to_owned();
        let mut shown = String::new();
        for variable in overview(&analysis.variables, &analysis.uses) {
            let secret = match variable.secret {
                None => String::new(),
                Some(Secret::Named) => "secret here".to_owned(),
                Some(Secret::Written(at)) => format!("secret by {}", text(&at)),
            };
            shown += &format!("{} {}\n", variable.name, secret);
            for value in &variable.values {
                let place = value.at.as_ref().map(text);
                shown += &format!("    {:?} {:?} written {place:?}\n", value.origin, value.text);
            }
            shown += &format!("    used {:?}\n", variable.uses.iter().map(text).collect::<Vec<_>>());
        }
        shown
    }

    #[test]
    fn every_name_has_its_values_in_lookup_order_and_its_uses() {
        let files = vec![
            Source::new(
                "project.yml",
                "project: {key: P, name: 'x {{ env.A }} {{ env.A }} {{ env.GONE }}', description: '{{ env.PW }}'}\n",
            ),
            Source::new("datasets/a.yml", "datasets: [{name: B, type: s3, connection: '{{ env.A }}'}]\n"),
            Source::new(
                ".dataiku/variables.yml",
                "variables: {A: all, PW: hunter2, IDLE: x}\nsecrets: [PW]\n",
            ),
            Source::new("environments/dev.yml", "variables: {A: \"dev\"}\n"),
        ];
        let typed = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let workspace = Workspace {
            files,
            environment: "dev".into(),
            variables: [typed("A", "typed"), typed("OWN", "")].into(),
            secrets: ["TOKEN".to_owned()].into(),
            ..Workspace::default()
        };
        expect![[r#"
            A 
                Environment Some("dev") written Some("\"dev\"")
                Project Some("all") written Some("all")
                Session Some("typed") written None
                used ["'x {{ env.A }} {{ env.A }} {{ env.GONE }}'", "'{{ env.A }}'"]
            GONE 
                used ["'x {{ env.A }} {{ env.A }} {{ env.GONE }}'"]
            IDLE 
                Project Some("x") written Some("x")
                used []
            OWN 
                Session Some("") written None
                used []
            PW secret by PW
                Project None written Some("hunter2")
                used ["'{{ env.PW }}'"]
            TOKEN secret here
                used []
        "#]]
        .assert_eq(&shown(&workspace));
    }

    #[test]
    fn a_name_is_one_exactly_if_a_placeholder_can_hold_it() {
        for name in ["A", "_b1", "DB_NAME", "", "1A", "A-B", "Ä", "A B", "env.A"] {
            let placeholder = format!("{{{{ env.{name} }}}}");
            let held = placeholders(&placeholder).iter().any(|found| found.name == name);
            assert_eq!(is_name(name), held, "{name:?}");
        }
    }

    #[test]
    fn a_used_name_without_value_is_missing() {
        let variable = Variable { uses: [Location::default()].into(), ..Variable::default() };
        assert!(variable.is_missing());
        assert!(!Variable { secret: Some(Secret::Named), ..variable }.is_missing());
    }
}
