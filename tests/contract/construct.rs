//! Arguments that are values of our own types, read out of recorded bodies.

use std::collections::BTreeMap;

use blockwright::dss::bundles::Arrival;
use blockwright::dss::datasets::Detection;
use blockwright::dss::flow::Propagation;
use blockwright::dss::jobs::{BuildMode, Options, Target};
use blockwright::dss::object::{ObjectKind, ObjectReference};
use blockwright::dss::project_settings::Variables;
use blockwright::dss::projects::{Deletion, Duplicate, DuplicationMode, NewProject};
use blockwright::dss::recipes::{Creation, NewRecipe, Output, OutputSchema};
use blockwright::dss::scenarios::Fire;
use blockwright::dss::storage::Storage;
use blockwright::dss::{Request, datasets, flow, jobs, recipes};
use blockwright::inventory::{Article, Document, StoredRecipe};
use serde_json::Value;

use crate::row::Arguments;

fn text(document: &Value, key: &str) -> Option<String> {
    document.get(key)?.as_str().map(str::to_owned)
}

fn object(document: &Value, key: &str) -> Option<Document> {
    document.get(key)?.as_object().cloned()
}

fn texts(document: &Value, key: &str) -> Option<Vec<String>> {
    let list = document.get(key)?.as_array()?.iter();
    list.map(|value| value.as_str().map(str::to_owned)).collect()
}

pub(crate) fn project(arguments: &Arguments<'_>) -> Option<NewProject> {
    let permissions = arguments.body().get("permissions")?.as_array()?.iter();
    Some(NewProject {
        key: arguments.text("projectKey")?.to_owned(),
        name: arguments.text("name")?.to_owned(),
        owner: arguments.text("owner")?.to_owned(),
        description: arguments.text("description").map(str::to_owned),
        settings: arguments.object("settings"),
        permissions: permissions.map(|entry| entry.as_object().cloned()).collect::<Option<_>>()?,
        tags: arguments.texts("tags")?,
        folder: arguments.parameter("projectFolderId").map(str::to_owned),
    })
}

pub(crate) fn deletion(arguments: &Arguments<'_>) -> Deletion {
    Deletion {
        datasets: arguments.flag("clearManagedDatasets"),
        folders: arguments.flag("clearOutputManagedFolders"),
        logs: arguments.flag("clearJobAndScenarioLogs"),
        knowledge_banks: arguments.flag("clearManagedKnowledgeBanks"),
    }
}

pub(crate) fn duplicate(arguments: &Arguments<'_>) -> Option<Duplicate> {
    let flag = |key: &str| arguments.body().get(key)?.as_bool();
    Some(Duplicate {
        key: arguments.text("targetProjectKey")?.to_owned(),
        name: arguments.text("targetProjectName")?.to_owned(),
        mode: match arguments.text("duplicationMode")? {
            "MINIMAL" => DuplicationMode::Minimal,
            "SHARING" => DuplicationMode::Sharing,
            "FULL" => DuplicationMode::Full,
            "NONE" => DuplicationMode::None,
            _ => return None,
        },
        models: (flag("exportAnalysisModels")?, flag("exportSavedModels")?),
        git: flag("exportGitRepository"),
        insights: flag("exportInsightsData")?,
        remapping: arguments.object("remapping")?,
        folder: arguments.text("targetProjectFolderId").map(str::to_owned),
    })
}

pub(crate) fn variables(arguments: &Arguments<'_>) -> Option<Variables> {
    Some(Variables { standard: arguments.object("standard")?, local: arguments.object("local")? })
}

/// The settings of an import, without the member that the client adds where there are none.
pub(crate) fn import_settings(arguments: &Arguments<'_>) -> Option<Document> {
    let mut settings = arguments.document()?;
    settings.remove("_");
    Some(settings)
}

pub(crate) fn dataset(arguments: &Arguments<'_>) -> Option<datasets::NewDataset> {
    Some(datasets::NewDataset {
        name: arguments.text("name")?.to_owned(),
        kind: arguments.text("type")?.to_owned(),
        params: arguments.object("params")?,
        format: arguments.text("formatType").map(str::to_owned),
        format_params: arguments.object("formatParams"),
    })
}

