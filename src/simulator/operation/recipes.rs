//! Recipes (`dss-api.md` 3.4).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, acknowledged, document, empty};
use crate::simulator::creation::{create_managed, create_output_folder};
use crate::simulator::fields::{made, new_name, object, required, text, whole};
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::operation::datasets::{metadata_of, take_metadata};
use crate::simulator::payload::{Start, is_virtual};
use crate::simulator::project::Recipe;
use crate::simulator::recipe::{check, kept};
use crate::simulator::reference::{inputs, outputs, rename as rename_references};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::schema_update::{input_columns, updates};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/recipes/", READ, all),
    post("/projects/{}/recipes/", WRITE, create),
    get("/projects/{}/recipes/{}", READ, one),
    put("/projects/{}/recipes/{}", WRITE, update),
    delete("/projects/{}/recipes/{}", WRITE, remove),
    post("/projects/{}/actions/renameRecipe", WRITE, rename),
    get("/projects/{}/recipes/{}/status", READ, status),
    get("/projects/{}/recipes/{}/metadata", READ, |visit| document(metadata_of(&recipe(visit)?.document))),
    put("/projects/{}/recipes/{}/metadata", WRITE, set_metadata),
    get("/projects/{}/recipes/{}/schema-update", READ, schema_update),
    post("/projects/{}/recipes/{}/actions/updateOutputSchema", WRITE, update_schema),
];

fn recipe<'a>(visit: &'a Visit<'_>) -> Result<&'a Recipe, Refusal> {
    let recipe = visit.project()?.recipes.get(visit.argument(1));
    recipe.ok_or_else(|| absent(visit.key(), visit.argument(1)))
}

fn recipe_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Recipe, Refusal> {
    let (key, name) = (visit.key().to_owned(), visit.argument(1).to_owned());
    visit.project_mut()?.recipes.get_mut(&name).ok_or_else(|| absent(&key, &name))
}

fn absent(project: &str, name: &str) -> Refusal {
    Refusal::absent(format!("Recipe {project}.{name}"))
}

fn all(visit: &mut Visit<'_>) -> Answer {
    document(
        visit
            .project()?
            .recipes
            .values()
            .map(|recipe| Value::Object(recipe.document.clone()))
            .collect::<Value>(),
    )
}

fn one(visit: &mut Visit<'_>) -> Answer {
    shown(recipe(visit)?)
}

fn shown(recipe: &Recipe) -> Answer {
    let mut shown = json!({"recipe": recipe.document});
    if let Some(payload) = &recipe.payload {
        shown["payload"] = Value::from(payload.as_str());
    }
    document(shown)
}

/// Creates a recipe, and its outputs where the settings say so. Outputs come first, so that a recipe
/// that is refused can leave them behind (`dss-api.md` 6).
fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let mut prototype = object(&asked, "recipePrototype");
    let settings = object(&asked, "creationSettings");
    let kind = required(&prototype, "type")?.to_owned();
    let name = name_of(&prototype)?;
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    if visit.project()?.recipes.contains_key(&name) {
        return Err(Refusal::taken(format!("Recipe {key}.{name}")));
    }
    if is_virtual(&kind) {
        take_virtual_inputs(&mut prototype, &settings);
    }
    create_outputs(visit, &mut prototype, &settings)?;
    let mut definition = kept(prototype, &key, &name);
    visit.project()?.shorten(&mut definition, &key);
    check(visit.instance, &key, &definition, None)?;
    stamp.create(&mut definition);
    let is_raw = settings.get("rawCreation") == Some(&Value::Bool(true));
    let payload = (!is_raw).then(|| {
        let columns = |input: &str| (input.to_owned(), input_columns(visit.instance, &key, input));
        let inputs = inputs(&definition).map(columns).collect();
        let outputs = outputs(&definition).map(str::to_owned).collect();
        Start { kind: &kind, inputs, outputs, settings: &settings }.payload()
    });
    let project = visit.project_mut()?;
    project.recipes.insert(name.clone(), Recipe { document: definition, payload });
    project.settle(&name);
    document(json!({"name": name}))
}

/// The name that is asked for, or one after the first output.
fn name_of(prototype: &Document) -> Result<String, Refusal> {
    let name = match prototype.get("name").and_then(Value::as_str) {
        Some(name) => name.to_owned(),
        None => match outputs(prototype).next() {
            Some(output) => format!("compute_{output}"),
            None => return Err(Refusal::invalid("A recipe needs a name or an output")),
        },
    };
    new_name("recipe", &name).map(str::to_owned)
}

/// Without virtual inputs the recipe has none (`dss-api.md` 4.4).
fn take_virtual_inputs(prototype: &mut Document, settings: &Document) {
    let references = settings.get("virtualInputs").and_then(Value::as_array).into_iter().flatten();
    let entries: Vec<Value> = references.map(|reference| json!({"ref": reference})).collect();
    if !entries.is_empty() {
        prototype.insert("inputs".to_owned(), json!({"main": {"items": entries}}));
    }
}

