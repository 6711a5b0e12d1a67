//! New files of a project: which paths they may have and what they start with.

use crate::folder::{self, Role};

/// Why a file cannot have a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is empty.
    Empty,
    /// A part is empty, `.` or `..`, or holds a character that file systems refuse.
    Malformed,
    /// It does not end in `.yml` or `.yaml`.
    Extension,
    /// Another file has it.
    Taken(String),
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(out, "Give the file a name."),
            Self::Malformed => write!(out, "Write folders and a name with single slashes between them."),
            Self::Extension => write!(out, "The name has to end in .yml or .yaml."),
            Self::Taken(path) => write!(out, "There already is a file {path}."),
        }
    }
}

impl std::error::Error for Unusable {}

/// Checks the `path` of a file that stands beside those at `taken`. Names that differ only in case
/// count as equal, as on many file systems.
///
/// # Errors
/// Says what is wrong with the path.
pub fn check<'a>(path: &str, taken: impl IntoIterator<Item = &'a str>) -> Result<(), Unusable> {
    if path.is_empty() {
        return Err(Unusable::Empty);
    }
    let refused = |letter: char| letter.is_control() || r#"\:*?"<>|"#.contains(letter);
    let malformed =
        |part: &str| part.trim() != part || matches!(part, "" | "." | "..") || part.contains(refused);
    if path.split('/').any(malformed) {
        return Err(Unusable::Malformed);
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml"));
    if stem.is_none_or(str::is_empty) {
        return Err(Unusable::Extension);
    }
    match taken.into_iter().find(|other| other.to_lowercase() == path.to_lowercase()) {
        Some(other) => Err(Unusable::Taken(other.to_owned())),
        None => Ok(()),
    }
}

/// Whether a file at `path` is part of a project that has several files.
pub fn is_read(path: &str) -> bool {
    folder::role(path) == Some(Role::Source)
}

/// What a new file at `path` starts with.
pub fn text(path: &str) -> &'static str {
    match path.rsplit_once('/').map_or("", |(folder, _)| folder) {
        "datasets" => "datasets:\n  - name: NEW_DATASET\n    type: managed\n    format_type: parquet\n",
        "recipes" => {
            "recipes:\n  - name: new_recipe\n    type: python\n    inputs: []\n    outputs: []\n    code: |\n"
        }
        "environments" => "environment:\n  name: new\n\nvariables: {}\n",
        _ if path == "project.yml" => {
            "version: \"1.0\"\n\nproject:\n  key: NEW_PROJECT\n  name: New project\n"
        }
        _ => "",
    }
}

/// A path in `folder` (empty for the top) that no other file has.
pub fn free_path<'a>(folder: &str, taken: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let parent = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut path = format!("{parent}new.yml");
    let mut number = 1_u32;
    while check(&path, taken.clone()).is_err() && number < 10_000 {
        number += 1;
        path = format!("{parent}new_{number}.yml");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_checked() {
        let taken = ["datasets/A.yml"];
        for (path, expected) in [
            ("datasets/b.yml", Ok(())),
            ("project.yaml", Ok(())),
            ("", Err(Unusable::Empty)),
            ("datasets//b.yml", Err(Unusable::Malformed)),
            ("../b.yml", Err(Unusable::Malformed)),
            ("/b.yml", Err(Unusable::Malformed)),
            ("a\\b.yml", Err(Unusable::Malformed)),
            ("datasets/b.yml ", Err(Unusable::Malformed)),
            ("datasets/b.txt", Err(Unusable::Extension)),
            ("datasets/.yml", Err(Unusable::Extension)),
            ("datasets/a.yml", Err(Unusable::Taken("datasets/A.yml".into()))),
        ] {
            assert_eq!(check(path, taken), expected, "{path}");
        }
        assert!(is_read("recipes/a.yaml") && !is_read("recipes/deeper/a.yml") && !is_read("a.yml"));
    }

    #[test]
    fn a_free_path_is_one_that_can_be_used() {
        assert_eq!(free_path("datasets", []), "datasets/new.yml");
        let taken = ["new.yml", "NEW_2.yml"];
        assert_eq!(free_path("", taken), "new_3.yml");
    }

    #[test]
    fn new_files_are_what_their_folder_asks_for() {
        for (path, key) in [
            ("datasets/a.yml", "datasets"),
            ("recipes/a.yml", "recipes"),
            ("environments/a.yml", "variables"),
            ("project.yml", "project"),
        ] {
            let value: yaml_serde::Value = yaml_serde::from_str(text(path)).unwrap();
            assert!(value.get(key).is_some(), "{path}");
        }
        assert_eq!(text("notes/a.yml"), "");
    }
}
