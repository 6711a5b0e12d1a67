//! Objects that operations of several groups create: managed datasets and folders.

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::dataset;
use crate::simulator::fields::{fill, fill_common, known, list, new_label, new_name, object, text};
use crate::simulator::instance::Instance;
use crate::simulator::object::Kind;
use crate::simulator::project::{Dataset, Folder};
use crate::simulator::refusal::Refusal;
use crate::simulator::stamp::Stamp;

/// Refuses a name of a dataset that is none or is in use.
pub(super) fn refuse_dataset(instance: &Instance, project: &str, name: &str) -> Result<(), Refusal> {
    new_name("dataset", name)?;
    let is_taken = instance.projects.get(project).is_some_and(|own| own.datasets.contains_key(name));
    if is_taken { Err(Refusal::taken(format!("Dataset {project}.{name}"))) } else { Ok(()) }
}

/// Creates a dataset of a document that has a type.
pub(super) fn create_dataset(
    instance: &mut Instance,
    project: &str,
    name: &str,
    document: Document,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    refuse_dataset(instance, project, name)?;
    let mut document = dataset::kept(document, project, name);
    stamp.create(&mut document);
    let own = instance.projects.get_mut(project).ok_or_else(Refusal::forbidden)?;
    own.datasets.insert(name.to_owned(), Dataset { document, ..Dataset::default() });
    Ok(())
}

/// Creates a managed dataset: the connection decides its type, path and format (`dss-api.md` 3.3).
pub(super) fn create_managed(
    instance: &mut Instance,
    project: &str,
    name: &str,
    settings: &Document,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    let document = managed_document(instance, project, name, settings)?;
    create_dataset(instance, project, name, document, stamp)
}

/// The document of a managed dataset, or why there can be none.
pub(super) fn managed_document(
    instance: &Instance,
    project: &str,
    name: &str,
    settings: &Document,
) -> Result<Document, Refusal> {
    refuse_dataset(instance, project, name)?;
    let connection = connection(instance, settings)?;
    let kind = Some(text(settings, "typeOptionId")).filter(|kind| !kind.is_empty());
    let kind = kind.unwrap_or_else(|| text(connection, "type"));
    let specific = object(settings, "specificSettings");
    let format = specific.get("formatOptionId").and_then(Value::as_str);
    let mut document = dataset::managed(name, text(connection, "name"), kind, format);
    if let Some(partitioning) = partitioning(instance, project, settings)? {
        document.insert("partitioning".to_owned(), partitioning);
    }
    Ok(document)
}

fn connection<'a>(instance: &'a Instance, settings: &Document) -> Result<&'a Document, Refusal> {
    let name = text(settings, "connectionId");
    instance
        .connections
        .get(name)
        .ok_or_else(|| Refusal::invalid(format!("Connection {name} does not exist")))
}

/// The partitioning of `copy:dataset:REF` or `copy:folder:REF`.
fn partitioning(instance: &Instance, project: &str, settings: &Document) -> Result<Option<Value>, Refusal> {
    let option = text(settings, "partitioningOptionId");
    if option.is_empty() {
        return Ok(None);
    }
    let reference = option.strip_prefix("copy:dataset:").or_else(|| option.strip_prefix("copy:folder:"));
    let found = reference.and_then(|reference| instance.resolve(project, reference));
    let document = found.and_then(|(key, kind, id)| {
        let other = instance.projects.get(key)?;
        match kind {
            Kind::Dataset => other.datasets.get(id).map(|dataset| &dataset.document),
            Kind::ManagedFolder => other.folders.get(id).map(|folder| &folder.document),
            _ => None,
        }
    });
    let document =
        document.ok_or_else(|| Refusal::invalid(format!("{option} is no partitioning to copy")))?;
    Ok(document.get("partitioning").cloned())
}

const FOLDER: [&str; 7] = ["id", "name", "type", "params", "partitioning", "flowOptions", "metrics"];

/// The document of a managed folder as it is kept.
pub(super) fn folder(document: Document, project: &str, id: &str) -> Document {
    let mut document = known(document, &FOLDER);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("id".to_owned(), Value::from(id));
    let path = json!({"connection": "filesystem_folders", "path": "/${projectKey}/${odbId}"});
    fill(
        &mut document,
        json!({
            "name": id, "type": "Filesystem", "params": path, "partitioning": {"dimensions": []},
            "flowOptions": {"rebuildBehavior": "NORMAL", "crossProjectBuildBehavior": "DEFAULT"},
            "metrics": {"probes": [], "engineConfig": {}},
        }),
    );
    fill_common(&mut document);
    document
}

/// Creates a managed folder and answers its id. Names need not be unique.
pub(super) fn create_folder(
    instance: &mut Instance,
    project: &str,
    document: Document,
    stamp: &Stamp,
) -> Result<String, Refusal> {
    new_label("folder", text(&document, "name"))?;
    let id = instance.ids.object();
    let mut document = folder(document, project, &id);
    stamp.create(&mut document);
    let own = instance.projects.get_mut(project).ok_or_else(Refusal::forbidden)?;
    own.folders.insert(id.clone(), Folder { document, ..Folder::default() });
    Ok(id)
}

/// Creates a managed folder for the output of a recipe.
pub(super) fn create_output_folder(
    instance: &mut Instance,
    project: &str,
    name: &str,
    settings: &Document,
    stamp: &Stamp,
) -> Result<String, Refusal> {
    let connection = connection(instance, settings)?;
    let kind = if text(connection, "type") == "EC2" { "S3" } else { text(connection, "type") };
    let path = json!({"connection": text(connection, "name"), "path": "/${projectKey}/${odbId}"});
    let mut document = Document::new();
    document.insert("name".to_owned(), Value::from(name));
    document.insert("type".to_owned(), Value::from(kind));
    document.insert("params".to_owned(), path);
    create_folder(instance, project, document, stamp)
}

/// The columns of a dataset.
pub(super) fn columns(dataset: &Dataset) -> Vec<Document> {
    let schema = object(&dataset.document, "schema");
    list(&schema, "columns").iter().filter_map(Value::as_object).cloned().collect()
}
