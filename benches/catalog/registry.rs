//! A registry of any size, the same on every run.

use std::fmt::Write as _;

/// Numbers of blocks that are measured, each with [`VERSIONS`] versions.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const SIZES: [usize; 3] = [1_000, 5_000, 10_000];
/// Versions of each block.
pub(crate) const VERSIONS: usize = 3;
/// Domains that the blocks are spread over.
pub(crate) const DOMAINS: usize = 40;

const LEVELS: [&str; 5] = ["sensor", "equipment", "process", "plant", "business"];
const FIELDS: [&str; 40] = [
    "airport",
    "banking",
    "battery",
    "brewery",
    "building",
    "cement",
    "chemistry",
    "clinic",
    "dairy",
    "energy",
    "farming",
    "fashion",
    "forestry",
    "freight",
    "furniture",
    "grocery",
    "harbour",
    "hotel",
    "insurance",
    "laundry",
    "library",
    "lottery",
    "mining",
    "mobility",
    "museum",
    "packaging",
    "paper",
    "pharmacy",
    "printing",
    "railway",
    "recycling",
    "refinery",
    "school",
    "shipyard",
    "steel",
    "telecom",
    "textile",
    "theatre",
    "tourism",
    "water",
];
const SUBJECTS: [&str; 48] = [
    "pump",
    "turbine",
    "compressor",
    "conveyor",
    "boiler",
    "furnace",
    "valve",
    "bearing",
    "gearbox",
    "sensor",
    "meter",
    "invoice",
    "customer",
    "supplier",
    "order",
    "shipment",
    "claim",
    "ticket",
    "account",
    "transaction",
    "visitor",
    "patient",
    "student",
    "employee",
    "vehicle",
    "route",
    "warehouse",
    "stock",
    "price",
    "campaign",
    "contract",
    "project",
    "budget",
    "forecast",
    "demand",
    "quality",
    "defect",
    "alarm",
    "downtime",
    "emission",
    "temperature",
    "pressure",
    "humidity",
    "vibration",
    "current",
    "voltage",
    "noise",
    "flow",
];
const ACTIONS: [&str; 32] = [
    "cleaning",
    "enrichment",
    "scoring",
    "forecasting",
    "segmentation",
    "monitoring",
    "alerting",
    "planning",
    "matching",
    "aggregation",
    "anomaly",
    "classification",
    "training",
    "ranking",
    "pricing",
    "routing",
    "balancing",
    "labelling",
    "sampling",
    "smoothing",
    "detection",
    "estimation",
    "reporting",
    "reconciliation",
    "deduplication",
    "validation",
    "imputation",
    "optimisation",
    "simulation",
    "screening",
    "triage",
    "indexing",
];
const QUALITIES: [&str; 24] = [
    "daily",
    "weekly",
    "hourly",
    "robust",
    "fast",
    "regional",
    "global",
    "seasonal",
    "incremental",
    "historic",
    "early",
    "late",
    "shared",
    "local",
    "central",
    "adaptive",
    "linear",
    "nested",
    "partial",
    "complete",
    "monthly",
    "rolling",
    "sparse",
    "dense",
];
const TYPES: [&str; 5] = ["string", "double", "integer", "date", "boolean"];

/// Numbers that look like chance and are the same on every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// A registry as its files: paths below `blocks/`, and texts.
pub(crate) struct Files {
    /// The index with all versions.
    pub(crate) index: String,
    /// Port schemas.
    pub(crate) schemas: Vec<(String, String)>,
}

/// What one block is like, over all its versions.
struct Plot {
    id: String,
    name: String,
    description: String,
    domain: usize,
    level: usize,
    tags: Vec<String>,
    is_protected: bool,
    inputs: Vec<(String, usize)>,
    outputs: Vec<(String, usize)>,
}

/// The files of a registry with `size` blocks; one schema for each five blocks.
pub(crate) fn files(size: usize) -> Files {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let schemas = (size / 5).max(1);
    let schemas: Vec<(String, String)> =
        (0..schemas).map(|number| (schema_path(number), schema(&mut dice))).collect();
    let mut index = String::from("{\"format_version\": \"1.0\", \"blocks\": [");
    for number in 0..size {
        let plot = plot(&mut dice, number, schemas.len());
        for version in 0..VERSIONS {
            if number + version > 0 {
                index.push_str(", ");
            }
            write_entry(&mut index, &plot, version, number % 50 == 49);
        }
    }
    let _ = write!(index, "], \"block_count\": {size}}}");
    Files { index, schemas }
}

