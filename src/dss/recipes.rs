//! Recipes (`dss-api.md` 3.4, 4.3 to 4.5).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::dss::request::{path, slashed};
use crate::dss::storage::Storage;
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::{Document, StoredRecipe};

/// A recipe to make.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRecipe {
    /// DSS's name of its type, as `python` or `grouping`.
    pub kind: String,
    /// Its name; DSS may choose another and says so.
    pub name: String,
    /// Inputs by role, as `{"main": {"items": [{"ref": "a"}]}}`. Empty for joins and stacks, whose inputs
    /// are in [`Creation::Visual`].
    pub inputs: Document,
    /// Outputs by role, as `{"main": {"items": [{"ref": "b", "appendMode": false}]}}`.
    pub outputs: Document,
    /// What else is given, which differs by type.
    pub creation: Creation,
}

/// What a new recipe is given besides its inputs and outputs.
#[derive(Clone, Debug, PartialEq)]
pub enum Creation {
    /// A recipe of code, whose outputs exist.
    Code {
        /// The code; `None` for that of DSS's template.
        script: Option<String>,
        /// How the output is partitioned, as `copy:dataset:REF`, if it was made just before.
        partitioning: Option<String>,
    },
    /// A visual recipe with one output; so is a SQL query, whose text is set afterwards.
    Visual {
        /// Its output.
        output: Output,
        /// The inputs of those that number them: joins and stacks.
        virtual_inputs: Option<Vec<String>>,
        /// The column to group by, for a grouping.
        group_key: Option<String>,
    },
    /// A split, with where those outputs go that are to be made, by name. Since DSS 15; none before.
    Split(BTreeMap<String, Storage>),
    /// Nothing else.
    Plain,
    /// The definition as it is, unchecked; for types of plugins.
    Raw,
}

/// The output of a new visual recipe.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// It exists.
    Existing,
    /// A dataset, made along with the recipe.
    Dataset(Storage),
    /// A managed folder, made along with the recipe.
    Folder(Storage),
}

/// What `recipe.schema_update.get` says should change.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaUpdate {
    /// How many columns do not fit.
    pub incompatibilities: u64,
    /// The outputs.
    pub outputs: Vec<OutputSchema>,
}

/// The schema that an output should have.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputSchema {
    /// DSS's name of the kind of output, as `DATASET`.
    pub kind: String,
    /// Name or id of the output.
    pub id: String,
    /// The schema.
    pub schema: Document,
}

impl Creation {
    fn document(&self) -> Value {
        match self {
            Self::Code { script, partitioning: None } => json!({"script": script}),
            Self::Code { script, partitioning } => {
                json!({"partitioningOptionId": partitioning, "script": script})
            }
            Self::Visual { output, virtual_inputs, group_key } => {
                let mut settings = output.document();
                if let Some(inputs) = virtual_inputs {
                    settings["virtualInputs"] = json!(inputs);
                }
                if let Some(column) = group_key {
                    settings["groupKey"] = json!(column);
                }
                settings
            }
            Self::Split(outputs) => {
                let made = outputs.iter().map(|(name, storage)| (name.clone(), storage.of_output()));
                let main = Value::Object(made.collect());
                json!({"outputDatasetsCreationSettingsByRole": {"main": main}})
            }
            Self::Plain => json!({}),
            Self::Raw => json!({"rawCreation": true}),
        }
    }
}

impl Output {
    fn document(&self) -> Value {
        let (dataset, folder) = match self {
            Self::Existing => {
                return json!({
                    "createOutputDataset": false, "outputDatasetSettings": null,
                    "createOutputFolder": null, "outputFolderSettings": null,
                });
            }
            Self::Dataset(storage) => (Some(storage.of_output()), None),
            Self::Folder(storage) => (None, Some(storage.of_folder())),
        };
        json!({
            "createOutputDataset": dataset.as_ref().map(|_| true), "outputDatasetSettings": dataset,
            "createOutputFolder": folder.as_ref().map(|_| true), "outputFolderSettings": folder,
        })
    }
}

/// `recipe.list`: the definitions, without payloads.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "recipes"])), answer::documents)
}

/// `recipe.get`: the definition and the payload.
pub fn get(project: &str, name: &str) -> Call<StoredRecipe> {
    Call::new(Request::get(recipe(project, name)), read_recipe)
}

fn read_recipe(response: &Response) -> Result<StoredRecipe, String> {
    let document = answer::document(response)?;
    let recipe = fields::document(&document, "recipe")?.ok_or("`recipe` is missing in the answer")?;
    Ok(StoredRecipe { recipe, payload: fields::text(&document, "payload")? })
}

/// `recipe.status`: the engine that would run it, and its problems.
pub fn status(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(part(project, name, "status")), answer::document)
}

