//! Files that were chosen on a disk, put where a registry has them: a folder with its index, or single
//! files, which know of no folder.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{DOMAINS_PATH, INDEX_PATH, LEVELS_PATH, Registry};
use crate::block::Manifest;
use crate::block::fields::Refusal;
use crate::block::read::read_manifest;

/// Members of a manifest that an index lists as well (`blocks.md` 2.3).
const LISTED: [&str; 15] = [
    "block_id",
    "version",
    "type",
    "blocked",
    "name",
    "description",
    "hierarchy_level",
    "domain",
    "tags",
    "owner",
    "source_project",
    "inputs",
    "outputs",
    "deprecated",
    "deprecated_message",
];

/// The files of the registry among `chosen`, by their paths below `blocks/`. Of a folder these are the
/// files below its index. Single manifests and port schemas are put where the index, or a port, looks for
/// them; without an index, manifests make one.
///
/// # Errors
/// If there is neither an index nor a manifest.
pub fn arrange(chosen: Vec<(String, String)>) -> Result<Vec<(Arc<str>, String)>, Refusal> {
    let roots = chosen.iter().filter_map(|(path, _)| path.strip_suffix(INDEX_PATH));
    let root =
        roots.filter(|folder| folder.is_empty() || folder.ends_with('/')).min_by_key(|root| root.len());
    let mut files = Files::default();
    match root.map(str::to_owned) {
        Some(root) => {
            for (path, text) in chosen {
                if let Some(path) = path.strip_prefix(root.as_str()) {
                    files.add(path, text);
                }
            }
        }
        None => {
            for (path, text) in chosen {
                files.add(path.rsplit('/').next().unwrap_or_default(), text);
            }
        }
    }
    files.arranged()
}

#[derive(Default)]
struct Files {
    /// Those that have their paths.
    placed: Vec<(Arc<str>, String)>,
    manifests: Vec<(Manifest, String)>,
    /// Names and texts of all other single files.
    others: Vec<(String, String)>,
}

impl Files {
    fn add(&mut self, path: &str, text: String) {
        if path.contains('/') || [INDEX_PATH, LEVELS_PATH, DOMAINS_PATH].contains(&path) {
            return self.placed.push((path.into(), text));
        }
        match read_manifest(&text) {
            Ok((manifest, _)) => self.manifests.push((manifest, text)),
            Err(_) => self.others.push((path.to_owned(), text)),
        }
    }

    fn arranged(self) -> Result<Vec<(Arc<str>, String)>, Refusal> {
        let Self { placed: mut files, manifests, others } = self;
        let index = files.iter().find(|(path, _)| **path == *INDEX_PATH).map(|(_, text)| text.clone());
        let index = match index {
            Some(text) => text,
            None if manifests.is_empty() => {
                return Err(Refusal::new(
                    "there is neither an index.json nor the manifest of a block among these files",
                ));
            }
            None => {
                let text = index_of(manifests.iter().map(|(manifest, _)| manifest));
                files.push((INDEX_PATH.into(), text.clone()));
                text
            }
        };
        let mut registry = Registry::new("");
        // An index that is refused is told where it is read.
        drop(registry.accept(INDEX_PATH, &index));
        let ports =
            registry.index.entries().iter().flat_map(|entry| entry.inputs.iter().chain(entry.outputs.iter()));
        let mut schemas: Vec<Arc<str>> = ports.filter_map(|port| port.schema_ref.clone()).collect();
        for (manifest, text) in manifests {
            schemas.extend(manifest.schema_paths().cloned());
            files.push((registry.manifest_path(&manifest.block_id, manifest.version), text));
        }
        for (name, text) in others {
            let is_here = |path: &&Arc<str>| path.rsplit('/').next() == Some(name.as_str());
            let path = schemas.iter().find(is_here).cloned();
            files.push((path.unwrap_or_else(|| name.into()), text));
        }
        Ok(files)
    }
}

/// An index of these manifests.
fn index_of<'a>(manifests: impl Iterator<Item = &'a Manifest>) -> String {
    let entry = |manifest: &Manifest| {
        let listed =
            LISTED.into_iter().filter_map(|key| Some((key.to_owned(), manifest.document.get(key)?.clone())));
        Value::Object(listed.collect::<Map<String, Value>>())
    };
    json!({"format_version": "1.0", "blocks": manifests.map(entry).collect::<Vec<Value>>()}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = r#"{"block_id": "A", "version": "1.0.0", "inputs": [{"name": "X", "schema_ref": "schemas/a/x.json"}]}"#;
    const B: &str = r#"{"block_id": "B", "version": "2.0.0"}"#;
    const SCHEMA: &str = r#"{"format_version": "1.0", "columns": []}"#;

    fn paths(chosen: &[(&str, &str)]) -> Result<String, String> {
        let chosen = chosen.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let files = arrange(chosen).map_err(|refusal| refusal.to_string())?;
        Ok(files.iter().map(|(path, _)| &**path).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn files_come_to_where_a_registry_has_them() {
        let index = r#"{"blocks": [{"block_id": "B", "version": "2.0.0", "manifest_path": "old/b.json"}]}"#;
        let cases: [(&[(&str, &str)], &str); 4] = [
            (
                &[("r/blocks/index.json", index), ("r/blocks/old/b.json", B), ("r/README.json", "{}")],
                "index.json old/b.json",
            ),
            (&[("index.json", index), ("b-latest.json", B)], "index.json old/b.json"),
            (
                &[("x.json", SCHEMA), ("a.json", A), ("b.json", B), ("y.json", SCHEMA)],
                "index.json manifests/A_v1.0.0.json manifests/B_v2.0.0.json schemas/a/x.json y.json",
            ),
            (&[("blocks/manifests/A_v1.0.0.json", A)], "index.json manifests/A_v1.0.0.json"),
        ];
        for (chosen, expected) in cases {
            assert_eq!(paths(chosen).as_deref(), Ok(expected));
        }
        let nothing = "there is neither an index.json nor the manifest of a block among these files";
        assert_eq!(paths(&[("x.json", SCHEMA), ("project.json", "{}")]), Err(nothing.to_owned()));
    }

    #[test]
    fn manifests_alone_make_a_registry() {
        let chosen =
            [("x.json", SCHEMA), ("a.json", A)].map(|(path, text)| (path.to_owned(), text.to_owned()));
        let mut registry = Registry::new("R");
        for (path, text) in arrange(chosen.to_vec()).unwrap() {
            registry.accept(&path, &text).unwrap();
        }
        assert_eq!(registry.manifests().map(|manifest| manifest.label()).collect::<Vec<_>>(), ["A@1.0.0"]);
        assert!(registry.schema("schemas/a/x.json").is_some());
        assert_eq!(registry.remarks, []);
    }
}