fn schema_path(number: usize) -> String {
    format!("schemas/s{number:05}.json")
}

fn schema(dice: &mut Dice) -> String {
    let count = 3 + dice.roll(10);
    let columns: Vec<String> = (0..count)
        .map(|place| {
            let name = format!("{}_{}", dice.pick(&SUBJECTS), dice.pick(&ACTIONS)).to_uppercase();
            let name = if place == 0 { format!("{}_ID", dice.pick(&SUBJECTS).to_uppercase()) } else { name };
            let nullable = dice.roll(2) == 0;
            format!("{{\"name\": \"{name}\", \"type\": \"{}\", \"nullable\": {nullable}}}", dice.pick(&TYPES))
        })
        .collect();
    format!("{{\"format_version\": \"1.0\", \"columns\": [{}]}}", columns.join(", "))
}

fn plot(dice: &mut Dice, number: usize, schemas: usize) -> Plot {
    let domain = number % DOMAINS;
    let (field, subject, action, quality) =
        (FIELDS[domain], dice.pick(&SUBJECTS), dice.pick(&ACTIONS), dice.pick(&QUALITIES));
    let (other, more) = (dice.pick(&SUBJECTS), dice.pick(&ACTIONS));
    let port = |dice: &mut Dice| {
        let name = format!("{}_{}", dice.pick(&QUALITIES), dice.pick(&SUBJECTS)).to_uppercase();
        (name, dice.roll(schemas))
    };
    Plot {
        id: format!("{field}_{subject}_{action}_{number:05}").to_uppercase(),
        name: format!("{} {} {} {}", capital(quality), capital(field), subject, action),
        description: format!(
            "{} {action} of {subject} data in the {field} field, with {other} {more} and a {quality} result for operators.",
            capital(quality)
        ),
        domain,
        level: dice.roll(LEVELS.len()),
        tags: vec![subject.to_owned(), action.to_owned(), format!("{quality}-{other}"), field.to_owned()],
        is_protected: dice.roll(3) == 0,
        inputs: (0..=dice.roll(3)).map(|place| named(port(dice), "IN", place)).collect(),
        outputs: (0..=dice.roll(2)).map(|place| named(port(dice), "OUT", place)).collect(),
    }
}

/// Ports of one block need names of their own.
fn named(port: (String, usize), side: &str, place: usize) -> (String, usize) {
    let (name, schema) = port;
    (if place == 0 { name } else { format!("{name}_{side}{place}") }, schema)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn write_entry(out: &mut String, plot: &Plot, version: usize, is_deprecated: bool) {
    let ports = |ports: &[(String, usize)], required: &str| {
        let port = |(name, schema): &(String, usize)| {
            format!(
                "{{\"name\": \"{name}\", \"type\": \"dataset\"{required}, \"schema_ref\": \"{}\"}}",
                schema_path(*schema)
            )
        };
        ports.iter().map(port).collect::<Vec<_>>().join(", ")
    };
    let Plot { id, name, description, .. } = plot;
    let _ = write!(
        out,
        "{{\"block_id\": \"{id}\", \"version\": \"{}.{}.0\", \"type\": \"zone\", \"blocked\": {}, \"name\": \"{name}\", \
         \"description\": \"{description}\", \"hierarchy_level\": \"{}\", \"domain\": \"{}\", \"tags\": [{}], \
         \"source_project\": \"SOURCE_{:02}\", \"inputs\": [{}], \"outputs\": [{}], \
         \"manifest_path\": \"manifests/{id}_v{}.{}.0.json\", \"deprecated\": {is_deprecated}}}",
        1 + version / 2,
        version % 2,
        plot.is_protected,
        LEVELS[plot.level],
        FIELDS[plot.domain],
        plot.tags.iter().map(|tag| format!("\"{tag}\"")).collect::<Vec<_>>().join(", "),
        plot.domain,
        ports(&plot.inputs, ", \"required\": true"),
        ports(&plot.outputs, ""),
        1 + version / 2,
        version % 2,
    );
}