/// `recipe.create_python` and its kin; answers the name it got. If it is refused, an output that was to be
/// made may stay behind.
pub fn create(project: &str, new: &NewRecipe) -> Call<Option<String>> {
    let document = json!({
        "recipePrototype": {
            "type": new.kind, "name": new.name, "projectKey": project,
            "inputs": new.inputs, "outputs": new.outputs,
        },
        "creationSettings": new.creation.document(),
    });
    let request = Request::post(slashed(&["projects", project, "recipes"])).json(document);
    Call::new(request, |response| answer::made(response, "name"))
}

/// `recipe.update_code` and its kin: definition and payload as they were read, with changes.
pub fn update(project: &str, name: &str, stored: &StoredRecipe) -> Call<()> {
    let document = json!({"recipe": stored.recipe, "payload": stored.payload});
    Call::new(Request::put(recipe(project, name)).json(document), answer::nothing)
}

/// `recipe.delete`. Its outputs stay.
pub fn delete(project: &str, name: &str) -> Call<()> {
    Call::new(Request::delete(recipe(project, name)), answer::nothing)
}

/// `recipe.rename`.
pub fn rename(project: &str, name: &str, new_name: &str) -> Call<()> {
    let request = Request::post(path(&["projects", project, "actions", "renameRecipe"]));
    Call::new(request.json(json!({"oldName": name, "newName": new_name})), answer::nothing)
}

/// `recipe.metadata.get`.
pub fn metadata(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(part(project, name, "metadata")), answer::document)
}

/// `recipe.metadata.set`: the whole document as it was read, with changes.
pub fn set_metadata(project: &str, name: &str, metadata: Document) -> Call<()> {
    Call::new(Request::put(part(project, name, "metadata")).json(Value::Object(metadata)), answer::nothing)
}

/// `recipe.schema_update.get`: the schemas that the outputs of a visual recipe should have. Fails for
/// recipes of code, which set schemas when they run.
pub fn schema_update(project: &str, name: &str) -> Call<SchemaUpdate> {
    Call::new(Request::get(part(project, name, "schema-update")), read_schema_update)
}

fn read_schema_update(response: &Response) -> Result<SchemaUpdate, String> {
    let document = answer::document(response)?;
    let outputs = fields::documents(&document, "computables")?.into_iter().map(|output| {
        // Datasets go by a name, the others by an id.
        let id = match fields::text(output, "datasetName")? {
            Some(name) => name,
            None => fields::required_text(output, "id")?,
        };
        let schema = fields::document(output, "newSchema")?.ok_or("`newSchema` is missing in the answer")?;
        Ok(OutputSchema { kind: fields::required_text(output, "type")?, id, schema })
    });
    Ok(SchemaUpdate {
        incompatibilities: fields::number(&document, "totalIncompatibilities")?.unwrap_or(0),
        outputs: outputs.collect::<Result<_, String>>()?,
    })
}

/// `recipe.schema_update.apply`: gives an output its schema. `drop` deletes a table to make it anew, and
/// its data with it.
pub fn apply_schema(project: &str, name: &str, output: &OutputSchema, drop: bool, sync: bool) -> Call<()> {
    let document = json!({
        "computableType": output.kind, "computableId": output.id, "newSchema": output.schema,
        "dropAndRecreate": drop, "synchronizeMetastore": sync,
    });
    let request =
        Request::post(path(&["projects", project, "recipes", name, "actions", "updateOutputSchema"]));
    Call::new(request.json(document), answer::nothing)
}

fn recipe(project: &str, name: &str) -> String {
    path(&["projects", project, "recipes", name])
}

fn part(project: &str, name: &str, part: &str) -> String {
    path(&["projects", project, "recipes", name, part])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_without_payload_is_told_from_one_with_an_empty_one() {
        let read = |body: Value| get("P", "r").read(&Response::json(200, &body)).unwrap().payload;
        assert_eq!(read(json!({"recipe": {}})), None);
        assert_eq!(read(json!({"recipe": {}, "payload": null})), None);
        assert_eq!(read(json!({"recipe": {}, "payload": ""})), Some(String::new()));
    }

    #[test]
    fn outputs_of_a_schema_update_go_by_name_or_id() {
        let body = json!({"totalIncompatibilities": 2, "computables": [
            {"type": "DATASET", "datasetName": "daily", "newSchema": {"columns": []}},
            {"type": "STREAMING_ENDPOINT", "id": "s1", "newSchema": {}},
        ]});
        let update = schema_update("P", "r").read(&Response::json(200, &body)).unwrap();
        let ids: Vec<_> = update.outputs.iter().map(|output| &*output.id).collect();
        assert_eq!((update.incompatibilities, ids), (2, vec!["daily", "s1"]));
    }

    #[test]
    fn a_new_folder_has_no_settings_of_a_dataset() {
        let output = Output::Folder(Storage::on("filesystem_folders"));
        let settings =
            json!({"connectionId": "filesystem_folders", "typeOptionId": null, "partitioningOptionId": null});
        let wanted = json!({
            "createOutputDataset": null, "outputDatasetSettings": null,
            "createOutputFolder": true, "outputFolderSettings": settings,
        });
        assert_eq!(output.document(), wanted);
    }
}
