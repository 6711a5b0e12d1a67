//! What can be typed in entries of `blocks` and `solutions`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::around::{Around, Known};
use super::keys::Of;
use super::place::{Place, Slot};
use super::writing::{self, Written};
use super::{Completion, Kind, Writer};
use crate::block::interface::columns;
use crate::block::port::Side;
use crate::block::{BlockKind, Port, Step};
use crate::catalog::fit::{Plug, judge};
use crate::config::block_use::Section;
use crate::config::{Recipe, SchemaMatching};
use crate::supply::{Object, objects, offers};
use crate::version::VersionSpec;
use crate::workspace::{Analysis, Workspace};

/// Most blocks that are offered at once; the editor asks again as more is typed.
const MOST: usize = 200;

/// What an entry can hold at a place.
pub(super) struct Offering<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) analysis: &'a Analysis,
    pub(super) around: &'a Around,
    pub(super) place: &'a Place,
    /// What is typed so far.
    pub(super) typed: &'a str,
}

impl<'a> Offering<'a> {
    /// What may stand there, best first.
    pub(super) fn of(&self, wanted: Of, writer: &Writer<'_>) -> Vec<Completion> {
        match wanted {
            Of::Reference if self.typed.contains('@') => self.versions(writer),
            Of::Reference => self.references(writer),
            Of::Port(side) => self.ports(side, writer),
            Of::Object(Side::Input) => self.inputs(writer),
            Of::Object(Side::Output) => self.outputs(writer),
            Of::Instance => self.instance_names(writer),
            Of::Zone => self.zone_names(writer),
            Of::InnerRecipe => self.inner_recipes(writer),
            Of::Template => self.templates(writer),
            Of::Member => self.members(writer),
        }
    }

    /// The newest version of each block of the section's kind whose reference holds what is typed.
    fn references(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let kind = match self.around.section {
            Section::Blocks => BlockKind::Zone,
            Section::Solutions => BlockKind::Solution,
        };
        let typed = self.typed.to_uppercase();
        let mut found = Vec::new();
        for registry in self.workspace.registries.iter() {
            for entry in registry.index.newest().filter(|entry| entry.kind == kind) {
                let label = format!("{}/{}", registry.key, entry.label());
                if found.len() < MOST && label.contains(&typed) {
                    let written = writing::word(&label, self.place);
                    found.push(writer.completion(
                        &label,
                        Kind::Block,
                        &entry.name,
                        &entry.description,
                        written,
                    ));
                }
            }
        }
        found
    }

    /// The versions of the block that is typed, newest first, and what follows them.
    fn versions(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let Some((name, _)) = self.typed.split_once('@') else { return Vec::new() };
        let Some((key, id)) = name.split_once('/') else { return Vec::new() };
        let Some(registry) = self.workspace.registries.get(key) else { return Vec::new() };
        let choice = |spec: &str, detail: &str, description: &str| {
            let label = format!("{name}@{spec}");
            let written = writing::word(&label, self.place);
            writer.completion(&label, Kind::Block, detail, description, written)
        };
        let newest = registry.resolve(id, &VersionSpec::Latest);
        let mut found = Vec::new();
        for entry in registry.index.versions(id).iter().rev() {
            let detail = match (entry.deprecated, Some(entry.version) == newest) {
                (true, _) => "deprecated",
                (false, true) => "newest",
                (false, false) => "",
            };
            found.push(choice(&entry.version.to_string(), detail, &entry.description));
        }
        if let Some(newest) = newest {
            let same_major = format!("every compatible version from {newest} on");
            found.push(choice(&format!("^{newest}"), &same_major, ""));
            found.push(choice("latest", &format!("now {newest}"), ""));
        }
        found
    }

