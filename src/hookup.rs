//! What a new block can be wired to in a project: for each input the objects that fit it, best first,
//! and a free name for each output.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::block::{BlockKind, PortKind};
use crate::catalog::Catalog;
use crate::catalog::card::{Card, Edition, Socket};
use crate::catalog::fit::judge;
use crate::composition::Composition;
use crate::config::block_use::Section;
use crate::config::{Config, Recipe, SchemaMatching};
use crate::insertion::{Addition, NewDataset, NewUse};
use crate::registry::Registries;
use crate::supply::{Offer, objects, offers};

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
            let offers = offers(&catalog.plug(socket), &objects, config.schemas);
            let new_name = free(&socket.name, &instance_name, &taken);
            if offers.is_empty() {
                taken.insert(new_name.clone());
            }
            inputs.push(Input { socket: socket.clone(), offers, new_name });
        }
        let is_strict = config.schemas == SchemaMatching::Strict;
        let written = written_names(config, composition);
        let mut outputs = Vec::new();
        for socket in edition.outputs.iter() {
            let waiting = objects.iter().find(|object| {
                let is_free = object.name == socket.name && !written.contains(&object.name);
                is_free && judge(&catalog.plug(socket), &object.plug(), is_strict).can_be()
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

    /// What to insert when the inputs read `feeds`, in their order: the entry and the datasets it needs.
    pub fn addition(&self, feeds: &[Feed]) -> Addition {
        let mut inputs = Vec::new();
        let mut datasets = Vec::new();
        for (input, feed) in self.inputs.iter().zip(feeds) {
            let name = match feed {
                Feed::Object(name) => name.to_string(),
                Feed::New(name) => {
                    // Models and folders cannot be declared; they have to be in the project.
                    if input.socket.kind == PortKind::Dataset {
                        datasets.push(NewDataset::managed(name));
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
        Addition { uses: vec![entry], datasets, ..Addition::default() }
    }
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
mod tests;
