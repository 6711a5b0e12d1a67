//! Sections to a typed configuration, with all problems at once (spec 1.2, 1.3 and 1.6).

use super::block_use::Section;
use super::fields::{Fields, Place, text_field};
use super::format::Format;
use super::read_blocks::block_use;
use super::rules::sch005_length::{LONGEST_NAME, LONGEST_TITLE};
use super::rules::{sch002_kind, sch004_version, sch005_length, sch008_unknown_key};
use super::sections::{Part, Sections};
use super::{BlockUse, Config, NameConvention, Project, ProjectDetails, SchemaMatching};
use super::{keys, policies, read_flow, read_objects};
use crate::diagnostic::pile::Pile;
use crate::source::Source;

/// Keys of `conventions`.
pub const CONVENTION_KEYS: [&str; 2] = ["names", "schemas"];

/// What the reading of every entry depends on.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) format: Format,
    pub(super) names: NameConvention,
    /// The files of the project, where code is looked up.
    pub(super) files: &'a [Source],
}

/// Reads the sections of a project with these files.
pub fn read(sections: &Sections, files: &[Source], problems: &mut Pile) -> Config {
    if let Some(version) = &sections.version {
        check_version(version, problems);
    }
    if let Some(metadata) = &sections.metadata {
        check_metadata(metadata, problems);
    }
    let (names, schemas) =
        sections.conventions.as_ref().map(|part| conventions(part, problems)).unwrap_or_default();
    let format = sections.format;
    let context = Context { format, names, files };
    Config {
        format,
        names,
        schemas,
        project: sections.project.as_ref().map(|part| project(part, format, problems)),
        datasets: each(&sections.datasets, |index, part| read_flow::dataset(index, part, context, problems)),
        recipes: each(&sections.recipes, |index, part| read_flow::recipe(index, part, context, problems)),
        recipes_at: sections.recipes_at,
        uses: uses(sections, problems),
        zones: each(&sections.zones, |index, part| read_objects::zone(index, part, problems)),
        folders: each(&sections.folders, |index, part| read_objects::folder(index, part, problems)),
        models: each(&sections.models, |index, part| read_objects::model(index, part, problems)),
        scenarios: each(&sections.scenarios, |index, part| {
            read_objects::scenario(index, part, context, problems)
        }),
        policies: sections
            .policies
            .as_ref()
            .map(|part| policies::policies(part, problems))
            .unwrap_or_default(),
        described: sections.described.clone(),
    }
}

fn each<T>(parts: &[(usize, Part)], mut read: impl FnMut(usize, &Part) -> T) -> Vec<T> {
    parts.iter().map(|(index, part)| read(*index, part)).collect()
}

fn uses(sections: &Sections, problems: &mut Pile) -> Vec<BlockUse> {
    let mut uses = Vec::with_capacity(sections.blocks.len() + sections.solutions.len());
    for (section, parts) in [(Section::Blocks, &sections.blocks), (Section::Solutions, &sections.solutions)] {
        uses.extend(parts.iter().map(|(index, part)| block_use(section, *index, part, problems)));
    }
    uses
}

fn check_version(part: &Part, problems: &mut Pile) {
    match text_field(&part.node, part.at()) {
        Some(version) => problems.extend(sch004_version::check(&version)),
        None => problems.push(sch002_kind::report("version".into(), "text", &part.node, part.file)),
    }
}

fn check_metadata(part: &Part, problems: &mut Pile) {
    for key in ["description", "author", "created"] {
        let value = part.node.get(key).filter(|node| !node.is_null() && node.as_text().is_none());
        let report = |node| sch002_kind::report(format!("metadata.{key}"), "text", node, part.file);
        problems.extend(value.map(report));
    }
}

fn conventions(part: &Part, problems: &mut Pile) -> (NameConvention, SchemaMatching) {
    let (mut names, mut schemas) = (NameConvention::default(), SchemaMatching::default());
    let entries = part.node.as_map().unwrap_or_default();
    for entry in entries {
        let path = format!("conventions.{}", entry.key);
        let text = entry.value.as_text().map(|text| &*text.value);
        match (&*entry.key, text) {
            ("names", Some("upper")) => names = NameConvention::Upper,
            ("names", Some("dss")) => names = NameConvention::Dss,
            ("schemas", Some("lenient")) => schemas = SchemaMatching::Lenient,
            ("schemas", Some("strict")) => schemas = SchemaMatching::Strict,
            ("names" | "schemas", _) if entry.value.is_null() => {}
            ("names", _) => {
                problems.push(sch002_kind::report(path, "`upper` or `dss`", &entry.value, part.file));
            }
            ("schemas", _) => {
                problems.push(sch002_kind::report(path, "`lenient` or `strict`", &entry.value, part.file));
            }
            _ => problems.push(sch008_unknown_key::report(path, entry, part.file, &CONVENTION_KEYS, entries)),
        }
    }
    (names, schemas)
}

fn project(part: &Part, format: Format, problems: &mut Pile) -> Project {
    let mut fields = Fields::new(Place::Project, part, problems);
    let key = fields.required_text("key");
    let name = fields.required_text("name");
    if let Some(key) = &key {
        fields.report(sch005_length::check(|| Place::Project.path("key"), key, LONGEST_NAME));
    }
    if let Some(name) = &name {
        fields.report(sch005_length::check(|| Place::Project.path("name"), name, LONGEST_TITLE));
    }
    let description = fields.text_or_nothing("description");
    let settings = fields.object("settings");
    let details = project_details(&mut fields, format);
    let lifecycle = fields.lifecycle();
    fields.check_keys(&keys::PROJECT, format);
    Project { at: part.at(), key, name, description, settings, details, lifecycle, node: part.node.clone() }
}

/// What version 1.1 adds; nothing before it.
fn project_details(fields: &mut Fields<'_>, format: Format) -> ProjectDetails {
    if format < Format::V1_1 {
        return ProjectDetails::default();
    }
    ProjectDetails {
        short_description: fields.text_or_nothing("shortDesc"),
        tags: fields.text_list("tags"),
        variables: fields.object("variables"),
        dss: fields.object("dss"),
    }
}
