//! Which files of an export hold the project, by their paths alone (`dss-api.md` 5.5).

use std::collections::BTreeSet;

use super::secret_path::is_secret;
use super::{MAX_FILES, Refusal};
use crate::inventory::LeftOut;
use crate::sorting::sort_by;

/// What a document describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `datasets/`
    Dataset,
    /// `recipes/`
    Recipe,
    /// `zones/`
    Zone,
    /// `managed_folders/`
    Folder,
    /// `saved_models/`
    Model,
    /// `scenarios/`
    Scenario,
    /// `wiki/articles/`
    Article,
    /// `model_evaluation_stores/`
    EvaluationStore,
    /// `retrievable_knowledge/`
    KnowledgeBank,
    /// `streaming_endpoints/`
    StreamingEndpoint,
}

/// The folders of documents, one file for each object.
const FOLDERS: [(&str, Kind); 10] = [
    ("datasets", Kind::Dataset),
    ("recipes", Kind::Recipe),
    ("zones", Kind::Zone),
    ("managed_folders", Kind::Folder),
    ("saved_models", Kind::Model),
    ("scenarios", Kind::Scenario),
    ("wiki/articles", Kind::Article),
    ("model_evaluation_stores", Kind::EvaluationStore),
    ("retrievable_knowledge", Kind::KnowledgeBank),
    ("streaming_endpoints", Kind::StreamingEndpoint),
];

impl Kind {
    /// The folder that its documents lie in.
    pub fn folder(self) -> &'static str {
        FOLDERS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What else a project has, for which a configuration has no words.
const OTHERS: [(&str, &str); 17] = [
    ("analysis", "an analysis"),
    ("app-manifest.json", "the project as an application"),
    ("dashboards", "a dashboard"),
    ("explore", "how a dataset is shown"),
    ("insights", "an insight of a dashboard"),
    ("ipython_notebooks", "a notebook"),
    ("lambda_services", "an API service"),
    ("lib", "the project's library"),
    ("model_comparisons", "a comparison of models"),
    ("modelbenches", "an analysis of an older DSS"),
    ("notebooks", "a notebook"),
    ("pictures", "a picture"),
    ("shaker", "an analysis of an older DSS"),
    ("statistics_worksheets", "a statistics worksheet"),
    ("tags.json", "the colours of tags"),
    ("web_apps", "a web app"),
    ("wiki", "the wiki"),
];

/// What a file is to the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `export-manifest.json` beside `project_config/`.
    Manifest,
    /// `params.json`: the project's own document.
    Project,
    /// `variables.json`: the standard variables.
    Variables,
    /// `version-tags.json`: since DSS 13, who changed what last.
    VersionTags,
    /// `wiki/taxonomy.json`
    Taxonomy,
    /// The document of an object.
    Document(Kind, String),
    /// A text beside the document: the payload of a recipe, the script of a scenario, the body of an
    /// article. Of the file's name, what stands before the last dot and what stands behind.
    Text(Kind, String, String),
}

/// The files of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Their positions in the given list, and what they are, in order of the latter.
    pub files: Vec<(usize, Role)>,
    /// What is not opened, in order of the paths.
    pub skipped: Vec<LeftOut>,
}

/// Finds the project in `paths`, which may lie in a deeper folder: in the folder `project_config`
/// nearest to the top, or else where the nearest `params.json` is.
///
/// # Errors
/// If there is none, or it has too many files.
pub fn pick(paths: &[&str]) -> Result<Picked, Refusal> {
    let root = root(paths).ok_or_else(|| without_project(paths))?;
    let manifest = format!("{}export-manifest.json", root.strip_suffix("project_config/").unwrap_or("?"));
    let mut files = Vec::new();
    let mut skipped = BTreeSet::new();
    for (at, path) in paths.iter().enumerate() {
        let inside = path.strip_prefix(root);
        match inside.and_then(role) {
            Some(role) => files.push((at, role)),
            None if *path == manifest => files.push((at, Role::Manifest)),
            None => drop(skipped.insert(skip(path, inside))),
        }
    }
    if files.len() > MAX_FILES {
        return Err(Refusal::TooMany(files.len()));
    }
    sort_by(&mut files, |one, other| one.1.cmp(&other.1));
    Ok(Picked { files, skipped: skipped.into_iter().collect() })
}

/// Why nothing is read where no project is: people keep exports in repositories, packed as they came.
fn without_project(paths: &[&str]) -> Refusal {
    let archives = paths.iter().filter(|path| path.to_ascii_lowercase().ends_with(".zip"));
    let nearest = archives.min_by_key(|path| (path.matches('/').count(), **path));
    nearest.map_or(Refusal::NoProject, |path| Refusal::OnlyArchive((*path).to_owned()))
}

/// The folder of the project, with `/` at its end if it is not the whole.
fn root<'p>(paths: &[&'p str]) -> Option<&'p str> {
    let depth = |folder: &&'p str| (folder.matches('/').count(), *folder);
    let of_export = paths.iter().filter_map(|path| {
        let start = if path.starts_with("project_config/") { 0 } else { path.find("/project_config/")? + 1 };
        path.get(..start + "project_config/".len())
    });
    let of_repository = || paths.iter().filter_map(|path| path.strip_suffix("params.json"));
    let is_folder = |folder: &&'p str| folder.is_empty() || folder.ends_with('/');
    of_export.min_by_key(depth).or_else(|| of_repository().filter(is_folder).min_by_key(depth))
}

