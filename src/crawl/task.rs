//! One read of a crawl: what is asked, and what the answer adds.

use serde_json::Value;

use crate::address::{Address, ResourceType};
use crate::dss::error::Kind;
use crate::dss::{
    Call, Error, Interruption, Request, Response, answer, datasets, folders, models, project_settings,
    recipes, scenarios, streaming, wiki, zones,
};
use crate::inventory::{Article, Document, Inventory, LeftOut, Packed, Store};

/// DSS's word for streaming endpoints.
const STREAMING_ENDPOINT: &str = "STREAMING_ENDPOINT";

/// Something of a project that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// The resource, if it is one: its last known state still stands. Objects that go by an id have that
    /// for a name here, because nothing else is known of them.
    pub address: Option<Address>,
    /// Where it is in the project, and why it was not read.
    pub left_out: LeftOut,
}

/// A read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Metadata,
    Settings,
    Variables,
    Datasets,
    Recipes,
    Zones,
    Folders,
    Models,
    Scenarios,
    Streaming,
    Wiki,
    Recipe(String),
    Folder { id: String, name: String },
    Model { id: String, name: String },
    Scenario { id: String, name: String },
    Script(String),
}

impl Task {
    /// What every project is asked for; lists tell what else there is. The lists that most depends on
    /// come first.
    pub(super) const FIRST: [Self; 11] = [
        Self::Recipes,
        Self::Datasets,
        Self::Zones,
        Self::Folders,
        Self::Models,
        Self::Scenarios,
        Self::Metadata,
        Self::Settings,
        Self::Variables,
        Self::Streaming,
        Self::Wiki,
    ];

    pub(super) fn request(&self, key: &str) -> Request {
        match self {
            Self::Metadata => project_settings::metadata(key).request,
            Self::Settings => project_settings::settings(key).request,
            Self::Variables => project_settings::variables(key).request,
            Self::Datasets => datasets::list(key, false, &[]).request,
            Self::Recipes => recipes::list(key).request,
            Self::Zones => zones::list(key).request,
            Self::Folders => folders::list(key).request,
            Self::Models => models::list(key, false).request,
            Self::Scenarios => scenarios::list(key).request,
            Self::Streaming => streaming::list(key).request,
            Self::Wiki => wiki::settings(key).request,
            Self::Recipe(name) => recipes::get(key, name).request,
            Self::Folder { id, .. } => folders::get(key, id).request,
            Self::Model { id, .. } => models::get(key, id).request,
            Self::Scenario { id, .. } => scenarios::get(key, id).request,
            Self::Script(id) => scenarios::payload(key, id).request,
        }
    }

    /// Adds the answer to the inventory; gives back what else is to be read.
    pub(super) fn take(
        &self,
        outcome: Result<Response, Interruption>,
        inventory: &mut Inventory,
    ) -> Result<Vec<Self>, Error> {
        let key = inventory.key.clone();
        match self {
            Self::Metadata => inventory.metadata = project_settings::metadata(&key).conclude(outcome)?,
            Self::Settings => inventory.settings = settings(project_settings::settings(&key), outcome)?,
            Self::Variables => {
                inventory.variables = project_settings::variables(&key).conclude(outcome)?.standard;
            }
            Self::Datasets => {
                let list = Call::new(self.request(&key), |response| answer::each(response, named));
                inventory.datasets.extend(list.conclude(outcome)?.into_iter().flatten());
            }
            Self::Zones => inventory.zones = zones::list(&key).conclude(outcome)?,
            Self::Streaming => {
                let all = streaming::list(&key).conclude(outcome)?;
                let store = |document| Store { kind: STREAMING_ENDPOINT, document };
                inventory
                    .stores
                    .extend(all.into_iter().filter_map(|one| Some((text(&one, "id")?, store(one)))));
            }
            Self::Wiki => {
                let settings = wiki::settings(&key).conclude(outcome)?;
                let ids = wiki::article_ids(&settings);
                inventory.articles.extend(ids.into_iter().map(|id| (id, Article::default())));
                inventory.wiki = settings;
            }
            Self::Recipes => {
                let list = Call::new(self.request(&key), |response| {
                    answer::each(response, |recipe| text(&recipe, "name"))
                });
                return Ok(list.conclude(outcome)?.into_iter().flatten().map(Self::Recipe).collect());
            }
            Self::Folders => return each(folders::list(&key), outcome, |id, name| Self::Folder { id, name }),
            Self::Models => {
                return each(models::list(&key, false), outcome, |id, name| Self::Model { id, name });
            }
            Self::Scenarios => {
                return each(scenarios::list(&key), outcome, |id, name| Self::Scenario { id, name });
            }
            Self::Recipe(name) => {
                let recipe = recipes::get(&key, name).conclude(outcome)?;
                inventory.recipes.insert(name.clone(), recipe.into());
            }
            Self::Folder { id, .. } => {
                drop(inventory.folders.insert(id.clone(), folders::get(&key, id).conclude(outcome)?));
            }
            Self::Model { id, .. } => {
                drop(inventory.models.insert(id.clone(), models::get(&key, id).conclude(outcome)?));
            }
            Self::Scenario { id, .. } => {
                let scenario = scenarios::get(&key, id).conclude(outcome)?;
                let has_script = scenario.get("type").and_then(Value::as_str) == Some("custom_python");
                inventory.scenarios.insert(id.clone(), scenario);
                return Ok(has_script.then(|| Self::Script(id.clone())).into_iter().collect());
            }
            Self::Script(id) => {
                drop(inventory.scripts.insert(id.clone(), scenarios::payload(&key, id).conclude(outcome)?));
            }
        }
        Ok(Vec::new())
    }