pub(crate) fn detection(arguments: &Arguments<'_>) -> Option<Detection> {
    let infer_types = || arguments.body().get("inferStorageTypes")?.as_bool();
    Some(match arguments.name(2) {
        "fsLike" => Detection::Files { infer_types: infer_types()? },
        "externalSQL" => Detection::Sql,
        "elasticsearch" => Detection::Elasticsearch,
        "custom" => Detection::Plugin { infer_types: infer_types()? },
        _ => return None,
    })
}

pub(crate) fn storage(settings: &Value) -> Option<Storage> {
    let specific = settings.get("specificSettings");
    let chosen = |key: &str| specific.and_then(|specific| text(specific, key));
    Some(Storage {
        connection: text(settings, "connectionId")?,
        type_option: text(settings, "typeOptionId"),
        format_option: chosen("formatOptionId"),
        sql_schema: chosen("overrideSQLSchema"),
        partitioning: text(settings, "partitioningOptionId"),
    })
}

pub(crate) fn recipe(arguments: &Arguments<'_>) -> Option<NewRecipe> {
    let prototype = arguments.body().get("recipePrototype")?;
    Some(NewRecipe {
        kind: text(prototype, "type")?,
        name: text(prototype, "name")?,
        inputs: object(prototype, "inputs")?,
        outputs: object(prototype, "outputs")?,
        more: others(prototype, &["type", "name", "projectKey", "inputs", "outputs"])?,
        creation: creation(arguments.body().get("creationSettings")?)?,
    })
}

const OUTPUT_SETTINGS: [&str; 5] = [
    "createOutputDataset",
    "outputDatasetSettings",
    "createOutputFolder",
    "outputFolderSettings",
    "virtualInputs",
];

