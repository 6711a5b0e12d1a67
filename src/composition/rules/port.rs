//! BLK-011 to BLK-013 and BLK-025: ports that are mapped or should be.

use super::{error, listed};
use crate::block::Port;
use crate::config::BlockUse;
use crate::config::block_use::Mapping;
use crate::diagnostic::{Diagnostic, Rule, Safety, suggestion};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// A required input is not mapped.
pub static NOT_MAPPED: Rule = error(
    "BLK-011",
    "required input not mapped",
    "The block cannot work without this input. Map it to a dataset, folder or model under `inputs`.",
);

/// There is no such input.
pub static NO_INPUT: Rule = error(
    "BLK-012",
    "no such input",
    "The block has no input port of this name. Names are compared exactly.",
);

/// There is no such output.
pub static NO_OUTPUT: Rule = error(
    "BLK-013",
    "no such output",
    "The block has no output port of this name. Names are compared exactly.",
);

/// A mapped output is not built.
pub static LEFT_OUT: Rule = error(
    "BLK-025",
    "mapped output is left out",
    "The output is built only from optional inputs that are not mapped, so nothing would write it. Map one of \
     those inputs, or take the output away.",
);

pub(super) static RULES: [&Rule; 4] = [&NOT_MAPPED, &NO_INPUT, &NO_OUTPUT, &LEFT_OUT];

/// BLK-011.
pub fn not_mapped(entry: &BlockUse, block: &str, port: &Port) -> Diagnostic {
    NOT_MAPPED
        .report(entry.path_of("inputs"), format!("the required input {} of {block} is not mapped", port.name))
        .at(entry.inputs_at.unwrap_or(entry.reference_at))
        .about(&port.name)
        .hint(format!("Add `{}:` with the name of a {} under `inputs`.", port.name, port.kind.name()))
}

/// BLK-011 for a member whose source is left out: at the reference, as all that concerns the inside of a
/// solution (`blocks.md` 5.6).
pub fn source_left_out(entry: &BlockUse, member: &str, port: &str, within: String) -> Diagnostic {
    NOT_MAPPED
        .report(
            entry.path_of("ref"),
            format!("the required input {port} of {member} has no source: what it reads is left out"),
        )
        .at(entry.reference_at)
        .within(within)
        .hint("Map the optional input that its source is built from.")
}

/// BLK-012 and BLK-013.
pub fn unknown_port(entry: &BlockUse, mapping: &Mapping, ports: &[Port], is_input: bool) -> Diagnostic {
    let (rule, side) = if is_input { (&NO_INPUT, "inputs") } else { (&NO_OUTPUT, "outputs") };
    let what = if is_input { "input" } else { "output" };
    let names = || ports.iter().map(|port| &*port.name);
    let message = format!("there is no {what} {}; there are {}", mapping.port, listed(names()));
    let problem =
        rule.report(entry.path_of(&format!("{side}.{}", mapping.port)), message).at(mapping.port_at);
    match suggestion::nearest(&mapping.port, names()) {
        None => problem.hint(format!("Take one of the block's {side}, or remove the key.")),
        Some(near) => {
            let edit =
                FileEdit { file: mapping.port_at.file, edit: TextEdit::replace(mapping.port_at.range, near) };
            problem.hint(format!("Did you mean {near}?")).fix(
                format!("Rename to {near}"),
                Safety::Guess,
                vec![edit],
            )
        }
    }
}

/// BLK-025.
pub fn left_out(entry: &BlockUse, mapping: &Mapping, block: &str) -> Diagnostic {
    LEFT_OUT
        .report(
            entry.path_of(&format!("outputs.{}", mapping.port)),
            format!(
                "the output {} of {block} is left out, because no input it needs is mapped",
                mapping.port
            ),
        )
        .at(mapping.name.at)
        .hint("Map one of the optional inputs, or remove the output.")
}