    /// Whether this failure halts everything. Lists do always, but for what older versions or weaker keys
    /// do without (`dss-api.md` 2 and 6).
    pub(super) fn halts(&self, error: &Error) -> bool {
        let is_for_all = matches!(
            error.kind,
            Kind::Cancelled | Kind::Key | Kind::Licence | Kind::Redirected | Kind::Foreign
        );
        let is_needed = matches!(
            self,
            Self::Datasets | Self::Recipes | Self::Zones | Self::Folders | Self::Models | Self::Scenarios
        );
        is_for_all || error.is_transient() || is_needed
    }

    /// Whether it reads one object of a list, which may be deleted meanwhile.
    pub(super) fn is_object(&self) -> bool {
        matches!(
            self,
            Self::Recipe(_)
                | Self::Folder { .. }
                | Self::Model { .. }
                | Self::Scenario { .. }
                | Self::Script(_)
        )
    }

    /// What is missing without it, and why.
    pub(super) fn missed(&self, key: &str, error: &Error) -> Missed {
        let left_out = LeftOut::new(self.path(), error.happened().trim_end_matches('.'));
        Missed { address: self.address(key), left_out }
    }

    /// The resource that is not known without it; none of lists, which halt the crawl.
    fn address(&self, key: &str) -> Option<Address> {
        let (kind, name) = match self {
            Self::Metadata | Self::Settings | Self::Variables => return Some(Address::project(key)),
            Self::Recipe(name) => (ResourceType::Recipe, name),
            Self::Folder { name, .. } => (ResourceType::Folder, name),
            Self::Model { name, .. } => (ResourceType::Model, name),
            Self::Scenario { name, .. } => (ResourceType::Scenario, name),
            _ => return None,
        };
        Some(Address::resource(kind, key, name))
    }

    /// Where it is in the project.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Metadata => "metadata".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Variables => "variables.json".to_owned(),
            Self::Streaming => "streaming_endpoints".to_owned(),
            Self::Wiki => "wiki".to_owned(),
            Self::Recipe(name) => format!("recipes/{name}"),
            Self::Folder { id, .. } => format!("managed_folders/{id}"),
            Self::Model { id, .. } => format!("saved_models/{id}"),
            Self::Scenario { id, .. } => format!("scenarios/{id}"),
            Self::Script(id) => format!("scenarios/{id}.py"),
            Self::Datasets => "datasets".to_owned(),
            Self::Recipes => "recipes".to_owned(),
            Self::Zones => "zones".to_owned(),
            Self::Folders => "managed_folders".to_owned(),
            Self::Models => "saved_models".to_owned(),
            Self::Scenarios => "scenarios".to_owned(),
        }
    }
}

/// The settings of the project, in their member as in an export; the rest of the answer says whom it is
/// shared with.
fn settings(call: Call<Document>, outcome: Result<Response, Interruption>) -> Result<Document, Error> {
    let mut answer = call.conclude(outcome)?;
    Ok(match answer.remove("settings") {
        Some(settings) => [("settings".to_owned(), settings)].into_iter().collect(),
        _ => Document::new(),
    })
}

/// A task for each object of a list, by id and name; one without a name goes by its id.
fn each(
    call: Call<Vec<Document>>,
    outcome: Result<Response, Interruption>,
    task: fn(String, String) -> Task,
) -> Result<Vec<Task>, Error> {
    let all = call.conclude(outcome)?;
    let objects = all.iter().filter_map(|object| {
        let id = text(object, "id")?;
        Some((text(object, "name").unwrap_or_else(|| id.clone()), id))
    });
    Ok(objects.map(|(name, id)| task(id, name)).collect())
}

/// A dataset with its name; one without is none.
fn named(dataset: Document) -> Option<(String, Packed)> {
    Some((text(&dataset, "name")?, (&dataset).into()))
}

fn text(document: &Document, key: &str) -> Option<String> {
    document.get(key)?.as_str().map(str::to_owned)
}
