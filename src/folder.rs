//! Which files of a folder belong to a project (spec 1.4), by their paths alone.

use crate::config::layout;
use crate::sorting::sort_by;
use crate::source::MAX_FILE_BYTES;

/// Most files that a project may have.
pub const MAX_FILES: usize = 5_000;

/// Most bytes that the files of a project may have together.
pub const MAX_PROJECT_BYTES: usize = 64 * 1024 * 1024;

/// What a file is to the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of the configuration: the project, datasets, recipes, an environment, variables, code.
    Source,
    /// The state of the environment that its name starts with.
    State,
}

/// What a file at `path` inside the project folder is; `None` if it means nothing to a project.
pub fn role(path: &str) -> Option<Role> {
    let state = path.strip_prefix(".dataiku/state/").filter(|name| !name.contains('/'));
    if state.is_some_and(|name| name.ends_with(".state.json")) {
        return Some(Role::State);
    }
    let environment = path.strip_prefix("environments/").and_then(|name| name.strip_suffix(".yml"));
    let read_as = layout::role(path, environment.unwrap_or_default());
    (read_as != layout::Role::Other || is_code(path)).then_some(Role::Source)
}

/// Extensions of files with code.
const CODE: [&str; 6] = ["py", "sql", "r", "R", "sh", "scala"];

/// Whether the file is opened as code that a configuration may name (spec 1.6): all of `code/`, and code
/// in `recipes/`, in `scenarios/` and beside `project.yml`. Other folders may hold any number of files.
fn is_code(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_visible = |part: &str| !part.starts_with('.') && part != "__pycache__";
    let is_there = match path.split_once('/') {
        Some(("code", _)) => true,
        Some(("recipes" | "scenarios", _)) | None => CODE.contains(&extension),
        Some(_) => false,
    };
    is_there && path.split('/').all(is_visible)
}

/// The environment whose state a file of this name holds: `dev` for `dev.state.json`.
pub fn state_environment(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".state.json").filter(|name| !name.is_empty())
}

/// The path of the state file of `environment` in the folder of a project (spec 3.2).
pub fn state_path(environment: &str) -> String {
    format!(".dataiku/state/{environment}.state.json")
}

/// The files of a project among those of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Position in the given list, path inside the project, role; in order of their paths.
    pub files: Vec<(usize, String, Role)>,
    /// How many files mean nothing to the project.
    pub ignored: usize,
}

/// Finds the project in `paths`, which may start with the name of the folder that was chosen. The
/// project is where the `project.yml` nearest to the top is. Without one, YAML files count as a
/// configuration each, and JSON files as states.
pub fn pick(paths: &[&str]) -> Picked {
    let project = paths.iter().filter(|path| path.rsplit('/').next() == Some("project.yml"));
    let root = project.min_by_key(|path| (path.matches('/').count(), **path));
    let role_in_root = |path: &str| match root.map(|root| root.trim_end_matches("project.yml")) {
        Some(folder) => {
            let inside = path.strip_prefix(folder)?;
            Some((inside.to_owned(), role(inside)?))
        }
        None => loose_role(path).map(|role| (path.to_owned(), role)),
    };
    let found = |(at, path): (usize, &&str)| role_in_root(path).map(|(inside, role)| (at, inside, role));
    let mut files: Vec<_> = paths.iter().enumerate().filter_map(found).collect();
    sort_by(&mut files, |one, other| one.1.cmp(&other.1));
    files.dedup_by(|one, other| one.1 == other.1);
    Picked { ignored: paths.len() - files.len(), files }
}

fn loose_role(path: &str) -> Option<Role> {
    let name = path.rsplit('/').next()?;
    if matches!(layout::role(name, ""), layout::Role::Lock | layout::Role::Canvas) {
        return Some(Role::Source);
    }
    match path.rsplit_once('.')?.1 {
        "yml" | "yaml" => Some(Role::Source),
        "json" => Some(Role::State),
        _ => None,
    }
}

/// Why files are not read. Nothing was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// One file is larger than [`MAX_FILE_BYTES`].
    File(String),
    /// There are more than [`MAX_FILES`].
    Files(usize),
    /// Together they are larger than [`MAX_PROJECT_BYTES`].
    Bytes,
}

