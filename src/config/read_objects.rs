//! Entries of `zones`, `folders`, `models` and `scenarios` to typed ones, with their problems (spec 1.6).

use std::sync::Arc;

use super::fields::{Fields, Place};
use super::format::Format;
use super::keys::Keys;
use super::objects::{Entry, Folder, Model, Scenario, Zone};
use super::read::Context;
use super::rules::sch005_length;
use super::rules::sch005_length::LONGEST_NAME;
use super::rules::sch006_type::OF_SCENARIOS;
use super::sections::Part;
use super::{Field, code_file, keys, read_flow};
use crate::diagnostic::pile::Pile;

pub(super) fn zone(index: usize, part: &Part, problems: &mut Pile) -> Zone {
    let mut fields = Fields::new(Place::Zone(index), part, problems);
    let name = name(&mut fields);
    let color = color(&mut fields);
    Zone { entry: entry(fields, index, part, name, &keys::ZONE), color }
}

pub(super) fn folder(index: usize, part: &Part, problems: &mut Pile) -> Folder {
    let mut fields = Fields::new(Place::Folder(index), part, problems);
    let name = name(&mut fields);
    let kind = fields.text_or_empty("type");
    let connection = fields.text_or_empty("connection");
    let params = fields.object("params");
    let zone = fields.text_or_empty("zone");
    Folder { entry: entry(fields, index, part, name, &keys::FOLDER), kind, connection, params, zone }
}

pub(super) fn model(index: usize, part: &Part, problems: &mut Pile) -> Model {
    let mut fields = Fields::new(Place::Model(index), part, problems);
    let name = name(&mut fields);
    let kind = fields.text_or_empty("kind");
    let zone = fields.text_or_empty("zone");
    Model { entry: entry(fields, index, part, name, &keys::MODEL), kind, zone }
}

pub(super) fn scenario(index: usize, part: &Part, context: Context<'_>, problems: &mut Pile) -> Scenario {
    let mut fields = Fields::new(Place::Scenario(index), part, problems);
    let (name, kind) = read_flow::identity(&mut fields, OF_SCENARIOS, context.names);
    let active = fields.flag("active");
    let params = fields.object("params");
    let (code_file, code) = code_file::read(&mut fields, context.files);
    let entry = entry(fields, index, part, name, &keys::SCENARIO);
    Scenario { entry, kind, active, params, code, code_file }
}

fn name(fields: &mut Fields<'_>) -> Option<Field<Arc<str>>> {
    let name = fields.required_text("name")?;
    let place = fields.place;
    fields.report(sch005_length::check(|| place.path("name"), &name, LONGEST_NAME));
    Some(name)
}

/// `color`, which must be `#` and six hexadecimal digits.
fn color(fields: &mut Fields<'_>) -> Option<Field<Arc<str>>> {
    let color = fields.text_or_empty("color")?;
    let digits = color.value.strip_prefix('#').unwrap_or_default();
    let fits = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !fits && !color.unresolved {
        let node = fields.value("color")?;
        fields.wrong_kind(fields.place.path("color"), "a colour as `\"#2ab1ac\"`", node);
        return None;
    }
    Some(color)
}

/// What every entry has; the last look at its fields.
fn entry(
    mut fields: Fields<'_>,
    index: usize,
    part: &Part,
    name: Option<Field<Arc<str>>>,
    keys: &Keys,
) -> Entry {
    let dss = fields.object("dss");
    fields.check_keys(keys, Format::V1_1);
    Entry { at: part.at(), index, name, dss, node: part.node.clone() }
}
