//! What a new block can be wired to in a project: for each input the objects that fit it, best first,
//! and a free name for each output.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::block::column::{Column, read_columns};
use crate::block::interface::columns;
use crate::block::{BlockKind, PortKind};
use crate::catalog::Catalog;
use crate::catalog::card::{Card, Edition, Socket};
use crate::catalog::fit::{Plug, Verdict, judge, shared_words};
use crate::composition::Composition;
use crate::config::block_use::Section;
use crate::config::{Config, Recipe};
use crate::insertion::{NewDataset, NewUse};
use crate::registry::Registries;
use crate::sorting::sort_by_key;

/// A dataset, model or folder of the project that a block can read.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its name.
    pub name: Arc<str>,
    /// What it is.
    pub kind: PortKind,
    /// Its columns, if they are known.
    pub columns: Option<Vec<Column>>,
    /// Path of the instance that writes it; `None` if no block does.
    pub writer: Option<Arc<str>>,
}

impl Object {
    /// It as one side of a wire.
    pub fn plug(&self) -> Plug<'_> {
        Plug { name: &self.name, kind: self.kind, columns: self.columns.as_deref() }
    }
}

/// The declared datasets of a project, then what its blocks write, each name once.
pub fn objects(config: &Config, composition: &Composition, registries: &Registries) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::new();
    for dataset in &config.datasets {
        let Some(name) = dataset.name.as_ref().filter(|name| !name.unresolved) else { continue };
        let written = dataset.schema.get("columns").and_then(Value::as_array);
        // A list without columns says nothing.
        let columns = written.filter(|columns| !columns.is_empty());
        let columns = columns.map(|columns| read_columns(columns, "", &mut Vec::new()));
        let name = Arc::clone(&name.value);
        put(&mut found, Object { name, kind: PortKind::Dataset, columns, writer: None });
    }
    for instance in &composition.instances {
        let registry = registries.get(&instance.block.registry);
        for bound in &instance.outputs {
            let schema = |path: &str| registry.and_then(|registry| registry.schema(path));
            let columns = instance.manifest.output(&bound.port).and_then(|port| columns(port, schema));
            let columns = columns.map(<[Column]>::to_vec);
            let (name, writer) = (Arc::clone(&bound.name), Some(Arc::clone(&instance.path)));
            put(&mut found, Object { name, kind: bound.kind, columns, writer });
        }
    }
    found
}

/// What is declared may know less of its columns than the block that writes it.
fn put(found: &mut Vec<Object>, object: Object) {
    match found.iter_mut().find(|known| known.name == object.name) {
        None => found.push(object),
        Some(known) => {
            known.columns = known.columns.take().or(object.columns);
            known.writer = known.writer.take().or(object.writer);
        }
    }
}

/// An object that fits an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The object.
    pub name: Arc<str>,
    /// Path of the instance that writes it, if one does.
    pub writer: Option<Arc<str>>,
    /// Whether the columns of both sides are known and fit; otherwise only the names are alike.
    pub is_checked: bool,
}

/// What an input is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    /// An object of the project.
    Object(Arc<str>),
    /// A new object with this name; a dataset is declared as a managed one.
    New(String),
    /// Nothing yet.
    Open,
}

/// An input and what it can read.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The input.
    pub socket: Socket,
    /// The objects that fit, best first.
    pub offers: Vec<Offer>,
    /// A free name for an object of its own.
    pub new_name: String,
}

impl Input {
    /// What it reads unless the user chooses something else.
    pub fn usual(&self) -> Feed {
        match self.offers.first() {
            Some(best) => Feed::Object(Arc::clone(&best.name)),
            None if self.socket.required => Feed::New(self.new_name.clone()),
            None => Feed::Open,
        }
    }
}

/// How a block can stand in a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Hookup {
    /// `REGISTRY/BLOCK_ID@VERSION`
    pub reference: String,
    /// The list it goes into.
    pub section: Section,
    /// A free name for the instance, and for its zone.
    pub instance_name: String,
    /// Its inputs, in order.
    pub inputs: Vec<Input>,
    /// Its outputs with free names, in order.
    pub outputs: Vec<(String, String)>,
}

