//! Loading, searching, fitting and matching, timed one by one.

use blockwright::catalog::Catalog;
use blockwright::catalog::fit::Direction;
use blockwright::catalog::search::Search;
use blockwright::catalog::wish::Wish;
use blockwright::composer::compose;
use blockwright::composer::request::Request;
#[cfg(target_arch = "wasm32")]
use blockwright::registry::Arrival;
use blockwright::registry::{Registries, Registry};

use crate::clock::{best, best_on};
use crate::registry::{self, VERSIONS};

/// What is typed, key stroke by key stroke: names, beginnings, several words, errors, nothing known.
pub(crate) const TYPED: [&str; 6] = [
    "vibration forecasting",
    "daily pump anomaly",
    "harbour",
    "compresor monitorng",
    "STEEL_VALVE_SCORING_",
    "zzyzx",
];

/// Hits that a page shows at once.
const LIMIT: usize = 50;

/// Milliseconds of each stage at one size; sizes in megabytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Blocks.
    pub(crate) size: f64,
    /// The index's text.
    pub(crate) megabytes: f64,
    /// Text to a registry.
    pub(crate) read: f64,
    /// Registry to a catalog, schemas and all.
    pub(crate) catalog: f64,
    /// Both: from the index's text in hand to a catalog that answers the first key stroke.
    pub(crate) load: f64,
    /// One key stroke: mean over all of [`TYPED`].
    pub(crate) key: f64,
    /// One key stroke: the slowest.
    pub(crate) worst_key: f64,
    /// Everything, filtered and counted.
    pub(crate) browse: f64,
    /// What fits a port, both ways.
    pub(crate) fits: f64,
    /// The same when it is first asked for.
    pub(crate) first_fits: f64,
    /// A wish of five words.
    pub(crate) wish: f64,
    /// A request with three clauses, from text to configuration.
    pub(crate) compose: f64,
    /// What the indexes hold.
    pub(crate) held: f64,
}

impl Row {
    /// All figures, in order.
    pub(crate) fn values(&self) -> Vec<f64> {
        vec![
            self.size,
            self.megabytes,
            self.read,
            self.catalog,
            self.load,
            self.key,
            self.worst_key,
            self.browse,
            self.fits,
            self.first_fits,
            self.wish,
            self.compose,
            self.held,
        ]
    }

    /// The row of figures as [`Row::values`] gives them.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn of(values: &[f64]) -> Self {
        let value = |index: usize| values.get(index).copied().unwrap_or_default();
        Self {
            size: value(0),
            megabytes: value(1),
            read: value(2),
            catalog: value(3),
            load: value(4),
            key: value(5),
            worst_key: value(6),
            browse: value(7),
            fits: value(8),
            first_fits: value(9),
            wish: value(10),
            compose: value(11),
            held: value(12),
        }
    }
}

/// Times every stage on a registry of `size` blocks.
pub(crate) fn measure(size: usize, clock: &dyn Fn() -> f64) -> Row {
    let files = registry::files(size);
    let read = || {
        let mut registry = Registry::new("BENCH");
        let accepted = registry.accept("index.json", &files.index);
        assert!(accepted.is_ok() && registry.index.entries().len() == size * VERSIONS);
        registry
    };
    let mut registry = read();
    for (path, text) in &files.schemas {
        assert!(registry.accept(path, text).is_ok());
    }
    let mut registries = Registries::default();
    registries.put(registry);
    let unasked = Catalog::new(&registries);
    let catalog = unasked.clone();
    let (key, worst_key) = keys(&catalog, clock);
    let middle = &catalog.cards()[size / 2].shown;
    let wish = Wish::read("weekly anomaly detection of turbine vibration");
    let request = Request {
        intent: Some("clean pump data, detect vibration anomalies, alert operators".into()),
        target_project_key: "BENCH".into(),
        ..Request::default()
    };
    let fits = |catalog: &Catalog| {
        let producers = catalog.fits(&catalog.plug(&middle.inputs[0]), Direction::Producers);
        let consumers = catalog.fits(&catalog.plug(&middle.outputs[0]), Direction::Consumers);
        (producers, consumers)
    };
    let first_fits = best_on(clock, || unasked.clone(), |catalog| (fits(&catalog), catalog));
    let (read, made) = (best(clock, read), best(clock, || Catalog::new(&registries)));
    Row {
        size: size as f64,
        megabytes: files.index.len() as f64 / 1e6,
        read,
        catalog: made,
        load: read + made,
        key,
        worst_key,
        browse: best(clock, || catalog.search(&Search { limit: LIMIT, ..Search::default() })),
        fits: best(clock, || fits(&catalog)),
        first_fits,
        wish: best(clock, || catalog.ranked(&wish, &|_| true)),
        compose: best(clock, || compose(&catalog, &request)),
        held: catalog.index_bytes() as f64 / 1e6,
    }
}

/// Loads an index and answers one key stroke, for what it leaves in memory.
#[cfg(target_arch = "wasm32")]
pub(crate) fn load(pieces: impl Iterator<Item = Vec<u8>>) -> Catalog {
    let (mut registry, mut arrival) = (Registry::new("BENCH"), Arrival::default());
    for piece in pieces {
        assert!(arrival.take_bytes(&piece).is_ok());
    }
    assert!(registry.accept_index("index.json", arrival).is_ok());
    let mut registries = Registries::default();
    registries.put(registry);
    let catalog = Catalog::new(&registries);
    std::hint::black_box(catalog.search(&Search { text: TYPED[0], limit: LIMIT, ..Search::default() }));
    // As on the page, where both stay.
    std::mem::forget(registries);
    catalog
}

/// The mean and the slowest key stroke of everything typed.
fn keys(catalog: &Catalog, clock: &dyn Fn() -> f64) -> (f64, f64) {
    let (mut sum, mut count, mut worst) = (0.0, 0.0, 0.0_f64);
    for typed in TYPED {
        for end in 1..=typed.len() {
            let text = &typed[..end];
            let time = best(clock, || catalog.search(&Search { text, limit: LIMIT, ..Search::default() }));
            sum += time;
            count += 1.0;
            worst = worst.max(time);
        }
    }
    (sum / count, worst)
}
