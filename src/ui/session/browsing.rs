//! The registries of the page and the catalog that follows from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blockwright::block::PortKind;
use blockwright::block::column::Column;
use blockwright::block::reference::{BlockRef, Pinned};
use blockwright::catalog::Catalog;
use blockwright::catalog::facet::Filters;
use blockwright::catalog::fit::Direction;
use blockwright::registry::{Registries, Registry};
use blockwright::registry_library::RegistryLibrary;
use leptos::prelude::*;

use super::Session;

/// Blocks shown before anybody asks for more.
pub(crate) const PAGE: usize = 60;

/// Where a registry comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The one that lies beside the page.
    Demo,
    /// A static folder that the host of the page names: its address, ending in a slash.
    Host(String),
    /// A static folder: its address, ending in a slash.
    Url(String),
    /// Files that the user chose; only the copy kept of them can be read again.
    Disk,
    /// A folder in the library of a project on a DSS; read while the page is connected to that.
    Library {
        /// Which DSS: what [`Place::instance`](crate::ui::dss::Place::instance) says of it.
        instance: Arc<str>,
        /// Where on it.
        place: Arc<RegistryLibrary>,
    },
}

/// A registry that the page knows, whatever of it is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its key, the first part of a reference.
    pub(crate) key: Arc<str>,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Files read of those wanted by now.
    pub(crate) progress: (usize, usize),
    /// Whether files are being read.
    pub(crate) is_busy: bool,
}

/// What is looked for among the blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query {
    /// What was typed.
    pub(crate) text: String,
    /// What the blocks have to be.
    pub(crate) filters: Filters,
    /// What they have to be wired to, if anything.
    pub(crate) end: Option<WireEnd>,
}

/// A port or dataset to which blocks are to be wired.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WireEnd {
    /// Its name.
    pub(crate) name: String,
    /// Whose it is, in words, as `output of SENSOR_DATA_CLEANING`.
    pub(crate) owner: String,
    /// What passes through it.
    pub(crate) kind: PortKind,
    /// Its columns, if they are known.
    pub(crate) columns: Option<Vec<Column>>,
    /// Whether blocks are to write to it or to read from it.
    pub(crate) direction: Direction,
}

/// What is known of registries. It stays while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Browsing {
    /// All registries, as far as they are loaded.
    pub(crate) registries: Memo<Arc<Registries>>,
    /// The blocks of all registries.
    pub(crate) catalog: Memo<Arc<Catalog>>,
    /// What the page knows of each, the demo first.
    pub(crate) sources: RwSignal<Vec<Source>>,
    /// What is looked for.
    pub(crate) query: RwSignal<Query>,
    /// How many of the blocks found are shown.
    pub(crate) shown: RwSignal<usize>,
    /// Whether somebody looks at the blocks, so that registries are read even if no block is used.
    pub(crate) is_browsed: RwSignal<bool>,
    /// Versions whose manifests and schemas are to be read though nothing uses them.
    pub(crate) asked: RwSignal<BTreeSet<Pinned>>,
    /// Files that a shared plan waits for, by registry.
    pub(crate) awaited: RwSignal<BTreeMap<Arc<str>, BTreeSet<Arc<str>>>>,
    /// Blocks that a project refers to which is about to be opened.
    pub(crate) expected: StoredValue<Arc<[BlockRef]>>,
    /// Keys and paths of files that were read, whatever came of it: none is read twice by itself.
    pub(crate) tried: StoredValue<BTreeSet<(Arc<str>, Arc<str>)>>,
}

impl Browsing {
    fn new(session: Session) -> Self {
        let registries = Memo::new_with_compare(
            move |_: Option<&Arc<Registries>>| {
                session.workspace.with(|inputs| Arc::clone(&inputs.registries))
            },
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        );
        let sources = RwSignal::new(Vec::<Source>::new());
        let is_reading =
            Memo::new(move |_| sources.with(|sources| sources.iter().any(|source| source.is_busy)));
        let made_of = StoredValue::new(Arc::<Registries>::default());
        let catalog = Memo::new_with_compare(
            move |before: Option<&Arc<Catalog>>| {
                let (registries, is_reading) = (registries.get(), is_reading.get());
                // While files come in, only another list of blocks is worth a new catalog.
                let is_enough = made_of.with_value(|made_of| {
                    Arc::ptr_eq(made_of, &registries) || is_reading && made_of.list_the_same(&registries)
                });
                if let Some(before) = before.filter(|_| is_enough) {
                    return Arc::clone(before);
                }
                made_of.set_value(Arc::clone(&registries));
                Arc::new(Catalog::new(&registries))
            },
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        );
        Self {
            registries,
            catalog,
            sources,
            query: RwSignal::new(Query::default()),
            shown: RwSignal::new(PAGE),
            is_browsed: RwSignal::new(false),
            asked: RwSignal::new(BTreeSet::new()),
            awaited: RwSignal::new(BTreeMap::new()),
            expected: StoredValue::new(Arc::default()),
            tried: StoredValue::new(BTreeSet::new()),
        }
    }
}

impl Browsing {
    /// Looks for something else, from the first block on.
    pub(crate) fn look(self, change: impl FnOnce(&mut Query)) {
        self.query.update(change);
        self.shown.set(PAGE);
    }

    /// Wants the registries read, whether their blocks are used or not.
    pub(crate) fn browse(self) {
        if !self.is_browsed.get_untracked() {
            self.is_browsed.set(true);
        }
    }

    /// Wants the manifests and schemas of these versions read.
    pub(crate) fn ask(self, versions: impl IntoIterator<Item = Pinned>) {
        let known = self.asked.get_untracked();
        let new: Vec<Pinned> = versions.into_iter().filter(|version| !known.contains(version)).collect();
        if !new.is_empty() {
            self.asked.update(|asked| asked.extend(new));
        }
    }
}

impl Session {
    /// The registries and what the page knows of them. It is made when it is first looked at, and
    /// then lives as long as the page. Only for the second module.
    pub(crate) fn browsing(self) -> Browsing {
        let known = self.browsing.get_value();
        known.unwrap_or_else(|| {
            let browsing = self.root.with(|| Browsing::new(self));
            self.browsing.set_value(Some(browsing));
            browsing
        })
    }

    /// All registries, as far as they are loaded. Only for the second module.
    pub(crate) fn registries(self) -> Memo<Arc<Registries>> {
        self.browsing().registries
    }

    /// The blocks of all registries. Only for the second module.
    pub(crate) fn catalog(self) -> Memo<Arc<Catalog>> {
        self.browsing().catalog
    }

    /// Puts a registry into the workspace, or takes the one known as `key` out. That is no edit: the
    /// draft is not written and nothing is to be undone.
    pub(crate) fn put_registry(self, key: &str, registry: Option<Registry>) {
        self.workspace.update(|inputs| {
            let mut registries = Registries::clone(&inputs.registries);
            match registry {
                Some(registry) => registries.put(registry),
                None => registries.remove(key),
            }
            inputs.registries = Arc::new(registries);
        });
        self.settle_now();
    }
}