impl Hookup {
    /// How `edition` of `card` can stand in the project.
    pub fn new(
        catalog: &Catalog,
        (card, edition): (&Card, &Edition),
        (config, composition, registries): (&Config, &Composition, &Registries),
    ) -> Self {
        let objects = objects(config, composition, registries);
        let instance_name = free_instance(&card.id.to_lowercase(), config, composition);
        let mut taken = names(config, composition);
        let mut inputs = Vec::new();
        for socket in edition.inputs.iter() {
            let offers = offers(catalog, socket, &objects);
            let new_name = free(&socket.name, &instance_name, &taken);
            if offers.is_empty() {
                taken.insert(new_name.clone());
            }
            inputs.push(Input { socket: socket.clone(), offers, new_name });
        }
        let written = written_names(config, composition);
        let mut outputs = Vec::new();
        for socket in edition.outputs.iter() {
            let waiting = objects.iter().find(|object| {
                let is_free = object.name == socket.name && !written.contains(&object.name);
                is_free && judge(&catalog.plug(socket), &object.plug(), false).can_be()
            });
            let name = match waiting {
                Some(object) => object.name.to_string(),
                None => free(&socket.name, &instance_name, &taken),
            };
            taken.insert(name.clone());
            outputs.push((socket.name.to_string(), name));
        }
        let section = match card.kind {
            BlockKind::Zone => Section::Blocks,
            BlockKind::Solution => Section::Solutions,
        };
        Self { reference: card.reference(edition.version), section, instance_name, inputs, outputs }
    }

    /// The entry to insert when the inputs read `feeds`, in their order, and the datasets it needs.
    pub fn entry(&self, feeds: &[Feed]) -> (NewUse, Vec<NewDataset>) {
        let mut inputs = Vec::new();
        let mut datasets = Vec::new();
        for (input, feed) in self.inputs.iter().zip(feeds) {
            let name = match feed {
                Feed::Object(name) => name.to_string(),
                Feed::New(name) => {
                    // Models and folders cannot be declared; they have to be in the project.
                    if input.socket.kind == PortKind::Dataset {
                        datasets.push(NewDataset { name: name.clone() });
                    }
                    name.clone()
                }
                Feed::Open => continue,
            };
            inputs.push((input.socket.name.to_string(), name));
        }
        let entry = NewUse {
            section: self.section,
            reference: self.reference.clone(),
            instance_name: self.instance_name.clone(),
            zone: self.instance_name.clone(),
            inputs,
            outputs: self.outputs.clone(),
            extends: Vec::new(),
        };
        (entry, datasets)
    }
}

fn offers(catalog: &Catalog, socket: &Socket, objects: &[Object]) -> Vec<Offer> {
    let asks = catalog.plug(socket);
    let mut found = Vec::new();
    for object in objects {
        let verdict = judge(&object.plug(), &asks, false);
        if verdict.can_be() {
            let is_checked = matches!(verdict, Verdict::Fits(_));
            let shared = shared_words(&object.name, &socket.name);
            let rank = (!is_checked, object.name != socket.name, Reverse(shared));
            let offer = Offer { name: Arc::clone(&object.name), writer: object.writer.clone(), is_checked };
            found.push((rank, offer));
        }
    }
    sort_by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// Every name that something in the project has.
fn names(config: &Config, composition: &Composition) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    names.extend(config.datasets.iter().filter_map(|dataset| Some(dataset.name.as_ref()?.value.to_string())));
    names.extend(composition.known.iter().map(ToString::to_string));
    names.extend(written_names(config, composition).iter().map(ToString::to_string));
    names
}

/// Every name that a recipe or block of the project writes.
fn written_names(config: &Config, composition: &Composition) -> BTreeSet<Arc<str>> {
    let mut names = composition.produced.clone();
    let outputs = config.recipes.iter().flat_map(Recipe::outputs);
    names.extend(outputs.map(|output| Arc::clone(&output.name.value)));
    names
}

