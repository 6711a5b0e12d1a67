//! The chosen blocks as instances with names (blocks spec 4.6, step 5).

use std::collections::BTreeSet;

use serde_json::json;

use super::request::Request;
use super::response::{Error, ErrorCode};
use super::{failure, missing};
use crate::block::reference::{BlockRef, is_alias};
use crate::catalog::Catalog;
use crate::catalog::card::{Card, Edition};
use crate::diagnostic::suggestion::nearest;
use crate::sorting::sort;
use crate::version::Version;

/// A version of a block that was chosen, and the clause that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) clause: usize,
    pub(super) card: u32,
    pub(super) version: Version,
}

/// One use of a block.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a> {
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) clause: usize,
    pub(super) place: u32,
    pub(super) card: &'a Card,
    pub(super) edition: &'a Edition,
}

impl Instance<'_> {
    /// `REGISTRY/BLOCK_ID@VERSION`
    pub(super) fn reference(&self) -> String {
        self.card.reference(self.edition.version)
    }
}

/// All instances, in the order of choice.
#[derive(Clone, Debug)]
pub(super) struct Instances<'a> {
    pub(super) all: Vec<Instance<'a>>,
}

impl<'a> Instances<'a> {
    /// The instances of `choices`, with the names that the request gives, else the usual ones.
    pub(super) fn new(
        catalog: &'a Catalog,
        request: &Request,
        choices: &[Choice],
        warnings: &mut Vec<String>,
    ) -> Self {
        let mut names = Names::default();
        let mut all = Vec::new();
        for choice in choices {
            let Some(card) = catalog.card(choice.card) else { continue };
            let Some(edition) = card.editions().find(|edition| edition.version == choice.version) else {
                continue;
            };
            let id = card.id.to_lowercase();
            let wanted = wanted_names(request, card, warnings);
            for name in wanted {
                let name = names.instances.free(&name.unwrap_or_else(|| format!("{id}_instance")));
                let zone = names.zones.free(&format!("{id}_zone"));
                all.push(Instance { name, zone, clause: choice.clause, place: choice.card, card, edition });
            }
        }
        for id in request.instances.keys() {
            if !all.iter().any(|instance| *instance.card.id == **id) {
                warnings.push(format!("{id} was not chosen, so the names for its instances were not used."));
            }
        }
        Self { all }
    }

    /// Whether a block has several instances, in any registry.
    pub(super) fn is_repeated(&self, id: &str) -> bool {
        self.all.iter().filter(|instance| *instance.card.id == *id).nth(1).is_some()
    }

    /// The places of the instances that a request means by an instance's name or a block's id.
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        let by = |is_meant: &dyn Fn(&Instance<'_>) -> bool| {
            let found = self.all.iter().enumerate().filter(|(_, instance)| is_meant(instance));
            found.map(|(place, _)| place).collect::<Vec<_>>()
        };
        let by_name = by(&|instance| instance.name == name);
        if by_name.is_empty() { by(&|instance| *instance.card.id == *name) } else { by_name }
    }
}

#[derive(Default)]
struct Names {
    instances: Taken,
    zones: Taken,
}

/// The names to make instances of; `None` for the usual name.
fn wanted_names(request: &Request, card: &Card, warnings: &mut Vec<String>) -> Vec<Option<String>> {
    let mut wanted = Vec::new();
    for name in request.instances.get(&*card.id).into_iter().flatten() {
        if is_alias(name) {
            wanted.push(Some(name.clone()));
        } else {
            warnings.push(format!(
                "{name} is no name for an instance of {}, so it has the usual one. Write lower-case letters, \
                 digits and _, beginning with a letter.",
                card.id
            ));
            wanted.push(None);
        }
    }
    if wanted.is_empty() {
        wanted.push(None);
    }
    wanted
}

/// Names that are in use.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// Longest name that DSS and the rules accept (BLK-020), in characters.
    const LONGEST: usize = 100;

    /// Marks a name as in use.
    pub(super) fn take(&mut self, name: &str) {
        self.0.insert(name.to_lowercase());
    }

    /// `wanted`, or the first of `wanted_2`, `wanted_3`... that is free; it is taken then. Case does not
    /// tell names apart.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let cut = |longest: usize| wanted.chars().take(longest).collect::<String>();
        let mut name = cut(Self::LONGEST);
        let mut number = 2;
        while self.0.contains(&name.to_lowercase()) {
            let ending = format!("_{number}");
            name = format!("{}{ending}", cut(Self::LONGEST - ending.len()));
            number += 1;
        }
        self.take(&name);
        name
    }
}

/// The block and version that a reference means.
///
/// # Errors
/// If the catalog does not have it; says which part, and what there is.
pub(super) fn find(catalog: &Catalog, reference: &str) -> Result<(u32, Version), Error> {
    let Some(read) = BlockRef::parse(reference) else {
        let message = format!(
            "{reference} is no reference to a block, so it was not used. Write it like REGISTRY/BLOCK_ID@1.0.0."
        );
        return Err(failure::bad_request(message));
    };
    let registry = read.registry.unwrap_or_default();
    let Some(place) = catalog.find(&registry, &read.block_id) else {
        return Err(unknown_block(catalog, &registry, &read.block_id));
    };
    let card = catalog.card(place);
    let mut versions: Vec<(Version, bool)> = card
        .into_iter()
        .flat_map(Card::editions)
        .map(|edition| (edition.version, edition.is_deprecated))
        .collect();
    sort(&mut versions);
    if let Some(version) = read.spec.resolve(versions.iter().copied()) {
        return Ok((place, version));
    }
    let known: Vec<String> = versions.iter().map(|(version, _)| version.to_string()).collect();
    let message = format!(
        "{registry}/{} has no version {}, so it was not used. Take one of {}.",
        read.block_id,
        read.written,
        known.join(", ")
    );
    let details = json!({"block": &*read.block_id, "asked": &*read.written, "versions": known});
    Err(missing(ErrorCode::VersionNotFound, message, details))
}

fn unknown_block(catalog: &Catalog, registry: &str, id: &str) -> Error {
    let ids: Vec<&str> =
        catalog.cards().iter().filter(|card| *card.registry == *registry).map(|card| &*card.id).collect();
    if ids.is_empty() {
        let known: BTreeSet<&str> = catalog.cards().iter().map(|card| &*card.registry).collect();
        let message = format!("No registry {registry} is loaded, so {id} was not used. Connect it first.");
        return missing(
            ErrorCode::RegistryNotFound,
            message,
            json!({"registry": registry, "registries": known}),
        );
    }
    let near = nearest(id, ids);
    let advice = near.map_or_else(String::new, |near| format!(" Did you mean {near}?"));
    let message = format!("{registry} has no block {id}, so it was not used.{advice}");
    missing(ErrorCode::BlockNotFound, message, json!({"block": id, "nearest": near}))
}
