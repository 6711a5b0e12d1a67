//! A project out of an export archive (`dss-api.md` 5.5). Keys that an archive may hold are not read.

use std::collections::BTreeMap;

use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::archive::Archive;
use crate::inventory::Document;
use crate::simulator::bytes::{Bytes, File};
use crate::simulator::creation;
use crate::simulator::exported::{CONFIG, MANIFEST};
use crate::simulator::fields::{list, made, object, text};
use crate::simulator::object::ObjectRef;
use crate::simulator::operation::{kept_article, kept_model, kept_scenario};
use crate::simulator::path::{above, file_path};
use crate::simulator::payload::extension;
use crate::simulator::project::{Article, Dataset, Folder, Model, Node, Project, Recipe, Scenario};
use crate::simulator::stamp::Stamp;
use crate::simulator::zone::{DEFAULT, Zone};
use crate::simulator::{dataset, recipe};
use crate::sorting::sort_by_key;

/// The files of an archive by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Largest content of all files together, in bytes.
const MAX_CONTENT: u64 = 64 * 1024 * 1024;

/// All files of an archive.
///
/// # Errors
/// In words, if it is none that is read, or holds too much.
pub(super) fn files(bytes: &[u8]) -> Result<Files, String> {
    let archive = Archive::open(bytes).map_err(|refusal| refusal.to_string())?;
    let sizes = archive.entries().iter().map(|entry| entry.size);
    if sizes.fold(0, u64::saturating_add) > MAX_CONTENT {
        return Err(format!("its files are larger than {MAX_CONTENT} bytes"));
    }
    let mut files = Files::new();
    for entry in archive.entries() {
        let content = archive.read(entry).map_err(|refusal| refusal.to_string())?;
        files.insert(entry.path.clone(), content);
    }
    Ok(files)
}

/// The manifest of an archive.
pub(super) fn manifest(files: &Files) -> Result<Document, String> {
    document(files, MANIFEST)?.ok_or_else(|| format!("it has no {MANIFEST}"))
}

/// The project of an archive, as `key`.
///
/// # Errors
/// In words, if a document is none.
pub(super) fn unpacked(files: &Files, key: &str, stamp: &Stamp) -> Result<Project, String> {
    let params = document(files, &format!("{CONFIG}params.json"))?
        .ok_or_else(|| format!("it has no {CONFIG}params.json"))?;
    let mut project = Project::new(text(&params, "name"), text(&params, "owner"), stamp);
    let unpack = Unpack { files, key, stamp };
    unpack.params(&mut project, &params)?;
    unpack.flow(&mut project)?;
    unpack.zones(&mut project)?;
    unpack.models(&mut project)?;
    unpack.texts(&mut project)?;
    unpack.wiki(&mut project)?;
    project.adopt(text(&params, "projectKey"), key);
    Ok(project)
}

struct Unpack<'a> {
    files: &'a Files,
    key: &'a str,
    stamp: &'a Stamp,
}

fn document(files: &Files, path: &str) -> Result<Option<Document>, String> {
    let Some(bytes) = files.get(path) else { return Ok(None) };
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("{path} is no JSON: {error}"))?;
    match value {
        Value::Object(document) => Ok(Some(document)),
        _ => Err(format!("{path} is no JSON object")),
    }
}

