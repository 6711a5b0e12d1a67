//! Drift: what a DSS holds beside what the state remembers and the configuration asks for, resource by
//! resource and field by field as three values.
//!
//! A field differs exactly where a plan from the freshly read server would change it, so that what is
//! listed here and what a plan does after a sync (spec 3.4) are one and the same. Everything that differs
//! and is not listed is suppressed for a reason with a name (`drift/suppression.rs`). `drift/ours.rs`
//! keeps a difference as a change to come; taking the server's side into the text is `acceptance`'s.

mod comparable;
mod fields;
mod filled;
pub mod json;
mod ours;
mod suppression;
pub mod text;
pub mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

pub use self::ours::keep_ours;
pub use self::suppression::{Reason, Suppression};
use crate::address::Address;
use crate::config::Format;
use crate::diff::{self, Change, ChangeKind, Comparison, Scope};
use crate::normal::attributes as normal;
use crate::sorting::{map, sort_by};
use crate::state::{Resource, State};
use crate::value::path::{get, parse};
use comparable::Comparable;
pub(crate) use filled::is_filled;

/// What is compared.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// What was last known: the stored state; an empty one if there is none.
    pub stored: &'a State,
    /// What the server has, read now: resources with `deployed_by: system`.
    pub server: &'a State,
    /// What the configuration asks for.
    pub config: &'a State,
    /// What the configuration decides about; everything else is left alone.
    pub scope: &'a Scope,
    /// What could not be read this time; nothing is said about it but that.
    pub unread: &'a BTreeSet<Address>,
}

/// Who changed what. The order is that of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Server and configuration both left the state, each in its own way; or no state tells who did.
    Conflict,
    /// It is in state and configuration, and gone from the server.
    Missing,
    /// The server left what state and configuration agree on.
    Server,
    /// Only the server has it, and nobody here made it.
    Unmanaged,
    /// The configuration left what state and server agree on: a change that a plan makes.
    Config,
    /// Server and configuration agree, and only the state is behind.
    Both,
}

/// The drift of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drift {
    /// The project.
    pub project_key: String,
    /// The version of the configuration, which decides how resources are compared.
    pub format: Format,
    /// The resources of which there is something to say, by type, then address.
    pub resources: Vec<ResourceDrift>,
    /// What could not be read, by address.
    pub unread: Vec<Address>,
}

/// One resource on its three sides.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDrift {
    /// The resource.
    pub address: Address,
    /// What happened to it: the most urgent of its fields', if it is on server and in configuration.
    /// `None` if all differences are suppressed.
    pub kind: Option<Kind>,
    /// What differs, in the order of plans, then what only the state tells; empty where a side is missing.
    pub fields: Vec<Field>,
    /// What differs and makes no difference, in display order.
    pub suppressed: Vec<Suppression>,
    /// The path of the block instance that makes it, if one does.
    pub made_by: Option<String>,
    /// As last known.
    pub stored: Option<Arc<Resource>>,
    /// As read.
    pub server: Option<Arc<Resource>>,
    /// As asked for.
    pub config: Option<Arc<Resource>>,
}

/// A field with its three values, each in its normal form (spec 3.5); `None` where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// `params.table`, `schema.columns[0].type`.
    pub path: String,
    /// Who changed it.
    pub kind: Kind,
    /// As last known.
    pub stored: Option<Value>,
    /// As read.
    pub server: Option<Value>,
    /// As asked for.
    pub config: Option<Value>,
}

impl Kind {
    /// All kinds, the most urgent first.
    pub const ALL: [Self; 6] =
        [Self::Conflict, Self::Missing, Self::Server, Self::Unmanaged, Self::Config, Self::Both];

    /// The name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Missing => "missing",
            Self::Server => "server",
            Self::Unmanaged => "unmanaged",
            Self::Config => "config",
            Self::Both => "both",
        }
    }

    /// Whether the server has left what was last known: what people call drift.
    pub fn is_drift(self) -> bool {
        !matches!(self, Self::Config | Self::Both)
    }
}

impl Drift {
    /// The resource at `address`, if there is something to say of it.
    pub fn find(&self, address: &Address) -> Option<&ResourceDrift> {
        let at = self.resources.binary_search_by(|resource| resource.address.cmp(address)).ok()?;
        self.resources.get(at)
    }

    /// How many resources there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.resources.iter().filter(|resource| resource.kind == Some(kind)).count()
    }

    /// How many differences are suppressed.
    pub fn suppressed(&self) -> usize {
        self.resources.iter().map(|resource| resource.suppressed.len()).sum()
    }
}

impl ResourceDrift {
    /// The three values at `path`, of a suppressed difference too: state, server, configuration.
    pub fn values(&self, path: &str) -> [Option<Value>; 3] {
        [&self.stored, &self.server, &self.config].map(|side| side.as_deref().and_then(|side| at(side, path)))
    }
}

