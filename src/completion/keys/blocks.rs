//! The keys of `blocks` and `solutions` (`blocks.md` 5.2 to 5.4).

use super::{Entry, Key, LIFECYCLE, LIFECYCLE_MEANING, Of, Value, key};
use crate::block::port::Side;

/// An entry of `blocks`.
pub(super) static BLOCK: [Key; 7] = [
    REF,
    INSTANCE_NAME,
    key("zone_name", Value::Block(Of::Zone), "The flow zone of the instance, which nothing else may have."),
    INPUTS,
    OUTPUTS,
    EXTENDS,
    key("lifecycle", Value::Mapping(&LIFECYCLE), LIFECYCLE_MEANING),
];

/// An entry of `solutions`.
pub(super) static SOLUTION: [Key; 7] = [
    REF,
    INSTANCE_NAME,
    key("zone_prefix", Value::Block(Of::Zone), "What the zones of all members start with."),
    INPUTS,
    OUTPUTS,
    key("block_overrides", Value::Members(&OVERRIDE), "Extensions of members, by their aliases."),
    key("lifecycle", Value::Mapping(&LIFECYCLE), LIFECYCLE_MEANING),
];

const REF: Key = key(
    "ref",
    Value::Block(Of::Reference),
    "The block and its version, as `REGISTRY/BLOCK_ID@1.0.0`; also a range, as `@^1.0.0`, or `@latest`.",
);
const INSTANCE_NAME: Key =
    key("instance_name", Value::Block(Of::Instance), "The name of the instance, unique in the project.");
const INPUTS: Key = key("inputs", Value::Ports(Side::Input), "What each input port reads, by name.");
const OUTPUTS: Key = key(
    "outputs",
    Value::Ports(Side::Output),
    "What each output is called in the project; by default its own.",
);
const EXTENDS: Key =
    key("extends", Value::Entries(&EXTENSION, Entry::Extension), "Recipes of the block that are changed.");

static OVERRIDE: [Key; 1] = [EXTENDS];

static EXTENSION: [Key; 4] = [
    key("recipe", Value::Block(Of::InnerRecipe), "The recipe inside the block."),
    key("override_with", Value::Block(Of::Template), "The recipe of this project that takes its place."),
    key("use_class", Value::Text, "The class that the recipe uses, as `package.module.Class`."),
    key("class_config", Value::Mapping(&[]), "What the class is configured with."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::completion::keys::tests::names;
    use crate::config::read_blocks;

    #[test]
    fn every_key_that_is_read_has_its_meaning() {
        assert_eq!(names(&BLOCK), read_blocks::BLOCK_KEYS);
        assert_eq!(names(&SOLUTION), read_blocks::SOLUTION_KEYS);
        assert_eq!(names(&EXTENSION), read_blocks::EXTENSION_KEYS);
        assert_eq!(names(&OVERRIDE), read_blocks::OVERRIDE_KEYS);
    }
}
