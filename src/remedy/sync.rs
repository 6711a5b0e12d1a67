//! A sync before an input: a recipe that copies what the input reads into a dataset with the columns
//! that the input asks for (SCH-002 and SCH-004, `blocks.md` 4.5).
//!
//! A copy converts types and holds widths. It makes no column and fills no gap, so an input that lacks
//! a column (SCH-001) or gets empty values (SCH-003) gets no sync.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Found, Project};
use crate::block::PortKind;
use crate::block::column::{Column, ColumnType};
use crate::block::fit::{Reason, misfits};
use crate::block::interface::columns;
use crate::composition::rules::schema;
use crate::config::BlockUse;
use crate::config::block_use::Mapping;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;
use crate::insertion::{Addition, NewDataset, NewRecipe, edits_in};
use crate::supply::{Object, objects};
use crate::text::TextEdit;

/// What syncs are made from.
pub(super) struct Syncs<'a> {
    project: Project<'a>,
    objects: Vec<Object>,
}

impl<'a> Syncs<'a> {
    /// The objects of the project; not looked for while no problem needs a sync.
    pub(super) fn of(problems: &Pile, project: Project<'a>) -> Self {
        let needs = |problem: &Diagnostic| problem.rule == &schema::TYPE || problem.rule == &schema::WIDTH;
        let objects = if problems.kept().any(needs) {
            objects(project.config, project.composition, project.registries)
        } else {
            Vec::new()
        };
        Self { project, objects }
    }

    /// The edits that put a sync before the input at `path`.
    pub(super) fn fix(&self, path: &str) -> Found {
        let config = self.project.config;
        let (index, entry) = config
            .uses
            .iter()
            .enumerate()
            .find(|(_, entry)| path.starts_with(&format!("{}.", entry.path())))?;
        let mapping = mapping_at(entry, path)?;
        let source = self.objects.iter().find(|object| object.name == mapping.name.value)?;
        let columns = copied(source.columns.as_deref()?, &self.asked(index, mapping))?;
        let instance = entry.instance_name.as_ref().map_or(&*mapping.name.value, |name| &*name.value);
        let dataset = self.free(&format!("{instance}_{}", mapping.port).to_uppercase());
        let recipe = self.free(&format!("sync_{}", dataset.to_lowercase()));
        let addition = Addition {
            datasets: vec![NewDataset {
                columns: columns.iter().map(written).collect(),
                ..NewDataset::managed(&dataset)
            }],
            recipes: vec![NewRecipe {
                name: recipe,
                kind: "sync".to_owned(),
                inputs: vec![mapping.name.value.to_string()],
                outputs: vec![dataset.clone()],
                code: String::new(),
            }],
            ..Addition::default()
        };
        let mut edits = edits_in(self.project.text, self.project.root, &addition).ok()?;
        edits.push(TextEdit::replace(mapping.name.at.range, &dataset));
        Some((format!("Copy {} into {dataset}, which fits, by a sync", mapping.name.value), edits))
    }

    /// The columns that each port asks for which reads what is mapped.
    fn asked(&self, entry: usize, mapping: &Mapping) -> Vec<&'a [Column]> {
        let Project { composition, registries, .. } = self.project;
        let instances = composition.instances.iter().filter(|instance| instance.entry == entry);
        let read = instances.flat_map(|instance| {
            let registry = registries.get(&instance.block.registry);
            let bound = instance
                .inputs
                .iter()
                .filter(|bound| bound.kind == PortKind::Dataset && bound.name == mapping.name.value);
            bound.filter_map(move |bound| {
                columns(instance.manifest.input(&bound.port)?, |path| registry?.schema(path))
            })
        });
        read.collect()
    }

    /// A name that nothing in the project has.
    fn free(&self, wanted: &str) -> String {
        let Project { config, composition, .. } = self.project;
        let mut taken: BTreeSet<String> = BTreeSet::new();
        taken.extend(self.objects.iter().map(|object| object.name.to_lowercase()));
        taken.extend(composition.known.iter().map(|name| name.to_lowercase()));
        let recipes = config.recipes.iter();
        taken.extend(recipes.filter_map(|recipe| Some(recipe.name.as_ref()?.value.to_lowercase())));
        let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
    }
}

fn mapping_at<'e>(entry: &'e BlockUse, path: &str) -> Option<&'e Mapping> {
    entry.inputs.iter().find(|mapping| path == entry.path_of(&format!("inputs.{}", mapping.port)))
}

/// The columns `has` as a copy that fits all of `asked`; `None` if a copy cannot help.
fn copied(has: &[Column], asked: &[&[Column]]) -> Option<Vec<Column>> {
    let mut columns = has.to_vec();
    for asks in asked {
        for misfit in misfits(&columns, asks) {
            let wanted = asks.iter().find(|column| column.name == misfit.column)?;
            let column = columns.iter_mut().find(|column| column.name == misfit.column)?;
            let helps = match misfit.reason {
                Reason::Type(from, to) => converts(from, to),
                Reason::Length(..) | Reason::Bits(..) => true,
                Reason::Missing | Reason::Nullable => false,
            };
            if !helps {
                return None;
            }
            (column.kind, column.bits, column.max_length) = (wanted.kind, wanted.bits, wanted.max_length);
        }
    }
    let fits = asked.iter().all(|asks| misfits(&columns, asks).is_empty());
    (fits && columns != has).then_some(columns)
}

/// Whether a copy can turn values of one type into another.
fn converts(from: ColumnType, to: ColumnType) -> bool {
    use ColumnType::{Boolean, Date, Double, Integer, String};
    matches!(
        (from, to),
        (_, String)
            | (String, Integer | Double | Boolean | Date)
            | (Double | Boolean, Integer)
            | (Boolean, Double)
    )
}

/// A column as a declared dataset writes it.
fn written(column: &Column) -> Value {
    let kind = match (column.kind, column.bits) {
        (ColumnType::Integer, 8) => "tinyint",
        (ColumnType::Integer, 16) => "smallint",
        (ColumnType::Integer, 32) => "int",
        (ColumnType::Integer, _) => "bigint",
        (kind, _) => kind.name(),
    };
    let mut value = json!({"name": &*column.name, "type": kind});
    if let Some(members) = value.as_object_mut() {
        if !column.nullable {
            members.insert("notNull".to_owned(), Value::from(true));
        }
        members.extend(column.max_length.map(|most| ("maxLength".to_owned(), Value::from(most))));
    }
    value
}
