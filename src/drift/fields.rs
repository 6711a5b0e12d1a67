//! The fields of a resource that is on the server and in the configuration, as three values.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::{Field, Kind, ResourceDrift, holds};
use crate::address::ResourceType;
use crate::config::Format;
use crate::diff::{AttributeChange, Change, leaf};
use crate::normal::attributes as normal;
use crate::normal::types::is_same_type;
use crate::sorting::sort_by_key;
use crate::state::{Attributes, Resource};
use crate::value::path::{get, parse};
use crate::value::same;

/// Compares the sides: `change` leads from the server to the configuration, `planned` from the state.
pub(super) fn compare(
    change: &Change,
    planned: Option<&Change>,
    stored: Option<Arc<Resource>>,
    format: Format,
) -> ResourceDrift {
    let base = Base::new(stored.as_deref(), change, format);
    let mut fields: Vec<Field> = leaves(change).into_iter().map(|leaf| base.differing(leaf)).collect();
    let stale = planned.map(leaves).unwrap_or_default();
    for leaf in stale {
        if stored.is_some() && !fields.iter().any(|field| overlap(&field.path, &leaf.path)) {
            fields.push(base.stale(leaf));
        }
    }
    let mut kinds: Vec<Kind> = fields.iter().map(|field| field.kind).collect();
    sort_by_key(&mut kinds, |kind| *kind);
    let kind = kinds.first().copied();
    let (server, config) = (change.before.clone(), change.after.clone());
    ResourceDrift { kind, fields, stored, server, config, ..ResourceDrift::new(change.address.clone()) }
}

fn leaves(change: &Change) -> Vec<AttributeChange> {
    change.attributes.iter().flat_map(|attribute| leaf::expand(attribute, change.comparison)).collect()
}

/// Whether one path leads to or through the other.
pub(super) fn overlap(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// What was last known, to tell who changed something.
struct Base<'a> {
    kind: &'a ResourceType,
    /// The state's side; `None` if it does not know the resource.
    stored: Option<Cow<'a, Attributes>>,
    /// Whether the state holds all that the server had, not only what was asked for.
    is_whole: bool,
    server: Option<Cow<'a, Attributes>>,
}

impl<'a> Base<'a> {
    fn new(stored: Option<&'a Resource>, change: &'a Change, format: Format) -> Self {
        Self {
            kind: change.address.kind(),
            stored: stored.map(|stored| normal(stored, format)),
            is_whole: stored.is_some_and(Resource::is_from_server),
            server: change.before.as_deref().map(|server| normal(server, format)),
        }
    }

    /// A field in which server and configuration differ.
    fn differing(&self, leaf: AttributeChange) -> Field {
        let AttributeChange { path, old: server, new: config } = leaf;
        let stored = value(self.stored.as_ref(), &path);
        let kind = if self.stored.is_none() {
            Kind::Conflict
        } else {
            match (
                self.is_servers(&path, stored.as_ref(), server.as_ref()),
                self.is_configs(&path, stored.as_ref(), config.as_ref()),
            ) {
                (true, _) => Kind::Config,
                (false, true) => Kind::Server,
                (false, false) => Kind::Conflict,
            }
        };
        Field { path, kind, stored, server, config }
    }

    /// A field in which only the state and the configuration differ as far as a plan looks.
    fn stale(&self, leaf: AttributeChange) -> Field {
        let AttributeChange { path, old: stored, new: config } = leaf;
        let server = value(self.server.as_ref(), &path);
        let kind = match (&server, &config) {
            // The configuration dropped what it had made, and the server still has it.
            (Some(_), None) if self.is_servers(&path, stored.as_ref(), server.as_ref()) => Kind::Config,
            (Some(_), None) => Kind::Conflict,
            _ => Kind::Both,
        };
        Field { path, kind, stored, server, config }
    }

    /// Whether the server still has what was last known. Where the state holds only what was asked for,
    /// a value that it does not know may have been there all along.
    fn is_servers(&self, path: &str, stored: Option<&Value>, server: Option<&Value>) -> bool {
        match (stored, server) {
            (None, Some(_)) => !self.is_whole,
            (Some(stored), Some(server)) if path == "type" => self.is_type(stored, server),
            _ => holds(server, stored),
        }
    }

    /// Whether the configuration still asks for what was last known.
    fn is_configs(&self, path: &str, stored: Option<&Value>, config: Option<&Value>) -> bool {
        match (stored, config) {
            (Some(stored), Some(config)) if !self.is_whole && !is_raw(path) => same(stored, config),
            (Some(stored), Some(config)) if path == "type" => self.is_type(config, stored),
            _ => holds(stored, config),
        }
    }

    /// Whether a server's type is what another type stands for.
    fn is_type(&self, config: &Value, server: &Value) -> bool {
        let names = config.as_str().zip(server.as_str());
        same(config, server) || names.is_some_and(|(config, server)| is_same_type(self.kind, config, server))
    }
}

/// Whether it is one of the raw settings, which are always compared as a subset (spec 1.6).
fn is_raw(path: &str) -> bool {
    overlap("dss", path)
}

fn value(side: Option<&Cow<'_, Attributes>>, path: &str) -> Option<Value> {
    get(side?, &parse(path).ok()?).cloned()
}
