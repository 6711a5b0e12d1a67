//! The files of a project to its inventory. Whatever cannot be read is told by its path and left out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Kind, Picked, Reading, Role};
use crate::config::name;
use crate::inventory::{Article, Document, LeftOut, Store, StoredRecipe};
use crate::sorting::sort;

/// Texts beside documents, by what they belong to; each with its extension.
type Texts = BTreeMap<(Kind, String), Vec<(String, String)>>;

/// What was read so far.
#[derive(Default)]
struct Reader {
    reading: Reading,
    texts: Texts,
    version_tags: Document,
    /// The key of the project, from the surest source to the least sure.
    keys: [Option<String>; 4],
}

/// Reads the picked files; `bytes` gives those of a file by its position in the list that was picked
/// from, or says in words why it has none.
pub fn read(picked: Picked, bytes: impl FnMut(usize) -> Result<Vec<u8>, String>) -> Reading {
    let mut bytes = bytes;
    let mut reader =
        Reader { reading: Reading { skipped: picked.skipped, ..Reading::default() }, ..Reader::default() };
    let has_project = picked.files.iter().any(|(_, role)| *role == Role::Project);
    if !has_project {
        reader.problem(
            "params.json",
            "it is missing, so that name, tags and settings of the project are unknown",
        );
    }
    // Texts come first: a document takes its own with it.
    let (texts, documents): (Vec<_>, Vec<_>) =
        picked.files.into_iter().partition(|(_, role)| matches!(role, Role::Text(..) | Role::VersionTags));
    for (at, role) in texts.into_iter().chain(documents) {
        match bytes(at).and_then(text) {
            Ok(text) => reader.take(role, text),
            Err(why) => reader.problem(&path(&role), &why),
        }
    }
    reader.finish()
}

/// The text of a file, without a byte order mark.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("byte {} is no UTF-8; it was left out", error.utf8_error().valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

impl Reader {
    fn problem(&mut self, path: &str, why: &str) {
        self.reading.problems.push(LeftOut::new(path, why.trim_end_matches('.')));
    }

    fn take(&mut self, role: Role, text: String) {
        if let Role::Text(kind, name, extension) = role {
            self.texts.entry((kind, name)).or_default().push((extension, text));
            return;
        }
        let document = match serde_json::from_str(&text) {
            Ok(Value::Object(document)) => document,
            Ok(_) => return self.problem(&path(&role), "it is no JSON object; it was left out"),
            Err(error) => return self.problem(&path(&role), &format!("{error}; it was left out")),
        };
        let inventory = &mut self.reading.inventory;
        match role {
            Role::Manifest => {
                self.keys[0] = text_of(&document, "originalProjectKey");
                self.reading.version = text_of(&document, "generatedWithDSSVersion");
            }
            Role::Project => {
                self.keys[1] = text_of(&document, "projectKey");
                (inventory.metadata, inventory.settings) = split(document);
            }
            Role::Variables => inventory.variables = document,
            Role::Taxonomy => inventory.wiki = document,
            Role::VersionTags => self.version_tags = object_of(document, "tags"),
            Role::Document(kind, name) => self.put(kind, name, document),
            Role::Text(..) => {}
        }
    }

    /// Adds an object, in the shape in which the API has it.
    fn put(&mut self, kind: Kind, name: String, mut document: Document) {
        if self.keys[3].is_none() {
            self.keys[3] = text_of(&document, "projectKey");
        }
        if let Some(tag) = self.version_tags.get(&format!("{}.{name}", tagged_as(kind))) {
            document.entry("versionTag").or_insert_with(|| tag.clone());
        }
        let identity = if matches!(kind, Kind::Dataset | Kind::Recipe) { "name" } else { "id" };
        document.insert(identity.to_owned(), Value::from(name.as_str()));
        let texts = self.texts.remove(&(kind, name.clone())).unwrap_or_default();
        let inventory = &mut self.reading.inventory;
        match kind {
            Kind::Dataset => drop(inventory.datasets.insert(name, (&document).into())),
            Kind::Zone => inventory.zones.push(document),
            Kind::Folder => drop(inventory.folders.insert(name, document)),
            Kind::Model => drop(inventory.models.insert(name, document)),
            Kind::Recipe => self.put_recipe(name, document, texts),
            Kind::Scenario => self.put_scenario(name, document, texts),
            Kind::Article => {
                let payload = texts.into_iter().find(|(extension, _)| extension == "md");
                let payload = payload.map(|(_, text)| text).unwrap_or_default();
                inventory.articles.insert(name, Article { article: document, payload });
            }
            Kind::EvaluationStore | Kind::KnowledgeBank | Kind::StreamingEndpoint => {
                inventory.stores.insert(name, Store { kind: tagged_as(kind), document });
            }
        }
    }