impl std::fmt::Display for TooMuch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mib = |bytes: usize| bytes / 1024 / 1024;
        match self {
            Self::File(path) => write!(out, "{path} is larger than {} MiB", mib(MAX_FILE_BYTES)),
            Self::Files(count) => write!(out, "the project has {count} files, more than {MAX_FILES}"),
            Self::Bytes => write!(out, "the files together are larger than {} MiB", mib(MAX_PROJECT_BYTES)),
        }?;
        write!(out, "; nothing was opened")
    }
}

impl std::error::Error for TooMuch {}

/// Checks the sizes in bytes of the files that are about to be read.
///
/// # Errors
/// If one of the limits is passed.
pub fn check_sizes<'a>(files: impl IntoIterator<Item = (&'a str, f64)>) -> Result<(), TooMuch> {
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    let over = |size: f64, limit: usize| size > limit as f64;
    let (mut count, mut total) = (0, 0.0);
    for (path, size) in files {
        count += 1;
        total += size;
        if over(size, MAX_FILE_BYTES) {
            return Err(TooMuch::File(path.to_owned()));
        }
    }
    if count > MAX_FILES {
        return Err(TooMuch::Files(count));
    }
    if over(total, MAX_PROJECT_BYTES) { Err(TooMuch::Bytes) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(picked: &Picked) -> Vec<&str> {
        picked.files.iter().map(|(_, path, _)| path.as_str()).collect()
    }

    #[test]
    fn a_chosen_folder_gives_the_files_of_the_layout() {
        let picked = pick(&[
            "plant/README.md",
            "plant/recipes/b.yml",
            "plant/datasets/a.yaml",
            "plant/datasets/old/a.yml",
            "plant/project.yml",
            "plant/.dataiku/state/dev.state.json",
            "plant/.git/config",
        ]);
        let expected = [".dataiku/state/dev.state.json", "datasets/a.yaml", "project.yml", "recipes/b.yml"];
        assert_eq!(paths(&picked), expected);
        assert_eq!(picked.files[0].2, Role::State);
        assert_eq!(picked.files[2].0, 4);
        assert_eq!(picked.ignored, 3);
    }

    #[test]
    fn code_is_opened_where_a_project_keeps_it() {
        let picked = pick(&[
            "p/project.yml",
            "p/clean.sql",
            "p/code/deeper/prepare.json",
            "p/recipes/fit.py",
            "p/scenarios/nightly.py",
            "p/recipes/notes.txt",
            "p/code/.cache/x.py",
            "p/code/__pycache__/x.py",
            "p/lib/python/x.py",
        ]);
        let expected = [
            "clean.sql",
            "code/deeper/prepare.json",
            "project.yml",
            "recipes/fit.py",
            "scenarios/nightly.py",
        ];
        assert_eq!(paths(&picked), expected);
    }

    #[test]
    fn the_project_nearest_to_the_top_is_taken() {
        let picked = pick(&["repo/tools/x/project.yml", "repo/dss/project.yml", "repo/dss/datasets/a.yml"]);
        assert_eq!(paths(&picked), ["datasets/a.yml", "project.yml"]);
    }

    #[test]
    fn loose_files_are_taken_as_they_are() {
        let picked = pick(&["solution.yaml", "prod.state.json", "notes.txt"]);
        assert_eq!(paths(&picked), ["prod.state.json", "solution.yaml"]);
        assert_eq!(state_environment("x/prod.state.json"), Some("prod"));
        assert_eq!(state_environment("state.json"), None);
        assert_eq!(state_environment(&state_path("prod")), Some("prod"));
    }

    #[test]
    fn errors_name_the_file_and_the_limit() {
        let big = check_sizes([("a.yml", 10.0), ("b.yml", 5_242_881.0)]).unwrap_err();
        assert_eq!(big.to_string(), "b.yml is larger than 5 MiB; nothing was opened");
        let many = check_sizes((0..=MAX_FILES).map(|_| ("a.yml", 1.0))).unwrap_err();
        assert_eq!(many.to_string(), "the project has 5001 files, more than 5000; nothing was opened");
        assert_eq!(check_sizes((0..20).map(|_| ("a.yml", 5_242_880.0))), Err(TooMuch::Bytes));
        assert_eq!(check_sizes([("a.yml", 5_242_880.0)]), Ok(()));
    }
}
