//! Zones of the flow: each object lies in one, a recipe with its outputs (`dss-api.md` 6).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::fields;
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::project::Project;
use crate::simulator::reference::{outputs, references};
use crate::simulator::stamp::Stamp;

/// The id of the default zone.
pub(super) const DEFAULT: &str = "default";
const MEMBERS: [&str; 3] = ["name", "color", "position"];

/// A zone. The default one holds whatever lies in no other, so its own set stays empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub(super) id: String,
    pub(super) document: Document,
    pub(super) objects: BTreeSet<ObjectRef>,
    /// Objects of elsewhere that are shown here too.
    pub(super) shared: BTreeSet<ObjectRef>,
}

impl Zone {
    /// The zone that every project has.
    pub(super) fn default_zone(stamp: &Stamp) -> Self {
        Self::new(DEFAULT.to_owned(), fields::made(json!({"name": "Default", "color": "#D1D8DA"})), stamp)
    }

    /// A new zone of a document that has at least a name.
    pub(super) fn new(id: String, document: Document, stamp: &Stamp) -> Self {
        let mut document = fields::known(document, &MEMBERS);
        fields::fill(&mut document, json!({"color": "#2ab1ac", "position": {}}));
        fields::fill_common(&mut document);
        stamp.create(&mut document);
        Self { id, document, objects: BTreeSet::new(), shared: BTreeSet::new() }
    }

    /// Takes what an update may change: name, colour and texts, but neither position nor contents.
    pub(super) fn replace(&mut self, document: Document, stamp: &Stamp) {
        let mut document = fields::known(document, &MEMBERS);
        let position = self.document.get("position").cloned().unwrap_or_else(|| json!({}));
        document.insert("position".to_owned(), position);
        fields::fill(
            &mut document,
            json!({"color": "#2ab1ac", "name": fields::text(&self.document, "name")}),
        );
        fields::fill_common(&mut document);
        stamp.update(&mut document, &self.document);
        self.document = document;
    }
}

impl Project {
    /// The place of a zone in the list of zones.
    pub(super) fn zone(&self, id: &str) -> Option<usize> {
        self.zones.iter().position(|zone| zone.id == id)
    }

    /// The place of the zone that an object of the project lies in.
    pub(super) fn zone_of(&self, object: &ObjectRef) -> usize {
        self.zones.iter().position(|zone| zone.objects.contains(object)).unwrap_or(0)
    }

    /// A zone as DSS shows it.
    pub(super) fn zone_document(&self, place: usize) -> Value {
        let Some(zone) = self.zones.get(place) else { return Value::Null };
        let mut document = zone.document.clone();
        let objects: Vec<Value> = match place {
            0 => self
                .objects()
                .filter(|object| self.zone_of(object) == 0)
                .map(|object| object.value())
                .collect(),
            _ => zone.objects.iter().map(ObjectRef::value).collect(),
        };
        document.insert("id".to_owned(), Value::from(zone.id.as_str()));
        document.insert("items".to_owned(), Value::from(objects));
        document.insert("shared".to_owned(), zone.shared.iter().map(ObjectRef::value).collect());
        Value::Object(document)
    }

    /// Moves objects to a zone, and with each recipe its outputs, with each output its recipe.
    pub(super) fn place(&mut self, objects: impl IntoIterator<Item = ObjectRef>, zone: usize) {
        let mut waiting: Vec<ObjectRef> = objects.into_iter().collect();
        let mut moving = BTreeSet::new();
        while let Some(object) = waiting.pop() {
            if moving.insert(object.clone()) {
                waiting.extend(self.bound_to(&object));
            }
        }
        for zone in &mut self.zones {
            zone.objects.retain(|object| !moving.contains(object));
        }
        if let Some(zone) = self.zones.get_mut(zone).filter(|_| zone > 0) {
            // What lies here is not shared here as well.
            zone.shared.retain(|object| !moving.contains(object));
            zone.objects.extend(moving);
        }
    }

    /// Puts a new or changed recipe where its outputs lie: where it was, or else where the first is
    /// that lies in a zone.
    pub(super) fn settle(&mut self, recipe: &str) {
        let object = ObjectRef::local(Kind::Recipe, recipe);
        let together = std::iter::once(object.clone()).chain(self.bound_to(&object));
        let zone = together.map(|object| self.zone_of(&object)).find(|zone| *zone > 0).unwrap_or(0);
        self.place([object], zone);
    }

    /// What has to lie in the same zone: the outputs of a recipe, the recipe that writes an object.
    fn bound_to(&self, object: &ObjectRef) -> Vec<ObjectRef> {
        if object.kind == Kind::Recipe {
            let Some(recipe) = self.recipes.get(&object.id) else { return Vec::new() };
            let local = |id: &str| self.computable(id).map(|kind| ObjectRef::local(kind, id));
            return outputs(&recipe.document).filter_map(local).collect();
        }
        let writes = |document: &Document| references(document, "outputs").any(|output| output == object.id);
        let makers = self.recipes.iter().filter(|(_, recipe)| writes(&recipe.document));
        makers.map(|(name, _)| ObjectRef::local(Kind::Recipe, name)).collect()
    }

    /// Takes an object that is gone out of all zones.
    pub(super) fn forget(&mut self, object: &ObjectRef) {
        for zone in &mut self.zones {
            zone.objects.remove(object);
            zone.shared.remove(object);
        }
    }

    /// Gives an object in zones its new name.
    pub(super) fn rename_in_zones(&mut self, kind: Kind, old: &str, new: &str) {
        let (before, after) = (ObjectRef::local(kind, old), ObjectRef::local(kind, new));
        for zone in &mut self.zones {
            for objects in [&mut zone.objects, &mut zone.shared] {
                if objects.remove(&before) {
                    objects.insert(after.clone());
                }
            }
        }
    }
}