    fn known(&self) -> Option<Known<'a>> {
        Known::of(&self.workspace.registries, self.around.reference.as_ref()?)
    }

    /// Ports that are not mapped yet, required ones first.
    fn ports(&self, side: Side, writer: &Writer<'_>) -> Vec<Completion> {
        let Some(known) = self.known() else { return Vec::new() };
        let is_new = |port: &&Port| !self.place.present.iter().any(|name| **name == *port.name);
        let (required, optional): (Vec<&Port>, Vec<&Port>) =
            known.ports(side).iter().filter(is_new).partition(|port| port.required);
        let choice = |port: &Port| {
            let text = if writer.has_colon { port.name.to_string() } else { format!("{}: ", port.name) };
            let detail = kind_of(port, side);
            writer.completion(&port.name, Kind::Key, &detail, &port.description, Written::plain(text))
        };
        required.into_iter().chain(optional).map(choice).collect()
    }

    /// The port whose value stands at the place.
    fn port(&self, known: &Known<'a>, side: Side) -> Option<&'a Port> {
        let Slot::Value(name) = &self.place.slot else { return None };
        known.port(side, name)
    }

    /// What the project has, with its own outputs left out.
    fn objects(&self) -> Vec<Object> {
        let Analysis { config, composition, .. } = self.analysis;
        let mut found = objects(config, composition, &self.workspace.registries);
        let own = self.own_name();
        found.retain(|object| object.writer.is_none() || object.writer.as_deref() != own.as_deref());
        found
    }

    /// Objects that fit the input, then others of its type.
    fn inputs(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let objects = self.objects();
        let known = self.known();
        let port = known.as_ref().and_then(|known| self.port(known, Side::Input));
        let mut found: Vec<(Arc<str>, String)> = Vec::new();
        if let (Some(known), Some(port)) = (&known, port) {
            let columns = columns(port, |path| known.registry.schema(path));
            let asks = Plug { name: &port.name, kind: port.kind, columns };
            for offer in offers(&asks, &objects, self.analysis.config.schemas) {
                let why = if offer.is_checked { "columns fit" } else { "name fits" };
                found.push((offer.name, with_writer(why, offer.writer.as_deref())));
            }
        }
        for object in &objects {
            let is_told = found.iter().any(|(name, _)| *name == object.name);
            if !is_told && port.is_none_or(|port| port.kind == object.kind) {
                found.push((
                    Arc::clone(&object.name),
                    with_writer(object.kind.name(), object.writer.as_deref()),
                ));
            }
        }
        self.names(found, writer)
    }

    /// Declared datasets that nothing writes yet and that fit the output, then the name of the port
    /// itself, then other datasets that nothing writes.
    fn outputs(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let Analysis { config, composition, .. } = self.analysis;
        let Some(known) = self.known() else { return Vec::new() };
        let Some(port) = self.port(&known, Side::Output) else { return Vec::new() };
        let by_recipes = config.recipes.iter().flat_map(Recipe::outputs).map(|output| &output.name.value);
        let written: BTreeSet<&Arc<str>> = by_recipes.chain(&composition.produced).collect();
        let columns = columns(port, |path| known.registry.schema(path));
        let made = Plug { name: &port.name, kind: port.kind, columns };
        let is_strict = config.schemas == SchemaMatching::Strict;
        let objects = self.objects().into_iter().filter(|object| object.kind == port.kind);
        let (fitting, others): (Vec<Object>, Vec<Object>) = objects
            .filter(|object| !written.contains(&object.name) && object.name != port.name)
            .partition(|object| judge(&made, &object.plug(), is_strict).can_be());
        let waits = |object: Object| (object.name, "nothing writes it yet".to_owned());
        let mut found: Vec<(Arc<str>, String)> = fitting.into_iter().map(waits).collect();
        if !written.contains(&port.name) {
            found.push((Arc::clone(&port.name), port.kind.name().to_owned()));
        }
        found.extend(others.into_iter().map(waits));
        self.names(found, writer)
    }

    fn names(&self, found: Vec<(Arc<str>, String)>, writer: &Writer<'_>) -> Vec<Completion> {
        let choice = |(name, detail): (Arc<str>, String)| {
            writer.completion(&name, Kind::Dataset, &detail, "", writing::word(&name, self.place))
        };
        found.into_iter().map(choice).collect()
    }

    /// The instance's name, or the one that it has without one.
    fn own_name(&self) -> Option<String> {
        let by_default = || Some(format!("{}_instance", self.lower_id()?));
        self.around.instance.clone().or_else(by_default)
    }

    fn lower_id(&self) -> Option<String> {
        self.around.reference.as_ref().map(|reference| reference.block_id.to_lowercase())
    }

    /// Names made from the block's id that no instance has.
    fn instance_names(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let uses = self.analysis.config.uses.iter();
        let taken = uses.filter_map(|entry| Some(entry.instance_name.as_ref()?.value.to_lowercase()));
        let Some(id) = self.lower_id() else { return Vec::new() };
        self.free([format!("{id}_instance"), id], &taken.collect(), writer)
    }

    /// Names made from the instance's name and the block's id that no zone of another instance has.
    fn zone_names(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let own = self.own_name();
        let instances = self.analysis.composition.instances.iter();
        let others = instances.filter(|instance| Some(&*instance.path) != own.as_deref());
        let taken = others.map(|instance| instance.zone.to_lowercase()).collect();
        let by_instance = own.iter().flat_map(|name| [name.clone(), format!("{name}_zone")]);
        let names = by_instance.chain(self.lower_id().map(|id| format!("{id}_zone")));
        self.free(names, &taken, writer)
    }

    fn free(
        &self,
        names: impl IntoIterator<Item = String>,
        taken: &BTreeSet<String>,
        writer: &Writer<'_>,
    ) -> Vec<Completion> {
        let names = names.into_iter().filter(|name| !taken.contains(name));
        let choice =
            |name: String| writer.completion(&name, Kind::Word, "free", "", writing::word(&name, self.place));
        names.map(choice).collect()
    }

    /// Recipes of the block, those that are made for extension first.
    fn inner_recipes(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let Some(manifest) = self.known().and_then(|known| known.manifest) else { return Vec::new() };
        let point = |recipe: &str| manifest.extension_points.iter().find(|point| &*point.recipe == recipe);
        let (points, others): (Vec<_>, Vec<_>) =
            manifest.contains.recipes.iter().partition(|recipe| point(recipe).is_some());
        let choice = |recipe: &Arc<str>| {
            let details = manifest.recipe(recipe);
            let kind = details.map_or("recipe", |details| &*details.kind);
            let (detail, description) = match (point(recipe), details) {
                (Some(point), _) => (format!("{kind}, extension point"), &*point.description),
                (None, Some(details)) => (kind.to_owned(), &*details.description),
                (None, None) => (kind.to_owned(), ""),
            };
            writer.completion(recipe, Kind::Word, &detail, description, writing::word(recipe, self.place))
        };
        points.into_iter().chain(others).map(choice).collect()
    }

    /// The recipes of the project.
    fn templates(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let choice = |recipe: &Recipe| {
            let name = recipe.name.as_ref()?;
            let kind = recipe.kind.as_ref().map_or("recipe", |kind| &*kind.value);
            Some(writer.completion(&name.value, Kind::Word, kind, "", writing::word(&name.value, self.place)))
        };
        self.analysis.config.recipes.iter().filter_map(choice).collect()
    }

    /// Members of the solution that have no override yet.
    fn members(&self, writer: &Writer<'_>) -> Vec<Completion> {
        let Some(manifest) = self.known().and_then(|known| known.manifest) else { return Vec::new() };
        let is_new = |alias: &str| !self.place.present.iter().any(|name| name == alias);
        let members = manifest.steps.iter().filter(|step| is_new(&step.alias));
        let choice = |step: &Step| {
            let deeper = " ".repeat(self.place.column + 2);
            let text = match (writer.has_colon, self.place.in_brackets) {
                (true, _) => step.alias.to_string(),
                (false, true) => format!("{}: ", step.alias),
                (false, false) => format!("{}:\n{deeper}", step.alias),
            };
            writer.completion(&step.alias, Kind::Key, &step.block_ref, "", Written::plain(text))
        };
        members.map(choice).collect()
    }
}

/// As `required dataset`.
pub(super) fn kind_of(port: &Port, side: Side) -> String {
    match (side, port.required) {
        (Side::Output, _) => port.kind.name().to_owned(),
        (Side::Input, true) => format!("required {}", port.kind.name()),
        (Side::Input, false) => format!("optional {}", port.kind.name()),
    }
}

fn with_writer(what: &str, writer: Option<&str>) -> String {
    match writer {
        Some(writer) => format!("{what}, written by {writer}"),
        None => what.to_owned(),
    }
}

#[cfg(test)]
mod tests;
