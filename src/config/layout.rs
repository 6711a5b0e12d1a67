//! Which file of a project holds what (spec 1.4).

use crate::registry::lock::LOCK_PATH;
use crate::sorting::{sort, sort_by_key};
use crate::source::{FileId, Source};

/// The layout document of the canvas, at the top of the project's folder.
pub const CANVAS_PATH: &str = "canvas.json";

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A whole configuration: `project.yml`, or the only file.
    Project,
    /// `datasets/*.yml` and `*.yaml`
    Datasets,
    /// `recipes/*.yml` and `*.yaml`
    Recipes,
    /// `environments/<environment>.yml` of the chosen environment
    Environment,
    /// `.dataiku/variables.yml`
    Variables,
    /// `blocks.lock.json`: the digests of the manifests in use; no YAML.
    Lock,
    /// `canvas.json`: where things stand on the canvas; without meaning for the configuration.
    Canvas,
    /// Anything else; not read.
    Other,
}

/// The files that are read, in the order in which they are merged: the project, datasets in byte
/// order of their names (`*.yml` before `*.yaml`), recipes likewise, then variables.
pub fn read_order(files: &[Source], environment: &str) -> Vec<(Role, FileId)> {
    let is_beside = |role| matches!(role, Role::Lock | Role::Canvas);
    let only = files.iter().filter(|source| !is_beside(self::role(&source.path, environment))).count() == 1;
    let mut order: Vec<(Role, bool, &str, FileId)> = Vec::new();
    for (index, source) in files.iter().enumerate() {
        let role = match role(&source.path, environment) {
            role if only && !is_beside(role) => Role::Project,
            role => role,
        };
        let second = has_extension(&source.path, "yaml");
        order.push((role, second, &source.path, FileId::new(index)));
    }
    order.retain(|(role, ..)| !matches!(role, Role::Lock | Role::Canvas | Role::Other));
    sort_by_key(&mut order, |(role, second, path, _)| (rank(*role), *second, *path));
    order.into_iter().map(|(role, _, _, file)| (role, file)).collect()
}

/// What the file at `path` is read as, in a project with several files.
pub fn role(path: &str, environment: &str) -> Role {
    let is_yaml = has_extension(path, "yml") || has_extension(path, "yaml");
    match path.split_once('/') {
        None if path == "project.yml" => Role::Project,
        None if path == LOCK_PATH => Role::Lock,
        None if path == CANVAS_PATH => Role::Canvas,
        Some(("datasets", file)) if is_yaml && !file.contains('/') => Role::Datasets,
        Some(("recipes", file)) if is_yaml && !file.contains('/') => Role::Recipes,
        Some(("environments", file)) if file.strip_suffix(".yml") == Some(environment) => Role::Environment,
        Some((".dataiku", "variables.yml")) => Role::Variables,
        _ => Role::Other,
    }
}

/// The environments that the project has files for, in order of their names.
pub fn environments(files: &[Source]) -> Vec<&str> {
    let files = files.iter().filter_map(|source| source.path.strip_prefix("environments/"));
    let names = files.filter_map(|file| file.strip_suffix(".yml"));
    let mut names: Vec<&str> = names.filter(|name| !name.is_empty() && !name.contains('/')).collect();
    sort(&mut names);
    names
}

fn rank(role: Role) -> u8 {
    match role {
        Role::Project => 0,
        Role::Datasets => 1,
        Role::Recipes => 2,
        Role::Environment => 3,
        Role::Variables => 4,
        Role::Lock => 5,
        Role::Canvas => 6,
        Role::Other => 7,
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(paths: &[&str]) -> Vec<String> {
        let files: Vec<Source> = paths.iter().map(|path| Source::new(*path, "")).collect();
        let order = read_order(&files, "dev");
        order.into_iter().map(|(_, file)| files[file.index()].path.clone()).collect()
    }

    #[test]
    fn merges_in_byte_order_with_yml_before_yaml() {
        let paths = [
            "recipes/r.yml",
            "datasets/b.yml",
            "datasets/a.yaml",
            "datasets/B2.yml",
            "datasets/deeper/c.yml",
            "project.yml",
            "environments/prod.yml",
            "environments/dev.yml",
            "README.md",
            "project.yaml",
        ];
        let expected = [
            "project.yml",
            "datasets/B2.yml",
            "datasets/b.yml",
            "datasets/a.yaml",
            "recipes/r.yml",
            "environments/dev.yml",
        ];
        assert_eq!(order(&paths), expected);
    }

    #[test]
    fn environments_are_named_by_their_files() {
        let paths =
            ["environments/prod.yml", "environments/a/b.yml", "environments/dev.yml", "environments/x.yaml"];
        let files = paths.map(|path| Source::new(path, ""));
        assert_eq!(environments(&files), ["dev", "prod"]);
    }

    #[test]
    fn a_single_file_is_the_configuration_whatever_its_name() {
        assert_eq!(order(&["input.yml"]), ["input.yml"]);
        assert_eq!(order(&["input.yml", CANVAS_PATH, LOCK_PATH]), ["input.yml"]);
    }
}