impl Unpack<'_> {
    /// The documents of a folder by the names of their files, in order.
    fn folder(&self, folder: &str) -> Result<Vec<(String, Document)>, String> {
        let prefix = format!("{CONFIG}{folder}/");
        let below = self.files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        let mut found = Vec::new();
        for (path, _) in below {
            let name = path[prefix.len()..].strip_suffix(".json").filter(|name| !name.contains('/'));
            let Some(name) = name else { continue };
            if let Some(document) = document(self.files, path)? {
                found.push((name.to_owned(), document));
            }
        }
        Ok(found)
    }

    fn text(&self, path: &str) -> Option<String> {
        let bytes = self.files.get(&format!("{CONFIG}{path}"))?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }

    /// Version tags as they were, or new ones.
    fn stamped(&self, mut kept: Document, read: &Document) -> Document {
        self.stamp.create(&mut kept);
        for tag in ["versionTag", "creationTag"] {
            if let Some(value @ Value::Object(_)) = read.get(tag) {
                kept.insert(tag.to_owned(), value.clone());
            }
        }
        kept
    }

    fn params(&self, project: &mut Project, params: &Document) -> Result<(), String> {
        for member in ["tags", "description", "shortDesc", "customFields", "checklists", "projectStatus"] {
            if let Some(value) = params.get(member) {
                project.metadata.insert(member.to_owned(), value.clone());
            }
        }
        project.permissions.insert("permissions".to_owned(), Value::from(list(params, "permissions")));
        let mut settings = object(&project.settings, "settings");
        settings.extend(object(params, "settings"));
        project.settings.insert("settings".to_owned(), Value::Object(settings));
        for (kind, file) in [("standard", "variables.json"), ("local", "localvariables.json")] {
            let variables = document(self.files, &format!("{CONFIG}{file}"))?.unwrap_or_default();
            project.variables.insert(kind.to_owned(), Value::Object(variables));
        }
        let tags = document(self.files, &format!("{CONFIG}tags.json"))?.unwrap_or_default();
        project.tags = object(&tags, "tags");
        Ok(())
    }

    fn flow(&self, project: &mut Project) -> Result<(), String> {
        for (name, read) in self.folder("datasets")? {
            let document = self.stamped(dataset::kept(read.clone(), self.key, &name), &read);
            let prefix = format!("uploads/{name}/");
            let uploads = self.files.iter().filter_map(|(path, bytes)| {
                let file = path.strip_prefix(&prefix)?;
                Some((file.to_owned(), File::written(bytes.clone(), self.stamp.at)))
            });
            project
                .datasets
                .insert(name, Dataset { document, files: uploads.collect(), ..Dataset::default() });
        }
        for (id, read) in self.folder("managed_folders")? {
            let document = self.stamped(creation::folder(read.clone(), self.key, &id), &read);
            project.folders.insert(id, Folder { document, ..Folder::default() });
        }
        for (id, read) in self.folder("streaming_endpoints")? {
            let mut document = self.stamped(read.clone(), &read);
            document.insert("id".to_owned(), Value::from(id.as_str()));
            project.endpoints.insert(id, document);
        }
        for (name, read) in self.folder("recipes")? {
            let payload = self.text(&format!("recipes/{name}.{}", extension(text(&read, "type"))));
            let document = self.stamped(recipe::kept(read.clone(), self.key, &name), &read);
            project.recipes.insert(name, Recipe { document, payload });
        }
        Ok(())
    }

    /// Zones with what lies in them, the oldest first; what is not there is left out.
    fn zones(&self, project: &mut Project) -> Result<(), String> {
        let mut zones = self.folder("zones")?;
        sort_by_key(&mut zones, |(_, zone)| {
            object(zone, "creationTag").get("lastModifiedOn").and_then(Value::as_u64)
        });
        for (id, read) in zones {
            let place = if id == DEFAULT { 0 } else { project.zones.len() };
            let mut zone = Zone::new(id, read.clone(), self.stamp);
            zone.document = self.stamped(zone.document, &read);
            let references = |member: &str| -> Vec<ObjectRef> {
                list(&read, member).iter().filter_map(|value| ObjectRef::read(value, self.key).ok()).collect()
            };
            zone.shared.extend(references("shared"));
            let objects: Vec<_> =
                references("items").into_iter().filter(|object| project.has(object)).collect();
            if place == 0 {
                project.zones[0] = zone;
            } else {
                project.zones.push(zone);
                project.place(objects.into_iter().filter(|object| object.project.is_none()), place);
            }
        }
        let names: Vec<String> = project.recipes.keys().cloned().collect();
        for name in &names {
            project.settle(name);
        }
        Ok(())
    }

    fn models(&self, project: &mut Project) -> Result<(), String> {
        for (id, read) in self.folder("saved_models")? {
            let document = self.stamped(kept_model(read.clone(), self.key, &id), &read);
            let bytes = self.files.get(&format!("saved_models/{id}/versions.json"));
            let versions: Value =
                bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
            let versions = versions.as_array().into_iter().flatten().cloned().map(made).collect();
            project.models.insert(id, Model { document, versions });
        }
        for (id, read) in self.folder("scenarios")? {
            let document = self.stamped(kept_scenario(read.clone(), self.key, &id), &read);
            let script = self.text(&format!("scenarios/{id}.py")).unwrap_or_default();
            project.scenarios.insert(id, Scenario { document, script, ..Scenario::default() });
        }
        Ok(())
    }

    fn texts(&self, project: &mut Project) -> Result<(), String> {
        let library = format!("{CONFIG}lib/");
        let notebooks = format!("{CONFIG}ipython_notebooks/");
        for (path, bytes) in self.files {
            if let Some(path) = path.strip_prefix(&library) {
                let path = file_path(path).map_err(|_| format!("lib/{path} is no path"))?;
                for folder in above(&path) {
                    project.library.entry(folder.to_owned()).or_insert(None);
                }
                project.library.insert(path, Some(Bytes(bytes.clone())));
            } else if let Some(name) =
                path.strip_prefix(&notebooks).and_then(|name| name.strip_suffix(".ipynb"))
                && let Some(notebook) = document(self.files, path)?
            {
                project.notebooks.insert(name.to_owned(), notebook);
            }
        }
        for (id, mut notebook) in self.folder("sql_notebooks")? {
            notebook.insert("id".to_owned(), Value::from(id.as_str()));
            project.sql_notebooks.insert(id, notebook);
        }
        Ok(())
    }

    fn wiki(&self, project: &mut Project) -> Result<(), String> {
        let wiki = &mut project.wiki;
        for (id, read) in self.folder("wiki/articles")? {
            let document = self.stamped(kept_article(read.clone(), self.key, &id), &read);
            let payload = self.text(&format!("wiki/articles/{id}.md")).unwrap_or_default();
            let prefix = format!("{CONFIG}wiki/uploads/{id}/");
            let attached = self.files.iter().filter_map(|(path, bytes)| {
                Some((path.strip_prefix(&prefix)?.to_owned(), Bytes(bytes.clone())))
            });
            wiki.made = wiki.made.max(id.parse().unwrap_or(0));
            wiki.articles.insert(id, Article { document, payload, files: attached.collect() });
        }
        let tree = document(self.files, &format!("{CONFIG}wiki/taxonomy.json"))?.unwrap_or_default();
        let taxonomy = tree.get("taxonomy").cloned().unwrap_or_else(|| json!([]));
        let taxonomy = Vec::<Node>::deserialize(taxonomy)
            .map_err(|error| format!("the taxonomy is no tree: {error}"))?;
        wiki.arrange(taxonomy);
        let home = Some(text(&tree, "homeArticleId")).filter(|home| wiki.articles.contains_key(*home));
        wiki.home = home.map(str::to_owned);
        Ok(())
    }
}
