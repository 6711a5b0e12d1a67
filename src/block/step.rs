//! The members of a solution (`blocks.md` 1.10).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::extension::{Extension, read_extensions};
use super::fields::{Fields, Remark, visible};
use crate::value::ordered::Ordered;

/// A step of `sequence`, or an entry of the alias map, which means the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// `alias`
    pub alias: Arc<str>,
    /// `block_ref`
    pub block_ref: Arc<str>,
    /// `order`
    pub order: Option<i64>,
    /// `depends_on`, or `requires` of the alias map.
    pub depends_on: Vec<Arc<str>>,
    /// `input_mapping`: port and source.
    pub input_mapping: Vec<(Arc<str>, Arc<str>)>,
    /// `output_mapping`: port and target.
    pub output_mapping: Vec<(Arc<str>, Arc<str>)>,
    /// `extends`
    pub extends: Vec<Extension>,
    /// `model_versions`, carried through to the instance.
    pub model_versions: Map<String, Value>,
}

/// Where a wire inside a solution comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireEnd<'a> {
    /// `$solution.PORT`
    Solution(&'a str),
    /// `alias.PORT`
    Member(&'a str, &'a str),
}

impl<'a> WireEnd<'a> {
    /// Reads `$solution.PORT` or `alias.PORT`.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (owner, port) = text.split_once('.')?;
        Some(if owner == "$solution" { Self::Solution(port) } else { Self::Member(owner, port) })
    }
}

/// Reads `sequence`.
pub fn read_sequence(fields: &mut Fields<'_>) -> Vec<Step> {
    fields.each("sequence", |mut step| {
        let alias = step.text("alias");
        Some(read_step(&mut step, alias, "depends_on"))
    })
}

/// Reads the alias map of `dependencies`: its entries with a `block_ref`, in the order of the file.
pub fn read_alias_map(members: &[(String, Ordered<Value>)], remarks: &mut Vec<Remark>) -> Vec<Step> {
    let dependencies = members.iter().rev().find(|(key, _)| key == "dependencies");
    let Some((_, Ordered::Members(entries))) = dependencies else { return Vec::new() };
    let mut steps = Vec::new();
    for (alias, value) in entries {
        let Some(step) = value.as_object().filter(|step| step.contains_key("block_ref")) else { continue };
        let alias = visible(alias);
        let mut fields = Fields::new(step, format!("dependencies.{alias}"), remarks);
        steps.push(read_step(&mut fields, alias.into(), "requires"));
    }
    steps
}

fn read_step(fields: &mut Fields<'_>, alias: Arc<str>, depends_on: &str) -> Step {
    let order = fields.members.get("order").and_then(Value::as_i64);
    Step {
        alias,
        block_ref: fields.text("block_ref"),
        order,
        depends_on: fields.text_or_texts(depends_on),
        input_mapping: mapping(fields, "input_mapping"),
        output_mapping: mapping(fields, "output_mapping"),
        extends: read_extensions(fields),
        model_versions: fields.object("model_versions").cloned().unwrap_or_default(),
    }
}

fn mapping(fields: &mut Fields<'_>, key: &str) -> Vec<(Arc<str>, Arc<str>)> {
    let mut pairs = Vec::new();
    for (port, value) in fields.object(key).into_iter().flatten() {
        match value.as_str() {
            Some(text) => pairs.push((visible(port).into(), visible(text).into())),
            None => fields.remark(key, "should map ports to texts; another value was left out"),
        }
    }
    pairs
}
