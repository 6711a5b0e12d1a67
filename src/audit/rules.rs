//! The checks of a registry (`blocks.md` 2.11). REG-007 is `composition`'s, which needs it too.

use crate::diagnostic::{Level, Rule, Severity};

/// File of another shape.
pub static SHAPE: Rule = Rule {
    id: "REG-000",
    level: Level::Composition,
    severity: Severity::Error,
    title: "file of another shape",
    explanation: "A file of the registry does not match its JSON Schema. What could not be read was left out.",
};

/// Malformed block id.
pub static ID: Rule = Rule {
    id: "REG-001",
    level: Level::Composition,
    severity: Severity::Error,
    title: "malformed block id",
    explanation: "A block id is upper-case letters, digits and `_`, starts with a letter and has at most 64 characters.",
};

/// Malformed version.
pub static VERSION: Rule = Rule {
    id: "REG-002",
    level: Level::Composition,
    severity: Severity::Error,
    title: "malformed version",
    explanation: "A version is MAJOR.MINOR.PATCH in plain numbers without leading zeros.",
};

/// Block without input or output.
pub static NO_PORT: Rule = Rule {
    id: "REG-003",
    level: Level::Composition,
    severity: Severity::Error,
    title: "block without input or output",
    explanation: "A block has at least one input and one output.",
};

/// Port name used twice.
pub static PORT_TWICE: Rule = Rule {
    id: "REG-004",
    level: Level::Composition,
    severity: Severity::Error,
    title: "port name used twice",
    explanation: "The names of ports are unique among the inputs and outputs of a block together.",
};

/// Block too large.
pub static TOO_LARGE: Rule = Rule {
    id: "REG-005",
    level: Level::Composition,
    severity: Severity::Error,
    title: "block too large",
    explanation: "A block has at most 10 inputs, 10 outputs, 50 datasets, 50 recipes and 20 dependencies.",
};

/// Recipe reaches outside the block.
pub static LEAK: Rule = Rule {
    id: "REG-006",
    level: Level::Composition,
    severity: Severity::Error,
    title: "recipe reaches outside the block",
    explanation: "Recipes of a block read and write its ports and internal objects only.",
};

/// Port schema missing.
pub static SCHEMA_FILE: Rule = Rule {
    id: "REG-008",
    level: Level::Composition,
    severity: Severity::Error,
    title: "port schema missing",
    explanation: "A `schema_ref` names a readable port schema file below `blocks/`.",
};

/// Index and manifests differ.
pub static INDEX_MANIFEST: Rule = Rule {
    id: "REG-009",
    level: Level::Composition,
    severity: Severity::Error,
    title: "index and manifests differ",
    explanation: "Every entry of the index has a manifest with the same id, version and ports, and every manifest an entry.",
};

/// Object without one producer.
pub static PRODUCERS: Rule = Rule {
    id: "REG-010",
    level: Level::Composition,
    severity: Severity::Error,
    title: "object without one producer",
    explanation: "Outputs and internal datasets are written by exactly one recipe, inputs by none; an input that nothing reads is useless.",
};

/// Unknown recipe.
pub static NO_RECIPE: Rule = Rule {
    id: "REG-011",
    level: Level::Composition,
    severity: Severity::Error,
    title: "unknown recipe",
    explanation: "Extension points and steps name recipes of the block.",
};

/// Interface broken without a new major version.
pub static BREAKS: Rule = Rule {
    id: "REG-012",
    level: Level::Composition,
    severity: Severity::Error,
    title: "interface broken without a new major version",
    explanation: "What breaks users of a block needs a new major version.",
};

/// Content of a published version changes.
pub static CONTENT: Rule = Rule {
    id: "REG-013",
    level: Level::Composition,
    severity: Severity::Error,
    title: "content of a published version changes",
    explanation: "A published version never changes; publish another one.",
};

/// Solution does not hold together.
pub static SOLUTION: Rule = Rule {
    id: "REG-014",
    level: Level::Composition,
    severity: Severity::Error,
    title: "solution does not hold together",
    explanation: "A solution composes without an error when each of its ports is mapped.",
};

/// Index too large.
pub static INDEX_SIZE: Rule = Rule {
    id: "REG-015",
    level: Level::Composition,
    severity: Severity::Error,
    title: "index too large",
    explanation: "`index.json` has at most 1 MB; further entries go to pages.",
};

/// Step overrides a recipe.
pub static OVERRIDE: Rule = Rule {
    id: "REG-016",
    level: Level::Composition,
    severity: Severity::Error,
    title: "step overrides a recipe",
    explanation: "Steps of a solution extend recipes by classes only, because a manifest has no place for a recipe's body.",
};

/// Entry listed twice.
pub static TWICE: Rule = Rule {
    id: "REG-017",
    level: Level::Composition,
    severity: Severity::Warning,
    title: "entry listed twice",
    explanation: "Each version of a block is listed once; the later entry counts.",
};

/// Recipes in a circle.
pub static CYCLE: Rule = Rule {
    id: "REG-018",
    level: Level::Composition,
    severity: Severity::Error,
    title: "recipes in a circle",
    explanation: "The recipes of a block must not wait for each other.",
};

/// Level or domain not configured.
pub static TAXONOMY: Rule = Rule {
    id: "REG-019",
    level: Level::Composition,
    severity: Severity::Error,
    title: "level or domain not configured",
    explanation: "The organisation allows only the levels and domains that it configures.",
};

/// Index not in order.
pub static INDEX_ORDER: Rule = Rule {
    id: "REG-020",
    level: Level::Composition,
    severity: Severity::Warning,
    title: "index not in order",
    explanation: "Entries stand by id, then version, and the counts of the index are right.",
};

/// All of them.
pub static RULES: [&Rule; 20] = [
    &SHAPE,
    &ID,
    &VERSION,
    &NO_PORT,
    &PORT_TWICE,
    &TOO_LARGE,
    &LEAK,
    &SCHEMA_FILE,
    &INDEX_MANIFEST,
    &PRODUCERS,
    &NO_RECIPE,
    &BREAKS,
    &CONTENT,
    &SOLUTION,
    &INDEX_SIZE,
    &OVERRIDE,
    &TWICE,
    &CYCLE,
    &TAXONOMY,
    &INDEX_ORDER,
];

/// The check with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.id == id)
}