/// `port`, with the instance before it if that name is taken.
fn free(port: &str, instance: &str, taken: &BTreeSet<String>) -> String {
    let is_taken = |name: &str| taken.iter().any(|known| known.eq_ignore_ascii_case(name));
    if !is_taken(port) {
        return port.to_owned();
    }
    let longer = format!("{}_{port}", instance.to_uppercase());
    let numbered = (2_usize..).map(|number| format!("{longer}_{number}"));
    std::iter::once(longer.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

/// A name that no instance and no zone has yet.
fn free_instance(wanted: &str, config: &Config, composition: &Composition) -> String {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for entry in &config.uses {
        let fields = [&entry.instance_name, &entry.zone];
        taken.extend(fields.into_iter().flatten().map(|field| field.value.to_lowercase()));
    }
    taken.extend(composition.instances.iter().map(|instance| instance.zone.to_lowercase()));
    let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insertion::insert;
    use crate::registry::tests::demo;
    use crate::source::Source;
    use crate::text::apply_edits;
    use crate::workspace::{Analysis, Workspace, analyze};

    fn workspace(text: &str) -> Workspace {
        let mut registries = Registries::default();
        registries.put(demo());
        let files = vec![Source::new("project.yml", text)];
        Workspace {
            files,
            environment: "dev".into(),
            registries: Arc::new(registries),
            ..Workspace::default()
        }
    }

    fn hookup(inputs: &Workspace, analysis: &Analysis, id: &str) -> Hookup {
        let catalog = Catalog::new(&inputs.registries);
        let card = catalog.card(catalog.find("BLOCKS_REGISTRY", id).unwrap()).unwrap();
        Hookup::new(
            &catalog,
            (card, &card.shown),
            (&analysis.config, &analysis.composition, &inputs.registries),
        )
    }

    /// Adds the block with its usual wiring and gives the text that follows.
    fn added(text: &str, id: &str) -> String {
        let inputs = workspace(text);
        let analysis = analyze(&inputs);
        let hookup = hookup(&inputs, &analysis, id);
        let feeds: Vec<Feed> = hookup.inputs.iter().map(Input::usual).collect();
        let (entry, datasets) = hookup.entry(&feeds);
        let inserted = insert(&inputs.files, "dev", &[entry], &datasets).unwrap();
        let edits: Vec<_> = inserted.edits.into_iter().map(|edit| edit.edit).collect();
        apply_edits(text, &edits).unwrap()
    }

    /// Every block of the demo can be added to an empty project and to one that has it already, and
    /// the plan is then a plan.
    #[test]
    fn every_block_can_be_added_twice() {
        let empty = "version: \"1.0\"\nproject:\n  key: P\n  name: P\n";
        let ids: Vec<Arc<str>> = demo().index.ids().cloned().collect();
        assert_eq!(ids.len(), 35);
        for id in ids {
            let once = added(empty, &id);
            let twice = added(&once, &id);
            for text in [&once, &twice] {
                let analysis = analyze(&workspace(text));
                let fails: Vec<_> = analysis.problems.iter().filter(|problem| problem.fails(false)).collect();
                assert!(fails.is_empty(), "{id}: {fails:#?}\n{text}");
                assert!(analysis.plan.is_some(), "{id}\n{text}");
            }
        }
    }

    #[test]
    fn a_block_reads_what_an_earlier_one_writes() {
        let text = added("version: \"1.0\"\nproject:\n  key: P\n  name: P\n", "SENSOR_DATA_CLEANING");
        let inputs = workspace(&text);
        let hookup = hookup(&inputs, &analyze(&inputs), "COMPRESSOR_FEATURE_ENG");
        let wired = hookup.inputs.iter().filter_map(|input| input.offers.first());
        assert!(wired.clone().any(|offer| offer.writer.is_some() && offer.is_checked), "{hookup:#?}");
    }
}
