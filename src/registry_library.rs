//! A registry of blocks in the library of a project (`dss-api.md` 3.7 and 4.8): where it lies there, and how
//! its files are asked for. What is wanted of it, [`Registry::missing`](crate::registry::Registry::missing)
//! says, as for one in a static folder.

use std::fmt;

use crate::dss::Call;
use crate::dss::library::{self, Entry};
use crate::registry::INDEX_PATH;

/// Where a registry may be in a library if nobody says it: beside the code, or among the Python modules.
pub const FOLDERS: [&str; 2] = ["blocks", "python/blocks"];

/// A registry in the library of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryLibrary {
    /// The key of the project.
    pub project: String,
    /// The folder of its library, without slashes at its ends; empty for the whole library.
    pub folder: String,
}

/// There is no registry in the library of this project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRegistry {
    /// The key of the project.
    pub project: String,
    /// The indexes that were looked for, by their paths in the library.
    pub sought: Vec<String>,
}

impl fmt::Display for NoRegistry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "The library of {} has no {}, so no registry was added. Name the folder that its index lies in, or \
             another project.",
            self.project,
            self.sought.join(" and no ")
        )
    }
}

impl std::error::Error for NoRegistry {}

impl RegistryLibrary {
    /// The registry in the library of `project`, whose entries are `tree`: in `folder`, or if that is empty in
    /// the first of [`FOLDERS`] that has an index.
    ///
    /// # Errors
    /// If there is no index.
    pub fn find(project: &str, folder: &str, tree: &[Entry]) -> Result<Self, NoRegistry> {
        let folder = folder.trim().trim_matches('/');
        let folders = if folder.is_empty() { &FOLDERS[..] } else { &[folder] };
        let files = Entry::files(tree);
        let place = |folder: &str| Self { project: project.to_owned(), folder: folder.to_owned() };
        let mut places = folders.iter().map(|folder| place(folder));
        places.find(|place| files.contains(&place.file(INDEX_PATH))).ok_or_else(|| NoRegistry {
            project: project.to_owned(),
            sought: folders.iter().map(|folder| place(folder).file(INDEX_PATH)).collect(),
        })
    }

    /// The call for the file at `path` of the registry. A path that would lead elsewhere is never sent.
    pub fn read(&self, path: &str) -> Call<String> {
        library::read(&self.project, &self.file(path))
    }

    fn file(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
}

impl fmt::Display for RegistryLibrary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "folder {} in the library of {}", self.folder, self.project)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dss::error::Kind;
    use crate::dss::{Request, Response};
    use crate::registry::Registry;
    use crate::simulator::{Arrival, Simulator, seed};

    fn file(name: &str) -> Entry {
        Entry { name: name.to_owned(), children: None }
    }

    fn folder(name: &str, children: Vec<Entry>) -> Entry {
        Entry { name: name.to_owned(), children: Some(children) }
    }

    fn send(simulator: &mut Simulator, request: Request) -> Response {
        let arrival = Arrival::of(request, Some(seed::ADMIN_KEY), 1_700_000_000_000);
        simulator.answer(arrival).response.unwrap()
    }

    #[test]
    fn the_folder_is_found_or_named() {
        let tree = [folder("python", vec![folder("blocks", vec![file("index.json")])]), file("index.json")];
        let found = |folder| RegistryLibrary::find("P", folder, &tree).map(|place| place.folder);
        assert_eq!(found(""), Ok("python/blocks".to_owned()));
        assert_eq!(found(" /python/blocks/ "), Ok("python/blocks".to_owned()));
        let none = found("old").unwrap_err();
        assert_eq!(none.sought, ["old/index.json"]);
        assert!(none.to_string().starts_with("The library of P has no old/index.json, so"), "{none}");
        let none = RegistryLibrary::find("P", "", &[]).unwrap_err();
        assert!(none.to_string().contains("no blocks/index.json and no python/blocks/index.json"), "{none}");
    }

    #[test]
    fn the_demo_instance_has_its_registry_in_a_library() {
        let index = r#"{"format_version": "1.0", "blocks": []}"#;
        let files = [("index.json", index)].map(|(path, text)| (path.to_owned(), text.to_owned()));
        let mut simulator = seed::demo(&files, 1_700_000_000_000).unwrap();
        let tree = library::tree("BLOCKS_REGISTRY");
        let entries = tree.read(&send(&mut simulator, tree.request.clone())).unwrap();
        let place = RegistryLibrary::find("BLOCKS_REGISTRY", "", &entries).unwrap();
        assert_eq!(place.to_string(), "folder blocks in the library of BLOCKS_REGISTRY");

        let mut registry = Registry::new("TEAM");
        let paths = registry.missing_index();
        assert!(!paths.is_empty());
        for path in paths {
            let call = place.read(&path);
            let answer = send(&mut simulator, call.request.clone());
            match call.conclude(Ok(answer)) {
                Ok(text) => registry.accept(&path, &text).unwrap(),
                // The files of levels and domains may be left out.
                Err(error) => assert_eq!((error.kind, &*path == INDEX_PATH), (Kind::Missing, false)),
            }
        }
        assert!(registry.condition.is_usable());
    }

    #[test]
    fn no_path_leads_elsewhere() {
        let place = |folder: &str| RegistryLibrary { project: "P".to_owned(), folder: folder.to_owned() };
        assert!(place("blocks").read("../secret.json").request.flaw().is_some());
        assert!(place("../../..").read("index.json").request.flaw().is_some());
        assert_eq!(place("").read("index.json").request.flaw(), None);
    }
}