/// The value at `path` as it is kept, or of the normal form if that alone has it.
fn at(resource: &Resource, path: &str) -> Option<Value> {
    let path = parse(path).ok()?;
    let kept = get(resource.attributes(), &path).cloned();
    kept.or_else(|| get(&normal(resource, Format::V1_1), &path).cloned())
}

/// Compares the three sides. Time and memory grow with the number of resources.
pub fn drift(sides: Sides<'_>) -> Drift {
    let comparable = Comparable::new(&sides);
    let scope = sides.scope;
    let stored = map(comparable.stored.resources.iter().map(|resource| (&resource.address, resource)));
    let planned = diff::diff(&comparable.config, &comparable.stored, scope);
    let planned = map(planned.into_iter().map(|change| (change.address.clone(), change)));
    let mut found = Vec::new();
    for change in diff::diff(&comparable.config, &comparable.server, scope) {
        let stored = stored.get(&change.address).map(|stored| Arc::clone(stored));
        found.push(comparable.original(match change.kind {
            ChangeKind::Added => one_sided(change, stored),
            ChangeKind::Removed => only_there(change, stored, scope),
            _ => fields::compare(&change, planned.get(&change.address), stored, scope.format()),
        }));
    }
    found.extend(gone(&comparable, scope));
    found.extend(undescribed(&comparable, scope));
    for resource in &mut found {
        suppression::add(resource, &comparable);
    }
    found.retain(|resource| resource.kind.is_some() || !resource.suppressed.is_empty());
    sort_by(&mut found, |left, right| left.address.cmp(&right.address));
    let key = scope.project_key();
    let unread = sides.unread.iter().filter(|address| address.project_key() == key).cloned().collect();
    Drift { project_key: key.to_owned(), format: scope.format(), resources: found, unread }
}

/// A resource that the configuration asks for and the server does not have.
fn one_sided(change: Change, stored: Option<Arc<Resource>>) -> ResourceDrift {
    let kind = if stored.is_some() { Kind::Missing } else { Kind::Config };
    ResourceDrift { kind: Some(kind), stored, config: change.after, ..ResourceDrift::new(change.address) }
}

/// A resource that the configuration does not ask for and the server has.
fn only_there(change: Change, stored: Option<Arc<Resource>>, scope: &Scope) -> ResourceDrift {
    let kind = match (&stored, &change.before) {
        (Some(stored), Some(server)) if !stored.is_from_server() => {
            let kept = diff::diff(&alone(stored), &alone(server), scope);
            let is_kept = kept.iter().all(|change| change.kind == ChangeKind::Unchanged);
            if is_kept { Kind::Config } else { Kind::Conflict }
        }
        _ => Kind::Unmanaged,
    };
    ResourceDrift { kind: Some(kind), stored, server: change.before, ..ResourceDrift::new(change.address) }
}

fn alone(resource: &Arc<Resource>) -> State {
    State { resources: vec![Arc::clone(resource)], ..State::default() }
}

/// What only the state still remembers.
fn gone<'a>(sides: &'a Comparable<'_>, scope: &'a Scope) -> impl Iterator<Item = ResourceDrift> + 'a {
    let is_gone = move |resource: &&Arc<Resource>| {
        scope.takes_part(resource, |_| false)
            && !sides.has_server(&resource.address)
            && !sides.has_config(&resource.address)
    };
    sides.stored.resources.iter().filter(is_gone).map(|resource| ResourceDrift {
        kind: Some(Kind::Both),
        stored: Some(Arc::clone(resource)),
        ..ResourceDrift::new(resource.address.clone())
    })
}

/// What the server has and no plan looks at: it cannot be described, or nobody here made it.
fn undescribed<'a>(sides: &'a Comparable<'_>, scope: &'a Scope) -> impl Iterator<Item = ResourceDrift> + 'a {
    let is_left_alone = move |resource: &&Arc<Resource>| {
        resource.address.project_key() == scope.project_key()
            && !scope.takes_part(resource, |address| sides.has_config(address))
    };
    sides.server.resources.iter().filter(is_left_alone).map(|resource| ResourceDrift {
        server: Some(Arc::clone(resource)),
        ..ResourceDrift::new(resource.address.clone())
    })
}

impl ResourceDrift {
    fn new(address: Address) -> Self {
        Self {
            address,
            kind: None,
            fields: Vec::new(),
            suppressed: Vec::new(),
            made_by: None,
            stored: None,
            server: None,
            config: None,
        }
    }
}

/// Whether the current value holds what is wanted: nothing where nothing is wanted, or a missing one
/// where an empty one is.
fn holds(current: Option<&Value>, wanted: Option<&Value>) -> bool {
    match (current, wanted) {
        (Some(current), Some(wanted)) => Comparison::Subset.accepts(current, wanted),
        (None, Some(wanted)) => Comparison::Subset.accepts_missing(wanted),
        (None, None) => true,
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests;
