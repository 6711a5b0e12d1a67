//! Names of files that every file system takes, each once.

use std::collections::BTreeSet;

/// Longest name without its extension, in characters, which are bytes: all are ASCII.
const LONGEST: usize = 80;
/// Names that mean a device on Windows, whatever their extension.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The names that are taken in one folder.
#[derive(Clone, Debug, Default)]
pub(super) struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A file name for an object: its own name as far as it goes. One that another object has, maybe in
    /// another case, gets a number.
    pub(super) fn take(&mut self, name: &str) -> String {
        let plain = plain(name);
        let mut chosen = plain.clone();
        let mut number = 1;
        while !self.taken.insert(chosen.to_lowercase()) {
            number += 1;
            chosen = format!("{plain}-{number}");
        }
        chosen
    }
}

fn plain(name: &str) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let mut plain: String =
        name.chars().take(LONGEST).map(|letter| if fits(letter) { letter } else { '_' }).collect();
    // A dot first hides a file, one last is lost on Windows.
    if plain.starts_with('.') {
        plain.replace_range(0..1, "_");
    }
    while plain.ends_with('.') {
        plain.pop();
    }
    let stem = plain.split('.').next().unwrap_or_default().to_lowercase();
    if plain.is_empty() || DEVICES.contains(&stem.as_str()) {
        plain.insert(0, '_');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_stand_once() {
        let mut names = FileNames::default();
        for (name, expected) in [
            ("ORDERS", "ORDERS"),
            ("orders", "orders-2"),
            ("recipe from notebook PCA", "recipe_from_notebook_PCA"),
            ("Änderung", "_nderung"),
            ("../../etc/passwd", "_._.._etc_passwd"),
            ("con", "_con"),
            ("nul.txt", "_nul.txt"),
            ("a.", "a"),
            ("...", "_"),
            ("", "_-2"),
            ("orders-2", "orders-2-2"),
        ] {
            assert_eq!(names.take(name), expected, "{name:?}");
        }
        assert_eq!(names.take(&"x".repeat(500)).len(), LONGEST);
    }
}