/// The members of an object that are none of `known`.
fn others(document: &Value, known: &[&str]) -> Option<Document> {
    let members = document.as_object()?.iter().filter(|(key, _)| !known.contains(&key.as_str()));
    Some(members.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn creation(settings: &Value) -> Option<Creation> {
    let has = |key: &str| settings.get(key).is_some();
    Some(if has("rawCreation") {
        Creation::Raw { payload: text(settings, "rawPayload") }
    } else if has("script") {
        Creation::Code {
            script: text(settings, "script"),
            partitioning: text(settings, "partitioningOptionId"),
        }
    } else if let Some(roles) = settings.get("outputDatasetsCreationSettingsByRole") {
        let outputs = object(roles, "main")?.into_iter();
        let outputs = outputs.map(|(name, settings)| Some((name, storage(&settings)?)));
        Creation::Split(outputs.collect::<Option<BTreeMap<_, _>>>()?)
    } else if has("createOutputDataset") {
        Creation::Visual {
            output: output(settings)?,
            virtual_inputs: texts(settings, "virtualInputs"),
            more: others(settings, &OUTPUT_SETTINGS)?,
        }
    } else {
        Creation::Plain
    })
}

fn output(settings: &Value) -> Option<Output> {
    let is_true = |key: &str| settings.get(key) == Some(&Value::Bool(true));
    Some(if is_true("createOutputDataset") {
        Output::Dataset(storage(settings.get("outputDatasetSettings")?)?)
    } else if is_true("createOutputFolder") {
        Output::Folder(storage(settings.get("outputFolderSettings")?)?)
    } else {
        Output::Existing
    })
}

pub(crate) fn stored_recipe(arguments: &Arguments<'_>) -> Option<StoredRecipe> {
    let payload = arguments.text("payload").map(str::to_owned);
    Some(StoredRecipe { recipe: arguments.object("recipe")?, payload })
}

pub(crate) fn article(arguments: &Arguments<'_>) -> Option<Article> {
    Some(Article { article: arguments.object("article")?, payload: arguments.text("payload")?.to_owned() })
}

pub(crate) fn apply_schema(arguments: &Arguments<'_>) -> Option<Request> {
    let flag = |key: &str| arguments.body().get(key)?.as_bool();
    let output = OutputSchema {
        kind: arguments.text("computableType")?.to_owned(),
        id: arguments.text("computableId")?.to_owned(),
        schema: arguments.object("newSchema")?,
    };
    let (project, name) = (arguments.name(0), arguments.name(1));
    let (drop, sync) = (flag("dropAndRecreate")?, flag("synchronizeMetastore")?);
    Some(recipes::apply_schema(project, name, &output, drop, sync).request)
}

pub(crate) fn propagate(arguments: &Arguments<'_>) -> Option<Request> {
    let options = arguments.body().get("options")?;
    let how = Propagation {
        recipe_options: object(options, "recipeUpdateOptions")?,
        partition_values: object(options, "defaultPartitionValuesByDimension")?,
        partitions: object(options, "partitionsByComputable")?,
        excluded: texts(options, "excludedRecipes")?,
        marked_as_right: texts(options, "markAsOkRecipes")?,
        rebuild: options.get("autoRebuild")?.as_bool()?,
    };
    let sources = arguments.body().get("sources")?.as_array()?.iter();
    let sources =
        sources.map(|source| Some((source.get("projectKey")?.as_str()?, source.get("id")?.as_str()?)));
    Some(flow::propagate_schema(arguments.name(0), &sources.collect::<Option<Vec<_>>>()?, &how).request)
}

pub(crate) fn reference(object: &Value) -> Option<ObjectReference> {
    let kind = ObjectKind::parse(object.get("objectType")?.as_str()?)?;
    Some(ObjectReference { kind, id: text(object, "objectId")?, project: text(object, "projectKey") })
}

pub(crate) fn references(list: &Value) -> Option<Vec<ObjectReference>> {
    list.as_array()?.iter().map(reference).collect()
}

pub(crate) fn checked_objects(body: &Value) -> Option<Vec<ObjectReference>> {
    let objects = body.get("items")?.as_array()?.iter();
    objects.map(|object| Some(reference(object)?.of(text(object, "objectProjectKey")?))).collect()
}

pub(crate) fn start(arguments: &Arguments<'_>) -> Option<Request> {
    let mode = BuildMode::ALL.into_iter().find(|mode| arguments.text("type") == Some(mode.name()))?;
    let targets = arguments.body().get("outputs")?.as_array()?.iter().map(|target| {
        let kind = match target.get("type")?.as_str() {
            Some(name) => Some(ObjectKind::ALL.into_iter().find(|kind| jobs::kind_name(*kind) == name)?),
            None => None,
        };
        let (project, partition) = (text(target, "projectKey"), text(target, "partition"));
        Some(Target { kind, id: text(target, "id")?, project, partition })
    });
    let flag = |key: &str| arguments.body().get(key)?.as_bool();
    let options = Options {
        update_schemas: flag("autoUpdateSchemaBeforeEachRecipeRun")?,
        refresh_metastore: flag("refreshHiveMetastore")?,
    };
    Some(jobs::start(arguments.name(0), mode, &targets.collect::<Option<Vec<_>>>()?, options).request)
}

pub(crate) fn active_scenarios(arguments: &Arguments<'_>) -> Option<BTreeMap<String, bool>> {
    let scenarios = arguments.object("scenariosActiveOnActivation").unwrap_or_default().into_iter();
    scenarios.map(|(id, is_active)| Some((id, is_active.as_bool()?))).collect()
}

pub(crate) fn arrival(arguments: &Arguments<'_>) -> Arrival {
    let name = "failOnMissingUsersOrGroups";
    Arrival {
        permissions: arguments.parameter("permissionsPropagationPolicy").map(str::to_owned),
        fail_on_missing: arguments.parameter(name).map(|_| arguments.flag(name)),
        folder: arguments.parameter("projectFolderId").map(str::to_owned),
    }
}

pub(crate) fn fire(arguments: &Arguments<'_>) -> Option<Fire> {
    let parameter = |name: &str| arguments.parameter(name).map(str::to_owned);
    Some(Fire { trigger: parameter("triggerId")?, run: parameter("triggerRunId")?, is_cancelled: false })
}
