//! New projects to start from.

use crate::source::Source;

/// A shape of project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// A project and nothing in it.
    Empty,
    /// One file with a project, two datasets and a recipe between them.
    Pipeline,
    /// The folder layout, with environments (spec 1.4).
    Folder,
}

impl Template {
    /// All templates, the simplest first.
    pub const ALL: [Self; 3] = [Self::Empty, Self::Pipeline, Self::Folder];

    /// The name on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Empty => "Empty project",
            Self::Pipeline => "Single pipeline",
            Self::Folder => "Folder layout",
        }
    }

    /// What comes with it, in a sentence.
    pub fn description(self) -> &'static str {
        match self {
            Self::Empty => "One file with a project and nothing in it yet.",
            Self::Pipeline => "One file with a source dataset, a Python recipe and its result.",
            Self::Folder => "A file for the project, and folders for datasets, recipes and environments.",
        }
    }

    /// The files of a new project with this `key` (upper case, rule NAM001) and `name`.
    pub fn files(self, key: &str, name: &str) -> Vec<Source> {
        let parts: &[(&str, &str)] = match self {
            Self::Empty => &[("project.yml", include_str!("template/empty.yml"))],
            Self::Pipeline => &[("project.yml", include_str!("template/pipeline.yml"))],
            Self::Folder => &[
                ("project.yml", include_str!("template/folder/project.yml")),
                ("datasets/orders.yml", include_str!("template/folder/datasets/orders.yml")),
                ("recipes/orders.yml", include_str!("template/folder/recipes/orders.yml")),
                ("environments/dev.yml", include_str!("template/folder/environments/dev.yml")),
                ("environments/prod.yml", include_str!("template/folder/environments/prod.yml")),
            ],
        };
        let fill = |text: &str| text.replace("$KEY", &quoted(key)).replace("$NAME", &quoted(name));
        parts.iter().map(|(path, text)| Source::new(*path, &fill(text))).collect()
    }

    /// The environment that a new project is looked at in; empty for none.
    pub fn environment(self) -> &'static str {
        if self == Self::Folder { "dev" } else { "" }
    }
}

/// A project key made from a name: `Sales (EU)` gives `SALES_EU`. Empty if nothing can be made.
pub fn key_for(name: &str) -> String {
    let upper = name.to_ascii_uppercase();
    let words = upper.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.collect::<Vec<_>>().join("_");
    key.trim_start_matches(|letter: char| !letter.is_ascii_uppercase()).chars().take(100).collect()
}

/// Whether `key` is a project key that no rule objects to (NAM001, SCH005).
pub fn is_key(key: &str) -> bool {
    let starts_well = key.starts_with(|letter: char| letter.is_ascii_uppercase());
    let letter_fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    starts_well && key.len() <= 100 && key.bytes().all(letter_fits)
}

/// `text` as a YAML scalar that every reader takes for that text.
fn quoted(text: &str) -> String {
    // JSON's escapes are YAML's, except that YAML wants none for surrogates, which JSON output of
    // a Rust text never has.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_yaml_with_the_key_and_name_given() {
        for template in Template::ALL {
            let files = template.files("SALES", "Sales: \"EU\" # 1");
            for file in &files {
                assert!(!file.text.contains('$'), "{}", file.path);
                let value: yaml_serde::Value = yaml_serde::from_str(&file.text).unwrap();
                assert!(value.is_mapping(), "{}", file.path);
                if file.path == "project.yml" {
                    assert_eq!(value["project"]["key"].as_str(), Some("SALES"));
                    assert_eq!(value["project"]["name"].as_str(), Some("Sales: \"EU\" # 1"));
                }
            }
        }
    }

    #[test]
    fn keys_are_made_from_names() {
        for (name, key) in [
            ("Sales (EU)", "SALES_EU"),
            ("  churn-model 2 ", "CHURN_MODEL_2"),
            ("2026 plan", "PLAN"),
            ("Größe", "GR_E"),
            ("é", ""),
        ] {
            assert_eq!(key_for(name), key);
            assert_eq!(is_key(key), !key.is_empty());
        }
        assert!(!is_key("sales") && !is_key("1A") && !is_key("A-B") && !is_key(&"A".repeat(101)));
    }
}