fn create_outputs(
    visit: &mut Visit<'_>,
    prototype: &mut Document,
    settings: &Document,
) -> Result<(), Refusal> {
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let names: Vec<String> = outputs(prototype).map(str::to_owned).collect();
    let is_on = |name: &str| settings.get(name) == Some(&Value::Bool(true));
    if is_on("createOutputDataset") {
        for name in &names {
            create_managed(visit.instance, &key, name, &object(settings, "outputDatasetSettings"), &stamp)?;
        }
    }
    if is_on("createOutputFolder") {
        for name in &names {
            let folder = object(settings, "outputFolderSettings");
            let id = create_output_folder(visit.instance, &key, name, &folder, &stamp)?;
            rename_references(prototype, |output| (output == name).then(|| id.clone()));
        }
    }
    if !visit.since(15) {
        return Ok(());
    }
    for by_name in object(settings, "outputDatasetsCreationSettingsByRole").values() {
        for (name, settings) in by_name.as_object().into_iter().flatten() {
            create_managed(visit.instance, &key, name, &made(settings.clone()), &stamp)?;
        }
    }
    Ok(())
}

/// Replaces definition and payload; a payload that is not sent is gone.
fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    whole(&asked, &["recipe"])?;
    let definition = object(&asked, "recipe");
    required(&definition, "type").map_err(|_| Refusal::partial("type"))?;
    whole(&definition, &["inputs", "outputs"])?;
    let (key, name, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let mut definition = kept(definition, &key, &name);
    visit.project()?.shorten(&mut definition, &key);
    let before = recipe(visit)?.document.clone();
    check(visit.instance, &key, &definition, Some(&before))?;
    stamp.update(&mut definition, &before);
    let recipe = recipe_mut(visit)?;
    recipe.document = definition;
    recipe.payload = asked.get("payload").and_then(Value::as_str).map(str::to_owned);
    let answer = shown(recipe);
    visit.project_mut()?.settle(&name);
    answer
}

/// Its outputs stay (`dss-api.md` 3.4).
fn remove(visit: &mut Visit<'_>) -> Answer {
    recipe(visit)?;
    let name = visit.argument(1).to_owned();
    visit.project_mut()?.remove(&ObjectRef::local(Kind::Recipe, name));
    empty()
}

fn rename(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let old = required(&asked, "oldName")?.to_owned();
    let new = new_name("recipe", required(&asked, "newName")?)?.to_owned();
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let project = visit.project_mut()?;
    if project.recipes.contains_key(&new) {
        return Err(Refusal::taken(format!("Recipe {key}.{new}")));
    }
    let mut recipe = project.recipes.remove(&old).ok_or_else(|| absent(&key, &old))?;
    recipe.document.insert("name".to_owned(), Value::from(new.as_str()));
    stamp.touch(&mut recipe.document);
    project.recipes.insert(new.clone(), recipe);
    project.rename_in_zones(Kind::Recipe, &old, &new);
    if let Some(discussions) = project.discussions.remove(&format!("RECIPE/{old}")) {
        project.discussions.insert(format!("RECIPE/{new}"), discussions);
    }
    empty()
}

/// Whether it can run: all that it refers to is there.
fn status(visit: &mut Visit<'_>) -> Answer {
    let key = visit.key();
    let definition = &recipe(visit)?.document;
    let broken = inputs(definition).filter(|input| visit.instance.resolve(key, input).is_none());
    let messages: Vec<Value> = broken
        .map(|input| {
            json!({
                "severity": "ERROR", "code": "ERR_RECIPE_CANNOT_CHECK_SCHEMA_CONSISTENCY", "title": "Missing input",
                "details": format!("Input {input} does not exist"), "message": format!("Missing input {input}"),
            })
        })
        .collect();
    let severity = if messages.is_empty() { "SUCCESS" } else { "ERROR" };
    let engine =
        json!({"type": "DSS", "label": "Local stream", "isSelectable": true, "statusWarnLevel": "OK"});
    document(json!({
        "selectedEngine": engine, "engines": [engine],
        "allMessagesForFrontend": {"maxSeverity": severity, "messages": messages},
    }))
}

fn set_metadata(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let stamp = visit.stamp();
    let recipe = recipe_mut(visit)?;
    take_metadata(&mut recipe.document, &asked);
    stamp.touch(&mut recipe.document);
    acknowledged()
}

fn schema_update(visit: &mut Visit<'_>) -> Answer {
    let updates = updates(visit.instance, visit.key(), recipe(visit)?)?;
    let computables = updates.iter().map(|update| {
        json!({
            "type": "DATASET", "datasetName": update.output, "dropAndRecreate": false,
            "newSchema": {"columns": update.columns, "userModified": false}, "incompatibilities": ["columns"],
        })
    });
    document(json!({
        "totalIncompatibilities": updates.len(), "computables": computables.collect::<Vec<_>>(),
    }))
}

fn update_schema(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let id = required(&asked, "computableId")?.to_owned();
    let schema = object(&asked, "newSchema");
    whole(&schema, &["columns"])?;
    if text(&asked, "computableType") != "DATASET"
        || !outputs(&recipe(visit)?.document).any(|output| output == id)
    {
        return Err(Refusal::invalid(format!("{id} is no dataset that the recipe writes")));
    }
    let stamp = visit.stamp();
    let dataset = visit.project_mut()?.datasets.get_mut(&id);
    let dataset = dataset.ok_or_else(|| Refusal::absent(format!("Dataset {id}")))?;
    dataset.document.insert("schema".to_owned(), Value::Object(crate::simulator::dataset::schema(&schema)));
    stamp.touch(&mut dataset.document);
    acknowledged()
}