/// What the file at `path` inside the project's folder is; `None` if it is not opened.
fn role(path: &str) -> Option<Role> {
    match path {
        "params.json" => return Some(Role::Project),
        "variables.json" => return Some(Role::Variables),
        "version-tags.json" => return Some(Role::VersionTags),
        "wiki/taxonomy.json" => return Some(Role::Taxonomy),
        _ => {}
    }
    let (folder, file) = path.rsplit_once('/')?;
    let (_, kind) = FOLDERS.iter().find(|(name, _)| *name == folder)?;
    // What starts with a dot was left by a system or an editor: `._A.json`, `.A.json.swp`.
    let (name, extension) = file.rsplit_once('.').filter(|_| !file.starts_with('.'))?;
    let has_text = matches!(kind, Kind::Recipe | Kind::Scenario | Kind::Article);
    match extension {
        "json" => Some(Role::Document(*kind, name.to_owned())),
        _ if has_text => Some(Role::Text(*kind, name.to_owned(), extension.to_owned())),
        _ => None,
    }
}

/// Why a file is not opened; what lies together is told once.
fn skip(path: &str, inside: Option<&str>) -> LeftOut {
    if is_secret(path) {
        return LeftOut::new(path, "its name says that it may hold keys; it was not opened");
    }
    let Some(inside) = inside else {
        let top = path.split_once('/').map_or(path, |(top, _)| top);
        return LeftOut::new(top, "beside the project, as its data");
    };
    if inside == "localvariables.json" {
        return LeftOut::new(inside, "local variables belong to one instance; they were not opened");
    }
    let top = inside.split_once('/').map_or(inside, |(top, _)| top);
    match OTHERS.iter().find(|(name, _)| *name == top) {
        Some((_, what)) => {
            let object: Vec<&str> = inside.splitn(3, '/').take(2).collect();
            LeftOut::new(object.join("/"), format!("{what}; a configuration has no words for it"))
        }
        None => LeftOut::new(top, "no document of a project that a configuration describes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> (Vec<usize>, Vec<String>) {
        let picked = pick(paths).unwrap();
        let files = picked.files.iter().map(|(at, _)| *at).collect();
        (files, picked.skipped.into_iter().map(|left| left.path).collect())
    }

    #[test]
    fn an_export_is_its_project_config() {
        let paths = [
            "project_config/datasets/A.json",
            "project_config/params.json",
            "export-manifest.json",
            "project_config/apikeys.json",
            "project_config/analysis/x1/core_params.json",
            "project_config/analysis/x1/ml/y/params.json",
            "uploads/A/a.csv",
            "uploads/B/b.csv",
        ];
        let (files, skipped) = told(&paths);
        assert_eq!(files, [2, 1, 0]);
        assert_eq!(skipped, ["analysis/x1", "project_config/apikeys.json", "uploads"]);
    }

    #[test]
    fn a_repository_lies_at_the_top_or_deeper() {
        let paths = ["repo/params.json", "repo/recipes/r 1.py", "repo/recipes/r 1.json", "README.md"];
        assert_eq!(told(&paths), (vec![0, 2, 1], vec!["README.md".to_owned()]));
        assert_eq!(told(&["analysis/x/params.json", "params.json"]).0, [1]);
    }

    #[test]
    fn other_folders_hold_no_project() {
        assert_eq!(
            pick(&["a/b.json", "my_project_config/x.json", "no_params.json"]),
            Err(Refusal::NoProject)
        );
        assert_eq!(pick(&[]), Err(Refusal::NoProject));
    }

    #[test]
    fn an_archive_among_files_without_a_project_is_named() {
        let paths = ["README.md", "old/Project.ZIP", "Project.zip"];
        assert_eq!(pick(&paths), Err(Refusal::OnlyArchive("Project.zip".to_owned())));
        assert_eq!(told(&["params.json", "lib/coder.zip"]).0, [0]);
    }

    #[test]
    fn what_systems_leave_beside_documents_is_none() {
        let paths = ["params.json", "datasets/._A.json", "datasets/A.json", "recipes/.r.py.swp"];
        assert_eq!(told(&paths), (vec![0, 2], vec!["datasets".to_owned(), "recipes".to_owned()]));
    }

    #[test]
    fn every_skipped_file_says_why() {
        let paths = ["params.json", "localvariables.json", "apikeys.json", "dashboards/d.json", "x.txt"];
        let whys: Vec<String> = pick(&paths).unwrap().skipped.into_iter().map(|left| left.why).collect();
        assert_eq!(
            whys,
            [
                "its name says that it may hold keys; it was not opened",
                "a dashboard; a configuration has no words for it",
                "local variables belong to one instance; they were not opened",
                "no document of a project that a configuration describes",
            ]
        );
    }
}