    /// Its payload has the type for its extension, or that of its language. Another one is what an
    /// earlier type of the recipe left behind.
    fn put_recipe(&mut self, name: String, recipe: Document, mut texts: Vec<(String, String)>) {
        let kind = text_of(&recipe, "type").unwrap_or_default();
        let own = texts.iter().position(|(extension, _)| *extension == kind).unwrap_or(0);
        let payload = (own < texts.len()).then(|| texts.remove(own).1);
        for (extension, _) in texts {
            let left = LeftOut::new(format!("recipes/{name}.{extension}"), "the recipe has another type now");
            self.reading.skipped.push(left);
        }
        self.reading.inventory.recipes.insert(name, StoredRecipe { recipe, payload }.into());
    }

    /// Every scenario has a script beside it; only `custom_python` ones run it.
    fn put_scenario(&mut self, id: String, document: Document, texts: Vec<(String, String)>) {
        let runs_script = text_of(&document, "type").as_deref() == Some("custom_python");
        for (extension, text) in texts {
            if runs_script && extension == "py" {
                self.reading.inventory.scripts.insert(id.clone(), text);
            } else {
                let path = format!("scenarios/{id}.{extension}");
                self.reading.skipped.push(LeftOut::new(path, "the scenario runs its steps, not this script"));
            }
        }
        self.reading.inventory.scenarios.insert(id, document);
    }

    fn finish(mut self) -> Reading {
        for ((kind, name), texts) in std::mem::take(&mut self.texts) {
            for (extension, _) in texts {
                self.problem(&path(&Role::Text(kind, name.clone(), extension)), "its document is missing");
            }
        }
        let tagged = self.version_tags.keys().find_map(|tag| tag.strip_prefix("PROJECT."));
        self.keys[2] = tagged.map(str::to_owned);
        let mut reading = self.reading;
        reading.inventory.key =
            self.keys.into_iter().flatten().find(|key| !key.is_empty()).unwrap_or_default();
        sort(&mut reading.problems);
        sort(&mut reading.skipped);
        reading
    }
}

impl Reading {
    /// A key for a project whose files do not say it: its name in upper case, or `IMPORTED`.
    pub fn suggested_key(&self) -> String {
        let label = text_of(&self.inventory.metadata, "label").unwrap_or_default();
        let plain: String =
            label.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
        name::upper_form(&plain).filter(|key| key.len() <= 100).unwrap_or_else(|| "IMPORTED".to_owned())
    }
}

/// The project's document in the two parts in which the API has it. Who may do what is in neither.
fn split(document: Document) -> (Document, Document) {
    const METADATA: [&str; 5] = ["description", "shortDesc", "tags", "customFields", "checklists"];
    let (mut metadata, mut settings) = (Document::new(), Document::new());
    for (key, value) in document {
        match key.as_str() {
            "name" => drop(metadata.insert("label".to_owned(), value)),
            "projectKey" => {}
            known if METADATA.contains(&known) => drop(metadata.insert(key, value)),
            _ => drop(settings.insert(key, value)),
        }
    }
    (metadata, settings)
}

fn text_of(document: &Document, key: &str) -> Option<String> {
    document.get(key)?.as_str().map(str::to_owned)
}

fn object_of(mut document: Document, key: &str) -> Document {
    match document.remove(key) {
        Some(Value::Object(inner)) => inner,
        _ => Document::new(),
    }
}

/// DSS's word for a kind of object, as in `version-tags.json` and in the lists of zones.
fn tagged_as(kind: Kind) -> &'static str {
    match kind {
        Kind::Dataset => "DATASET",
        Kind::Recipe => "RECIPE",
        Kind::Zone => "FLOW_ZONE",
        Kind::Folder => "MANAGED_FOLDER",
        Kind::Model => "SAVED_MODEL",
        Kind::Scenario => "SCENARIO",
        Kind::Article => "ARTICLE",
        Kind::EvaluationStore => "MODEL_EVALUATION_STORE",
        Kind::KnowledgeBank => "RETRIEVABLE_KNOWLEDGE",
        Kind::StreamingEndpoint => "STREAMING_ENDPOINT",
    }
}

/// The path of a file inside the project.
fn path(role: &Role) -> String {
    match role {
        Role::Manifest => "export-manifest.json".to_owned(),
        Role::Project => "params.json".to_owned(),
        Role::Variables => "variables.json".to_owned(),
        Role::VersionTags => "version-tags.json".to_owned(),
        Role::Taxonomy => "wiki/taxonomy.json".to_owned(),
        Role::Document(kind, name) => format!("{}/{name}.json", kind.folder()),
        Role::Text(kind, name, extension) => format!("{}/{name}.{extension}", kind.folder()),
    }
}
